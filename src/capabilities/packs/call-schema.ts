/** A call for applications, as its funder, its host and the office say it. */
import { z } from 'zod'
import { criterion, fields, saidSource, saidText as text } from './criterion-schema.ts'
import { count, iso2, isoDay, key, level, seedSource, unread, webAddress, words } from './schema.ts'

const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency such as CNY')
const told = { source: saidSource.optional() }
const shortKey = key.max(40)

export const sumKinds = ['scholarship', 'average-grant', 'travel', 'insurance', 'other'] as const
export const sumPeriods = ['month', 'semester', 'year', 'once'] as const

/** How an authority wants a photograph; the same words as in the engine of cases. */
const photo = z.strictObject({
  ratio: z.enum(['3x4', '35x45', '2inch']),
  /** Pixels of the upright picture. */
  minWidth: count,
  background: z.enum(['white', 'blue', 'any']),
})

const host = z.strictObject({
  id: shortKey,
  /** The partner's key in its pack, or its id in the register. */
  partner: words.nullable(),
  name: words,
  country: iso2,
  city: words.optional(),
  /** Null: the call says no number. */
  places: count.nullable(),
  subject: text.optional(),
  fields: z.array(z.enum(fields)).optional(),
  languages: z.array(words).optional(),
  ...told,
})

/** What is said of a call and changes with its editions. Sums in minor units; days inclusive, in Bishkek. */
export const callSaid = z.strictObject({
  title: text,
  about: text,
  /** The key of a funding programme. */
  funder: key.nullable(),
  level: level.nullable(),
  intake: text.nullable(),
  from: isoDay.nullable(),
  to: isoDay.nullable(),
  /** How long one may or must be there, in words: one semester to one academic year. */
  stay: text.nullable(),
  hosts: z.array(host),
  /** Languages that are taught or asked, by their codes of ISO 639-1. */
  languages: z.array(z.string().regex(/^[a-z]{2}$/, 'is not a code of a language such as zh')),
  sums: z.array(
    z.strictObject({
      amount: count,
      currency,
      per: z.enum(sumPeriods),
      payer: text,
      kind: z.enum(sumKinds),
      note: text.optional(),
      ...told,
    }),
  ),
  inKind: z.array(z.strictObject({ what: text, payer: text, ...told })),
  ownCosts: z.array(z.strictObject({ what: text, ...told })),
  documents: z.array(
    z.strictObject({
      key: shortKey,
      title: text,
      hint: text.nullable(),
      optional: z.boolean().optional(),
      photo: photo.optional(),
      when: criterion.optional(),
      ...told,
    }),
  ),
  criteria: criterion.nullable(),
  /** How many hosts one may rank at most. */
  choices: z.int().min(1).max(5),
  quotas: z.array(z.strictObject({ by: z.enum(['unit', 'funder']), of: words, places: count, ...told })),
  screenedUntil: isoDay.nullable(),
  answersOn: isoDay.nullable(),
  contact: z.strictObject({
    where: text.optional(),
    email: z.email().optional(),
    phone: words.optional(),
    site: webAddress.optional(),
    ...told,
  }),
  /** What happens after somebody has applied, in its order. */
  steps: z.array(z.strictObject({ text, ...told })),
  /** What else is good to know. */
  notes: z.array(z.strictObject({ text, ...told })),
})
export type CallSaid = z.output<typeof callSaid>
export type CallHost = CallSaid['hosts'][number]

export const callsFile = z.array(
  z
    .strictObject({
      key,
      direction: z.enum(['outgoing', 'incoming']),
      audience: z.enum(['students', 'staff']),
      opensOn: isoDay.nullable(),
      closesOn: isoDay.nullable(),
      said: callSaid,
      source: seedSource,
      unread,
    })
    .refine(({ opensOn, closesOn }) => !opensOn || !closesOn || opensOn <= closesOn, 'closes before it opens'),
)
export type CallsFile = z.infer<typeof callsFile>
