import { type Selectable, sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { optionalTextFrom, recordFrom, stringAt, toJson, valueAt } from '../../platform/database/json.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { asLanguage, isLanguage } from '../../platform/words/languages.ts'
import { kept } from '../institutions/index.ts'
import {
  channels,
  contactRoles,
  type Filter,
  type Partner,
  type PartnerContact,
  type PartnerName,
  partnerKinds,
  partnerStatuses,
  searchWords,
} from './rules.ts'

function partnerFrom(row: Selectable<Tables['partners']>): Partner {
  const { said, source } = row
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
    lastContact: row.last_contact ? { on: day(row.last_contact), about: row.last_contact_about } : null,
    archived: row.archived_at !== null,
  }
}

function namesFrom(value: unknown): PartnerName[] {
  if (!Array.isArray(value)) return []
  return value.map((one) => {
    const language = stringAt(one, 'language')
    return { language: isLanguage(language) ? language : null, text: stringAt(one, 'text') }
  })
}

/** A partner by its id or by the key of the pack; archived ones too. @param db the institution's own scope */
export async function findPartner(db: Db, idOrKey: string): Promise<Partner | null> {
  const by = isUuid(idOrKey) ? 'id' : 'key'
  const row = await db.selectFrom('partners').selectAll().where(by, '=', idOrKey).executeTakeFirst()
  return row ? partnerFrom(row) : null
}

/** The partners by name, archived ones only where the filter says so. @param size how many at most; all when absent */
export async function partnersOf(db: Db, filter: Partial<Filter> = {}, size?: number): Promise<Partner[]> {
  const { search = '', kind, country, status, archived = false, after } = filter
  let query = db
    .selectFrom('partners')
    .selectAll()
    .where('archived_at', archived ? 'is not' : 'is', null)
  if (kind) query = query.where('kind', '=', kind)
  if (country) query = country === 'none' ? query.where('country', 'is', null) : query.where('country', '=', country)
  if (status) query = query.where('status', '=', status)
  // A folded word has only letters and digits: nothing in it means more to `like` than itself.
  for (const word of foldWords(search)) query = query.where('words', 'like', `% ${word}%`)
  if (after)
    query = query.where(sql<boolean>`(name, id) > (select name, id from partners before where before.id = ${after})`)
  query = query.orderBy('name').orderBy('id')
  return (await (size ? query.limit(size) : query).execute()).map(partnerFrom)
}

/** What the public page shows, in the order of the office's own page. */
export const shownPartners = kept(async (db: Db): Promise<readonly Partner[]> => {
  const rows = await db
    .selectFrom('partners')
    .selectAll()
    .where('archived_at', 'is', null)
    .where('is_public', '=', true)
    .orderBy('sort_order')
    .orderBy('name')
    .execute()
  return rows.map(partnerFrom)
})

/** The countries that partners are in, for the filter. */
export async function countriesOf(db: Db): Promise<(string | null)[]> {
  return (await db.selectFrom('partners').select('country').distinct().execute()).map(({ country }) => country)
}

/** What is done together with a partner: contracts, journals. */
export async function partsOf(db: Db, { key }: Partner): Promise<Partner[]> {
  if (!key) return []
  const rows = await db
    .selectFrom('partners')
    .selectAll()
    .where(sql<boolean>`said ->> 'partOf' = ${key}`)
    .where('archived_at', 'is', null)
    .orderBy('sort_order')
    .execute()
  return rows.map(partnerFrom)
}

/** The partner that bears this name in any spelling, or wrote it so once; null when there is none. @param except an id */
export async function namesake(db: Db, name: string, except = ''): Promise<Partner | null> {
  const folded = (text: string) => foldWords(text).join(' ')
  const others = await partnersOf(db, { search: name })
  const bears = ({ id, names, ...one }: Partner) =>
    id !== except && [one.name, ...names.map(({ text }) => text)].some((text) => folded(text) === folded(name))
  return others.find(bears) ?? null
}

export async function holdPartner(tx: Tx, id: string): Promise<Partner | null> {
  const row = await tx.selectFrom('partners').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? partnerFrom(row) : null
}

/** What an officer writes of a partner. */
export type Written = Omit<Partner, 'id' | 'key' | 'quote' | 'lastContact' | 'version' | 'archived'>

function valuesOf(partner: Written) {
  const { name, names, kind, country, city, region, status, site, isPublic, ...more } = partner
  const { unit, basis, condition, fields, partOf, note } = more
  return {
    ...{ name, kind, country, status, site, is_public: isPublic },
    names: toJson(names),
    city: city && toJson(city),
    region: region && toJson(region),
    said: toJson({ unit, basis, condition, fields, partOf, note }),
    words: searchWords(partner),
  }
}

/** Writes a new partner; false when this id is there already. */
export async function insertPartner(tx: Tx, institution: string, id: string, given: Written, at: Date) {
  const row = await tx
    .insertInto('partners')
    .values({ institution_id: institution, id, ...valuesOf(given), sort_order: 100_000, edited_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function savePartner(tx: Tx, { id, version }: Partner, given: Written, at: Date): Promise<void> {
  const values = { ...valuesOf(given), version: version + 1, edited_at: at }
  await tx.updateTable('partners').set(values).where('id', '=', id).execute()
}

export async function saveArchived(tx: Tx, { id, version }: Partner, away: Date | null, at: Date): Promise<void> {
  const values = { archived_at: away, version: version + 1, edited_at: at }
  await tx.updateTable('partners').set(values).where('id', '=', id).execute()
}

/** Puts down when the office last had to do with a partner; an earlier day changes nothing. */
export async function touchPartner(tx: Tx, id: string, { on, about }: NonNullable<Partner['lastContact']>) {
  await tx
    .updateTable('partners')
    .set({ last_contact: on, last_contact_about: about })
    .where('id', '=', id)
    .where((at) => at.or([at('last_contact', 'is', null), at('last_contact', '<=', on)]))
    .execute()
}

function contactFrom(row: Selectable<Tables['partner_contacts']>): PartnerContact {
  const { id, name, post, email, phone } = row
  return {
    ...{ id, name, post, email, phone },
    partnerId: row.partner_id,
    language: asLanguage(row.language),
    role: contactRoles.find((role) => role === row.role) ?? 'other',
    how: channels.find((how) => how === row.how) ?? 'mail',
  }
}

/** Whom the office writes to at a partner: who takes nominations stands first. */
export async function contactsOf(db: Db, partnerId: string): Promise<PartnerContact[]> {
  const rows = await db
    .selectFrom('partner_contacts')
    .selectAll()
    .where('partner_id', '=', partnerId)
    .where('archived_at', 'is', null)
    .orderBy(sql`array_position(${[...contactRoles]}::text[], role)`)
    .orderBy('name')
    .execute()
  return rows.map(contactFrom)
}

/** Writes somebody new, or what is known of them now. */
export async function saveContact(tx: Tx, institution: string, { id, partnerId, ...said }: PartnerContact) {
  await tx
    .insertInto('partner_contacts')
    .values({ institution_id: institution, id, partner_id: partnerId, ...said })
    .onConflict((conflict) =>
      conflict.columns(['institution_id', 'id']).doUpdateSet(said).where('partner_contacts.partner_id', '=', partnerId),
    )
    .execute()
}

export async function archiveContact(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('partner_contacts').set({ archived_at: at }).where('id', '=', id).execute()
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
