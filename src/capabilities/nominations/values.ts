import type { Day } from '../../platform/days.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { Call } from '../calls/index.ts'
import type { Institution, Unit } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import { hostOf, type Nominee } from './rules.ts'
import { nominationWords } from './words.ts'

/** What may be said of a nominated student, in a partner's sheet, on a card, in the letter. */
export const studentFields = [
  ...(['number', 'name', 'family', 'given', 'sex', 'birthDay', 'citizenship', 'passport', 'email', 'phone'] as const),
  ...(['unit', 'department', 'level', 'course', 'group', 'specialty', 'language', 'languageLevel'] as const),
  ...(['host', 'from', 'to', 'motivation', 'caseNumber'] as const),
] as const
export type StudentField = (typeof studentFields)[number]

/** What is the same for everybody of a sending. */
export const commonFields = ['call', 'institution', 'officer', 'officeMail', 'today', 'count'] as const
export type CommonField = (typeof commonFields)[number]

export interface Common {
  readonly call: Call
  readonly institution: Institution
  readonly units: readonly Unit[]
  readonly law: Law
  readonly officer: string
  readonly officeMail: string
  readonly today: Day
  /** The language of the partner. */
  readonly language: Language
}

/** A student's particulars as a partner reads them; days as 2007-03-04, which nobody reads in two ways. */
export function valuesOf(nominee: Nominee, at: number, common: Common): Readonly<Record<StudentField, string>> {
  const { facts } = nominee
  const { units, law, language, call } = common
  const t = nominationWords(language)
  const text = (value: unknown) => (value === undefined || value === null ? '' : String(value))
  const said = (kind: 'sex' | 'level', value: unknown) => t.find(`${kind}.${text(value)}`) ?? text(value)
  return {
    number: String(at + 1),
    name: [facts.family, facts.given].filter(Boolean).join(' '),
    ...{
      family: text(facts.family),
      given: text(facts.given),
      sex: said('sex', facts.sex),
      birthDay: text(facts.birthDay),
    },
    citizenship: law.country(facts.citizenship ?? '')?.name[language] ?? '',
    ...{ passport: text(facts.passportNumber), email: nominee.email ?? '', phone: text(facts.phone) },
    unit: units.find(({ id }) => id === facts.unit)?.name[language] ?? '',
    ...{ department: text(facts.department), level: said('level', facts.level), course: text(facts.course) },
    ...{ group: text(facts.group), specialty: text(facts.specialty) },
    ...{
      language: languageName(text(facts.language), language),
      languageLevel: facts.languageLevel === 'none' ? '' : text(facts.languageLevel),
    },
    host: hostOf(nominee, call)?.name ?? text(facts.hostName),
    ...{ from: text(facts.from), to: text(facts.to), motivation: text(facts.motivation) },
    caseNumber: nominee.number ?? '',
  }
}

// The call says languages by their codes; a code that nobody knows stays as it is.
function languageName(code: string, language: Language): string {
  return /^[a-z]{2}$/.test(code) ? (new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code) : code
}

export function commonValues({ call, institution, officer, officeMail, today, language }: Common, count: number) {
  return {
    ...{ call: call.said.title[language], institution: institution.name[language], officer, officeMail, today },
    count: String(count),
  } satisfies Record<CommonField, string>
}
