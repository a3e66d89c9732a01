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

/** Items in a column; the list has the others. */
export const mostItems = 12

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

/** Counting stops here: nobody's day depends on whether it is 1,000 or 40,000. */
export const mostCounted = 1000

export interface Counted {
  readonly procedure: string | null
  readonly waits?: string
  readonly from?: Day | null
  readonly before?: Day
}

/** How many open cases there are of this kind, counted to one more than `mostCounted`. */
export async function countOpen(db: Db, institution: string, of: Counted): Promise<number> {
  const { procedure, waits, from, before } = of
  const some = db
    .selectFrom('cases')
    .select('id')
    .where('institution_id', '=', institution)
    .where('closed_at', 'is', null)
    .where('arrived_at', 'is not', null)
    .$if(procedure !== null, (query) => query.where('procedure', '=', procedure))
    .$if(waits !== undefined, (query) => query.where('waiting_for', '=', waits ?? ''))
    .$if(Boolean(from), (query) => query.where('next_date', '>=', from ?? null))
    .$if(before !== undefined, (query) => query.where('next_date', '<', before ?? null))
    .limit(sql.lit(mostCounted + 1))
  const row = await db.selectFrom(some.as('some')).select(sql<number>`count(*)::int`.as('count')).executeTakeFirst()
  return row?.count ?? 0
}

export interface Errand {
  /** The deadline that comes first: its name in the words of the procedure. */
  readonly deadline: string | null
  /** Papers that nobody has judged yet, and a file of the first. */
  readonly papers: number
  readonly file: string | null
}

/** Why these cases have their date, and which papers wait in them. */
export async function errandsOf(
  db: Db,
  institution: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Errand>> {
  const { rows } = await sql<Errand & { id: string }>`
    select asked.id, waits.papers, waits.file, (select name from case_deadlines as deadline
        where deadline.institution_id = ${institution} and deadline.case_id = asked.id
        order by due, name limit 1) as deadline
    from unnest(${ids}::uuid[]) as asked(id) cross join lateral (
      select count(distinct documents.id)::int as papers, (array_agg(files.id order by files.uploaded_at))[1] as file
      from documents join document_files as files on files.institution_id = documents.institution_id
        and files.document_id = documents.id and files.removed_at is null and files.round = documents.round
      where documents.institution_id = ${institution} and documents.case_id = asked.id
        and documents.state = 'uploaded') waits`.execute(db)
  return new Map(rows.map(({ id, ...errand }) => [id, errand]))
}
