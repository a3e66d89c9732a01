import { readFile } from 'node:fs/promises'
import type { Day } from '../../platform/days.ts'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Worded } from '../cases/index.ts'
import { checkLine } from '../correspondence/index.ts'
import { both, countryName, fullName, letterValues } from './papers.ts'
import { type AdmissionSituation, programmeOf } from './rules.ts'
import { inThree } from './words.ts'

interface Issue {
  readonly day: Day
  readonly caseNumber: string
  readonly input: Typed
}

// Filled in by hand where the office has published no sum.
const blank = '______________________________'

/**
 * An individual contract to sign: parties, programme and sum as the records have them, and nothing that they don't have.
 * The terms are the office's own text: it writes them at `/desk/templates`.
 */
export const studyContract = {
  template: () => readFile(new URL('./contract.typ', import.meta.url), 'utf8'),
  language: ({ background }: AdmissionSituation): Language => background.institution.letterLanguages[0] ?? 'ru',
  recipient: (situation: AdmissionSituation) => fullName(situation.facts),
  subject: inThree('contract.subject'),
  written: {
    parts: { subject: 'contract.subject', terms: 'contract.terms' },
    placeholders: ['name', 'institution', 'level', 'programme', 'citizenship', 'passport', 'today'],
    must: [],
    values: letterValues,
  },
  content: (situation: AdmissionSituation, issue: Issue, words: Worded): Readonly<Record<string, JsonValue>> => {
    const { institution } = situation.background
    const [first = 'ru', second = 'en'] = institution.letterLanguages
    return {
      institution: { names: [first, second].map((lang) => ({ lang, name: institution.name[lang] })), contacts: [] },
      colour: institution.colour,
      lang: first,
      title: [`${both('contract.subject', first, second)}`, `№ ${issue.input.registered ?? ''}`],
      subtitle: `${institution.city[first]}, ${sayDay(issue.day, first)}`,
      sections: sections(situation, first, second),
      declaration: [words(first).terms, words(second).terms].join('\n\n'),
      sign: [universitySigns(situation, first, second), studentSigns(situation, first, second)],
      check: [first, second].map(checkLine),
    }
  },
}

function sections(situation: AdmissionSituation, first: Language, second: Language): JsonValue[] {
  const { facts, background } = situation
  const programme = programmeOf(situation)
  const row = (key: Parameters<typeof inThree>[0], value: string) => ({ label: both(key, first, second), value })
  const level = inThree(`choice.level.${facts.level ?? 'other'}`)[first]
  return [
    {
      title: both('contract.parties', first, second),
      rows: [
        row('contract.university', background.institution.name[first]),
        row('contract.representedBy', background.signatory ? signatoryOf(situation, first) : blank),
        row('contract.student', fullName(facts)),
        row('fact.birthDay', facts.birthDay ? sayDay(facts.birthDay, first) : blank),
        row('fact.citizenship', countryName(situation, facts.citizenship, first)),
        row('fact.passportNumber', facts.passportNumber ?? blank),
        row('fact.address', facts.address ?? blank),
      ],
    },
    {
      title: both('contract.matter', first, second),
      rows: [
        row('fact.level', level),
        row('fact.programme', programme?.asksDirection ? (facts.direction ?? '') : (programme?.name[first] ?? level)),
        row('contract.sum', feeOf(situation, first) ?? blank),
      ],
    },
  ]
}

function signatoryOf({ background }: AdmissionSituation, language: Language): string {
  const { signatory } = background
  return signatory ? `${signatory.post[language]}, ${signatory.name}` : ''
}

/** The yearly fee of the level, when the office has published one that is in force; null when it hasn't. */
function feeOf({ facts, background, today }: AdmissionSituation, language: Language): string | null {
  const fee = background.terms.fees.find(
    ({ level, per, validFrom, validTo }) =>
      per !== 'application' &&
      level === (facts.level === 'other' ? null : facts.level) &&
      (validFrom ?? today) <= today &&
      today <= (validTo ?? today),
  )
  if (!fee) return null
  const amount = new Intl.NumberFormat(language, { style: 'currency', currency: fee.currency }).format(fee.amount)
  return `${amount}, ${inThree(`contract.per.${fee.per === 'year' ? 'year' : 'course'}`)[language]}`
}

function universitySigns({ background }: AdmissionSituation, first: Language, second: Language): JsonValue {
  return signs(background.signatory?.name ?? '', 'contract.university', first, second)
}

function studentSigns({ facts }: AdmissionSituation, first: Language, second: Language): JsonValue {
  return signs(fullName(facts), 'contract.student', first, second)
}

function signs(name: string, party: 'contract.university' | 'contract.student', first: Language, second: Language) {
  return {
    signature: both('form.signature', first, second),
    'name-label': both(party, first, second),
    name,
    date: both('form.date', first, second),
  }
}
