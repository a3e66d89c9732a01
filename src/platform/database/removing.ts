import { sql } from 'kysely'
import type { Tx } from './index.ts'

/**
 * Removes rows that nothing names, in as few statements as it can: what is named by others stays, and so does the transaction.
 * @returns the ids of those that went
 */
export async function removeUnnamed(
  tx: Tx,
  ids: readonly string[],
  remove: (ids: readonly string[]) => Promise<unknown>,
): Promise<string[]> {
  if (ids.length === 0) return []
  await sql`savepoint removing`.execute(tx)
  try {
    await remove(ids)
    await sql`release savepoint removing`.execute(tx)
    return [...ids]
  } catch (error) {
    await sql`rollback to savepoint removing`.execute(tx)
    if (!isStillNamed(error)) throw error
    if (ids.length === 1) return []
    const half = Math.ceil(ids.length / 2)
    return [
      ...(await removeUnnamed(tx, ids.slice(0, half), remove)),
      ...(await removeUnnamed(tx, ids.slice(half), remove)),
    ]
  }
}

// A foreign key still points there.
const isStillNamed = (error: unknown) => error instanceof Error && 'code' in error && error.code === '23503'
