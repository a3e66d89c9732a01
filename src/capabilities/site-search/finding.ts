import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { textFrom } from '../../platform/database/json.ts'
import type { FoundKind } from '../../platform/search-source.ts'
import type { Language, Text } from '../../platform/words/languages.ts'
import { oneLetterOff } from '../search/index.ts'
import { kindFrom, mostEntries, type Nearness, nearness, stemOf, worthOf } from './rules.ts'

/** Known words that a typed one may stand for, with how many entries know each. */
interface Meant {
  readonly near: ReadonlyMap<string, Nearness>
  readonly counts: ReadonlyMap<string, number>
  readonly entries: number
}

/** Of one word so many entries are weighed; those with it in the title first. */
const weighed = 2000
/** Of words with the same beginning so many are looked up, the most common first. */
const variants = 40

export interface Hit {
  readonly id: number
  readonly kind: FoundKind
}

export interface Found {
  /** The best first. */
  readonly hits: readonly Hit[]
  /** Every word by which something was found. */
  readonly known: ReadonlySet<string>
}

const nothing: Found = { hits: [], known: new Set() }

/** With this many nearer ones nobody looks at what is a letter off. */
const enough = 20

/** Entries that know every typed word, by any spelling. @param db the institution's own scope */
export async function find(db: Db, words: readonly string[], language: Language): Promise<Found> {
  if (words.length === 0) return nothing
  const meant = await Promise.all(words.map((word) => meantBy(db, word)))
  const close = await weigh(db, meant.map(closest), language)
  return close.hits.length >= enough ? close : weigh(db, meant, language)
}

/** Without what is a letter off or has another ending. */
function closest({ near, counts }: Meant): Meant {
  const own = [...near].filter(([, how]) => how === 'same' || how === 'beginning')
  return meaning(own, counts)
}

function meaning(own: readonly (readonly [string, Nearness])[], counts: Meant['counts']): Meant {
  return { near: new Map(own), counts, entries: own.reduce((sum, [word]) => sum + (counts.get(word) ?? 0), 0) }
}

async function weigh(db: Db, meant: readonly Meant[], language: Language): Promise<Found> {
  const [rarest, ...others] = meant.toSorted((one, other) => one.entries - other.entries)
  if (!rarest || rarest.near.size === 0) return nothing
  const worth = new Map<number, number>()
  for (const row of await firstPlaces(db, rarest)) add(worth, row, rarest, language)
  for (const other of others) {
    const own = new Map<number, number>()
    for (const row of await placesAmong(db, other, [...worth.keys()])) add(own, row, other, language)
    for (const [id, sum] of worth) {
      const more = own.get(id)
      if (more === undefined) worth.delete(id)
      else worth.set(id, sum + more)
    }
    if (worth.size === 0) return nothing
  }
  const best = [...worth].toSorted(([id, one], [other, two]) => two - one || id - other)
  const hits = await kindsOf(
    db,
    best.slice(0, mostEntries).map(([id]) => id),
  )
  return { hits, known: new Set(meant.flatMap(({ near }) => [...near.keys()])) }
}

async function meantBy(db: Db, word: string): Promise<Meant> {
  const stem = stemOf(word)
  const off = word.length >= 4 ? oneLetterOff(word) : []
  const { rows } = await sql<{ word: string; entries: number; near: number }>`
    select word, entries, min(near) as near from (
      select word, entries, 0 as near from site_vocabulary where word = ${word}
      union all (select word, entries, 1 from site_vocabulary
        where word > ${word} and word < ${`${word}\u{10ffff}`} and ${word.length >= 2} order by entries desc limit ${sql.lit(variants)})
      union all select word, entries, 2 from site_vocabulary where word = any(${off}::text[])
      union all (select word, entries, 3 from site_vocabulary
        where word > ${stem ?? ''} and word < ${`${stem ?? ''}\u{10ffff}`} and ${stem !== null} order by entries desc limit ${sql.lit(variants)})
    ) known group by word, entries`.execute(db)
  const own = rows.map((row) => [row.word, nearness[row.near] ?? 'stem'] as const)
  return meaning(own, new Map(rows.map((row) => [row.word, row.entries])))
}

interface Place {
  readonly id: number
  readonly word: string
  readonly titles: number
  readonly bodies: number
}

/** What a typed word is worth to an entry: its best place. */
function add(worth: Map<number, number>, place: Place, { near }: Meant, language: Language): void {
  const own = worthOf(near.get(place.word) ?? 'stem', place, language)
  if (own > (worth.get(place.id) ?? 0)) worth.set(place.id, own)
}

async function firstPlaces(db: Db, { near }: Meant): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select place.entry_id as id, known.word, titles, bodies
    from unnest(${[...near.keys()]}::text[]) as known (word)
    cross join lateral (
      select entry_id, titles, bodies from site_words
      where site_words.word = known.word order by titleless, entry_id limit ${sql.lit(weighed)}
    ) place`.execute(db)
  return rows
}

async function placesAmong(db: Db, { near }: Meant, ids: readonly number[]): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select entry_id as id, word, titles, bodies from site_words
    where entry_id = any(${[...ids]}::bigint[]) and word = any(${[...near.keys()]}::text[])`.execute(db)
  return rows
}

async function kindsOf(db: Db, ids: readonly number[]): Promise<Hit[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: number; kind: string }>`
    select id, kind from site_entries where id = any(${[...ids]}::bigint[])`.execute(db)
  const kinds = new Map(rows.map(({ id, kind }) => [id, kindFrom(kind)]))
  return ids.flatMap((id) => {
    const kind = kinds.get(id)
    return kind ? [{ id, kind }] : []
  })
}

export interface Entry {
  readonly id: number
  readonly path: string
  readonly title: Text
  readonly body: Text
}

/** Entries in the order of these ids. */
export async function entriesWith(db: Db, ids: readonly number[]): Promise<Entry[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: number; path: string; title: unknown; body: unknown }>`
    select id, path, title, body from site_entries where id = any(${[...ids]}::bigint[])`.execute(db)
  const known = new Map(rows.map((row) => [row.id, { ...row, title: textFrom(row.title), body: textFrom(row.body) }]))
  return ids.flatMap((id) => known.get(id) ?? [])
}
