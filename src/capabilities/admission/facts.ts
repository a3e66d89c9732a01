import { z } from 'zod'
import {
  code,
  country,
  dayField,
  line,
  listed,
  mailAddress,
  oneOf,
  optionalDay,
  optionalLine,
  optionalListed,
  optionalLongText,
  phone,
} from '../../platform/web/fields.ts'

/** What education a person has finished, from the lowest: the order is the one that entry requirements are held against. */
export const educations = ['secondary', 'bachelor', 'master', 'doctor', 'none'] as const
export type Education = (typeof educations)[number]

export const levelsAsked = ['bachelor', 'master', 'postgraduate', 'doctorate', 'preparatory', 'other'] as const

/** On what a foreign citizen studies here. The names stand in the institutions' packs. */
export const bases = ['ministry-direction', 'international-agreement', 'individual-contract'] as const
export type Basis = (typeof bases)[number]

const yesOrNo = () => oneOf(['yes', 'no'])

/** What a foreign citizen answers: with the application, and what is asked when the place is accepted. */
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

  /** Settled by the office's decisions, asked of nobody. */
  condition: optionalLongText(2000),
  conditionUntil: dayField(),
  acceptBy: dayField(),

  visaSupport: yesOrNo(),
  visaFrom: country(),
  consulate: optionalLine(200),
  arrivesOn: dayField(),
  hostel: yesOrNo(),
  preparatory: yesOrNo(),
  basis: oneOf(bases),
  directionNumber: optionalLine(100),
  directionDay: optionalDay(),
  agreement: optionalLine(300),
  emergencyName: line(200),
  emergencyPhone: phone(),
})

export type Facts = z.infer<typeof facts>
