import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import type { Mail } from './rules.ts'

/** A page of mails, newest first; their ids grow with time. `before` is the id of the last one seen. */
export function mailsBefore(
  db: Db,
  institution: string,
  to: string,
  before: string | null,
  size: number,
): Promise<Mail[]> {
  return db
    .selectFrom('mails')
    .selectAll()
    .where('institution_id', '=', institution)
    .$if(to !== '', (query) => query.where(sql<boolean>`strpos(lower(to_address), ${to.toLowerCase()}) > 0`))
    .$if(before !== null, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(size)
    .execute()
}

/** Every scope that mails may belong to: the institutions, and the program itself. */
export async function mailScopes(house: House, itself: string): Promise<string[]> {
  const rows = await house.database.shared.selectFrom('institutions').select('id').orderBy('sort_order').execute()
  return [...rows.map(({ id }) => id), itself]
}

/** Number and subject of the letters that go with a mail. */
export async function lettersByIds(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db.selectFrom('letters').select(['id', 'number', 'subject']).where('id', 'in', ids).orderBy('number').execute()
}
