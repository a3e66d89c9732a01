import { z } from 'zod'
import type { RefusedPack } from '../packs/index.ts'

const problems = z.array(z.object({ file: z.string(), place: z.string(), reason: z.string() }))

/** What is wrong with a pack's files, out of its column. */
export function refusedFrom(row: { readonly folder: string; readonly problems: unknown }): RefusedPack {
  return { folder: row.folder, problems: problems.parse(row.problems) }
}
