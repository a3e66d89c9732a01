import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from './database/index.ts'

/**
 * What a capability keeps of people beside their cases: it goes into the archive that somebody takes away of their own
 * data, and is forgotten with them.
 */
export interface Keeping {
  /** As it stands in the archive. */
  readonly name: string
  /** The records of one person. @param db the institution's own scope */
  readonly read: (db: Db, personId: string) => Promise<readonly unknown[]>
  /** As long as this is true nothing of the person is erased: somebody who studies here has to be accounted for. */
  readonly stillNeeded?: (db: Db, personId: string) => Promise<boolean>
  /** Within the erasure. Absent: the institution has to answer for it, so it stays. */
  readonly forget?: (tx: Tx, personId: string) => Promise<void>
}

/** What a capability keeps of an account, at whichever institution: it goes into the archive and leaves with the account. */
export interface AccountKeeping {
  readonly name: string
  readonly read: (db: Db, accountId: string) => Promise<readonly unknown[]>
}

// Where a paper lies in the store, how a letter is set and what opens a link say nothing about a person; another record may
// be another's.
const inner = [
  ...['merged_into', 'blob_id', 'thumbnail_blob_id', 'template', 'request_key', 'previous_hash', 'hash', 'once_key'],
  'token_hash',
]

/** Whole rows of a table as JSON, without what only the program itself understands. */
export async function wholeRows(db: Db, table: string, where: RawBuilder<unknown>): Promise<unknown[]> {
  const { rows } = await sql<{ row: unknown }>`
    select to_jsonb(one) - ${sql.val(inner)}::text[] as row from ${sql.table(table)} one where ${where}`.execute(db)
  return rows.map(({ row }) => row)
}
