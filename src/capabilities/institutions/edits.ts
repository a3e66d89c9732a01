import type { Db } from '../../platform/database/index.ts'
import { recordFrom, toJson } from '../../platform/database/json.ts'

/** What somebody changed of a record: the names of its parts. */
export interface RecordEdit {
  readonly at: Date
  readonly by: string
  readonly changed: readonly string[]
  readonly before: unknown
}

/** The last thirty changes of a record, the newest first. @param record as it was named to `edit` */
export async function editsOf(db: Db, record: string): Promise<RecordEdit[]> {
  const rows = await db
    .selectFrom('record_edits')
    .select(['at', 'by_name', 'before', 'after'])
    .where('record', '=', record)
    .orderBy('at', 'desc')
    .limit(30)
    .execute()
  return rows.map(({ at, by_name, before, after }) => {
    const [old, now] = [recordFrom(before) ?? {}, recordFrom(after) ?? {}]
    const changed = Object.keys({ ...old, ...now }).filter((name) => toJson(old[name]) !== toJson(now[name]))
    return { at, by: by_name, changed, before }
  })
}
