import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { optionalTextFrom, textFrom, toJson } from '../../platform/database/json.ts'
import { day } from '../../platform/days.ts'
import type { NomineeFacts } from '../incoming/index.ts'
import {
  type Edition,
  type Line,
  type LineKind,
  lineKinds,
  type Participant,
  type PersonState,
  personStates,
  type School,
} from './rules.ts'

const schools = (db: Db) => db.selectFrom('summer_schools').selectAll().orderBy('sort_order').orderBy('id')

function schoolFrom(row: Awaited<ReturnType<ReturnType<typeof schools>['executeTakeFirstOrThrow']>>): School {
  return {
    ...{ id: row.id, name: textFrom(row.name), goal: textFrom(row.goal), about: textFrom(row.about) },
    ...{ course: textFrom(row.course), weeks: row.weeks, ownUsual: row.own_usual, foreignUsual: row.foreign_usual },
    ...{ foreignIsLeast: row.foreign_is_least, callKey: row.call_key, version: row.version },
  }
}

export async function schoolsOf(db: Db): Promise<School[]> {
  return (await schools(db).execute()).map(schoolFrom)
}

export async function findSchool(db: Db, id: string): Promise<School | null> {
  const row = await schools(db).where('id', '=', id).executeTakeFirst()
  return row ? schoolFrom(row) : null
}

const valuesOf = (school: Omit<School, 'id' | 'version'>) => ({
  ...{ name: toJson(school.name), goal: toJson(school.goal), about: toJson(school.about) },
  ...{ course: toJson(school.course), weeks: school.weeks, own_usual: school.ownUsual },
  ...{ foreign_usual: school.foreignUsual, foreign_is_least: school.foreignIsLeast, call_key: school.callKey },
})

/** Keeps a new school; false when the address is taken. */
export async function insertSchool(tx: Tx, institution: string, school: Omit<School, 'version'>, at: Date) {
  const { id, ...more } = school
  const row = await tx
    .insertInto('summer_schools')
    .values({ institution_id: institution, id, ...valuesOf(more), edited_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** False when somebody was first. */
export async function saveSchool(tx: Tx, { id, version, ...school }: School, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('summer_schools')
    .set({ ...valuesOf(school), edited_at: at, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The office has touched it: a pack does not write over it any more. */
export async function markEdited(tx: Tx, schoolId: string, at: Date): Promise<void> {
  await tx.updateTable('summer_schools').set({ edited_at: at }).where('id', '=', schoolId).execute()
}

/** The editions of a school, the last one first. */
export async function editionsOf(db: Db, schoolId: string): Promise<Edition[]> {
  const rows = await db
    .selectFrom('summer_school_editions')
    .selectAll()
    .where('school_id', '=', schoolId)
    .orderBy('year', 'desc')
    .execute()
  return rows.map((row) => ({
    ...{ year: row.year, number: row.number, from: row.from_day ? day(row.from_day) : null },
    ...{ to: row.to_day ? day(row.to_day) : null, openingDay: row.opening_day ? day(row.opening_day) : null },
    ...{ openingPlace: optionalTextFrom(row.opening_place), version: row.version },
  }))
}

const editionValues = (edition: Omit<Edition, 'year' | 'version'>) => ({
  ...{ number: edition.number, from_day: edition.from, to_day: edition.to, opening_day: edition.openingDay },
  opening_place: edition.openingPlace ? toJson(edition.openingPlace) : null,
})

/** False when there is one of the year. */
export async function insertEdition(tx: Tx, institution: string, schoolId: string, edition: Omit<Edition, 'version'>) {
  const { year, ...more } = edition
  const row = await tx
    .insertInto('summer_school_editions')
    .values({ institution_id: institution, school_id: schoolId, year, ...editionValues(more) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('year')
    .executeTakeFirst()
  return row !== undefined
}

export async function saveEdition(tx: Tx, schoolId: string, { year, version, ...edition }: Edition): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('summer_school_editions')
    .set({ ...editionValues(edition), version: version + 1 })
    .where('school_id', '=', schoolId)
    .where('year', '=', year)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Everything said of a school and its editions, in the order in which it was written. */
export async function linesOf(db: Db, schoolId: string): Promise<Line[]> {
  const rows = await db
    .selectFrom('summer_school_lines')
    .select(['id', 'year', 'kind', 'said', 'version'])
    .where('school_id', '=', schoolId)
    .orderBy('id')
    .execute()
  return rows.flatMap((row) => {
    const kind = lineKinds.find((one) => one === row.kind)
    return kind ? [{ ...row, kind }] : []
  })
}

interface NewLine {
  readonly institution: string
  readonly schoolId: string
  readonly id: string
  readonly year: number | null
  readonly kind: LineKind
  readonly said: unknown
}

/** The same id again writes nothing. */
export async function insertLine(tx: Tx, { institution, schoolId, said, ...line }: NewLine): Promise<void> {
  await tx
    .insertInto('summer_school_lines')
    .values({ institution_id: institution, school_id: schoolId, ...line, said: toJson(said) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function saveLine(tx: Tx, id: string, version: number, said: unknown): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('summer_school_lines')
    .set({ said: toJson(said), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function removeLine(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('summer_school_lines').where('id', '=', id).execute()
}

/** Who stands on the lists of an edition, by name. */
export async function peopleOf(db: Db, schoolId: string, year: number): Promise<Participant[]> {
  const rows = await db
    .selectFrom('summer_school_people')
    .selectAll()
    .where('school_id', '=', schoolId)
    .where('year', '=', year)
    .orderBy('family')
    .orderBy('given')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, family: row.family, given: row.given, mail: row.mail, birthDay: day(row.birth_day) },
    ...{ citizenship: row.citizenship, field: row.field, funder: row.funder, version: row.version },
    state: personStates.find((state) => state === row.state) ?? 'listed',
  }))
}

interface NewPerson {
  readonly institution: string
  readonly schoolId: string
  readonly year: number
  readonly who: NomineeFacts
  readonly twin: string
  readonly funder: string
  readonly state: PersonState
  readonly at: Date
  readonly byName: string
}

/** False when the student stands on the list already. */
export async function insertPerson(tx: Tx, { who, ...given }: NewPerson): Promise<boolean> {
  const row = await tx
    .insertInto('summer_school_people')
    .values({
      ...{ institution_id: given.institution, school_id: given.schoolId, year: given.year, family: who.familyName },
      ...{ given: who.givenName, mail: who.mail.toLowerCase(), birth_day: who.birthDay, citizenship: who.citizenship },
      ...{ field: who.field, funder: given.funder, state: given.state, twin: given.twin },
      ...{ at: given.at, by_name: given.byName },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export interface Placed {
  readonly state: PersonState
  readonly funder: string
  readonly version: number
}

/** False when somebody was first, or the student is gone. */
export async function savePerson(tx: Tx, id: string, { state, funder, version }: Placed): Promise<boolean> {
  if (!isUuid(id)) return false
  const { numUpdatedRows } = await tx
    .updateTable('summer_school_people')
    .set({ state, funder, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function removePerson(tx: Tx, id: string): Promise<void> {
  if (isUuid(id)) await tx.deleteFrom('summer_school_people').where('id', '=', id).execute()
}
