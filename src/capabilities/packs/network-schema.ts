import { z } from 'zod'
import { fromPage, key, text, words } from './schema.ts'

// What each kind may say is known above: a test there holds every record of the packs against its form.
const said = z.record(z.string(), z.union([words, z.number(), text]))
const kind = z.string().regex(/^[a-z]+$/, 'is not a kind')

/** What the office's page says is done together with others: networks, joint programmes, institutes, projects, journals. */
export const networksFile = z.array(
  z.strictObject({
    key,
    kind,
    name: text,
    said,
    lines: z.array(
      z.strictObject({
        key,
        kind,
        /** The key of the partner of whom it is said. */
        partner: key.optional(),
        said,
        ...fromPage,
      }),
    ),
    ...fromPage,
  }),
)

export type NetworksFile = z.infer<typeof networksFile>
