import { z } from 'zod'
import {
  code,
  country,
  dayField,
  line,
  oneOf,
  optionalLine,
  optionalLongText,
  phone,
} from '../../platform/web/fields.ts'

export const travellers = ['teacher', 'staff', 'student'] as const
export const purposes = ['study', 'internship', 'conference', 'teaching', 'other'] as const
export type Purpose = (typeof purposes)[number]
/** The languages that letters to an embassy are written in. */
export const letterLanguages = ['en', 'ru'] as const

/** What somebody answers who goes abroad for the university, and what the steps settle. */
export const facts = z.object({
  purpose: oneOf(purposes),
  about: line(300),
  country: country(),
  city: line(100),
  from: dayField(),
  to: dayField(),
  host: line(300),
  payer: oneOf(['university', 'host', 'grant', 'own', 'other']),
  payerAbout: optionalLine(300),

  who: oneOf(travellers),
  familyName: line(100, { autocomplete: 'family-name' }),
  givenName: optionalLine(100, { autocomplete: 'given-name' }),
  birthDay: dayField(),
  citizenship: country(),
  position: line(200),
  department: line(200),
  phone: phone(),
  passportNumber: code(20),
  passportEnds: dayField(),

  /** Settled by steps, asked of nobody as a question. */
  letterLanguage: oneOf(letterLanguages),
  appliedOn: dayField(),
  applicationNumber: optionalLine(60),
  appliedAt: optionalLine(200),
  interviewOn: dayField(),
  interviewAbout: optionalLine(200),
  visaNumber: optionalLine(40),
  visaFrom: dayField(),
  visaTo: dayField(),
  goneOn: dayField(),
  returnedOn: dayField(),
  report: optionalLongText(10_000),
})
export type Facts = z.infer<typeof facts>

export const sections = {
  journey: ['purpose', 'about', 'country', 'city', 'from', 'to', 'host', 'payer', 'payerAbout'],
  you: ['who', 'familyName', 'givenName', 'birthDay', 'citizenship', 'position', 'department', 'phone'],
  passport: ['passportNumber', 'passportEnds'],
} as const satisfies Readonly<Record<string, readonly (keyof Facts)[]>>
