import { createHash } from 'node:crypto'

/** A row of the journal, as it is hashed. Hashes are of the content, so a quiet edit of any column is found. */
export interface Entry {
  readonly institution: string
  readonly caseId: string
  readonly seq: number
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string; readonly role: string }
  readonly action: string
  readonly from: string | null
  readonly to: string | null
  readonly input: unknown
}

/** The hash before the first row of a case. */
export const beginning = ''

export function hashOf(entry: Entry, previous: string): string {
  const content = [
    previous,
    entry.institution,
    entry.caseId,
    entry.seq,
    entry.at.toISOString(),
    entry.by.id,
    entry.by.name,
    entry.by.role,
    entry.action,
    entry.from,
    entry.to,
    sorted(entry.input),
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}

// PostgreSQL gives the keys of a jsonb object back in its own order.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
