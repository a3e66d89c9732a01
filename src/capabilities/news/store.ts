import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { type Day, dayOf } from '../../platform/days.ts'
import { type NewsSaid, newsSaid } from '../packs/index.ts'
import { type Audience, type Item, type Kind, kinds, sortedBy } from './rules.ts'

const items = (db: Db) => db.selectFrom('news').selectAll('news')

type Row = Awaited<ReturnType<ReturnType<typeof items>['executeTakeFirstOrThrow']>>

function itemFrom(row: Row): Item {
  return {
    ...{ id: row.id, slug: row.slug, kind: kinds.find((kind) => kind === row.kind) ?? 'news' },
    said: newsSaid.parse(row.said),
    live: row.live && row.live_from ? { said: newsSaid.parse(row.live), from: row.live_from } : null,
    ...{ at: row.at, fromPack: row.source !== null, archived: row.archived_at !== null, version: row.version },
  }
}

/** Everything that the office has, the newest first. @param db the institution's own scope */
export async function allNews(db: Db): Promise<Item[]> {
  const rows = await items(db)
    .orderBy('sort_on', (order) => order.desc().nullsFirst())
    .orderBy('at', 'desc')
    .orderBy('slug')
    .execute()
  return rows.map(itemFrom)
}

export async function findNews(db: Db, id: string): Promise<Item | null> {
  if (!isUuid(id)) return null
  const row = await items(db).where('id', '=', id).executeTakeFirst()
  return row ? itemFrom(row) : null
}

export interface ShownFilter {
  readonly kinds?: readonly Kind[]
  readonly audience?: Audience | null
  readonly slug?: string
  readonly most?: number
  readonly skip?: number
}

/** What visitors read at this moment, the newest first; what is over or undated stands last. */
export async function shownNews(db: Db, now: Date, filter: ShownFilter = {}): Promise<Item[]> {
  const rows = await items(db)
    .where('live', 'is not', null)
    .where('live_from', '<=', now)
    .where('archived_at', 'is', null)
    .$if(filter.kinds !== undefined, (query) => query.where('kind', 'in', [...(filter.kinds ?? [])]))
    .$if(filter.slug !== undefined, (query) => query.where('slug', '=', filter.slug ?? ''))
    .$if(filter.audience != null, (query) =>
      query.where(sql<boolean>`live -> 'audiences' @> ${toJson([filter.audience])}::jsonb`),
    )
    .orderBy('sort_on', (order) => order.desc().nullsLast())
    .orderBy('live_from', 'desc')
    .orderBy('id')
    .limit(filter.most ?? 1000)
    .offset(filter.skip ?? 0)
    .execute()
  return rows.map(itemFrom)
}

/** The first free address of those that begin with this one; nobody else takes it until the transaction ends. */
export async function freeSlug(tx: Tx, slug: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('kopuro.news.slug'))`.execute(tx)
  const rows = await tx
    .selectFrom('news')
    .select('slug')
    .where((at) => at.or([at('slug', '=', slug), at('slug', 'like', `${slug}-%`)]))
    .execute()
  const taken = new Set(rows.map((row) => row.slug))
  if (!taken.has(slug)) return slug
  let number = 2
  while (taken.has(`${slug}-${number}`)) number += 1
  return `${slug}-${number}`
}

interface NewItem {
  readonly institution: string
  readonly id: string
  readonly slug: string
  readonly kind: Kind
  readonly said: NewsSaid
  readonly at: Date
}

/** False: it is there already. */
export async function insertNews(tx: Tx, { institution, said, ...item }: NewItem): Promise<boolean> {
  const row = await tx
    .insertInto('news')
    .values({
      institution_id: institution,
      ...item,
      said: toJson(said),
      sort_on: sortedBy(said, null),
      edited_at: item.at,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export interface Change {
  readonly said?: NewsSaid
  readonly live?: { readonly said: NewsSaid; readonly from: Date } | null
  readonly archived?: boolean
}

/** Changes an item of this version; false when somebody was first. */
export async function saveNews(tx: Tx, item: Pick<Item, 'id' | 'version'>, change: Change, at: Date): Promise<boolean> {
  const { said, live, archived } = change
  const { numUpdatedRows } = await tx
    .updateTable('news')
    .set({
      ...(said ? { said: toJson(said) } : {}),
      ...(live === undefined ? {} : shownAs(live)),
      ...(archived === undefined ? {} : { archived_at: archived ? at : null }),
      ...{ edited_at: at, version: item.version + 1 },
    })
    .where('id', '=', item.id)
    .where('version', '=', item.version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function shownAs(live: NonNullable<Change['live']> | null) {
  if (!live) return { live: null, live_from: null }
  const day: Day = dayOf(live.from)
  return { live: toJson(live.said), live_from: live.from, sort_on: sortedBy(live.said, day) }
}

export interface Version {
  readonly number: number
  readonly action: string
  readonly said: NewsSaid
  readonly at: Date
  readonly by: string
}

/** What an item was, the newest first. */
export async function versionsOf(db: Db, id: string): Promise<Version[]> {
  const rows = await db
    .selectFrom('news_versions')
    .selectAll()
    .where('news_id', '=', id)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(({ number, action, said, at, by_name }) => {
    return { number, action, said: newsSaid.parse(said), at, by: by_name }
  })
}

interface Kept extends Omit<Version, 'number'> {
  readonly institution: string
  readonly id: string
}

/** Writes down what was done; the row of the item is held by its own change. */
export async function keepVersion(tx: Tx, { institution, id, action, said, at, by }: Kept): Promise<void> {
  const last = await tx
    .selectFrom('news_versions')
    .select('number')
    .where('news_id', '=', id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  await tx
    .insertInto('news_versions')
    .values({
      ...{ institution_id: institution, news_id: id, number: (last?.number ?? 0) + 1, action },
      ...{ said: toJson(said), at, by_name: by },
    })
    .execute()
}
