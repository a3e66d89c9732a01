import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'

export interface TodayRow {
  readonly id: string
  readonly procedure: string
  readonly title: string
  readonly number: string | null
  readonly stage: string
  readonly stageSince: Date
  readonly nextDate: string | null
  readonly arrivedAt: Date | null
}

const mostItems = 12

const todayQuery = (db: Db, institution: string) =>
  db
    .selectFrom('cases')
    .select(['id', 'procedure', 'title', 'number', 'stage', 'stage_since as stageSince', 'next_date as nextDate'])
    .select('arrived_at as arrivedAt')
    .where('institution_id', '=', institution)
    .where('closed_at', 'is', null)
    .where('arrived_at', 'is not', null)
    .limit(sql.lit(mostItems))

/** Cases whose next date lies before `before` and not before `from`. */
export function casesDue(db: Db, institution: string, from: Day | null, before: Day): Promise<TodayRow[]> {
  const query = todayQuery(db, institution).where('next_date', '<', before).orderBy('next_date')
  return (from ? query.where('next_date', '>=', from) : query).execute()
}

/** Cases that wait for one of these, the newest first. */
export async function casesWaiting(db: Db, institution: string, waits: readonly string[]): Promise<TodayRow[]> {
  // Asked one by one, each answer is cut from the index; asked together, every case that waits is read and sorted first.
  const newest = await Promise.all(
    waits.map((one) =>
      todayQuery(db, institution).where('waiting_for', '=', one).orderBy('arrived_at', 'desc').execute(),
    ),
  )
  return newest
    .flat()
    .toSorted((a, b) => Number(b.arrivedAt) - Number(a.arrivedAt))
    .slice(0, mostItems)
}

export async function countOverdue(db: Db, institution: string, today: Day): Promise<number> {
  const row = await db
    .selectFrom('cases')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('institution_id', '=', institution)
    .where('closed_at', 'is', null)
    .where('next_date', '<', today)
    .executeTakeFirst()
  return row?.count ?? 0
}
