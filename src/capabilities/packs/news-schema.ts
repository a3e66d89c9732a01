import { z } from 'zod'
import { fromPage, iso2, isoDay, key, text } from './schema.ts'

export const newsKinds = ['news', 'announcement', 'achievement', 'trip', 'publication', 'statement'] as const
export const newsAudiences = ['applicants', 'foreign-students', 'own-students', 'staff', 'partners'] as const

/** A text that need not exist in every language yet: empty where it does not. */
const someText = z.strictObject({ en: z.string(), ru: z.string(), ky: z.string() })
const number = z.int().min(1).max(100_000)

/** What is told beside the text; each kind knows some of it. */
const details = z.strictObject({
  /** An achievement: where, by whom, and what was won. */
  event: someText.optional(),
  team: someText.optional(),
  nomination: someText.optional(),
  place: number.optional(),
  /** Of a diploma: the first is the highest. */
  degree: number.optional(),
  /** A trip: where to, when, how many, and who agreed to be named. */
  countries: z.array(iso2).optional(),
  from: isoDay.optional(),
  to: isoDay.optional(),
  people: number.optional(),
  names: z.string().optional(),
  consent: z.string().optional(),
  /** A publication: who wrote what, and where it appeared. */
  author: z.string().optional(),
  post: someText.optional(),
  work: z.string().optional(),
  journal: z.string().optional(),
  journalCountry: iso2.optional(),
  link: z.string().optional(),
})

/** What is said of one item, and changes with its versions. */
export const newsSaid = z.strictObject({
  title: someText,
  body: someText,
  /** A year, a month or a day, as exactly as it is known; empty: it is not. */
  on: z.string().regex(/^$|^\d{4}(-\d\d(-\d\d)?)?$/),
  /** What is known of the day, where the source is not plain. */
  onNote: text.nullable(),
  picture: z.uuid().nullable(),
  audiences: z.array(z.enum(newsAudiences)),
  /** The last day of an announcement. */
  until: isoDay.nullable(),
  details,
})
export type NewsSaid = z.output<typeof newsSaid>

/** News, achievements, trips and publications of which the office's page tells. */
export const newsFile = z.array(
  z.strictObject({
    key,
    kind: z.enum(newsKinds),
    title: text,
    body: text.optional(),
    on: newsSaid.shape.on.optional(),
    onNote: text.optional(),
    audiences: newsSaid.shape.audiences.optional(),
    details: details.optional(),
    ...fromPage,
  }),
)
export type NewsFile = z.infer<typeof newsFile>
