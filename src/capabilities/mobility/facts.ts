import { z } from 'zod'
import {
  code,
  country,
  dayField,
  line,
  listed,
  longText,
  oneOf,
  optionalLine,
  optionalListed,
  optionalLongText,
  phone,
} from '../../platform/web/fields.ts'
import { cefr, fields, specialties } from '../calls/index.ts'

export const audiences = ['students', 'staff'] as const
/** What teachers and staff go for. */
export const purposes = ['teach', 'research', 'training'] as const
/** How often somebody has gone before; `2` stands for twice and more. */
export const times = ['0', '1', '2'] as const
export const choiceFacts = ['choice1', 'choice2', 'choice3', 'choice4', 'choice5'] as const
export type ChoiceFact = (typeof choiceFacts)[number]

const wholeNumber = () => line(6).pipe(z.coerce.number<string>().int().positive())

/** What somebody answers who applies for a call, and what the steps settle. */
export const facts = z.object({
  /** The call and the edition of it that the person began with: written down at the beginning, asked of nobody. */
  call: line(40),
  edition: wholeNumber(),
  audience: oneOf(audiences),

  family: line(100, { autocomplete: 'family-name' }),
  given: optionalLine(100, { autocomplete: 'given-name' }),
  sex: oneOf(['female', 'male']),
  birthDay: dayField(),
  citizenship: country(),
  passportNumber: code(20),
  phone: phone(),

  unit: listed(),
  department: line(200),
  post: oneOf(['teacher', 'staff']),
  degreeOn: dayField(),
  level: oneOf(['bachelor', 'specialist', 'master', 'postgraduate']),
  course: line(20, { width: 'short' }),
  group: line(60),
  specialty: line(200),
  specialtyGroup: oneOf(specialties),
  /** The broad field of education of ISCED-F, where the hosts take some only. */
  field: oneOf(fields),
  studiesSince: dayField(),
  timesBefore: oneOf(times),

  /** Where the call names no hosts: institution and country, in words. */
  hostWish: line(300),
  choice1: listed(),
  choice2: optionalListed(),
  choice3: optionalListed(),
  choice4: optionalListed(),
  choice5: optionalListed(),
  purpose: oneOf(purposes),
  from: dayField(),
  to: dayField(),
  /** Hosts that the person has written to past the office. */
  sentStraight: optionalLine(300),

  language: listed(),
  languageLevel: oneOf([...cefr, 'none']),
  languageProof: optionalLine(300),

  motivation: longText(6000),

  /** Settled by steps. */
  recommended: oneOf(['yes', 'no']),
  unitReason: optionalLongText(4000),
  /** Hundredths of the institution's scale, as it was known when the unit or the office looked. */
  average: wholeNumber(),
  host: optionalLine(100),
  hostName: optionalLine(300),
  leftOn: dayField(),
  returnedOn: dayField(),
})
export type Facts = z.infer<typeof facts>

export const sections = {
  you: ['family', 'given', 'sex', 'birthDay', 'citizenship', 'phone'],
  passport: ['passportNumber'],
  here: [
    ...(['unit', 'department', 'post', 'degreeOn', 'level', 'course', 'group', 'specialty'] as const),
    ...(['specialtyGroup', 'field', 'studiesSince', 'timesBefore'] as const),
  ],
  hosts: ['hostWish', ...choiceFacts, 'purpose', 'from', 'to', 'sentStraight'],
  language: ['language', 'languageLevel', 'languageProof'],
  motivation: ['motivation'],
} as const satisfies Readonly<Record<string, readonly (keyof Facts)[]>>
