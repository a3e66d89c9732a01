import { z } from 'zod'
import { fromPage, iso2, isoDay, key, text, words } from './schema.ts'

const year = z.int().min(1990).max(2100)
const number = z.int().min(0).max(100_000)

/** What is said of a summer school or of one edition, line by line. */
const line = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('seats'),
    funder: text,
    country: iso2.optional(),
    seats: number,
    applicants: number.optional(),
    selected: number.optional(),
    ...fromPage,
  }),
  z.strictObject({
    kind: z.literal('group'),
    side: z.enum(['own', 'foreign']),
    country: iso2.optional(),
    count: number,
    arrivedOn: isoDay.optional(),
    ...fromPage,
  }),
  z.strictObject({ kind: z.literal('site'), name: text, ...fromPage }),
  z.strictObject({ kind: z.literal('speaker'), name: z.string(), post: text, ...fromPage }),
  z.strictObject({ kind: z.literal('member'), name: z.string(), of: text, ...fromPage }),
  z.strictObject({ kind: z.literal('news'), title: text, text, on: isoDay.optional(), ...fromPage }),
])

/** Schools that come every summer, with the editions of which the office's page tells. */
export const summerSchoolsFile = z.array(
  z.strictObject({
    key,
    name: text,
    goal: text,
    about: text,
    course: text,
    weeks: z.int().min(1).max(52).optional(),
    usual: z.strictObject({ own: number, foreign: number, foreignIsLeast: z.boolean() }).optional(),
    /** The key of the call by which one applies. */
    call: words.optional(),
    lines: z.array(line),
    editions: z.array(
      z.strictObject({
        year,
        number: z.int().min(1).max(200).optional(),
        from: isoDay.optional(),
        to: isoDay.optional(),
        opening: z.strictObject({ on: isoDay.optional(), place: text }).optional(),
        lines: z.array(line),
        ...fromPage,
      }),
    ),
    ...fromPage,
  }),
)

export type SummerSchoolsFile = z.infer<typeof summerSchoolsFile>
