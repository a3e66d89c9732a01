import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import type { Term } from '../law/index.ts'
import { type Kind, kinds } from './rules.ts'

export interface OwnTerm extends Term {
  readonly byName: string
  readonly at: Date
}

/** The terms that an institution has set for itself. */
export async function termsOf(db: Db): Promise<ReadonlyMap<Kind, OwnTerm>> {
  const rows = await db.selectFrom('duty_terms').selectAll().execute()
  return new Map(
    rows.flatMap(({ kind, days, unit, by_name, at }) => {
      const known = kinds.find((one) => one === kind)
      const counted = unit === 'calendar-days' ? unit : 'working-days'
      return known ? [[known, { value: days, unit: counted, byName: by_name, at }] as const] : []
    }),
  )
}

export interface SetTerm {
  readonly kind: Kind
  /** Null takes the term back. */
  readonly term: { readonly days: number; readonly unit: 'working-days' | 'calendar-days' } | null
  readonly byName: string
  readonly at: Date
}

export async function saveTerm(tx: Tx, institution: string, { kind, term, byName, at }: SetTerm): Promise<void> {
  if (!term) {
    await tx.deleteFrom('duty_terms').where('kind', '=', kind).execute()
    return
  }
  const row = { ...term, by_name: byName, at }
  await tx
    .insertInto('duty_terms')
    .values({ institution_id: institution, kind, ...row })
    .onConflict((at) => at.columns(['institution_id', 'kind']).doUpdateSet(row))
    .execute()
}

export interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly citizenship: string | null
  readonly birthDay: Day | null
}

/** Somebody of the institution's records; null when there is none of this id. */
export async function findPerson(db: Db, id: string): Promise<KnownPerson | null> {
  if (!isUuid(id)) return null
  const row = await db
    .selectFrom('persons')
    .select(['id', 'shown_as as name', 'citizenship', 'birth_day'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...row, birthDay: row.birth_day ? day(row.birth_day) : null } : null
}

/** A state of a student, with who put it there. */
export function stateOf(db: Db, studentId: string, seq: number) {
  return db
    .selectFrom('student_states')
    .innerJoin('students', (join) =>
      join
        .onRef('students.institution_id', '=', 'student_states.institution_id')
        .onRef('students.id', '=', 'student_states.student_id'),
    )
    .select([
      'student_states.state',
      'student_states.since',
      'reason',
      'by_id',
      'by_name',
      'students.person_id as personId',
    ])
    .where('student_id', '=', studentId)
    .where('seq', '=', seq)
    .executeTakeFirst()
}

/** The open duties of a kind, whose dates follow from its term. */
export async function openOfKind(db: Db, institution: string, kind: Kind): Promise<string[]> {
  const rows = await db
    .selectFrom('cases')
    .select('id')
    .where('institution_id', '=', institution)
    .where('procedure', '=', 'duty')
    .where('closed_at', 'is', null)
    .where(sql<boolean>`facts ->> 'kind' = ${kind}`)
    .execute()
  return rows.map(({ id }) => id)
}

/** Open duties: what has a day first, the earliest first. */
export async function openDuties(db: Db, institution: string, most: number) {
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'number', 'title', 'stage', 'facts', 'next_date'])
    .where('institution_id', '=', institution)
    .where('procedure', '=', 'duty')
    .where('closed_at', 'is', null)
    .orderBy('next_date', (order) => order.asc().nullsLast())
    .orderBy('opened_at')
    .limit(most)
    .execute()
  return rows.map(({ next_date, ...row }) => ({ ...row, due: next_date ? day(next_date) : null }))
}
export type OpenDuty = Awaited<ReturnType<typeof openDuties>>[number]
