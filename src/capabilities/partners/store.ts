import { type Selectable, sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { optionalTextFrom, recordFrom, stringAt, toJson, valueAt } from '../../platform/database/json.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { day, readDay } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { kept } from '../institutions/index.ts'
import type { Filter } from './filter.ts'
import { type Identifiers, noIdentifiers } from './identifiers.ts'
import {
  type Partner,
  type PartnerName,
  type Predecessor,
  partnerKinds,
  partnerStatuses,
  successions,
} from './rules.ts'

const before = sql<unknown>`(
  select coalesce(jsonb_agg(jsonb_build_object('id', before_id, 'how', how, 'on', on_day) order by on_day, before_id), '[]')
  from partner_successions where after_id = partners.id or after_id in
    (select gone.id from partners gone where gone.merged_into = partners.id))`

const rows = (db: Db) => db.selectFrom('partners').selectAll().select(before.as('before'))
type Row = Selectable<Tables['partners']> & { readonly before: unknown }

function partnerFrom(row: Row): Partner {
  const { said, source, latitude: lat, longitude: lon } = row
  const fields = valueAt(said, 'fields')
  return {
    ...{ id: row.id, key: row.key, name: row.name, country: row.country, site: row.site, version: row.version },
    names: namesFrom(row.names),
    kind: partnerKinds.find((kind) => kind === row.kind) ?? 'other',
    status: partnerStatuses.find((status) => status === row.status) ?? 'contact',
    city: optionalTextFrom(row.city),
    region: optionalTextFrom(row.region),
    unit: stringAt(said, 'unit') || null,
    basis: optionalTextFrom(valueAt(said, 'basis')),
    condition: optionalTextFrom(valueAt(said, 'condition')),
    fields: Array.isArray(fields) ? fields.flatMap((field) => optionalTextFrom(field) ?? []) : [],
    partOf: stringAt(said, 'partOf') || null,
    note: optionalTextFrom(valueAt(said, 'note')),
    quote: stringAt(source, 'quote') || null,
    isPublic: row.is_public,
    identifiers: { ...noIdentifiers, ...recordFrom(row.identifiers) },
    place: lat === null || lon === null ? null : { lat, lon },
    predecessors: predecessorsFrom(row.before),
    orderPlace: row.order_place,
    lastContact: row.last_contact ? { on: day(row.last_contact), about: row.last_contact_about } : null,
    archived: row.archived_at !== null,
  }
}

/** Names out of a jsonb column. */
export function namesFrom(value: unknown): PartnerName[] {
  if (!Array.isArray(value)) return []
  return value.map((one) => {
    const language = stringAt(one, 'language')
    const text = stringAt(one, 'text')
    return { language: isLanguage(language) ? language : null, text, until: readDay(stringAt(one, 'until')) }
  })
}

function predecessorsFrom(value: unknown): Predecessor[] {
  if (!Array.isArray(value)) return []
  return value.map((one) => ({
    id: stringAt(one, 'id'),
    how: successions.find((how) => how === stringAt(one, 'how')) ?? 'renamed',
    on: readDay(stringAt(one, 'on')),
  }))
}

/**
 * A partner by its id or by the key of the pack; archived ones too. One that was merged into another is read as the one
 * that stays. @param db the institution's own scope
 */
export async function findPartner(db: Db, idOrKey: string): Promise<Partner | null> {
  const by = isUuid(idOrKey) ? 'id' : 'key'
  const leader = db.selectFrom('partners as named').select(sql<string>`coalesce(named.merged_into, named.id)`.as('id'))
  const row = await rows(db)
    .where('id', '=', leader.where(`named.${by}`, '=', idOrKey))
    .executeTakeFirst()
  return row ? partnerFrom(row) : null
}

/** The partner's own record, also where it was merged into another. */
export async function ownRecord(db: Db, id: string): Promise<Partner | null> {
  const row = await rows(db).where('id', '=', id).executeTakeFirst()
  return row ? partnerFrom(row) : null
}

/**
 * A partner and all that were merged into it: whoever lists by partner asks with these ids, for a merge moves nothing.
 * @returns ids, the one that stays first; none when there is no such partner
 */
export async function familyOf(db: Db, idOrKey: string): Promise<string[]> {
  const leader = await findPartner(db, idOrKey)
  if (!leader) return []
  const merged = await db.selectFrom('partners').select('id').where('merged_into', '=', leader.id).execute()
  return [leader.id, ...merged.map(({ id }) => id)]
}

/** Partners by the ids under which others know them; an id that was merged leads to the one that stays. */
export async function partnerNames(db: Db, ids: readonly string[]): Promise<Map<string, Partner>> {
  if (ids.length === 0) return new Map()
  const named = await db
    .selectFrom('partners')
    .select(['id', sql<string>`coalesce(merged_into, id)`.as('leader')])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  const leaders = await rows(db)
    .where(
      'id',
      'in',
      named.map(({ leader }) => leader),
    )
    .execute()
  const read = new Map(leaders.map((row) => [row.id, partnerFrom(row)]))
  return new Map(
    named.flatMap(({ id, leader }): [string, Partner][] => {
      const partner = read.get(leader)
      return partner ? [[id, partner]] : []
    }),
  )
}

/** The partners by name, archived ones only where the filter says so. @param size how many at most; all when absent */
export async function partnersOf(db: Db, filter: Partial<Filter> = {}, size?: number): Promise<Partner[]> {
  const { archived = false, after } = filter
  let query = narrowed(rows(db), filter)
    .where('archived_at', archived ? 'is not' : 'is', null)
    .where('merged_into', 'is', null)
  if (after)
    query = query.where(sql<boolean>`(name, id) > (select name, id from partners before where before.id = ${after})`)
  query = query.orderBy('name').orderBy('id')
  return (await (size ? query.limit(size) : query).execute()).map(partnerFrom)
}

type Query = ReturnType<typeof rows>

function narrowed(all: Query, { search = '', kind, country, status }: Partial<Filter>): Query {
  let query = all
  if (kind) query = query.where('kind', '=', kind)
  if (country) query = country === 'none' ? query.where('country', 'is', null) : query.where('country', '=', country)
  if (status) query = query.where('status', '=', status)
  // A folded word has only letters and digits: nothing in it means more to `like` than itself.
  for (const word of foldWords(search)) query = query.where('words', 'like', `% ${word}%`)
  return query
}

/** What the public page shows: as the office put it, and else in the order of its own page. */
export const shownPartners = kept(readShown)

/** The same as it stands at this moment. */
export async function readShown(db: Db): Promise<readonly Partner[]> {
  const shown = await rows(db)
    .where('archived_at', 'is', null)
    .where('merged_into', 'is', null)
    .where('is_public', '=', true)
    .orderBy(sql`order_place nulls last`)
    .orderBy('sort_order')
    .orderBy('name')
    .execute()
  const gone = await db
    .selectFrom('partners')
    .select(['key', 'merged_into as into'])
    .where('merged_into', 'is not', null)
    .execute()
  const leader = new Map(gone.map(({ key, into }) => [key, into]))
  return shown.map(partnerFrom).map((one) => ({ ...one, partOf: leader.get(one.partOf) ?? one.partOf }))
}

/** The partners in use by every id and key under which others know them; one that was merged leads to the one that stays. */
export async function partnersByName(db: Db): Promise<ReadonlyMap<string, Partner>> {
  const [partners, gone] = [
    await partnersOf(db),
    await db
      .selectFrom('partners')
      .select(['id', 'key', 'merged_into as into'])
      .where('merged_into', 'is not', null)
      .execute(),
  ]
  const named = new Map(
    partners.flatMap((one) => [one.id, one.key ?? one.id].map((name): [string, Partner] => [name, one])),
  )
  for (const { id, key, into } of gone) {
    const leader = named.get(into ?? '')
    if (leader) for (const name of [id, key ?? id]) named.set(name, leader)
  }
  return named
}

/** The countries that partners are in, for the filter. */
export async function countriesOf(db: Db): Promise<(string | null)[]> {
  return (await db.selectFrom('partners').select('country').distinct().execute()).map(({ country }) => country)
}

/** What is done together with a partner: contracts, journals. */
export async function partsOf(db: Db, { id, key }: Partner): Promise<Partner[]> {
  const parts = await rows(db)
    .where(sql<boolean>`said ->> 'partOf' in (${key ?? id}, ${id}) or said ->> 'partOf' in
      (select coalesce(gone.key, gone.id::text) from partners gone where gone.merged_into = ${id})`)
    .where('archived_at', 'is', null)
    .where('merged_into', 'is', null)
    .orderBy('sort_order')
    .execute()
  return parts.map(partnerFrom)
}

/** What a partner became: others that have it among their predecessors. */
export async function successorsOf(db: Db, id: string): Promise<Partner[]> {
  const after = sql<string>`(
    select coalesce(after.merged_into, after.id) from partner_successions link join partners after on after.id = after_id
    where before_id in (select id from partners named where named.id = ${id} or named.merged_into = ${id}))`
  return (await rows(db).where('id', 'in', after).where('id', '<>', id).orderBy('name').execute()).map(partnerFrom)
}

/** The partner that bears this name in any spelling, or wrote it so once; null when there is none. @param except an id */
export async function namesake(db: Db, name: string, except = ''): Promise<Partner | null> {
  const folded = (text: string) => foldWords(text).join(' ')
  const others = await partnersOf(db, { search: name })
  const bears = ({ id, names, ...one }: Partner) =>
    id !== except && [one.name, ...names.map(({ text }) => text)].some((text) => folded(text) === folded(name))
  return others.find(bears) ?? null
}

/** Another partner that bears one of these identifiers; null when there is none. @param except an id */
export async function holderOf(db: Db, identifiers: Identifiers, except: string): Promise<Partner | null> {
  const known = Object.entries(identifiers).flatMap(([kind, value]) => (value ? [{ [kind]: value }] : []))
  if (known.length === 0) return null
  const row = await rows(db)
    .where('merged_into', 'is', null)
    .where('id', '<>', except)
    .where((at) => at.or(known.map((one) => sql<boolean>`identifiers @> ${toJson(one)}::jsonb`)))
    .executeTakeFirst()
  return row ? partnerFrom(row) : null
}

/** The partner's own record, held until the transaction ends; null also for one that was merged into another. */
export async function holdPartner(tx: Tx, id: string): Promise<Partner | null> {
  const row = await rows(tx)
    .where('id', '=', id)
    .where('merged_into', 'is', null)
    .forUpdate('partners')
    .executeTakeFirst()
  return row ? partnerFrom(row) : null
}

/** What somebody changed of a partner and its contacts, the newest first. */
export async function editsOf(db: Db, id: string) {
  const rows = await db
    .selectFrom('record_edits')
    .select(['at', 'by_name', 'before', 'after'])
    .where('record', '=', `partners/${id}`)
    .orderBy('at', 'desc')
    .limit(30)
    .execute()
  return rows.map(({ at, by_name, before, after }) => {
    const [old, now] = [recordFrom(before) ?? {}, recordFrom(after) ?? {}]
    const changed = Object.keys({ ...old, ...now }).filter((name) => toJson(old[name]) !== toJson(now[name]))
    return { at, byName: by_name, changed }
  })
}

/** In a query of another table: the partner that stays, of the one that a column names. */
export const leaderOf = (column: string) =>
  sql<string>`(select coalesce(leader.merged_into, leader.id) from partners leader where leader.id = ${sql.ref(column)})`

/** In a query of another table: whether a column names this partner or one that was merged into it. */
export const isOfFamily = (column: string, id: string) =>
  sql<boolean>`${sql.ref(column)} in (select id from partners named where named.id = ${id} or named.merged_into = ${id})`
