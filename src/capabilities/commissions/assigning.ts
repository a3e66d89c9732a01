import { createHash } from 'node:crypto'

export interface ToRead {
  readonly caseId: string
  /** How many readers it still lacks. */
  readonly lacks: number
  /** Who has read it, reads it, has a conflict or was taken off it: nobody of these is asked. */
  readonly barred: ReadonlySet<string>
}

export interface Reader {
  readonly id: string
  /** How many applications they have to read already. */
  readonly load: number
}

export interface Assignment {
  readonly caseId: string
  readonly member: string
}

/**
 * Gives every application its readers: whoever has the fewest is asked next, and of those with equally few the one whom a
 * mixture of both ids puts first. The same rows in any order give the same answer, so that anybody can do it again.
 */
export function assign(toRead: readonly ToRead[], readers: readonly Reader[]): Assignment[] {
  const loads = new Map(readers.map(({ id, load }) => [id, load]))
  const load = (id: string) => loads.get(id) ?? 0
  return toRead
    .toSorted((one, other) => (one.caseId < other.caseId ? -1 : 1))
    .flatMap(({ caseId, lacks, barred }) => {
      const free = readers.filter(({ id }) => !barred.has(id)).map(({ id }) => ({ id, mixed: mixture(caseId, id) }))
      free.sort((one, other) => load(one.id) - load(other.id) || (one.mixed < other.mixed ? -1 : 1))
      const chosen = free.slice(0, lacks)
      for (const { id } of chosen) loads.set(id, load(id) + 1)
      return chosen.map(({ id }) => ({ caseId, member: id }))
    })
}

const mixture = (caseId: string, member: string) => createHash('sha256').update(`${caseId}:${member}`).digest('hex')
