import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, readDay } from '../../platform/days.ts'
import { type ApiKey, isScope, type KeyGiven, type NewSecret } from './key-rules.ts'

const columns = [
  'id',
  'name',
  'prefix',
  'scopes',
  'ends_on',
  'made_at',
  'made_by',
  'last_used_on',
  'revoked_at',
  'revoked_by',
] as const

const all = (db: Db) => db.selectFrom('api_keys').select([...columns, 'hash'])
type Row = Awaited<ReturnType<ReturnType<typeof all>['execute']>>[number]

function keyFrom(row: Omit<Row, 'hash'>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes.filter(isScope),
    endsOn: readDay(row.ends_on ?? ''),
    madeAt: row.made_at,
    madeBy: row.made_by,
    lastUsedOn: readDay(row.last_used_on ?? ''),
    revokedAt: row.revoked_at,
    revokedBy: row.revoked_by,
  }
}

/** The institution's keys, those that still open first. @param db the institution's own scope */
export async function keysOf(db: Db): Promise<readonly ApiKey[]> {
  const rows = await all(db).orderBy(sql`revoked_at is not null`).orderBy('made_at', 'desc').execute()
  return rows.map(keyFrom)
}

export async function findKey(db: Db, id: string): Promise<ApiKey | null> {
  const row = await all(db).where('id', '=', id).executeTakeFirst()
  return row ? keyFrom(row) : null
}

/** A key by what it begins with, and the hash that the whole must have. */
export async function findByPrefix(db: Db, prefix: string): Promise<{ key: ApiKey; hash: string } | null> {
  const row = await all(db).where('prefix', '=', prefix).executeTakeFirst()
  return row ? { key: keyFrom(row), hash: row.hash } : null
}

/** Keeps a new key; null when this form made one already. */
export async function insertKey(
  tx: Tx,
  institution: string,
  given: KeyGiven & Pick<NewSecret, 'prefix' | 'hash'> & { readonly at: Date; readonly by: string },
): Promise<string | null> {
  const row = await tx
    .insertInto('api_keys')
    .values({
      institution_id: institution,
      name: given.name,
      prefix: given.prefix,
      hash: given.hash,
      scopes: [...given.scopes],
      ends_on: given.endsOn,
      request_key: given.requestKey,
      made_at: given.at,
      made_by: given.by,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'request_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function revoke(tx: Tx, id: string, at: Date, by: string): Promise<boolean> {
  const done = await tx
    .updateTable('api_keys')
    .set({ revoked_at: at, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function keepUse(db: Db, id: string, today: Day): Promise<void> {
  await db.updateTable('api_keys').set({ last_used_on: today }).where('id', '=', id).execute()
}

export async function insertLook(db: Db, institution: string, keyId: string, caseId: string, at: Date): Promise<void> {
  await db.insertInto('api_looks').values({ institution_id: institution, key_id: keyId, case_id: caseId, at }).execute()
}

/** Whose answers a key has read, the newest first; `before` is the id of the last one seen. */
export function looksOf(db: Db, keyId: string, before: string | null, size: number) {
  return db
    .selectFrom('api_looks')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'api_looks.institution_id').onRef('cases.id', '=', 'api_looks.case_id'),
    )
    .select(['api_looks.id', 'api_looks.at', 'cases.id as caseId', 'cases.procedure', 'cases.number', 'cases.title'])
    .where('api_looks.key_id', '=', keyId)
    .$if(before !== null, (query) => query.where('api_looks.id', '<', before ?? ''))
    .orderBy('api_looks.id', 'desc')
    .limit(size)
    .execute()
}

export interface Deed {
  readonly institution: string
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
  readonly action: 'key.made' | 'key.revoked' | 'hook.made' | 'hook.stopped' | 'hook.started' | 'hook.removed'
  readonly about: string
}

/** Writes down what an admin did. */
export async function insertDeed(tx: Tx, { institution, at, by, action, about }: Deed): Promise<void> {
  const row = { institution_id: institution, at, by_id: by.id, by_name: by.name, action, about }
  await tx.insertInto('api_actions').values(row).execute()
}

export function deedsOf(db: Db, size: number) {
  return db.selectFrom('api_actions').selectAll().orderBy('id', 'desc').limit(size).execute()
}
