import { z } from 'zod'
import { readDay } from '../../platform/days.ts'
import { type CalendarDay, type LawBook, units } from './rules.ts'

const text = z.object({ en: z.string(), ru: z.string(), ky: z.string() })
const day = z.string().transform((typed, context) => {
  const found = readDay(typed)
  if (found) return found
  context.addIssue({ code: 'custom', message: 'is no day' })
  return z.NEVER
})
const sourced = {
  validFrom: day.nullable(),
  validTo: day.nullable(),
  verified: z.boolean(),
  asOf: z.string().nullable(),
  source: z.array(z.string()),
  note: text.nullable(),
}
const rule = z.object({
  id: z.string(),
  value: z.union([z.number(), z.string()]),
  unit: z.enum(units),
  text,
  ...sourced,
})
const days = z.int().nullable()
const listed = rule.extend({ countries: z.array(z.string()) })

const book = z.object({
  edition: z.string(),
  weekend: z.array(z.int()),
  rules: z.array(rule),
  countries: z.array(z.object({ code: z.string(), code3: z.string(), name: text })),
  calendar: z.array(
    z.object({
      day,
      name: text,
      working: z.boolean(),
      provisional: z.boolean(),
      kind: z.string().nullable(),
    }) satisfies z.ZodType<CalendarDay>,
  ),
  visaFree: z.array(listed.extend({ days, windowDays: days })),
  registration: z.array(listed.extend({ days: z.int() })),
  visaKinds: z.array(z.object({ code: z.string(), edition: z.string(), name: text, maxDays: days, ...sourced })),
})

/** An edition out of its column; throws where something else stands there. */
export function bookFrom(value: unknown): LawBook {
  return book.parse(value)
}
