import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { textFrom, toJson } from '../../platform/database/json.ts'
import { day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { bases, type Change, type Filter, type StateRow, type Student, type StudentNeeds, states } from './rules.ts'

const found = (db: Db) =>
  db
    .selectFrom('students')
    .innerJoin('persons', (join) =>
      join
        .onRef('persons.institution_id', '=', 'students.institution_id')
        .onRef('persons.id', '=', 'students.person_id'),
    )
    .selectAll('students')
    .select(['persons.shown_as', 'persons.birth_day', 'persons.citizenship', 'persons.email', 'persons.phone'])

type Row = Awaited<ReturnType<ReturnType<typeof found>['executeTakeFirstOrThrow']>>

function studentFrom(row: Row): Student {
  const { programme_name, basis_about, state_since, shown_as, birth_day, person_id, case_id, ...same } = row
  return {
    ...same,
    personId: person_id,
    caseId: case_id,
    name: shown_as,
    birthDay: birth_day ? day(birth_day) : null,
    programmeName: textFrom(programme_name),
    basis: bases.find((basis) => basis === row.basis) ?? null,
    basisAbout: basis_about,
    since: day(row.since),
    state: stateFrom(row.state),
    stateSince: day(state_since),
  }
}

function stateFrom(text: string) {
  const state = states.find((known) => known === text)
  if (!state) throw new RangeError(`a student can't be ${text}`)
  return state
}

/** @param db the institution's own scope */
export async function findStudent(db: Db, id: string): Promise<Student | null> {
  const row = await found(db).where('students.id', '=', id).executeTakeFirst()
  return row ? studentFrom(row) : null
}

/** The student of this account and no other. */
export async function findStudentFor(db: Db, accountId: string, id: string): Promise<Student | null> {
  const row = await found(db)
    .where('students.id', '=', id)
    .where('persons.account_id', '=', accountId)
    .executeTakeFirst()
  return row ? studentFrom(row) : null
}

/** Those who have graduated, the latest first. @param db the institution's own scope */
export async function graduatedStudents(db: Db): Promise<Student[]> {
  const rows = await found(db)
    .where('students.state', '=', 'graduated')
    .orderBy('students.state_since', 'desc')
    .execute()
  return rows.map(studentFrom)
}

/** The student whom a case made; null when it has made none. */
export async function studentOfCase(db: Db, caseId: string): Promise<Student | null> {
  const row = await found(db).where('students.case_id', '=', caseId).executeTakeFirst()
  return row ? studentFrom(row) : null
}

/** The students that these records of one person have become. */
export async function studentsOfPerson(db: Db, records: readonly string[]): Promise<Student[]> {
  const rows = await found(db).where(sql<boolean>`students.person_id = any(${records}::uuid[])`).execute()
  return rows.map(studentFrom)
}

/** The student, held until the transaction ends. */
export async function holdStudent(tx: Tx, id: string): Promise<Student | null> {
  const row = await found(tx).where('students.id', '=', id).forUpdate('students').executeTakeFirst()
  return row ? studentFrom(row) : null
}

/** A page of students, the newest first, and one more when there are more. */
export async function listStudents(db: Db, institution: string, filter: Filter, size: number): Promise<Student[]> {
  const { programme, citizenship, basis, state, after } = filter
  let query = found(db).where('students.institution_id', '=', institution)
  if (programme) query = query.where(sql<boolean>`students.programme_name ->> 'en' = ${programme}`)
  if (citizenship) query = query.where('persons.citizenship', '=', citizenship)
  if (basis) query = query.where('students.basis', '=', basis)
  if (state) query = query.where('students.state', '=', state)
  if (after) query = query.where('students.id', '<', after)
  // A folded word has only letters and digits: nothing in it means more to `like` than itself.
  for (const word of foldWords(filter.search)) query = query.where('students.words', 'like', `% ${word}%`)
  const rows = await query.orderBy('students.id', 'desc').limit(size).execute()
  return rows.map(studentFrom)
}

/** What there is to choose from: the programmes and citizenships that students have. */
export async function choicesOf(db: Db, institution: string) {
  const rows = await db
    .selectFrom('students')
    .innerJoin('persons', (join) =>
      join
        .onRef('persons.institution_id', '=', 'students.institution_id')
        .onRef('persons.id', '=', 'students.person_id'),
    )
    .select(['students.programme_name', 'persons.citizenship'])
    .where('students.institution_id', '=', institution)
    .distinct()
    .execute()
  const programmes = new Map(rows.map(({ programme_name }) => textFrom(programme_name)).map((name) => [name.en, name]))
  return {
    programmes: [...programmes.values()],
    citizenships: [...new Set(rows.flatMap((row) => row.citizenship ?? []))],
  }
}

export async function statesOf(db: Db, studentId: string): Promise<StateRow[]> {
  const rows = await db
    .selectFrom('student_states')
    .selectAll()
    .where('student_id', '=', studentId)
    .orderBy('seq')
    .execute()
  return rows.map(({ seq, state, since, reason, at, by_name }) => ({
    seq,
    state: stateFrom(state),
    since: day(since),
    reason,
    at,
    byName: by_name,
  }))
}

/** What the person said that they need; null for a student of whom nobody has asked it. */
export async function needsOf(db: Db, studentId: string): Promise<StudentNeeds | null> {
  const row = await db.selectFrom('student_needs').selectAll().where('student_id', '=', studentId).executeTakeFirst()
  if (!row) return null
  return {
    visaSupport: row.visa_support,
    visaFrom: row.visa_from,
    consulate: row.consulate,
    arrivesOn: row.arrives_on ? day(row.arrives_on) : null,
    hostel: row.hostel,
    preparatory: row.preparatory,
    emergencyName: row.emergency_name,
    emergencyPhone: row.emergency_phone,
  }
}

/** The cases of a student's person, the newest first: admission now, visa and registration later. */
export function casesOfPerson(db: Db, personId: string) {
  return db
    .selectFrom('cases')
    .select(['id', 'procedure', 'number', 'stage', 'opened_at'])
    .where('subject_id', '=', personId)
    .where('arrived_at', 'is not', null)
    .orderBy('opened_at', 'desc')
    .execute()
}

export interface StudentRow {
  readonly institution: string
  readonly number: string
  readonly caseId: string | null
  /** Whose student it is, where no case says it. */
  readonly personId?: string
  readonly programme: string | null
  readonly programmeName: Student['programmeName']
  readonly level: string
  readonly unit: string | null
  readonly since: Student['since']
  /** Every spelling that a search finds the student by. */
  readonly searched: readonly string[]
}

/** Writes the student of a case; null when the case has made one already. */
export async function insertStudent(tx: Tx, given: StudentRow): Promise<string | null> {
  const personId = given.personId ?? (await subjectOf(tx, given.caseId))
  const row = await tx
    .insertInto('students')
    .values({
      institution_id: given.institution,
      number: given.number,
      person_id: personId,
      case_id: given.caseId,
      programme: given.programme,
      programme_name: toJson(given.programmeName),
      level: given.level,
      unit: given.unit,
      since: given.since,
      state: 'accepted',
      state_since: given.since,
      words: ` ${[...given.searched, given.number].flatMap(foldWords).join(' ')}`,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'case_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

async function subjectOf(tx: Tx, caseId: string | null): Promise<string> {
  const found = tx.selectFrom('cases').select('subject_id').where('id', '=', caseId)
  return (await found.executeTakeFirstOrThrow()).subject_id
}

/** Takes a student out whom no case has made. */
export async function deleteStudent(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('student_states').where('student_id', '=', id).execute()
  await tx.deleteFrom('students').where('id', '=', id).where('case_id', 'is', null).execute()
}

export async function insertNeeds(tx: Tx, institution: string, student: string, needs: StudentNeeds): Promise<void> {
  await tx
    .insertInto('student_needs')
    .values({
      institution_id: institution,
      student_id: student,
      visa_support: needs.visaSupport,
      visa_from: needs.visaFrom,
      consulate: needs.consulate,
      arrives_on: needs.arrivesOn,
      hostel: needs.hostel,
      preparatory: needs.preparatory,
      emergency_name: needs.emergencyName,
      emergency_phone: needs.emergencyPhone,
    })
    .execute()
}

export interface Entry extends Change {
  readonly seq: number
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
}

/** Writes the next state and puts it on the student; a seq that is taken throws. */
export async function insertState(tx: Tx, institution: string, studentId: string, entry: Entry): Promise<void> {
  const { seq, state, since, reason, at, by } = entry
  await tx
    .insertInto('student_states')
    .values({
      institution_id: institution,
      student_id: studentId,
      seq,
      state,
      since,
      reason,
      at,
      by_id: by.id,
      by_name: by.name,
    })
    .execute()
  await tx.updateTable('students').set({ state, state_since: since }).where('id', '=', studentId).execute()
}

export async function saveUnit(tx: Tx, id: string, unit: string | null): Promise<void> {
  await tx.updateTable('students').set({ unit }).where('id', '=', id).execute()
}

export async function saveBasis(tx: Tx, caseId: string, basis: Student['basis'], about: string): Promise<void> {
  await tx.updateTable('students').set({ basis, basis_about: about }).where('case_id', '=', caseId).execute()
}
