import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Day } from '../../platform/days.ts'
import type { JsonValue } from '../../platform/typesetting/index.ts'

const listed = (db: Db) =>
  db
    .selectFrom('orders')
    .select([
      'id',
      'procedure',
      'number',
      'year',
      'signed_on as signedOn',
      'made_at as madeAt',
      'made_by_name as madeBy',
      'registered_at as registeredAt',
      'registered_by_name as registeredBy',
      'cancelled_at as cancelledAt',
      'cancelled_by_name as cancelledBy',
      'cancelled_because as because',
    ])
    .select((from) =>
      from
        .selectFrom('order_cases')
        .whereRef('order_cases.institution_id', '=', 'orders.institution_id')
        .whereRef('order_cases.order_id', '=', 'orders.id')
        .select(sql<number>`count(*)::int`.as('count'))
        .$asScalar()
        .$notNull()
        .as('count'),
    )

export type Order = Awaited<ReturnType<typeof ordersPage>>[number]

/** A page of the orders, newest first; their ids grow with time. `search` is a part of the number. */
export function ordersPage(db: Db, institution: string, search: string, before: string | null, size: number) {
  return listed(db)
    .where('institution_id', '=', institution)
    .$if(search !== '', (query) => query.where(sql<boolean>`strpos(lower(number), ${search.toLowerCase()}) > 0`))
    .$if(before !== null, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(size)
    .execute()
}

export async function findOrder(db: Db, id: string): Promise<Order | null> {
  return (await listed(db).where('id', '=', id).executeTakeFirst()) ?? null
}

/** The order, held until the transaction ends. */
export async function holdOrder(tx: Tx, id: string): Promise<Order | null> {
  const row = await tx.selectFrom('orders').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? findOrder(tx, id) : null
}

/** What a signed order says, as it was signed. */
export function signedOrder(db: Db, id: string) {
  return db
    .selectFrom('orders')
    .select(['template', 'content', 'language', 'registered_at as registeredAt'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** The orders that decide a case, newest first. */
export function ordersOfCase(db: Db, caseId: string): Promise<Order[]> {
  return listed(db)
    .where('id', 'in', (from) => from.selectFrom('order_cases').select('order_id').where('case_id', '=', caseId))
    .orderBy('id', 'desc')
    .execute()
}

/** The cases of an order, by name. */
export function casesOfOrder(db: Db, orderId: string) {
  return db
    .selectFrom('order_cases as part')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'part.institution_id').onRef('cases.id', '=', 'part.case_id'),
    )
    .select(['cases.id', 'cases.number', 'cases.title', 'cases.stage'])
    .where('part.order_id', '=', orderId)
    .orderBy('cases.title')
    .orderBy('cases.id')
    .execute()
}
export type OrderedCase = Awaited<ReturnType<typeof casesOfOrder>>[number]

/** Cases in these stages that no order holds yet, by name. */
export function freeCases(db: Db, institution: string, procedure: string, stages: readonly string[], most: number) {
  return db
    .selectFrom('cases')
    .select(['id', 'number', 'title', 'stage'])
    .where('institution_id', '=', institution)
    .where('procedure', '=', procedure)
    .where('stage', 'in', [...stages])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('order_cases')
            .select('case_id')
            .whereRef('order_cases.institution_id', '=', 'cases.institution_id')
            .whereRef('order_cases.case_id', '=', 'cases.id')
            .where('holds', '=', true),
        ),
      ),
    )
    .orderBy('title')
    .orderBy('id')
    .limit(most)
    .execute()
}

/** Holds the cases until the transaction ends, always in one order: two officers who choose the same come one by one. */
export async function holdCases(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx
    .selectFrom('cases')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Two who do the same at once come one after the other. */
export async function inTurn(tx: Tx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 1))`.execute(tx)
}

interface Made {
  readonly institution: string
  readonly procedure: string
  readonly requestKey: string
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
}

export async function insertOrder(
  tx: Tx,
  { institution, procedure, requestKey, at, by }: Made,
  cases: readonly string[],
) {
  const { id } = await tx
    .insertInto('orders')
    .values({
      institution_id: institution,
      procedure,
      request_key: requestKey,
      made_at: at,
      made_by_id: by.id,
      made_by_name: by.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('order_cases')
    .values(cases.map((case_id) => ({ institution_id: institution, order_id: id, case_id })))
    .execute()
  return id
}

export async function orderOfRequest(db: Db, requestKey: string): Promise<string | null> {
  const row = await db.selectFrom('orders').select('id').where('request_key', '=', requestKey).executeTakeFirst()
  return row?.id ?? null
}

export async function isNumberTaken(db: Db, institution: string, year: number, number: string): Promise<boolean> {
  const row = await db
    .selectFrom('orders')
    .select('id')
    .where('institution_id', '=', institution)
    .where('year', '=', year)
    .where('number', '=', number)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

interface Signed {
  readonly number: string
  readonly signedOn: Day
  readonly at: Date
  readonly byName: string
  readonly template: string
  readonly content: JsonValue
  readonly language: string
}

export async function saveSigned(tx: Tx, id: string, signed: Signed): Promise<void> {
  const { number, signedOn, at, byName, template, content, language } = signed
  const year = Number(signedOn.slice(0, 4))
  await tx
    .updateTable('orders')
    .set({
      number,
      year,
      signed_on: signedOn,
      registered_at: at,
      registered_by_name: byName,
      template,
      content: toJson(content),
      language,
    })
    .where('id', '=', id)
    .execute()
}

/** Cancels an order; its cases are free again. */
export async function saveCancelled(tx: Tx, id: string, cancelled: { at: Date; byName: string; because: string }) {
  await tx
    .updateTable('orders')
    .set({ cancelled_at: cancelled.at, cancelled_by_name: cancelled.byName, cancelled_because: cancelled.because })
    .where('id', '=', id)
    .execute()
  await tx.updateTable('order_cases').set({ holds: false }).where('order_id', '=', id).execute()
}

export async function removeCase(tx: Tx, orderId: string, caseId: string): Promise<void> {
  await tx.deleteFrom('order_cases').where('order_id', '=', orderId).where('case_id', '=', caseId).execute()
}
