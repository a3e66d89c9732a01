import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { textFrom } from '../../platform/database/json.ts'
import { addDays, type Day } from '../../platform/days.ts'
import type { Text } from '../../platform/words/languages.ts'

export interface Counted {
  readonly key: string
  readonly count: number
}

/** Who is counted as being here: accepted, studying, or on leave. */
const present = sql<boolean>`students.state in ('accepted', 'enrolled', 'on-leave')`

const counted = (rows: readonly { key: string | null; count: string | number | bigint }[]): Counted[] =>
  rows.map(({ key, count }) => ({ key: key ?? '', count: Number(count) }))

/** Students by state, whoever they are. @param db the institution's own scope */
export async function studentsByState(db: Db): Promise<Counted[]> {
  const rows = await db
    .selectFrom('students')
    .select(['state as key', (of) => of.fn.countAll().as('count')])
    .groupBy('state')
    .execute()
  return counted(rows)
}

/** Those who are here by citizenship, the most first. */
export async function studentsByCountry(db: Db): Promise<Counted[]> {
  const rows = await db
    .selectFrom('students')
    .innerJoin('persons', (join) =>
      join
        .onRef('persons.institution_id', '=', 'students.institution_id')
        .onRef('persons.id', '=', 'students.person_id'),
    )
    .select(['persons.citizenship as key', (of) => of.fn.countAll().as('count')])
    .where(present)
    .groupBy('persons.citizenship')
    .orderBy('count', 'desc')
    .orderBy('persons.citizenship')
    .execute()
  return counted(rows)
}

export interface CountedProgramme {
  readonly name: Text
  readonly count: number
}

/** Those who are here by programme, the most first. */
export async function studentsByProgramme(db: Db): Promise<CountedProgramme[]> {
  const rows = await db
    .selectFrom('students')
    .select(['programme_name as name', (of) => of.fn.countAll().as('count')])
    .where(present)
    .groupBy('programme_name')
    .orderBy('count', 'desc')
    .execute()
  return rows.map(({ name, count }) => ({ name: textFrom(name), count: Number(count) }))
}

export const ends = ['ended', 'month', 'quarter', 'later', 'open', 'none'] as const

/**
 * How the last visa (or registration) of those who are here stands on a day: ended, ending within 30 or 90 days, later, without
 * an end, or none recorded.
 */
export async function lastEnds(db: Db, kind: 'visa' | 'registration', today: Day): Promise<Counted[]> {
  const { rows } = await sql<{ key: string; count: string }>`
    with here as (select distinct person_id from students where ${present}),
    last as (
      select distinct on (person_id) person_id, least(to_on, ended_on) as ends from stay_records
      where kind = ${kind} and state <> 'mistake'
      order by person_id, coalesce(least(to_on, ended_on), 'infinity') desc
    )
    select case when last.person_id is null then 'none' when ends is null then 'open' when ends < ${today} then 'ended'
      when ends <= ${addDays(today, 30)} then 'month' when ends <= ${addDays(today, 90)} then 'quarter' else 'later' end as key,
      count(*) as count
    from here left join last using (person_id) group by 1`.execute(db)
  return counted(rows)
}

export interface CasesOf extends Counted {
  readonly overdue: number
}

/** Open cases by procedure, and how many of them have a date that has passed. */
export async function openCases(db: Db, today: Day): Promise<CasesOf[]> {
  const rows = await db
    .selectFrom('cases')
    .select(['procedure as key', (of) => of.fn.countAll().as('count')])
    .select(sql<string>`count(*) filter (where next_date < ${today})`.as('overdue'))
    .where('closed_at', 'is', null)
    .where('arrived_at', 'is not', null)
    .groupBy('procedure')
    .execute()
  return rows.map(({ key, count, overdue }) => ({ key, count: Number(count), overdue: Number(overdue) }))
}

/** Dates of stays: how many have passed, and how many should be begun by now. */
export async function lateDates(db: Db, today: Day): Promise<{ readonly passed: number; readonly toBegin: number }> {
  const row = await db
    .selectFrom('stay_clocks')
    .select(sql<string>`count(*) filter (where due < ${today})`.as('passed'))
    .select(sql<string>`count(*) filter (where due >= ${today} and start_on <= ${today})`.as('begin'))
    .executeTakeFirstOrThrow()
  return { passed: Number(row.passed), toBegin: Number(row.begin) }
}
