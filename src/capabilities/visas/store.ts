import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { stringAt, stringsFrom, textFrom } from '../../platform/database/json.ts'
import { type Day, dayOf, day as dayWritten } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Text } from '../../platform/words/languages.ts'

export const procedureName = 'study-visa'

export interface VisaCase {
  readonly id: string
  readonly number: string | null
  readonly stage: string
  readonly isOpen: boolean
  readonly openedAt: Date
}

/** The visa cases of a person, the newest first. @param db the institution's own scope */
export async function visaCasesOf(db: Db, personId: string): Promise<VisaCase[]> {
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'number', 'stage', 'closed_at', 'opened_at'])
    .where('procedure', '=', procedureName)
    .where('subject_id', '=', personId)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ closed_at, opened_at, ...same }) => ({ ...same, isOpen: closed_at === null, openedAt: opened_at }))
}

/** What earlier cases of a person say: their facts and answers that are words, the newest case first. */
export async function answersOf(db: Db, personId: string): Promise<Readonly<Record<string, string>>[]> {
  const rows = await db
    .selectFrom('cases')
    .select(['facts', 'typed'])
    .where('subject_id', '=', personId)
    .where('procedure', 'in', [procedureName, 'admission'])
    .where('facts', 'is not', null)
    .orderBy('opened_at', 'desc')
    .execute()
  return rows.map(({ facts }) => stringsFrom(facts))
}

/** The day on which the newest photograph of a person came in; null when none did. */
export async function photoDayOf(db: Db, personId: string): Promise<Day | null> {
  const row = await db
    .selectFrom('document_files as file')
    .innerJoin('documents as document', (join) =>
      join.onRef('document.institution_id', '=', 'file.institution_id').onRef('document.id', '=', 'file.document_id'),
    )
    .innerJoin('cases as one', (join) =>
      join.onRef('one.institution_id', '=', 'document.institution_id').onRef('one.id', '=', 'document.case_id'),
    )
    .select('file.uploaded_at as at')
    .where('one.subject_id', '=', personId)
    .where('document.type', '=', 'photo')
    .where('file.removed_at', 'is', null)
    .orderBy('file.uploaded_at', 'desc')
    .executeTakeFirst()
  return row ? dayOf(row.at) : null
}

/** Who signed the last application of a unit: the next one begins with it. */
export async function lastDean(db: Db, unit: string | null): Promise<{ name: string; post: string }> {
  const row = unit
    ? await db
        .selectFrom('cases')
        .select('typed')
        .where('procedure', '=', procedureName)
        .where('unit', '=', unit)
        .orderBy('opened_at', 'desc')
        .executeTakeFirst()
    : undefined
  return { name: stringAt(row?.typed, 'deanName'), post: stringAt(row?.typed, 'deanPost') }
}

/** A student with the visa that ends last. */
export interface VisaStudent {
  readonly id: string
  readonly number: string
  readonly personId: string
  readonly name: string
  readonly citizenship: string | null
  readonly programme: Text
  readonly visaKind: string | null
  readonly visaTo: Day | null
  /** The case that is open, and where it stands. */
  readonly caseId: string | null
  readonly stage: string | null
  readonly passportTo: Day | null
  readonly contractTo: Day | null
}

export interface Wanted {
  readonly institution: string
  /** The unit, with those below it; null is the whole institution. */
  readonly unit: string | null
  readonly search: string
  /** Visas that end on this day or before, the ended ones too; null is everybody, with a visa or without. */
  readonly until: Day | null
  readonly withoutVisa?: boolean
  readonly after: { readonly to: string; readonly id: string } | null
}

type Part = RawBuilder<unknown>

/** Students, whose visa ends first coming first, who has none last; keyset by end and id. @param most rows at most */
export async function visaStudents(db: Db, wanted: Wanted, most: number): Promise<VisaStudent[]> {
  const { rows } = await sql<Row>`
    select students.id, students.number, students.person_id, persons.shown_as, persons.citizenship,
      students.programme_name, visa.kind as visa_kind, visa.ends as visa_to, open.id as case_id, open.stage,
      passport.ends as passport_to, contract.ends as contract_to
    from students
    join persons on persons.institution_id = students.institution_id and persons.id = students.person_id
    left join lateral ${lastOf('visa', sql`and said ->> 'visaKind' in ('S', 'RC')`)} visa on true
    left join lateral ${lastOf('passport')} passport on true
    left join lateral ${lastOf('contract')} contract on true
    left join lateral (
      select cases.id, cases.stage from cases where cases.institution_id = students.institution_id
        and cases.subject_id = students.person_id and cases.procedure = ${procedureName} and cases.closed_at is null
      order by cases.opened_at desc limit 1) open on true
    where ${sql.join(conditions(wanted), sql` and `)}
    order by ${ends}, students.id limit ${sql.lit(most)}`.execute(db)
  return rows.map(studentFrom)
}

const ends = sql`coalesce(visa.ends, 'infinity'::date)`

const lastOf = (kind: string, more: Part = sql``) => sql`(
  select said ->> 'visaKind' as kind, to_on as ends from stay_records
  where stay_records.institution_id = students.institution_id and stay_records.person_id = students.person_id
    and stay_records.kind = ${kind} and state = 'valid' ${more} order by to_on desc nulls last limit 1)`

function conditions({ institution, unit, search, until, withoutVisa, after }: Wanted): Part[] {
  const found: Part[] = [
    sql`students.institution_id = ${institution}`,
    sql`students.state in ('accepted', 'enrolled', 'on-leave')`,
  ]
  if (unit)
    found.push(sql`students.unit in (with recursive below as (
      select id from units where institution_id = ${institution} and id = ${unit}
      union select units.id from units join below on units.parent = below.id where units.institution_id = ${institution}
    ) select id from below)`)
  if (until) found.push(sql`visa.ends <= ${until}::date`)
  if (withoutVisa) found.push(sql`visa.ends is null`)
  for (const word of foldWords(search).slice(0, 5)) found.push(sql`students.words like ${`% ${word}%`}`)
  if (after) found.push(sql`(${ends}, students.id) > (${after.to}::date, ${after.id}::uuid)`)
  return found
}

interface Row {
  readonly id: string
  readonly number: string
  readonly person_id: string
  readonly shown_as: string
  readonly citizenship: string | null
  readonly programme_name: unknown
  readonly visa_kind: string | null
  readonly visa_to: string | null
  readonly case_id: string | null
  readonly stage: string | null
  readonly passport_to: string | null
  readonly contract_to: string | null
}

const written = (text: string | null) => (text ? dayWritten(text) : null)

function studentFrom(row: Row): VisaStudent {
  return {
    ...{ id: row.id, number: row.number, personId: row.person_id, name: row.shown_as, citizenship: row.citizenship },
    ...{ programme: textFrom(row.programme_name), visaKind: row.visa_kind, visaTo: written(row.visa_to) },
    ...{ caseId: row.case_id, stage: row.stage },
    ...{ passportTo: written(row.passport_to), contractTo: written(row.contract_to) },
  }
}

/** Whether a student belongs to a unit or to one below it. */
export async function isStudentOf(db: Db, institution: string, unit: string, id: string): Promise<boolean> {
  const found = await sql`
    with recursive below as (
      select id from units where institution_id = ${institution} and id = ${unit}
      union select units.id from units join below on units.parent = below.id where units.institution_id = ${institution})
    select from students where students.institution_id = ${institution} and students.id = ${id}::uuid
      and students.unit in (select id from below)`.execute(db)
  return found.rows.length > 0
}
