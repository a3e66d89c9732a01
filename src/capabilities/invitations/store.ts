import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'

/** A student who has said that they need visa support, and for whom nobody has begun an invitation. */
export interface Waiting {
  readonly id: string
  readonly name: string
  readonly number: string
  readonly arrivesOn: Day | null
}

const invitationsOf = (db: Db) =>
  db
    .selectFrom('cases')
    .where('cases.procedure', '=', 'invitation')
    .where(sql<boolean>`cases.typed ->> 'student' = students.id::text`)
    .where(sql<boolean>`cases.institution_id = students.institution_id`)

/**
 * The students whose invitation is to be begun, who arrives first on top. One that has expired or was refused is begun
 * again; one that somebody gave up stays given up.
 */
export async function toBegin(db: Db, institution: string, most: number): Promise<Waiting[]> {
  const rows = await waitingStudents(db, institution)
    .select(['students.id', 'persons.shown_as as name', 'students.number', 'needs.arrives_on'])
    .orderBy(sql`needs.arrives_on nulls last`)
    .orderBy('students.id')
    .limit(most)
    .execute()
  return rows.map(({ arrives_on, ...row }) => ({ ...row, arrivesOn: arrives_on ? day(arrives_on) : null }))
}

export async function countToBegin(db: Db, institution: string): Promise<number> {
  const { count } = await waitingStudents(db, institution)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function waitingStudents(db: Db, institution: string) {
  return db
    .selectFrom('students')
    .innerJoin('student_needs as needs', (join) =>
      join.onRef('needs.institution_id', '=', 'students.institution_id').onRef('needs.student_id', '=', 'students.id'),
    )
    .innerJoin('persons', (join) =>
      join
        .onRef('persons.institution_id', '=', 'students.institution_id')
        .onRef('persons.id', '=', 'students.person_id'),
    )
    .where('students.institution_id', '=', institution)
    .where('needs.visa_support', '=', true)
    .where('students.state', 'in', ['accepted', 'enrolled'])
    .where(({ not, exists }) =>
      not(exists(invitationsOf(db).select('cases.id').where('cases.stage', 'not in', ['expired', 'refused']))),
    )
}

export interface KnownInvitation {
  readonly id: string
  readonly number: string | null
  readonly stage: string
}

/** The invitations of a student, the newest first. */
export function invitationsOfStudent(db: Db, institution: string, student: string): Promise<KnownInvitation[]> {
  return db
    .selectFrom('cases')
    .select(['id', 'number', 'stage'])
    .where('institution_id', '=', institution)
    .where('procedure', '=', 'invitation')
    .where(sql<boolean>`typed ->> 'student' = ${student}`)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** The approved invitations whose last day has passed. */
export async function pastTheirDay(db: Db, institution: string, today: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('cases')
    .select('id')
    .where('institution_id', '=', institution)
    .where('procedure', '=', 'invitation')
    .where('stage', '=', 'approved')
    .where(sql<boolean>`facts ->> 'validUntil' < ${today}`)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
