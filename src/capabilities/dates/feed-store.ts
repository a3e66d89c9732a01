import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, readDay } from '../../platform/days.ts'
import { roleMay, roles } from '../../platform/sessions/permissions.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'

export const shown = ['number', 'initials'] as const
export type Shows = (typeof shown)[number]

export interface Feed {
  readonly accountId: string
  readonly shows: Shows
  readonly madeAt: Date
  readonly lastReadOn: Day | null
}

type Row = { account_id: string; shows: string; made_at: Date; last_read_on: string | null }
const feedFrom = ({ account_id, shows, made_at, last_read_on }: Row): Feed => ({
  accountId: account_id,
  shows: shows === 'initials' ? 'initials' : 'number',
  madeAt: made_at,
  lastReadOn: readDay(last_read_on ?? ''),
})

const feeds = (db: Db) => db.selectFrom('calendar_feeds').select(['account_id', 'shows', 'made_at', 'last_read_on'])

export async function feedOf(db: Db, accountId: string): Promise<Feed | null> {
  const row = await feeds(db).where('account_id', '=', accountId).executeTakeFirst()
  return row ? feedFrom(row) : null
}

/** Whose calendar an address is: the only question that looks over institutions. @param db any scope */
export async function placeOfFeed(db: Db, hash: string): Promise<string | null> {
  const { rows } = await sql<{ place: string | null }>`select place_of_feed(${hash}) as place`.execute(db)
  return rows[0]?.place ?? null
}

export async function feedByHash(db: Db, hash: string): Promise<Feed | null> {
  const row = await feeds(db).where('token_hash', '=', hash).executeTakeFirst()
  return row ? feedFrom(row) : null
}

export interface NewFeed {
  readonly institution: string
  readonly accountId: string
  readonly hash: string
  readonly shows: Shows
  readonly at: Date
}

/** Keeps the one address of an account; an earlier one opens nothing from now on. */
export async function saveFeed(db: Db, { institution, accountId, hash, shows, at }: NewFeed): Promise<void> {
  const made = { token_hash: hash, shows, made_at: at, last_read_on: null }
  await db
    .insertInto('calendar_feeds')
    .values({ institution_id: institution, account_id: accountId, ...made })
    .onConflict((conflict) => conflict.columns(['institution_id', 'account_id']).doUpdateSet(made))
    .execute()
}

export async function removeFeed(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('calendar_feeds').where('account_id', '=', accountId).execute()
}

export async function keepRead(db: Db, accountId: string, today: Day): Promise<void> {
  await db
    .updateTable('calendar_feeds')
    .set({ last_read_on: today })
    .where('account_id', '=', accountId)
    .where(sql<boolean>`last_read_on is distinct from ${today}::date`)
    .execute()
}

/** Somebody who may read the wall today, and how a mail reaches them. */
export interface Reader {
  readonly id: string
  readonly email: string
  readonly language: Language
}

/** Whoever may read the institution's dates today, of these accounts: nobody whose role has ended. */
export async function readersOf(
  db: Db,
  institution: string,
  today: Day,
  accounts: readonly string[],
): Promise<Reader[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select(['accounts.id', 'accounts.email', 'accounts.language'])
    .distinct()
    .where('memberships.institution_id', '=', institution)
    .where(sql<boolean>`accounts.id = any(${accounts}::text[])`)
    .where(
      'memberships.role',
      'in',
      roles.filter((role) => roleMay(role, 'cases.read')),
    )
    .where(({ or, eb }) => or([eb('memberships.until', 'is', null), eb('memberships.until', '>=', today)]))
    .execute()
  return rows.map((row) => ({ ...row, language: asLanguage(row.language) }))
}

/** Who wants the day's dates by mail. */
export async function digestReaders(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('date_digests').select('account_id').execute()
  return rows.map((row) => row.account_id)
}

export async function wantsDigest(db: Db, accountId: string): Promise<boolean> {
  return (await digestReaders(db)).includes(accountId)
}

export async function saveDigest(db: Db | Tx, institution: string, accountId: string, at: Date): Promise<void> {
  await db
    .insertInto('date_digests')
    .values({ institution_id: institution, account_id: accountId, since: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function endDigest(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('date_digests').where('account_id', '=', accountId).execute()
}
