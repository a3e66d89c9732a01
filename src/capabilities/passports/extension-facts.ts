import { z } from 'zod'
import {
  code,
  country,
  dayField,
  line,
  oneOf,
  optionalDay,
  optionalLine,
  optionalListed,
  phone,
} from '../../platform/web/fields.ts'

export const wishes = ['extend', 'new', 'lost'] as const
/** How a letter of the university reaches an embassy. */
export const ways = ['mail', 'post', 'courier', 'bearer'] as const

/** What is asked about a passport that has to be extended, and what the steps settle. */
export const extensionFacts = z.object({
  wish: oneOf(wishes),
  note: optionalLine(500),
  phone: phone(),
  passportNumber: code(20),
  passportCountry: country(),
  passportIssued: dayField(),
  passportEnds: dayField(),

  /** Settled by steps, asked of nobody as a question. */
  sentOn: dayField(),
  answeredOn: dayField(),
  givenOn: dayField(),
  readyOn: optionalDay(),
  newNumber: line(20),
  newFrom: dayField(),
  newTo: dayField(),
  seenOn: dayField(),
})
export type ExtensionFacts = z.infer<typeof extensionFacts>

/** The new passport, as the officer reads it. */
export const newPassport = z.object({
  number: line(20, { as: 'code', width: 'half' }),
  // Asked again only where a letter looks like a digit: see the records of the stay.
  numberSure: optionalListed().meta({ asked: { as: 'yes' } }),
  from: dayField(),
  to: dayField(),
  seenOn: dayField(),
})
