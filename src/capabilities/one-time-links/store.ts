import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { type Day, day } from '../../platform/days.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import type { OneTimeLink } from './rules.ts'

/** Whose link a token is: the only question that looks over institutions. @param db any scope */
export async function placeOfLink(db: Db, hash: string): Promise<string | null> {
  const { rows } = await sql<{ place: string }>`select place_of_link(${hash}) as place`.execute(db)
  return rows[0]?.place ?? null
}

const found = (db: Db) => db.selectFrom('one_time_links').selectAll()

type Row = Awaited<ReturnType<ReturnType<typeof found>['executeTakeFirstOrThrow']>>

function linkFrom(row: Row): OneTimeLink {
  return {
    institution: row.institution_id,
    id: row.id,
    kind: row.kind,
    caseId: row.case_id,
    name: row.to_name,
    address: row.to_address,
    unit: row.to_unit,
    language: asLanguage(row.language),
    payload: row.payload,
    madeBy: row.made_by,
    madeByName: row.made_by_name,
    until: day(row.until),
    browserHash: row.browser_hash,
    usedAt: row.used_at,
    revokedAt: row.revoked_at,
  }
}

export async function findByHash(db: Db, hash: string): Promise<OneTimeLink | null> {
  const row = await found(db).where('token_hash', '=', hash).executeTakeFirst()
  return row ? linkFrom(row) : null
}

export async function findLink(db: Db, id: string): Promise<OneTimeLink | null> {
  const row = await found(db).where('id', '=', id).executeTakeFirst()
  return row ? linkFrom(row) : null
}

export interface NewLink {
  readonly institution: string
  /** Made with the form that asks: the same form sent twice makes one link. */
  readonly id: string
  readonly kind: string
  readonly caseId: string | null
  readonly name: string
  readonly address: string
  readonly unit: string
  readonly language: Language
  readonly payload: unknown
  readonly by: { readonly id: string; readonly name: string }
  readonly until: Day
}

/** Keeps a link; false when its id is there already. */
export async function insertLink(tx: Tx, link: NewLink, hash: string, at: Date): Promise<boolean> {
  const row = await tx
    .insertInto('one_time_links')
    .values({
      institution_id: link.institution,
      id: link.id,
      kind: link.kind,
      token_hash: hash,
      case_id: link.caseId,
      to_name: link.name,
      to_address: link.address,
      to_unit: link.unit,
      language: link.language,
      payload: toJson(link.payload),
      made_by: link.by.id,
      made_by_name: link.by.name,
      made_at: at,
      until: link.until,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ties a link to the browser that opens it first; a second browser changes nothing. */
export async function bindLink(db: Db, id: string, browserHash: string): Promise<void> {
  await db
    .updateTable('one_time_links')
    .set({ browser_hash: browserHash })
    .where('id', '=', id)
    .where('browser_hash', 'is', null)
    .execute()
}

/** A new token for the same step: the old address opens nothing any more. False when it is used or revoked. */
export async function renewToken(tx: Tx, id: string, hash: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('one_time_links')
    .set({ token_hash: hash, browser_hash: null })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Uses a link up; false when it was used or revoked meanwhile. */
export async function useLink(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('one_time_links')
    .set({ used_at: at })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes a link back; false when it was used or revoked before. */
export async function revokeLink(tx: Tx, id: string, by: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('one_time_links')
    .set({ revoked_at: at, revoked_by_name: by })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The links of a case that still open something. */
export async function openLinksOf(db: Db, caseId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('one_time_links')
    .select('id')
    .where('case_id', '=', caseId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

export type Opening = 'opened' | 'paper' | 'elsewhere' | 'late' | 'revoked' | 'used' | 'renewed'

/** Writes down that somebody came with a link, and what became of it. */
export async function recordOpening(db: Db, link: OneTimeLink, what: Opening, at: Date): Promise<void> {
  await db
    .insertInto('link_openings')
    .values({ institution_id: link.institution, link_id: link.id, what, at })
    .execute()
}

export function openingsOf(db: Db, linkIds: readonly string[]) {
  if (linkIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('link_openings')
    .select(['link_id as linkId', 'at', 'what'])
    .where('link_id', 'in', [...linkIds])
    .orderBy('at')
    .execute()
}
