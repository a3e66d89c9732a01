import { z } from 'zod'
import {
  code,
  country,
  dayField,
  line,
  listed,
  mailAddress,
  oneOf,
  optionalLine,
  optionalListed,
  phone,
} from '../../platform/web/fields.ts'

/** What education a person has finished, from the lowest: the order is the one that entry requirements are held against. */
export const educations = ['secondary', 'bachelor', 'master', 'doctor', 'none'] as const
export type Education = (typeof educations)[number]

export const levelsAsked = ['bachelor', 'master', 'postgraduate', 'doctorate', 'preparatory', 'other'] as const

/** What a foreign citizen answers. */
export const facts = z.object({
  level: oneOf(levelsAsked),
  programme: listed(),
  profile: optionalListed(),
  direction: line(200),

  familyName: line(100, { autocomplete: 'family-name' }),
  givenName: optionalLine(100, { autocomplete: 'given-name' }),
  birthDay: dayField(),
  sex: oneOf(['female', 'male']),
  citizenship: country(),

  passportNumber: code(20),
  passportCountry: country(),
  passportIssued: dayField(),
  passportEnds: dayField(),
  /** The machine-readable lines, when the person gave them: never asked as a question, held against the answers. */
  passportZone: optionalLine(140),

  education: oneOf(educations),
  school: line(200),
  schoolCountry: country(),
  graduated: line(4, { width: 'short' }).pipe(z.string().regex(/^(19|20)\d\d$/, 'admission.notAYear')),

  mail: mailAddress(),
  phone: phone(),
  address: line(300, { autocomplete: 'street-address' }),
  livesIn: country(),
})

export type Facts = z.infer<typeof facts>
