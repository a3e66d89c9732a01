import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import type { StraightForm } from './straight-rules.ts'

export interface Straight {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly hosts: string
  readonly how: string
  readonly learntOn: Day
  readonly byName: string
  /** The application of the same mail address for the call, where there is one. */
  readonly caseId: string | null
  readonly caseNumber: string | null
}

/** Who wrote to a partner past the office, as far as the office has learnt of it. */
export async function straightOf(db: Db, callId: string): Promise<Straight[]> {
  const rows = await db
    .selectFrom('straight_applications as one')
    .selectAll('one')
    .select(({ selectFrom }) => [
      selectFrom('mobility_applications as application')
        .innerJoin('persons', 'persons.id', 'application.person_id')
        .select('application.case_id')
        .whereRef('application.call_id', '=', 'one.call_id')
        .where('application.withdrawn', '=', false)
        .whereRef(sql`lower(persons.email)`, '=', sql`lower(one.email)`)
        .limit(1)
        .as('case_id'),
    ])
    .where('one.call_id', '=', callId)
    .where('one.removed_at', 'is', null)
    .orderBy('one.at', 'desc')
    .execute()
  const ids = rows.flatMap(({ case_id }) => case_id ?? [])
  const numbers = new Map(
    ids.length === 0
      ? []
      : (await db.selectFrom('cases').select(['id', 'number']).where('id', 'in', ids).execute()).map(
          ({ id, number }) => [id, number] as const,
        ),
  )
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, email: row.email, hosts: row.hosts, how: row.how },
    ...{ learntOn: day(row.learnt_on), byName: row.by_name },
    ...{ caseId: row.case_id, caseNumber: row.case_id ? (numbers.get(row.case_id) ?? null) : null },
  }))
}

export async function countStraight(db: Db, callId: string): Promise<number> {
  const row = await db
    .selectFrom('straight_applications')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('call_id', '=', callId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}

interface By {
  readonly institution: string
  readonly id: string
  readonly name: string
  readonly at: Date
}

/** Writes one down; null when the same form has done so already. */
export async function insertStraight(
  tx: Tx,
  callId: string,
  requestKey: string,
  {
    email,
    ...given
  }: Pick<StraightForm, 'name' | 'hosts' | 'how'> & { readonly email: string; readonly learntOn: Day },
  by: By,
): Promise<string | null> {
  const { learntOn, ...words } = given
  const row = await tx
    .insertInto('straight_applications')
    .values({
      ...{ institution_id: by.institution, call_id: callId, request_key: requestKey, email: email || null, ...words },
      ...{ learnt_on: learntOn, at: by.at, by_id: by.id, by_name: by.name },
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'request_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Takes one off the list: it was a mistake. Who did is kept. */
export async function removeStraight(db: Db, callId: string, id: string, by: By): Promise<void> {
  await db
    .updateTable('straight_applications')
    .set({ removed_at: by.at, removed_by: by.name })
    .where('call_id', '=', callId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .execute()
}
