import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import type { House } from '../../platform/house.ts'
import { failure } from '../../platform/log.ts'
import type { SearchEntry, SearchSource } from '../../platform/search-source.ts'
import { wordsOf } from './rules.ts'

/** Entries that are written in one transaction. */
const batch = 500

interface Current extends SearchEntry {
  readonly source: string
  readonly hash: string
}

/**
 * Makes what is found again where a public record has come, changed or gone; what has not changed is only compared. Two
 * at once wait for each other. @returns how many entries were written and removed
 */
export async function refresh(house: House, institution: string, sources: readonly SearchSource[]) {
  const db = house.database.within(institution)
  const now = house.clock.now()
  const { current, names } = await entriesOf(house, db, institution, sources, now)
  const known = await db.selectFrom('site_entries').select(['id', 'source', 'key', 'hash']).execute()
  const before = new Map(known.map((one) => [`${one.source}\n${one.key}`, one]))
  const changed = current.filter(({ source, id, hash }) => before.get(`${source}\n${id}`)?.hash !== hash)
  const stays = new Set(current.map(({ source, id }) => `${source}\n${id}`))
  const gone = known
    .filter(({ source, key }) => names.has(source) && !stays.has(`${source}\n${key}`))
    .map(({ id }) => id)
  for (let at = 0; at < gone.length; at += batch) await inTurn(db, (tx) => remove(tx, gone.slice(at, at + batch)))
  for (let at = 0; at < changed.length; at += batch)
    await inTurn(db, (tx) => write(tx, institution, changed.slice(at, at + batch)))
  await db
    .insertInto('site_searchable')
    .values({ institution_id: institution, since: now })
    .onConflict((conflict) => conflict.column('institution_id').doUpdateSet({ since: now }))
    .execute()
  return { written: changed.length, removed: gone.length }
}

async function entriesOf(house: House, db: Db, institution: string, sources: readonly SearchSource[], now: Date) {
  const all = new Map<string, Current>()
  const names = new Set<string>()
  for (const source of sources) {
    // Of one that fails stays what was known: it hides nobody else's records.
    const entries = await source.entries(db, institution, now).catch((error: unknown) => {
      house.log.error({ ...failure(error), source: source.name }, 'a source of the search failed')
      return null
    })
    if (!entries) continue
    names.add(source.name)
    for (const entry of entries)
      all.set(`${source.name}\n${entry.id}`, { ...entry, source: source.name, hash: hashOf(entry) })
  }
  return { current: [...all.values()], names }
}

const hashOf = ({ kind, path, title, text }: SearchEntry) =>
  createHash('sha256')
    .update(JSON.stringify([kind, path, title, text]))
    .digest('base64url')

async function inTurn(db: Db, work: (tx: Tx) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('kopuro.site-search'))`.execute(tx)
    await work(tx)
  })
}

async function remove(tx: Tx, ids: readonly number[]): Promise<void> {
  const words = await wordsHeld(tx, ids)
  await tx
    .deleteFrom('site_entries')
    .where('id', 'in', [...ids])
    .execute()
  await count(tx, words)
}

async function write(tx: Tx, institution: string, entries: readonly Current[]): Promise<void> {
  const rows = entries.map(({ source, id, kind, path, title, text, hash }) => ({
    ...{ institution_id: institution, source, key: id, kind, path, title: toJson(title), body: toJson(text), hash },
  }))
  const written = await tx
    .insertInto('site_entries')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['institution_id', 'source', 'key']).doUpdateSet((row) => ({
        ...{ kind: row.ref('excluded.kind'), path: row.ref('excluded.path'), title: row.ref('excluded.title') },
        ...{ body: row.ref('excluded.body'), hash: row.ref('excluded.hash') },
      })),
    )
    .returning(['id', 'source', 'key'])
    .execute()
  const ids = written.map(({ id }) => id)
  const idOf = new Map(written.map(({ id, source, key }) => [`${source}\n${key}`, id]))
  const old = await wordsHeld(tx, ids)
  await tx.deleteFrom('site_words').where('entry_id', 'in', ids).execute()
  const places = entries.flatMap(({ source, id, title, text }) =>
    wordsOf(title, text).map((place) => ({ ...place, entry: idOf.get(`${source}\n${id}`) ?? 0 })),
  )
  await sql`
    insert into site_words (institution_id, word, titleless, entry_id, titles, bodies)
    select ${institution}, word, titles = 0, entry, titles, bodies from unnest(
      ${places.map(({ word }) => word)}::text[], ${places.map(({ entry }) => entry)}::bigint[],
      ${places.map(({ titles }) => titles)}::smallint[], ${places.map(({ bodies }) => bodies)}::smallint[]
    ) as place (word, entry, titles, bodies)`.execute(tx)
  await count(tx, [...new Set([...old, ...places.map(({ word }) => word)])])
}

async function wordsHeld(tx: Tx, ids: readonly number[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('site_words')
    .select('word')
    .distinct()
    .where('entry_id', 'in', [...ids])
    .execute()
  return rows.map(({ word }) => word)
}

/** How many entries know each of these words now. */
async function count(tx: Tx, words: readonly string[]): Promise<void> {
  await sql`delete from site_vocabulary where word = any(${[...words]}::text[])`.execute(tx)
  await sql`
    insert into site_vocabulary (institution_id, word, entries)
    select institution_id, word, count(*) from site_words where word = any(${[...words]}::text[])
    group by institution_id, word`.execute(tx)
}
