import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { type Partner, searchWords } from './rules.ts'

/** What an officer writes of a partner. */
export type Written = Omit<
  Partner,
  'id' | 'key' | 'quote' | 'lastContact' | 'version' | 'archived' | 'predecessors' | 'orderPlace'
>
/** A partner that is entered, by hand or out of a sheet that knows when the office last had to do with it. */
export type NewPartner = Written & { readonly id: string; readonly lastContact?: Partner['lastContact'] }

/** A partner as the table has it, without what only the program itself writes. */
export function columnsOf(partner: Written) {
  const { name, names, kind, country, city, region, status, site, isPublic, identifiers, place, ...more } = partner
  const { unit, basis, condition, fields, partOf, note } = more
  return {
    ...{ name, names, kind, country, city, region, status, site, identifiers, is_public: isPublic },
    said: { unit, basis, condition, fields, partOf, note },
    ...{ latitude: place?.lat ?? null, longitude: place?.lon ?? null },
    words: searchWords(partner),
  }
}

/** In one statement, however many they are; those whose id is there already stay as they are. @returns the new ones' ids */
export async function insertPartners(tx: Tx, institution: string, given: readonly NewPartner[], at: Date) {
  const inserted: string[] = []
  for (let from = 0; from < given.length; from += portion) {
    const lines = given.slice(from, from + portion).map(({ id, lastContact, ...partner }) => ({
      ...{ id, last_contact: lastContact?.on ?? null, last_contact_about: lastContact?.about ?? '' },
      ...columnsOf(partner),
    }))
    const { rows } = await sql<{ id: string }>`
      insert into partners (institution_id, sort_order, edited_at, ${columns})
      select ${institution}, 100000, ${at}::timestamptz, ${columns}
      from jsonb_populate_recordset(null::partners, ${toJson(lines)}::jsonb)
      on conflict do nothing returning id`.execute(tx)
    inserted.push(...rows.map(({ id }) => id))
  }
  return inserted
}

// So many that neither the statement nor the memory is long.
const portion = 2000
const columns = sql.join(
  [
    ...['id', 'name', 'names', 'kind', 'country', 'city', 'region', 'status', 'site', 'identifiers', 'is_public'],
    ...['said', 'latitude', 'longitude', 'words', 'last_contact', 'last_contact_about'],
  ].map((name) => sql.ref(name)),
)

export async function savePartner(
  tx: Tx,
  { id, version }: Pick<Partner, 'id' | 'version'>,
  given: Written,
  at: Date,
): Promise<void> {
  const { names, city, region, identifiers, said, ...plain } = columnsOf(given)
  const json = { names: toJson(names), identifiers: toJson(identifiers), said: toJson(said) }
  const places = { city: city && toJson(city), region: region && toJson(region) }
  const values = { ...plain, ...json, ...places, version: version + 1, edited_at: at }
  await tx.updateTable('partners').set(values).where('id', '=', id).execute()
}

export async function saveArchived(tx: Tx, { id, version }: Partner, away: Date | null, at: Date): Promise<void> {
  const values = { archived_at: away, version: version + 1, edited_at: at }
  await tx.updateTable('partners').set(values).where('id', '=', id).execute()
}

/**
 * Puts down when the office last had to do with a partner; an earlier day changes nothing. Whoever writes to a partner or
 * hears from it calls this in the same transaction. @param id also of a partner that was merged into another
 */
export async function touchPartner(tx: Tx, id: string, { on, about }: NonNullable<Partner['lastContact']>) {
  await tx
    .updateTable('partners')
    .set({ last_contact: on, last_contact_about: about })
    .where('id', '=', sql<string>`(select coalesce(merged_into, id) from partners named where named.id = ${id})`)
    .where((at) => at.or([at('last_contact', 'is', null), at('last_contact', '<=', on)]))
    .execute()
}
