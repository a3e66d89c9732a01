import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'

export const pageSize = 25

export interface Filter {
  readonly stage: string | null
  readonly owner: 'all' | 'mine' | 'nobody'
  readonly search: string
  readonly before: { readonly at: Date; readonly id: string } | null
}

/** A page of a procedure's cases, newest first, and one row more that tells whether there is another page. */
export function listCases(db: Db, institution: string, procedure: string, account: string, filter: Filter) {
  const [first, ...others] = rarestFirst(foldWords(filter.search).slice(0, 5))
  const { before } = filter
  let query = db
    .selectFrom('cases')
    .select([
      'cases.id',
      'cases.number',
      'cases.title',
      'cases.summary',
      'cases.stage',
      'cases.arrived_at',
      'cases.next_date',
    ])
    .where('cases.institution_id', '=', institution)
    .where('cases.procedure', '=', procedure)
    .where('cases.arrived_at', 'is not', null)
    .limit(sql.lit(pageSize + 1))
  if (first === undefined) {
    query = query.orderBy('cases.arrived_at', 'desc').orderBy('cases.id', 'desc')
    if (before) query = query.where(sql<boolean>`(cases.arrived_at, cases.id) < (${before.at}, ${before.id}::uuid)`)
  } else {
    // The page is cut from the index of words, newest first: no sort, however many cases have the word.
    query = query
      .innerJoin('case_words as found', (join) =>
        join.onRef('found.institution_id', '=', 'cases.institution_id').onRef('found.case_id', '=', 'cases.id'),
      )
      .where('found.institution_id', '=', institution)
      .where('found.procedure', '=', procedure)
      .where('found.word', '=', first)
      .orderBy('found.arrived_at', 'desc')
      .orderBy('found.case_id', 'desc')
    if (before)
      query = query.where(sql<boolean>`(found.arrived_at, found.case_id) < (${before.at}, ${before.id}::uuid)`)
    for (const word of others) {
      query = query.where((where) =>
        where.exists(
          where
            .selectFrom('case_words as also')
            .select(sql.lit(1).as('one'))
            .whereRef('also.institution_id', '=', 'cases.institution_id')
            .whereRef('also.case_id', '=', 'cases.id')
            .where('also.word', 'like', `${word}%`),
        ),
      )
    }
  }
  if (filter.stage) query = query.where('cases.stage', '=', filter.stage)
  if (filter.owner === 'mine') query = query.where('cases.owner_id', '=', account)
  if (filter.owner === 'nobody') query = query.where('cases.owner_id', 'is', null)
  return query.execute()
}

// Every case has the institution and the year in its number: the longest word with digits is the one that few have.
function rarestFirst(words: readonly string[]): readonly string[] {
  const digits = (word: string) => (/\d/.test(word) ? word.length : 0)
  return words.toSorted((a, b) => digits(b) - digits(a))
}

/** Words that begin like this one, the closest first: what a search falls back to when nobody has the whole word. */
export async function wordsLike(db: Db, institution: string, procedure: string, beginning: string): Promise<string[]> {
  const rows = await db
    .selectFrom('case_words')
    .select('word')
    .distinct()
    .where('institution_id', '=', institution)
    .where('procedure', '=', procedure)
    .where('word', 'like', `${beginning.replace(/[%_\\]/g, '')}%`)
    .orderBy('word')
    .limit(sql.lit(1))
    .execute()
  return rows.map((row) => row.word)
}

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
