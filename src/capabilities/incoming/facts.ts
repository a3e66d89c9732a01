import { z } from 'zod'
import { recordFrom, stringAt } from '../../platform/database/json.ts'
import {
  code,
  country,
  dayField,
  line,
  mailAddress,
  oneOf,
  optionalLine,
  optionalListed,
  optionalLongText,
  phone,
} from '../../platform/web/fields.ts'

export const seasons = ['autumn', 'spring', 'year', 'summer'] as const
export type Season = (typeof seasons)[number]
/** At which level a guest studies; the words are the admission's own. */
export const levels = ['bachelor', 'master', 'doctorate'] as const
export const languageLevels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'none'] as const
export const teachingLanguages = ['en', 'ru', 'ky'] as const
export const letterLanguages = ['en', 'ru'] as const

/** A line of the transcript of records: what was studied here, and how it ended. */
export interface Mark {
  readonly id: string
  readonly subject: string
  /** National credits, as a decimal of at most two places. */
  readonly credits: string
  /** ECTS credits; empty where nobody has given them. */
  readonly ects: string
  readonly mark: string
}

const yesOrNo = () => oneOf(['yes', 'no'])

/** What the partner has named, what the student answers, and what the steps settle. */
export const facts = z.object({
  /** Settled when the student is named, asked of nobody. */
  round: z.string(),
  partner: z.string(),
  partnerName: z.string(),
  partnerCountry: z.string(),
  nominatedBy: z.string(),
  /** Where the partner is told what became of the student, and in which language. */
  partnerMail: z.string(),
  partnerSpeaks: z.string(),
  season: oneOf(seasons),
  year: z.string(),
  applyBy: dayField(),
  transcriptDays: z.string(),

  familyName: line(100, { autocomplete: 'family-name' }),
  givenName: optionalLine(100, { autocomplete: 'given-name' }),
  birthDay: dayField(),
  sex: oneOf(['female', 'male']),
  citizenship: country(),

  passportNumber: code(20),
  passportCountry: country(),
  passportIssued: dayField(),
  passportEnds: dayField(),

  level: oneOf(levels),
  field: line(200),
  from: dayField(),
  to: dayField(),
  taughtIn: oneOf(teachingLanguages),
  languageLevel: oneOf(languageLevels),
  courses: optionalLongText(3000),

  mail: mailAddress(),
  phone: phone(),
  address: line(300, { autocomplete: 'street-address' }),
  emergencyName: line(200),
  emergencyPhone: phone(),

  visaSupport: yesOrNo(),
  visaFrom: country(),
  consulate: optionalLine(200),
  hostel: yesOrNo(),

  hostUnit: optionalListed(),
  letterLanguage: oneOf(letterLanguages),

  arrivedOn: dayField(),
  crossedOn: dayField(),
  leftOn: dayField(),
  marks: z.preprocess(marksFrom, z.array(z.custom<Mark>(() => true))),
})
export type Facts = z.infer<typeof facts>

export const sections = {
  you: ['familyName', 'givenName', 'birthDay', 'sex', 'citizenship'],
  passport: ['passportNumber', 'passportCountry', 'passportIssued', 'passportEnds'],
  studies: ['level', 'field', 'from', 'to', 'taughtIn', 'languageLevel', 'courses'],
  contact: ['mail', 'phone', 'address', 'emergencyName', 'emergencyPhone'],
  coming: ['visaSupport', 'visaFrom', 'consulate', 'hostel'],
  host: ['hostUnit', 'letterLanguage'],
} as const satisfies Readonly<Record<string, readonly (keyof Facts)[]>>

/** The lines of a transcript as a case holds them. */
export function marksFrom(value: unknown): Mark[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one) => {
    const [id, subject] = [stringAt(one, 'id'), stringAt(one, 'subject')]
    if (!recordFrom(one) || !id || !subject) return []
    return [
      { id, subject, credits: stringAt(one, 'credits'), ects: stringAt(one, 'ects'), mark: stringAt(one, 'mark') },
    ]
  })
}

export const fullName = ({ familyName, givenName }: Partial<Pick<Facts, 'familyName' | 'givenName'>>): string =>
  [familyName, givenName].filter(Boolean).join(' ')
