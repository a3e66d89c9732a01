import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { addDays, type Day, day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { type DateRow, deadlineOf, type Filter, isFamily, lastSoon } from './rules.ts'

/** Whose dates, as seen on which day. */
export interface Scope {
  readonly institution: string
  readonly today: Day
  /** Of clocks alone: the cases stand in columns of their own. */
  readonly onlyStays?: boolean
  /** Of these persons alone. */
  readonly persons?: readonly string[]
  /** Of the students and cases of this unit and those below it, whatever the filter says. */
  readonly ownUnit?: string
}

type Part = RawBuilder<unknown>

/** Columns that mean the same in both: the day to start, whose, the record or case, the kind. */
interface Source {
  readonly table: Part
  readonly start: Part
  readonly due: Part
  readonly whose: Part
  readonly about: Part
  readonly kind: Part
  readonly person: Part
  readonly rest: Part
  readonly here: readonly Part[]
}

const clocks = ({ institution }: Scope): Source => ({
  table: sql`stay_clocks as clock`,
  start: sql`clock.start_on`,
  due: sql`clock.due`,
  whose: sql`clock.person_id`,
  about: sql`clock.record_id`,
  kind: sql`clock.name`,
  person: sql`clock.person_id`,
  rest: sql`clock.provisional, clock.rule, null::text as procedure, null::text as number, null::text as waits`,
  here: [sql`clock.institution_id = ${institution}`],
})

// The term of a case is its own last safe day. What has not been sent is still the applicant's own paper.
const deadlines = ({ institution }: Scope): Source => ({
  table: sql`case_deadlines as deadline
    join cases on cases.institution_id = deadline.institution_id and cases.id = deadline.case_id`,
  start: sql`deadline.due`,
  due: sql`deadline.due`,
  whose: sql`deadline.case_id`,
  about: sql`deadline.case_id`,
  kind: sql`(cases.procedure || ':' || deadline.name)`,
  person: sql`cases.subject_id`,
  rest: sql`deadline.provisional, deadline.rule, cases.procedure, cases.number, deadline.waiting_for as waits`,
  here: [
    sql`deadline.institution_id = ${institution}`,
    sql`cases.closed_at is null`,
    sql`cases.arrived_at is not null`,
  ],
})

/** Where the dates of a filter stand. */
export function sourcesOf(scope: Scope, { kind }: Pick<Filter, 'kind'>): Source[] {
  const stays = kind === null || deadlineOf(kind) === null
  const cases = !scope.onlyStays && (kind === null || !stays)
  return [...(stays ? [clocks(scope)] : []), ...(cases ? [deadlines(scope)] : [])]
}

/** A page of the wall, in the order in which things have to be begun. Each source is cut from its index first. */
export async function listDates(db: Db, scope: Scope, filter: Filter, most: number): Promise<DateRow[]> {
  const parts = sourcesOf(scope, filter).map(
    (source) => sql`(select ${columns(source)} from ${source.table} where ${conditions(source, scope, filter)}
      order by ${source.start}, ${source.whose}, ${source.about}, ${source.kind} limit ${sql.lit(most)})`,
  )
  const { rows } = await sql<Found>`
    select found.*, coalesce(persons.merged_into, persons.id) as person, persons.shown_as, persons.citizenship,
      coalesce(found.number, student.number) as number, student.id as student
    from (select * from (${sql.join(parts, sql` union all `)}) parts
      order by start_on, whose, about, kind limit ${sql.lit(most)}) found
    join persons on persons.institution_id = ${scope.institution} and persons.id = found.person_id
    left join lateral (select id, number from students where students.institution_id = ${scope.institution}
      and students.person_id = found.person_id order by students.since desc limit 1) student on true
    order by start_on, whose, about, kind`.execute(db)
  return rows.map(rowFrom)
}

const columns = ({ start, due, whose, about, kind, person, rest }: Source) =>
  sql`${start} as start_on, ${due} as due, ${whose} as whose, ${about} as about, ${kind} as kind,
    ${person} as person_id, ${rest}`

interface Found {
  readonly person: string
  readonly shown_as: string
  readonly citizenship: string | null
  readonly number: string | null
  readonly student: string | null
  readonly start_on: string
  readonly due: string
  readonly whose: string
  readonly about: string
  readonly kind: string
  readonly provisional: boolean
  readonly rule: string | null
  readonly procedure: string | null
  readonly waits: string | null
}

function rowFrom({ person, student, shown_as, start_on, due, ...same }: Found): DateRow {
  return { ...same, personId: person, studentId: student, name: shown_as, due: day(due), start: day(start_on) }
}

/** What a source is narrowed by. */
export function conditions(source: Source, scope: Scope, filter: Filter): Part {
  const { start, whose, about, kind, here } = source
  const { after } = filter
  const behind = after && [
    // The first column alone tells the index where to begin.
    sql`${start} >= ${after.start}`,
    sql`(${start}, ${whose}, ${about}, ${kind}) > (${after.start}::date, ${after.whose}::uuid, ${after.about}::uuid, ${after.kind})`,
  ]
  return sql.join([...here, ...narrowed(source, scope, filter), ...(behind ?? [])], sql` and `)
}

function narrowed(source: Source, scope: Scope, filter: Filter): Part[] {
  const { start, due, kind, person } = source
  const { institution, today, ownUnit, persons } = scope
  const student = (what: Part) => sql`exists (select from students where students.institution_id = ${institution}
    and students.person_id = ${person} and ${what})`
  const who = (what: Part) => sql`exists (select from persons as one where one.institution_id = ${institution}
    and one.id = ${person} and ${what})`
  const found: Part[] = []
  if (persons) found.push(sql`${person} = any(${persons}::uuid[])`)
  if (filter.startsBefore) found.push(sql`${start} < ${filter.startsBefore}`)
  if (filter.kind)
    found.push(isFamily(filter.kind) ? sql`${kind} like ${`${filter.kind}%`}` : sql`${kind} = ${filter.kind}`)
  if (filter.state === 'missed') found.push(sql`${due} < ${today}`, sql`${start} < ${today}`)
  if (filter.state === 'late') found.push(sql`${start} < ${today}`)
  if (filter.state === 'soon') found.push(sql`${start} >= ${today}`, sql`${start} <= ${lastSoon(today)}`)
  if (filter.within) {
    const last = addDays(today, filter.within)
    // Nothing begins after it ends, so the day to start bounds the walk along the index.
    found.push(sql`${due} <= ${last}`, sql`${start} <= ${last}`)
  }
  if (filter.citizenship) found.push(who(sql`one.citizenship = ${filter.citizenship}`))
  if (filter.programme) found.push(student(sql`students.programme_name ->> 'en' = ${filter.programme}`))
  for (const unit of [filter.unit, ownUnit].filter((one) => one !== null && one !== undefined))
    found.push(
      student(sql`(students.unit in (${below(institution, unit)}) or exists (select from cases as made
      where made.institution_id = ${institution} and made.id = students.case_id
      and made.unit in (${below(institution, unit)})))`),
    )
  return found
}

/** A unit and those below it. */
const below = (institution: string, unit: string) => sql`with recursive below as (
  select id from units where institution_id = ${institution} and id = ${unit}
  union select units.id from units join below on units.parent = below.id where units.institution_id = ${institution})
  select id from below`

/** Of so many the first are looked at; who needs others types more. */
const mostNamed = 1000

/**
 * Whose name, or student's number, has all words of what was typed. A folded word has only letters and digits: nothing in
 * it means more to `like` than itself. Null when nothing was typed that names anybody.
 */
export async function personsNamed(db: Db, institution: string, typed: string): Promise<readonly string[] | null> {
  const words = foldWords(typed).slice(0, 5)
  if (words.length === 0) return null
  const { rows } = await sql<{ id: string }>`select id from persons where institution_id = ${institution}
      and lower(shown_as) like all(${words.map((word) => `%${word}%`)}::text[])
    union select person_id from students where institution_id = ${institution}
      and words like all(${words.map((word) => `% ${word}%`)}::text[])
    limit ${sql.lit(mostNamed)}`.execute(db)
  return rows.map((row) => row.id)
}
