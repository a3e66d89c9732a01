import { isUuid } from '../../platform/database/ids.ts'
import type { Db } from '../../platform/database/index.ts'
import { stringsFrom } from '../../platform/database/json.ts'
import { day } from '../../platform/days.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Known } from './rules.ts'

/** The person as the institution knows them; null when there is none of this id here. */
export async function findKnown(db: Db, id: string): Promise<Known | null> {
  if (!isUuid(id)) return null
  const row = await db
    .selectFrom('persons')
    .select(['id', 'shown_as as name', 'birth_day as birthDay', 'citizenship'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...row, birthDay: row.birthDay ? day(row.birthDay) : null } : null
}

/** The answers of the newest case of a procedure that has reached the office: what a person has said of their passport. */
export async function newestAnswers(db: Db, personId: string, procedure: string): Promise<Typed> {
  const row = await db
    .selectFrom('cases')
    .select('typed')
    .where('subject_id', '=', personId)
    .where('procedure', '=', procedure)
    .where('arrived_at', 'is not', null)
    .orderBy('arrived_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return stringsFrom(row?.typed)
}

/** The registrations of a person: how many there ever were, the open one, and the open one that the office sees. */
export async function registrationsOf(db: Db, personId: string) {
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'arrived_at as arrivedAt', 'closed_at as closedAt'])
    .where('subject_id', '=', personId)
    .where('procedure', '=', 'registration')
    .orderBy('opened_at')
    .execute()
  const open = rows.filter(({ closedAt }) => !closedAt)
  const arrived = open.find(({ arrivedAt }) => arrivedAt) ?? null
  return { count: rows.length, arrived, open: arrived ?? open[0] ?? null }
}
