/** Graduates whom the office's page names, as it names them. */
import { z } from 'zod'
import { fromPage, iso2, key, text, words } from './schema.ts'

export const alumniFile = z.array(
  z.strictObject({
    key,
    name: words,
    direction: text,
    /** The list of programmes no longer has it. */
    directionEnded: z.boolean(),
    year: z.int().min(1900).max(2200),
    post: text.optional(),
    degree: text.optional(),
    country: iso2.optional(),
    /** The key of a person of people.json, where the page names the same person as staff. */
    staff: key.optional(),
    ...fromPage,
  }),
)
export type AlumniFile = z.infer<typeof alumniFile>
