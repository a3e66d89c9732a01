import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { addDays, type Day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { anyPaper, type Filter } from './list-filter.ts'

export const pageSize = 25

/** Whose list: the filter `mine` is about the account, the due dates are about today. */
export interface Scope {
  readonly institution: string
  readonly procedure: string
  readonly account: string
  readonly today: Day
  /** Whether numbers of papers are among what the reader may search by. */
  readonly mayLook: boolean
}

export interface ListRow {
  readonly id: string
  readonly number: string | null
  readonly title: string
  readonly summary: unknown
  readonly stage: string
  readonly stage_since: Date
  readonly owner_id: string | null
  readonly arrived_at: Date
  readonly next_date: string | null
  readonly changed_at: Date
  readonly version: number
  /** Where the next page begins after this row. */
  readonly cursor: string
}

/**
 * Rows of a procedure's list in the order of the filter, from its cursor on. Each order has its index, so a deep page costs
 * what the first does; a filter with an index of its own (stage, owner, a column by arrival, a word) costs no more either,
 * the others are looked up beside the walk.
 * @param most rows at most; a page asks for one more than it shows
 */
export async function listCases(db: Db, scope: Scope, filter: Filter, most: number): Promise<readonly ListRow[]> {
  const query = listQuery(scope, filter, most)
  if (isPlain(filter)) return (await query.execute(db)).rows
  // A plan made for any value would walk a million rows for a rare one: here the planner looks at the value each time.
  return db.transaction().execute(async (tx) => {
    await sql`set local plan_cache_mode = force_custom_plan`.execute(tx)
    return (await query.execute(tx)).rows
  })
}

/** One case as lists show it; null when there is none, or it has not reached the office. */
export async function findRow(db: Db, id: string): Promise<(Omit<ListRow, 'cursor'> & { procedure: string }) | null> {
  const row = await db
    .selectFrom('cases')
    .select(['id', 'procedure', 'number', 'title', 'summary', 'stage', 'stage_since', 'owner_id'])
    .select(['arrived_at', 'next_date', 'changed_at', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.arrived_at ? { ...row, arrived_at: row.arrived_at } : null
}

/** Whether a case that reached the office is the business of a unit or of one below it. */
export async function isInUnit(db: Db, institution: string, unit: string, id: string): Promise<boolean> {
  const { rows } = await sql`select from cases where cases.institution_id = ${institution} and cases.id = ${id}::uuid
    and cases.arrived_at is not null and ${inUnit(institution, unit)}`.execute(db)
  return rows.length > 0
}

type Part = RawBuilder<unknown>

function isPlain({ owner, waits, own, unit, paper, due, asked, from, to, changedSince, sort }: Filter): boolean {
  const days = due || from || to || changedSince
  const others = owner === 'followed' || waits || unit || paper || asked
  return !others && !days && sort === 'arrived' && Object.keys(own).length === 0
}

function listQuery(scope: Scope, filter: Filter, most: number) {
  const words = rarestFirst(foldWords(filter.search).slice(0, 5))
  const own = Object.entries(filter.own)
  const led = filter.sort === 'arrived' ? leader(scope, words, own) : null
  const where = [
    sql`cases.institution_id = ${scope.institution}`,
    sql`cases.procedure = ${scope.procedure}`,
    sql`cases.arrived_at is not null`,
    ...(led?.where ?? []),
    ...words.slice(led?.by === 'word' ? 1 : 0).map((word, at) => hasWord(scope, word, at > 0 || led?.by === 'word')),
    ...own.slice(led?.by === 'column' ? 1 : 0).map(([name, value]) => hasColumn(name, value)),
    ...conditions(scope, filter),
  ]
  const { order, cursor, after } = orders(filter, led !== null)
  return sql<ListRow>`
    select cases.id, cases.number, cases.title, cases.summary, cases.stage, cases.stage_since, cases.owner_id,
      cases.arrived_at, cases.next_date, cases.changed_at, cases.version, ${cursor} as cursor
    from ${led?.from ?? sql`cases`}
    where ${sql.join(after ? [...where, after] : where, sql` and `)}
    order by ${order} limit ${sql.lit(most)}`
}

// By arrival the page is cut from the index of words or of columns: no sort, however many cases have the word.
function leader(scope: Scope, [word]: readonly string[], [own]: readonly [string, string][]) {
  const joined = (table: Part) =>
    sql`${table} as found join cases on cases.institution_id = found.institution_id and cases.id = found.case_id`
  const here = [sql`found.institution_id = ${scope.institution}`, sql`found.procedure = ${scope.procedure}`]
  if (word !== undefined)
    return {
      by: 'word',
      from: joined(sql`case_words`),
      where: [...here, sql`found.word = ${word}`, notGuarded(scope, 'found')],
    } as const
  if (!own) return null
  const [name, value] = own
  const where = [...here, sql`found.name = ${name}`, sql`found.value = ${value}`]
  return { by: 'column', from: joined(sql`case_columns`), where } as const
}

function orders({ sort, after }: Filter, led: boolean): { order: Part; cursor: Part; after: Part | null } {
  if (sort === 'name') {
    const then = after && sql`(cases.title, cases.id) > (${after.value}, ${after.id}::uuid)`
    return { order: sql`cases.title, cases.id`, cursor: sql`cases.title`, after: then }
  }
  if (sort === 'next') {
    const then = after && sql`(${nextDate}, cases.id) > (${after.value}::date, ${after.id}::uuid)`
    return { order: sql`${nextDate}, cases.id`, cursor: sql`(${nextDate})::text`, after: then }
  }
  if (sort === 'changed') {
    const then = after && sql`(cases.changed_at, cases.id) > (${after.value}::timestamptz, ${after.id}::uuid)`
    return { order: sql`cases.changed_at, cases.id`, cursor: moment(sql`cases.changed_at`), after: then }
  }
  const cursor = moment(sql`cases.arrived_at`)
  const [at, id] = led ? [sql`found.arrived_at`, sql`found.case_id`] : [sql`cases.arrived_at`, sql`cases.id`]
  const then = after && sql`(${at}, ${id}) < (${after.value}::timestamptz, ${after.id}::uuid)`
  return { order: sql`${at} desc, ${id} desc`, cursor, after: then }
}

// To the microsecond: a Date has milliseconds, and two cases of one millisecond would fall between two pages.
const moment = (at: Part) => sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

// As the index has it: cases without a date stand behind all that have one.
const nextDate = sql`case when cases.next_date is null then 'infinity'::date else cases.next_date end`

function notGuarded({ mayLook }: Scope, words: string): Part {
  return mayLook ? sql`true` : sql`not ${sql.ref(words)}.guarded`
}

function hasWord(scope: Scope, word: string, begins: boolean): Part {
  const like = begins ? sql`also.word like ${`${word}%`}` : sql`also.word = ${word}`
  return sql`exists (select from case_words as also
    where also.institution_id = cases.institution_id and also.case_id = cases.id and ${like} and ${notGuarded(scope, 'also')})`
}

function hasColumn(name: string, value: string): Part {
  return sql`exists (select from case_columns as own where own.institution_id = cases.institution_id
    and own.case_id = cases.id and own.name = ${name} and own.value = ${value})`
}

function conditions({ institution, account, today }: Scope, filter: Filter): Part[] {
  const { stage, owner, waits, unit, paper, due, asked, from, to, changedSince } = filter
  const found: Part[] = []
  if (stage) found.push(sql`cases.stage = ${stage}`)
  if (owner === 'nobody') found.push(sql`cases.owner_id is null`)
  else if (owner === 'followed') found.push(isFollowedBy(account))
  else if (owner !== 'all') found.push(sql`cases.owner_id = ${owner === 'mine' ? account : owner}`)
  if (waits) found.push(sql`cases.closed_at is null`, sql`cases.waiting_for = ${waits}`)
  if (asked) found.push(sql`cases.question_due is not null`)
  if (from) found.push(sql`cases.arrived_at >= ${midnight(from)}`)
  if (to) found.push(sql`cases.arrived_at < ${midnight(addDays(to, 1))}`)
  if (changedSince) found.push(sql`cases.changed_at >= ${changedSince}`)
  if (due === 'none') found.push(sql`cases.next_date is null`)
  if (due === 'overdue') found.push(...open, ...before(today))
  if (due === 'week') found.push(...open, ...before(addDays(today, 8)), sql`cases.next_date >= ${today}::date`)
  if (unit) found.push(inUnit(institution, unit))
  if (paper) found.push(sql`cases.closed_at is null`)
  if (paper && paper !== anyPaper) found.push(isNotSettled(paper))
  return found
}

const isFollowedBy = (account: string) =>
  sql`cases.id in (select follow.case_id from case_follows follow
    where follow.institution_id = cases.institution_id and follow.account_id = ${account})`

const open = [sql`cases.closed_at is null`, sql`cases.next_date is not null`]
// Said in both forms: one for the index of open dates, one for the index of the order.
const before = (day: Day) => [sql`cases.next_date < ${day}::date`, sql`${nextDate} < ${day}::date`]
const midnight = (day: Day) => sql`timezone('Asia/Bishkek', ${day}::timestamp)`

/** In the unit or in one below it; a unit that the institution has not got has no cases. */
function inUnit(institution: string, unit: string): Part {
  return sql`cases.unit in (with recursive below as (
    select id from units where institution_id = ${institution} and id = ${unit}
    union select units.id from units join below on units.parent = below.id where units.institution_id = ${institution}
  ) select id from below)`
}

// Whether the paper is wanted at all only the procedure can say: see `lacking` in list-standings.ts.
function isNotSettled(type: string): Part {
  return sql`not exists (select from documents where documents.institution_id = cases.institution_id
    and documents.case_id = cases.id and documents.type = ${type} and documents.state in ('accepted', 'waived'))`
}

// Every case has the institution and the year in its number: the longest word with digits is the one that few have.
function rarestFirst(words: readonly string[]): readonly string[] {
  const digits = (word: string) => (/\d/.test(word) ? word.length : 0)
  return words.toSorted((a, b) => digits(b) - digits(a))
}

/** Words that begin like this one, the closest first: what a search falls back to when nobody has the whole word. */
export async function wordsLike(db: Db, scope: Scope, beginning: string): Promise<string[]> {
  const rows = await db
    .selectFrom('case_words')
    .select('word')
    .distinct()
    .where('institution_id', '=', scope.institution)
    .where('procedure', '=', scope.procedure)
    .$if(!scope.mayLook, (query) => query.where('guarded', '=', false))
    .where('word', 'like', `${beginning.replace(/[%_\\]/g, '')}%`)
    .orderBy('word')
    .limit(sql.lit(1))
    .execute()
  return rows.map((row) => row.word)
}

/** What stands in the columns of a procedure's cases, each value once: the index is leapt through, not read. */
export async function columnValues(db: Db, institution: string, procedure: string, name: string) {
  const { rows } = await sql<{ value: string; text: unknown }>`
    with recursive leap as (
      (select value, case_id from case_columns
       where institution_id = ${institution} and procedure = ${procedure} and name = ${name} order by value limit 1)
      union all
      select after.value, after.case_id from leap cross join lateral (
        select value, case_id from case_columns
        where institution_id = ${institution} and procedure = ${procedure} and name = ${name} and value > leap.value
        order by value limit 1) after
    )
    select leap.value, cases.summary -> ${name}::text as text
    from (select * from leap limit 500) leap
    join cases on cases.institution_id = ${institution} and cases.id = leap.case_id`.execute(db)
  return rows
}

/** Who looks after cases here: whoever has or had a place in the institution that works on them. */
export function colleaguesOf(db: Db, institution: string) {
  return db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select(['accounts.id', 'accounts.name'])
    .distinct()
    .where('memberships.institution_id', '=', institution)
    .where('memberships.role', 'in', ['officer', 'admin'])
    .orderBy('accounts.name')
    .execute()
}
