import { readFile } from 'node:fs/promises'
import type { Day } from '../../platform/days.ts'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Worded } from '../cases/index.ts'
import { checkLine } from '../correspondence/index.ts'
import { needsNoApproval } from '../law/index.ts'
import type { Facts } from './facts.ts'
import { fullName, type MemberFacts } from './members.ts'
import { readProgramme } from './programme.ts'
import { type InvitationSituation, isDelegation } from './rules.ts'
import { inThree, invitationWords } from './words.ts'

interface Issue {
  readonly day: Day
  readonly caseNumber: string
}

export const typstFile = (name: string) => () => readFile(new URL(name, import.meta.url), 'utf8')

/** The letter to the consular department: whom the university invites, exactly as in the passport, when, why and by whom. */
export function invitationLetter(language: 'ru' | 'ky') {
  return {
    template: typstFile('./letter.typ'),
    language: (): Language => language,
    recipient: () => invitationWords(language)('letter.to'),
    subject: inThree(language === 'ru' ? 'letter.subject' : 'letter.subjectKyrgyz'),
    written: {
      parts: { subject: 'letter.line', heading: 'letter.heading', text: 'letter.text' },
      placeholders: [
        ...['guest', 'whom', 'purpose', 'period', 'entries', 'consulate', 'host', 'address', 'basis'],
        ...['institution', 'number', 'today'],
      ],
      must: ['whom', 'period'],
      values: letterValues,
    },
    content: (situation: InvitationSituation, issue: Issue, words: Worded): Readonly<Record<string, JsonValue>> => {
      const { institution, signatory } = situation.background
      const say = invitationWords(language)
      const names = [...new Set([language, ...institution.letterLanguages])].slice(0, 2)
      return {
        institution: { names: names.map((lang) => ({ lang, name: institution.name[lang] })), contacts: [] },
        colour: institution.colour,
        date: sayDay(issue.day, language),
        addressee: say('letter.addressee').split('\n'),
        versions: [{ lang: language, heading: words(language).heading, text: words(language).text }],
        people: peopleTable(situation, language),
        programme: programmeTable(situation, language),
        note: childNote(situation, language),
        signatory: signatory ? { post: signatory.post[language], name: signatory.name } : null,
        check: [checkLine(language)],
      }
    },
  }
}

/** What the letter's placeholders stand for. */
export function letterValues(
  situation: InvitationSituation,
  issue: Issue,
  lang: Language,
): Readonly<Record<string, string>> {
  const { facts, background } = situation
  const say = invitationWords(lang)
  return {
    guest: guestOf(situation),
    whom: whom(situation, lang),
    purpose: facts.purpose ?? '',
    period: period(facts, lang),
    entries: facts.entries ? say(`letter.entries.${facts.entries}`) : '',
    consulate: [countryName(situation, facts.visaFrom, lang), facts.consulate].filter(Boolean).join(', '),
    host: hostOf(situation, lang),
    address: facts.stayAddress || say('letter.noAddress'),
    basis: basisOf(facts, lang),
    institution: background.institution.name[lang],
    number: issue.caseNumber,
    today: sayDay(issue.day, lang),
  }
}

/** The name in the register of letters: numbers of passports stand in the letter alone. */
export const guestOf = (situation: InvitationSituation): string =>
  isDelegation(situation) ? (situation.facts.organisation ?? '') : fullName(situation.facts)

function whom(situation: InvitationSituation, lang: Language): string {
  const { facts } = situation
  const say = invitationWords(lang)
  const count = facts.members?.length ?? 0
  if (isDelegation(situation)) return say('letter.whom.delegation', { organisation: facts.organisation ?? '', count })
  const about = {
    name: fullName(facts),
    citizenship: countryName(situation, facts.citizenship, lang),
    born: facts.birthDay ? sayDay(facts.birthDay, lang) : '',
    passport: facts.passportNumber ?? '',
  }
  return say('letter.whom.person', about)
}

/** When the visit is: of a student only the beginning is known. */
export function period({ kind, visitFrom, visitTo }: Partial<Facts>, lang: Language): string {
  const say = invitationWords(lang)
  const from = visitFrom ? sayDay(visitFrom, lang) : ''
  if (kind === 'student' || !visitTo) return say('letter.period.from', { from })
  return say('letter.period', { from, to: sayDay(visitTo, lang) })
}

/** Who receives: the unit and the person; for a student the university itself. */
export function hostOf({ facts, background }: InvitationSituation, lang: Language): string {
  const unit = background.units.find(({ id }) => id === facts.hostUnit)?.name[lang]
  return [unit ?? background.institution.name[lang], facts.hostPerson].filter(Boolean).join(', ')
}

function basisOf({ basis, agreement, agreementNumber }: Partial<Facts>, lang: Language): string {
  const say = invitationWords(lang)
  if (basis !== 'agreement') return say('letter.basis.individual')
  return say('letter.basis.agreement', { agreement: agreement ?? '', number: agreementNumber || 'none' })
}

export function countryName(
  { law }: Pick<InvitationSituation, 'law'>,
  code: string | undefined,
  lang: Language,
): string {
  return code ? (law.country(code)?.name[lang] ?? code) : ''
}

type Row = MemberFacts & { readonly sex?: string | undefined }

/** Everybody in the letter: the one who is invited, or the members of the delegation in their order. */
export function peopleOf(situation: InvitationSituation): readonly Partial<Row>[] {
  return isDelegation(situation) ? (situation.facts.members ?? []) : [situation.facts]
}

/** As the ministry compares it with the passports: numbers and Latin letters, days in figures. */
export function peopleTable(situation: InvitationSituation, lang: Language): JsonValue {
  const say = invitationWords(lang)
  const heads = ['name', 'born', 'citizenship', 'passport', 'issued', 'ends', 'post'] as const
  return {
    title: say('letter.people'),
    head: ['№', ...heads.map((head) => say(`letter.people.${head}`))],
    rows: peopleOf(situation).map((person, at) => [
      String(at + 1),
      fullName(person),
      inFigures(person.birthDay),
      countryName(situation, person.citizenship, lang),
      person.passportNumber ?? '',
      inFigures(person.passportIssued),
      inFigures(person.passportEnds),
      person.post ?? '',
    ]),
  }
}

const inFigures = (day: Day | undefined) => (day ? day.split('-').reverse().join('.') : '')

/** The programme of the visit: a day and what is done on it. */
export const programmeRows = ({ facts }: InvitationSituation): readonly (readonly [string, string])[] =>
  readProgramme(facts.programme ?? '').days.map(({ day, lines }) => [inFigures(day), lines.join('\n')])

function programmeTable(situation: InvitationSituation, lang: Language): JsonValue {
  const rows = programmeRows(situation)
  return rows.length === 0 ? null : { title: invitationWords(lang)('letter.programme'), rows }
}

// Children don't wait for the committee: the ministry reads of whom that is so.
function childNote(situation: InvitationSituation, lang: Language): string | null {
  const { facts, law, today } = situation
  const on = facts.visitFrom ?? today
  const children = peopleOf(situation).flatMap(({ birthDay }, at) =>
    needsNoApproval(law, birthDay, on) ? [at + 1] : [],
  )
  if (children.length === 0) return null
  const years = Number(law.rule('visa.scnb-age').value)
  return invitationWords(lang)('letter.children', { numbers: children.join(', '), years })
}
