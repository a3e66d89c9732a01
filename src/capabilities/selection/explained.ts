import { z } from 'zod'
import type { Explained } from './allocation.ts'

const last = z.number().nullable()
const places = z.number()
const because = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['notOffered', 'noPlaces']) }),
  z.object({ kind: z.literal('hostFull'), places, last }),
  z.object({ kind: z.literal('unitFull'), of: z.string(), places, last }),
  z.object({ kind: z.literal('funderFull'), of: z.string().nullable(), places, last }),
])

/** An explanation as it was kept. */
const explained = z.object({
  host: z.string().nullable(),
  nth: z.number().nullable(),
  funder: z.string().nullable(),
  byHand: z.boolean(),
  missed: z.array(z.object({ host: z.string(), nth: z.number(), because })),
  crowded: because.nullable(),
})

/** @throws ZodError where the column holds something else */
export function explainedFrom(value: unknown): Explained {
  return explained.parse(value)
}
