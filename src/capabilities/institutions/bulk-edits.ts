import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Editor } from './store.ts'

/** One record's change; the record as the journal names it: `partners/…`. */
export interface BulkEdit {
  readonly record: string
  readonly before: unknown
  readonly after: unknown
}

/** Journals what became of many records at once. */
export async function journalEdits(tx: Tx, by: Editor, edits: readonly BulkEdit[]): Promise<void> {
  if (edits.length === 0) return
  await sql`
    insert into record_edits (institution_id, at, by_id, by_name, record, before, after)
    select ${by.institution}, ${by.at}::timestamptz, ${by.id}, ${by.name}, e ->> 'record',
      coalesce(e -> 'before', '{}'), coalesce(e -> 'after', '{}')
    from jsonb_array_elements(${toJson(edits)}::jsonb) e`.execute(tx)
}

/** Which of these records somebody has edited since an instant, other than the import itself. */
export async function editedSince(
  db: Db,
  records: readonly string[],
  importId: string,
  since: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ record: string }>`
    select distinct record from record_edits
    where record = any(${records}) and at >= ${since}::timestamptz and after ->> 'import' is distinct from ${importId}`.execute(
    db,
  )
  return new Set(rows.map(({ record }) => record))
}
