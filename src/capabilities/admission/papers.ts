import { readFile } from 'node:fs/promises'
import type { Day } from '../../platform/days.ts'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import type { Language, Text } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Worded } from '../cases/index.ts'
import { checkLine } from '../correspondence/index.ts'
import type { Facts } from './facts.ts'
import { type AdmissionSituation, programmeOf } from './rules.ts'
import { admissionWords, inThree } from './words.ts'

interface Issue {
  readonly day: Day
  readonly caseNumber: string
}

const template = (name: string) => () => readFile(new URL(name, import.meta.url), 'utf8')

/** The letter that tells a foreign citizen of the admission, in the languages that the institution writes letters in. */
export const admissionLetter = {
  template: template('./letter.typ'),
  language: ({ background }: AdmissionSituation): Language => background.institution.letterLanguages[0] ?? 'ru',
  recipient: (situation: AdmissionSituation) => fullName(situation.facts),
  subject: inThree('letter.subject'),
  written: {
    parts: { subject: 'letter.subject', heading: 'letter.heading', text: 'letter.text' },
    placeholders: [
      'name',
      'addressed',
      'admitted',
      'born',
      'citizenship',
      'passport',
      'institution',
      'level',
      'programme',
      'number',
      'today',
    ],
    must: ['name', 'passport', 'programme'],
    values: letterValues,
  },
  content: (situation: AdmissionSituation, issue: Issue, words: Worded): Readonly<Record<string, JsonValue>> => {
    const { institution, signatory } = situation.background
    const languages = institution.letterLanguages
    const [first = 'ru'] = languages
    return {
      institution: { names: languages.map((lang) => ({ lang, name: institution.name[lang] })), contacts: [] },
      colour: institution.colour,
      date: sayDay(issue.day, first),
      addressee: [fullName(situation.facts), countryName(situation, situation.facts.citizenship, first)],
      versions: languages.map((lang) => ({ lang, heading: words(lang).heading, text: words(lang).text })),
      signatory: signatory
        ? { post: languages.map((lang) => signatory.post[lang]).join(' / '), name: signatory.name }
        : null,
      check: languages.map(checkLine),
    }
  },
}

export function letterValues(
  situation: AdmissionSituation,
  issue: Issue,
  lang: Language,
): Readonly<Record<string, string>> {
  const { facts, background } = situation
  const say = admissionWords(lang)
  const programme = programmeOf(situation)
  const sex = facts.sex ?? 'other'
  return {
    name: fullName(facts),
    addressed: say('letter.addressed', { sex }),
    admitted: say('letter.admitted', { sex }),
    born: facts.birthDay ? sayDay(facts.birthDay, lang) : '',
    citizenship: countryName(situation, facts.citizenship, lang),
    passport: facts.passportNumber ?? '',
    institution: background.institution.name[lang],
    level: say(`choice.level.${facts.level ?? 'other'}`),
    programme: say('letter.programme', {
      programme: programme?.asksDirection ? (facts.direction ?? '') : (programme?.name[lang] ?? ''),
      code: programme?.code ?? 'none',
      profile: programme?.profiles.find(({ key }) => key === facts.profile)?.name[lang] ?? 'none',
    }),
    number: issue.caseNumber,
    today: sayDay(issue.day, lang),
  }
}

/** The application form with the answers, for the signature. */
export const applicationForm = {
  template: template('./form.typ'),
  language: ({ background }: AdmissionSituation): Language => background.institution.letterLanguages[0] ?? 'ru',
  recipient: (situation: AdmissionSituation) => situation.background.institution.name.en,
  subject: inThree('form.subject'),
  content: (situation: AdmissionSituation): Readonly<Record<string, JsonValue>> => {
    const { institution } = situation.background
    const [first = 'ru', second = 'en'] = institution.letterLanguages
    return {
      institution: { names: [first, second].map((lang) => ({ lang, name: institution.name[lang] })), contacts: [] },
      colour: institution.colour,
      lang: first,
      title: inThree('form.subject')[first],
      subtitle: inThree('form.subject')[second],
      sections: formSections(situation, first, second),
      declaration: `${admissionWords(first)('form.declaration')}\n\n${admissionWords(second)('form.declaration')}`,
      sign: {
        signature: both('form.signature', first, second),
        'name-label': both('form.name', first, second),
        name: fullName(situation.facts),
        date: both('form.date', first, second),
      },
    }
  },
}

function formSections(situation: AdmissionSituation, first: Language, second: Language): JsonValue[] {
  const { facts } = situation
  const programme = programmeOf(situation)
  const day = (value: Day | undefined) => (value ? sayDay(value, first) : null)
  const country = (value: string | undefined) => countryName(situation, value, first) || null
  const row = (fact: keyof Facts, value: string | null | undefined) => ({
    label: both(`fact.${fact}`, first, second),
    value: value ?? null,
  })
  return [
    {
      title: both('section.study', first, second),
      rows: [
        row('level', admissionWords(first)(`choice.level.${facts.level ?? 'other'}`)),
        row('programme', programme ? [programme.name[first], programme.code].filter(Boolean).join(', ') : null),
        ...(facts.profile
          ? [row('profile', programme?.profiles.find(({ key }) => key === facts.profile)?.name[first])]
          : []),
        ...(programme?.asksDirection ? [row('direction', facts.direction)] : []),
      ],
    },
    {
      title: both('section.you', first, second),
      rows: [
        row('familyName', facts.familyName),
        row('givenName', facts.givenName),
        row('birthDay', day(facts.birthDay)),
        row('sex', facts.sex && admissionWords(first)(`choice.sex.${facts.sex}`)),
        row('citizenship', country(facts.citizenship)),
      ],
    },
    {
      title: both('section.passport', first, second),
      rows: [
        row('passportNumber', facts.passportNumber),
        row('passportCountry', country(facts.passportCountry)),
        row('passportIssued', day(facts.passportIssued)),
        row('passportEnds', day(facts.passportEnds)),
      ],
    },
    {
      title: both('section.education', first, second),
      rows: [
        row('education', facts.education && admissionWords(first)(`choice.education.${facts.education}`)),
        row('school', facts.school),
        row('schoolCountry', country(facts.schoolCountry)),
        row('graduated', facts.graduated),
      ],
    },
    {
      title: both('section.contacts', first, second),
      rows: [
        row('mail', facts.mail),
        row('phone', facts.phone),
        row('livesIn', country(facts.livesIn)),
        row('address', facts.address),
      ],
    },
  ]
}

export function both(key: Parameters<typeof inThree>[0], first: Language, second: Language): string {
  const text: Text = inThree(key)
  return `${text[first]} / ${text[second]}`
}

export function fullName(facts: Partial<Facts>): string {
  return [facts.familyName, facts.givenName].filter(Boolean).join(' ')
}

export function countryName(
  { law }: { law: AdmissionSituation['law'] },
  code: string | undefined,
  language: Language,
): string {
  return code ? (law.country(code)?.name[language] ?? code) : ''
}
