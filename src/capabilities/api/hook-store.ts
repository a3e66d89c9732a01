import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { Answered } from './hook-post.ts'
import { type HookEvent, type HookGiven, isEvent, type Webhook } from './hook-rules.ts'

const kept = (db: Db) => db.selectFrom('webhooks').selectAll().where('removed_at', 'is', null)
type Row = Awaited<ReturnType<ReturnType<typeof kept>['execute']>>[number]

function hookFrom(row: Row): Webhook {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: row.events.filter(isEvent),
    sealedSecret: row.sealed_secret,
    madeAt: row.made_at,
    madeBy: row.made_by,
    stoppedAt: row.stopped_at,
    stoppedBy: row.stopped_by,
    failingSince: row.failing_since,
    pausedUntil: row.paused_until,
  }
}

/** @param db the institution's own scope */
export async function hooksOf(db: Db): Promise<readonly Webhook[]> {
  const rows = await kept(db).orderBy('made_at', 'desc').execute()
  return rows.map(hookFrom)
}

export async function findHook(db: Db, id: string): Promise<Webhook | null> {
  const row = await kept(db).where('id', '=', id).executeTakeFirst()
  return row ? hookFrom(row) : null
}

/** The webhooks that want to be told of an event. */
export async function wanting(tx: Tx, institution: string, event: HookEvent): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('webhooks')
    .select('id')
    .where('institution_id', '=', institution)
    .where('removed_at', 'is', null)
    .where('stopped_at', 'is', null)
    .where(sql<boolean>`${event} = any(events)`)
    .execute()
  return rows.map(({ id }) => id)
}

/** Keeps a new webhook; null when this form made one already. */
export async function insertHook(
  tx: Tx,
  institution: string,
  given: HookGiven & { readonly id: string; readonly sealedSecret: string; readonly at: Date; readonly by: string },
): Promise<boolean> {
  const row = await tx
    .insertInto('webhooks')
    .values({
      institution_id: institution,
      id: given.id,
      name: given.name,
      url: given.url,
      events: [...given.events],
      sealed_secret: given.sealedSecret,
      request_key: given.requestKey,
      made_at: given.at,
      made_by: given.by,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'request_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Stops a webhook; what waits for it is given up. False when it was stopped already. */
export async function stop(tx: Tx, id: string, at: Date, by: string): Promise<boolean> {
  const done = await tx
    .updateTable('webhooks')
    .set({ stopped_at: at, stopped_by: by })
    .where('id', '=', id)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) return false
  await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'failed' })
    .where('webhook_id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
  return true
}

export async function start(tx: Tx, id: string): Promise<boolean> {
  const done = await tx
    .updateTable('webhooks')
    .set({ stopped_at: null, stopped_by: null, failing_since: null, paused_until: null })
    .where('id', '=', id)
    .where('stopped_at', 'is not', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Takes a webhook away with its secret; what was sent stays to be accounted for until it is old. */
export async function remove(tx: Tx, id: string, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('webhooks')
    .set({ removed_at: at, sealed_secret: '' })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function insertDelivery(
  tx: Tx,
  given: { institution: string; hookId: string; event: string; body: string; at: Date },
): Promise<string> {
  const { id } = await tx
    .insertInto('webhook_deliveries')
    .values({
      institution_id: given.institution,
      webhook_id: given.hookId,
      event: given.event,
      body: given.body,
      made_at: given.at,
      next_at: given.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface Delivery {
  readonly id: string
  readonly webhook_id: string
  readonly event: string
  readonly body: string
  readonly made_at: Date
  readonly state: string
  readonly attempts: number
  readonly next_at: Date
}

export async function findDelivery(db: Db, id: string): Promise<Delivery | null> {
  const row = await db.selectFrom('webhook_deliveries').selectAll().where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** A webhook's deliveries with the last answer to each, newest first; `before` is the id of the last one seen. */
export function deliveriesOf(db: Db, hookId: string, before: string | null, size: number) {
  return db
    .selectFrom('webhook_deliveries as delivery')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('webhook_attempts as attempt')
          .select(['attempt.status', 'attempt.trouble'])
          .whereRef('attempt.institution_id', '=', 'delivery.institution_id')
          .whereRef('attempt.delivery_id', '=', 'delivery.id')
          .orderBy('attempt.id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['delivery.id', 'delivery.event', 'delivery.made_at', 'delivery.state', 'delivery.attempts'])
    .select(['delivery.next_at', 'last.status', 'last.trouble'])
    .where('delivery.webhook_id', '=', hookId)
    .$if(before !== null, (query) => query.where('delivery.id', '<', before ?? ''))
    .orderBy('delivery.id', 'desc')
    .limit(size)
    .execute()
}

export function attemptsOf(db: Db, deliveryId: string) {
  return db.selectFrom('webhook_attempts').selectAll().where('delivery_id', '=', deliveryId).orderBy('id').execute()
}

/** How long one process has a delivery to itself: longer than any attempt takes. */
const leaseMilliseconds = 5 * 60_000

/** Takes a delivery that is due, so that no second process sends it at the same time; false when there is nothing to do. */
export async function take(db: Db, id: string, now: Date): Promise<boolean> {
  const done = await db
    .updateTable('webhook_deliveries')
    .set({ next_at: new Date(now.getTime() + leaseMilliseconds) })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function postpone(db: Db, id: string, until: Date): Promise<void> {
  await db.updateTable('webhook_deliveries').set({ next_at: until }).where('id', '=', id).execute()
}

/** Gives a delivery up without an attempt: its webhook has been stopped or taken away. */
export async function drop(db: Db, id: string): Promise<void> {
  await db.updateTable('webhook_deliveries').set({ state: 'failed' }).where('id', '=', id).execute()
}

/** What is due by now, the oldest first. */
export function dueDeliveries(db: Db, institution: string, now: Date, size: number) {
  return db
    .selectFrom('webhook_deliveries')
    .select(['id', 'webhook_id'])
    .where('institution_id', '=', institution)
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(size)
    .execute()
}

export async function keepAttempt(
  tx: Tx,
  institution: string,
  deliveryId: string,
  { status, trouble }: Answered,
  { at, milliseconds }: { at: Date; milliseconds: number },
): Promise<void> {
  await tx
    .insertInto('webhook_attempts')
    .values({ institution_id: institution, delivery_id: deliveryId, at, status, trouble, milliseconds })
    .execute()
}

export async function settle(
  tx: Tx,
  delivery: Pick<Delivery, 'id' | 'attempts'>,
  after: { readonly state: 'waiting' | 'delivered' | 'failed'; readonly nextAt: Date },
): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({ state: after.state, attempts: delivery.attempts + 1, next_at: after.nextAt })
    .where('id', '=', delivery.id)
    .execute()
}

export async function keepHealth(tx: Tx, hookId: string, since: Date | null, pausedUntil: Date | null): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set({ failing_since: since, paused_until: pausedUntil })
    .where('id', '=', hookId)
    .execute()
}

/** Begins a delivery anew, now. */
export async function again(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'waiting', attempts: 0, next_at: now })
    .where('id', '=', id)
    .execute()
}

/** Forgets what was sent before that moment. */
export async function forgetDeliveries(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('webhook_deliveries').where('made_at', '<', before).where('state', '!=', 'waiting').execute()
}

/** Who looks after the institution's settings today, for a mail. */
export function adminsOf(db: Db, institution: string, today: Day) {
  return db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select(['accounts.id', 'accounts.email', 'accounts.language'])
    .where('memberships.institution_id', '=', institution)
    .where('memberships.role', '=', 'admin')
    .where((one) => one.or([one('memberships.until', 'is', null), one('memberships.until', '>=', today)]))
    .execute()
}
