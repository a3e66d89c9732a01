import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { kept } from '../institutions/index.ts'
import { type Content, contentShape } from './blocks.ts'
import { type PublicPage, type SitePage, type Version, type What, whats } from './rules.ts'

/** What visitors find, by address. The program's own pages stand before these. @param db the institution's own scope */
export const publicPages = kept(async (db: Db): Promise<readonly PublicPage[]> => {
  const rows = await db
    .selectFrom('site_pages as page')
    .innerJoin('site_page_versions as shown', (join) =>
      join.onRef('shown.page_id', '=', 'page.id').onRef('shown.version', '=', 'page.published_version'),
    )
    .select(['page.id', 'page.slug', 'page.menu_order', 'shown.version', 'shown.content'])
    .where('page.archived_at', 'is', null)
    .orderBy('page.slug')
    .execute()
  return rows.map(({ id, slug, menu_order, version, content }) => {
    return { id, slug, menuOrder: menu_order, version, content: contentShape.parse(content) }
  })
})

function pagesQuery(db: Db) {
  return db
    .selectFrom('site_pages as page')
    .leftJoin('site_page_versions as shown', (join) =>
      join.onRef('shown.page_id', '=', 'page.id').onRef('shown.version', '=', 'page.published_version'),
    )
    .innerJoin('site_page_versions as last', (join) =>
      join.onRef('last.page_id', '=', 'page.id').onRef('last.version', '=', 'page.version'),
    )
    .selectAll('page')
    .select(['shown.content as shown', 'last.at as last_at', 'last.by_name as last_by'])
    .orderBy('last.at', 'desc')
    .orderBy('page.id')
}

type Row = Selectable<Tables['site_pages']> & {
  readonly shown: unknown
  readonly last_at: Date
  readonly last_by: string
}

function pageFrom(row: Row): SitePage {
  return {
    ...{ id: row.id, slug: row.slug, version: row.version, content: contentShape.parse(row.content) },
    published: row.shown ? contentShape.parse(row.shown) : null,
    publishedVersion: row.published_version,
    ...{ publishAt: row.publish_at, publishVersion: row.publish_version, takeDownAt: row.take_down_at },
    ...{ menuOrder: row.menu_order, archived: row.archived_at !== null, lastAt: row.last_at, lastBy: row.last_by },
  }
}

/** The pages that officers work on, or those in the bin; the last changed first. */
export async function sitePages(db: Db, inBin = false): Promise<SitePage[]> {
  const rows = await pagesQuery(db)
    .where('page.archived_at', inBin ? 'is not' : 'is', null)
    .execute()
  return rows.map(pageFrom)
}

export async function findPage(db: Db, id: string): Promise<SitePage | null> {
  const row = await pagesQuery(db).where('page.id', '=', id).executeTakeFirst()
  return row ? pageFrom(row) : null
}

/** A page held until the transaction ends: whoever changes it after us sees what we made of it. */
export async function holdPage(tx: Tx, id: string): Promise<SitePage | null> {
  await tx.selectFrom('site_pages').select('id').where('id', '=', id).forUpdate().execute()
  return findPage(tx, id)
}

/** Another page that lives at this address; null when it is free. */
export async function pageAt(db: Db, slug: string, except = ''): Promise<string | null> {
  const rows = await db
    .selectFrom('site_pages')
    .select('id')
    .where('slug', '=', slug)
    .where('archived_at', 'is', null)
    .execute()
  return rows.find(({ id }) => id !== except)?.id ?? null
}

/** Writes a new page with its first version; false when this id is there already. */
export async function insertPage(tx: Tx, institution: string, given: NewVersion & { readonly id: string }) {
  const row = await tx
    .insertInto('site_pages')
    .values({
      ...{ institution_id: institution, id: given.id, slug: given.slug, content: toJson(given.content) },
      created_at: given.at,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row) await insertVersion(tx, institution, given.id, 1, given)
  return row !== undefined
}

export interface NewVersion {
  readonly slug: string
  readonly content: Content
  readonly what: What
  readonly blockId: string | null
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string } | null
}

async function insertVersion(tx: Tx, institution: string, page: string, version: number, given: NewVersion) {
  const { slug, what, blockId, at, by, content } = given
  await tx
    .insertInto('site_page_versions')
    .values({
      ...{ institution_id: institution, page_id: page, version, slug, what, block_id: blockId, at },
      ...{ content: toJson(content), by_id: by?.id ?? null, by_name: by?.name ?? '' },
    })
    .execute()
}

/** What of a page beside its content a change sets; absent stays as it is. */
export interface PageSet {
  readonly publishedVersion?: number | null
  readonly schedule?: { readonly at: Date; readonly version: number } | null
  readonly takeDownAt?: Date | null
  readonly menuOrder?: number | null
  readonly archivedAt?: Date | null
}

/** Saves a page as its next version. */
export async function savePage(tx: Tx, institution: string, page: SitePage, given: NewVersion, set: PageSet) {
  const version = page.version + 1
  await insertVersion(tx, institution, page.id, version, given)
  await tx
    .updateTable('site_pages')
    .set({
      ...{ slug: given.slug, content: toJson(given.content), version },
      ...(set.publishedVersion !== undefined && { published_version: set.publishedVersion }),
      ...(set.schedule !== undefined && {
        publish_at: set.schedule?.at ?? null,
        publish_version: set.schedule?.version ?? null,
      }),
      ...(set.takeDownAt !== undefined && { take_down_at: set.takeDownAt }),
      ...(set.menuOrder !== undefined && { menu_order: set.menuOrder }),
      ...(set.archivedAt !== undefined && { archived_at: set.archivedAt }),
    })
    .where('id', '=', page.id)
    .execute()
}

function versionFrom(row: Selectable<Tables['site_page_versions']>): Version {
  return {
    ...{ version: row.version, slug: row.slug, at: row.at, by: row.by_name, blockId: row.block_id },
    what: whats.find((what) => what === row.what) ?? 'edited',
    content: contentShape.parse(row.content),
  }
}

/** The versions of a page, the newest first. @param before only those older than this one */
export async function versionsOf(db: Db, page: string, size: number, before?: number): Promise<Version[]> {
  let query = db.selectFrom('site_page_versions').selectAll().where('page_id', '=', page)
  if (before !== undefined) query = query.where('version', '<', before)
  return (await query.orderBy('version', 'desc').limit(size).execute()).map(versionFrom)
}

export async function versionOf(db: Db, page: string, version: number): Promise<Version | null> {
  const row = await db
    .selectFrom('site_page_versions')
    .selectAll()
    .where('page_id', '=', page)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ? versionFrom(row) : null
}

/** Pages whose minute of publication or of taking down has come. */
export async function duePages(db: Db, at: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('site_pages')
    .select('id')
    .where('archived_at', 'is', null)
    .where((where) => where.or([where('publish_at', '<=', at), where('take_down_at', '<=', at)]))
    .orderBy(sql`least(publish_at, take_down_at)`)
    .execute()
  return rows.map(({ id }) => id)
}
