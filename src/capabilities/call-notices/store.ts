import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import { type About, about, type Interests, interests, type Subscription } from './rules.ts'

const all = (db: Db | Tx) => db.selectFrom('call_subscriptions').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof all>['execute']>>[number]

const subscriptionFrom = (row: Row): Subscription => ({
  id: row.id,
  accountId: row.account_id,
  email: row.email,
  language: asLanguage(row.language),
  interests: interests.parse(row.interests),
  about: about.parse(row.about),
  tokenSealed: row.token_sealed,
  madeAt: row.made_at,
  confirmedAt: row.confirmed_at,
})

export interface Asked {
  readonly institution: string
  readonly id: string
  readonly accountId: string | null
  readonly email: string
  readonly language: Language
  readonly interests: Interests
  readonly about: About
  readonly tokenHash: string
  readonly tokenSealed: string
  readonly at: Date
}

/** False: the same form has asked already. */
export async function insertAsked(tx: Tx, asked: Asked): Promise<boolean> {
  const row = await tx
    .insertInto('call_subscriptions')
    .values({
      ...{ institution_id: asked.institution, id: asked.id, account_id: asked.accountId, email: asked.email },
      ...{ language: asked.language, interests: toJson(asked.interests), about: toJson(asked.about) },
      ...{ token_hash: asked.tokenHash, token_sealed: asked.tokenSealed, made_at: asked.at },
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function findByToken(db: Db, hash: string): Promise<Subscription | null> {
  const row = await all(db).where('token_hash', '=', hash).executeTakeFirst()
  return row ? subscriptionFrom(row) : null
}

/** Takes the place of what the same address had wished before. */
export async function confirm(tx: Tx, { id, email }: Subscription, at: Date): Promise<void> {
  await tx
    .deleteFrom('call_subscriptions')
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .where('id', '<>', id)
    .execute()
  const open = tx.updateTable('call_subscriptions').set({ confirmed_at: at }).where('id', '=', id)
  await open.where('confirmed_at', 'is', null).execute()
}

export async function saveWishes(db: Db, id: string, wished: Pick<Subscription, 'interests' | 'about' | 'language'>) {
  const { interests, about, language } = wished
  await db
    .updateTable('call_subscriptions')
    .set({ interests: toJson(interests), about: toJson(about), language })
    .where('id', '=', id)
    .execute()
}

export async function removeSubscription(db: Db, id: string): Promise<void> {
  await db.deleteFrom('call_subscriptions').where('id', '=', id).execute()
}

/** True when there was one. */
export async function removeAddress(db: Db, email: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('call_subscriptions')
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Addresses that nobody has shown to be theirs are not kept. */
export async function forgetUnconfirmed(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('call_subscriptions').where('confirmed_at', 'is', null).where('made_at', '<', before).execute()
}

export async function subscribers(db: Db | Tx): Promise<Subscription[]> {
  const rows = await all(db).where('confirmed_at', 'is not', null).orderBy('id').execute()
  return rows.map(subscriptionFrom)
}

export async function countWaiting(db: Db): Promise<number> {
  const count = sql<number>`count(*)::int`.as('count')
  const found = await db.selectFrom('call_subscriptions').select(count).where('confirmed_at', 'is', null).execute()
  return found[0]?.count ?? 0
}

export interface Notice {
  readonly callId: string
  readonly at: Date
  readonly mails: number
}

export async function noticesOf(db: Db): Promise<Notice[]> {
  const rows = await db.selectFrom('call_notices').selectAll().orderBy('at', 'desc').execute()
  return rows.map((row) => ({ callId: row.call_id, at: row.at, mails: row.mails }))
}

/** Takes it on to tell of a call; false when that has been done. */
export async function beginNotice(tx: Tx, institution: string, callId: string, at: Date): Promise<boolean> {
  const row = await tx
    .insertInto('call_notices')
    .values({ institution_id: institution, call_id: callId, at, mails: 0 })
    .onConflict((conflict) => conflict.columns(['institution_id', 'call_id']).doNothing())
    .returning('call_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function keepCount(tx: Tx, callId: string, mails: number): Promise<void> {
  await tx.updateTable('call_notices').set({ mails }).where('call_id', '=', callId).execute()
}

/** When each call was first published. */
export async function publishedAt(db: Db): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom('call_editions')
    .select(['call_id', ({ fn }) => fn.min('at').as('at')])
    .groupBy('call_id')
    .execute()
  return new Map(rows.map((row) => [row.call_id, row.at]))
}

/** What an account has asked for, without what opens it. */
export async function ownSubscriptions(db: Db, accountId: string) {
  const rows = await all(db).where('account_id', '=', accountId).execute()
  return rows.map(subscriptionFrom).map(({ tokenSealed: _, ...rest }) => rest)
}
