import { z } from 'zod'
import { code, country, dayField, line, oneOf, optionalDay, optionalLine } from '../../platform/web/fields.ts'

/** Why somebody registers: they came, something of what is registered has changed, or the registration ends. */
export const occasions = ['arrival', 'address', 'passport', 'purpose', 'personal', 'extension'] as const
export type Occasion = (typeof occasions)[number]

/** Where a person lives decides which papers are asked and who registers. */
export const places = ['hostel', 'flat', 'other'] as const

/** How a body registers: where somebody stays for a time, or where they reside. */
export const registrationKinds = ['stay', 'residence'] as const

function ticked() {
  const schema = z
    .string()
    .optional()
    .transform((text) => (text === 'yes' ? 'yes' : ''))
  return schema.meta({ asked: { as: 'yes' } })
}

export const facts = z.object({
  occasion: oneOf(occasions),
  crossedOn: dayField(),
  changedOn: dayField(),

  place: oneOf(places),
  hostel: optionalLine(200),
  address: line(300, { autocomplete: 'street-address' }),
  ownerName: line(200),

  citizenship: country(),
  passportNumber: code(20),
  /** Somebody has looked: what looks like a digit in the number is a letter. */
  numberSure: ticked(),
  passportCountry: country(),
  passportIssued: dayField(),
  passportEnds: dayField(),

  /** Settled by the steps, asked of nobody. */
  takenOn: optionalDay(),
  codeOn: optionalDay(),
  handedOn: optionalDay(),
  handedNumber: optionalLine(100),
  body: optionalLine(200),
  mendBy: optionalDay(),
  mendedOn: optionalDay(),
  number: optionalLine(60),
  registeredAs: oneOf(registrationKinds),
  from: optionalDay(),
  until: optionalDay(),
  voidedOn: optionalDay(),
  backOn: optionalDay(),
  leftOn: optionalDay(),
})

export type Facts = z.infer<typeof facts>
