/** Who may apply, as data: conditions and their combinations, as a pack or an officer says them. */
import { z } from 'zod'
import { iso2, key, webAddress, words } from './schema.ts'

/** The levels of the Common European Framework of Reference for Languages, the lowest first. */
export const cefr = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const
export type Cefr = (typeof cefr)[number]

/** How an institution sorts its own specialties, where its rules differ by them. */
export const specialties = ['technical', 'economic', 'other'] as const

/** The broad fields of education of ISCED-F 2013 (UNESCO), by their codes. */
export const fields = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'] as const
export type Field = (typeof fields)[number]

/** In a draft a language may still be empty; a pack and a published call have all three (`gapsOf`). */
export const saidText = z.strictObject({ en: z.string(), ru: z.string(), ky: z.string() })

/** Where a rule of a call stands: the words of the page and, where it has one, its address. */
export const saidSource = z.strictObject({
  quote: words,
  seed: words.optional(),
  fact: words.optional(),
  url: webAddress.optional(),
})
export type SaidSource = z.infer<typeof saidSource>

const told = { text: saidText, source: saidSource.optional() }

/** One condition as the funder or the university wrote it: what is compared, its words, and where they stand. */
const condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('years-studied'), least: z.number().positive(), ...told }),
  /** The average over all sessions, in the institution's own scale; never converted. */
  z.strictObject({ kind: z.literal('average'), least: z.number().positive(), ...told }),
  z.strictObject({ kind: z.literal('specialty'), of: z.array(z.enum(specialties)).min(1), ...told }),
  z.strictObject({ kind: z.literal('language'), least: z.enum(cefr), ...told }),
  /** How often somebody has taken part already, within the same educational programme. */
  z.strictObject({ kind: z.literal('times-before'), most: z.int().min(0), ...told }),
  z.strictObject({ kind: z.literal('age'), most: z.int().positive(), ...told }),
  z.strictObject({ kind: z.literal('years-since-degree'), most: z.int().positive(), ...told }),
  z.strictObject({ kind: z.literal('days-there'), least: z.int().positive(), ...told }),
  z.strictObject({ kind: z.literal('is'), of: z.array(z.enum(['student', 'teacher', 'staff'])).min(1), ...told }),
  z.strictObject({ kind: z.literal('citizenship'), of: z.array(iso2).min(1), ...told }),
  /** Units of the institution, by their keys. */
  z.strictObject({ kind: z.literal('unit'), of: z.array(key).min(1), ...told }),
  /** What somebody studies is among what the host that they choose takes. */
  z.strictObject({ kind: z.literal('field'), ...told }),
  /** What only people can judge: a commission does, later. */
  z.strictObject({ kind: z.literal('judged'), ...told }),
])
export type Condition = z.infer<typeof condition>

export type Criterion =
  | Condition
  | { readonly kind: 'all'; readonly of: readonly Criterion[] }
  | { readonly kind: 'any'; readonly of: readonly Criterion[] }
  | {
      readonly kind: 'not'
      readonly of: Criterion
      readonly text: Condition['text']
      readonly source?: SaidSource | undefined
    }
  /** Asked only of those whom the first condition is true of: 4.7 of students of economic specialties. */
  | { readonly kind: 'when'; readonly holds: Criterion; readonly asks: Criterion }

/** Conditions and their combinations, as a pack or an officer says them. */
export const criterion: z.ZodType<Criterion> = z.lazy(() =>
  z.union([
    condition,
    z.strictObject({ kind: z.literal('all'), of: z.array(criterion).min(1) }),
    z.strictObject({ kind: z.literal('any'), of: z.array(criterion).min(1) }),
    z.strictObject({ kind: z.literal('not'), of: criterion, ...told }),
    z.strictObject({ kind: z.literal('when'), holds: criterion, asks: criterion }),
  ]),
)
