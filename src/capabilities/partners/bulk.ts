import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { removeUnnamed } from '../../platform/database/removing.ts'
import { contactFrom, type WrittenContact } from './contact-store.ts'
import type { PartnerContact } from './rules.ts'

/** Every contact of the institution's partners that is still there, by the partner's own id. */
export async function contactsByPartner(db: Db): Promise<Map<string, PartnerContact[]>> {
  const rows = await db
    .selectFrom('partner_contacts')
    .selectAll()
    .where('archived_at', 'is', null)
    .orderBy('name')
    .execute()
  return Map.groupBy(rows.map(contactFrom), ({ partnerId }) => partnerId)
}

/** Writes contacts in one statement: new ones, and what is known better of those that are there. */
export async function saveContacts(tx: Tx, institution: string, contacts: readonly WrittenContact[]): Promise<void> {
  if (contacts.length === 0) return
  const rows = contacts.map(({ partnerId, ...said }) => ({ ...said, partner_id: partnerId }))
  await sql`
    insert into partner_contacts (institution_id, ${contactColumns})
    select ${institution}, ${contactColumns} from jsonb_populate_recordset(null::partner_contacts, ${toJson(rows)}::jsonb)
    on conflict (institution_id, id) do update set name = excluded.name, post = excluded.post, email = excluded.email,
      phone = excluded.phone, language = excluded.language, role = excluded.role`.execute(tx)
}

const contactColumns = sql.join(
  ['id', 'partner_id', 'name', 'post', 'email', 'phone', 'language', 'role', 'how', 'channel', 'note'].map((name) =>
    sql.ref(name),
  ),
)

/** Partners as they stand in the database, with their contacts: what `restorePartners` brings back. */
export async function snapshotsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, unknown>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; row: unknown }>`
    select id, jsonb_build_object('partner', to_jsonb(p), 'contacts', (
      select coalesce(jsonb_agg(to_jsonb(c)), '[]') from partner_contacts c where c.partner_id = p.id)) as row
    from partners p where id = any(${ids}) for update of p`.execute(tx)
  return new Map(rows.map(({ id, row }) => [id, row]))
}

/** Makes partners again what a snapshot says; contacts that were not there go among the former ones. */
export async function restorePartners(tx: Tx, snapshots: readonly unknown[], at: Date): Promise<void> {
  if (snapshots.length === 0) return
  const given = toJson(snapshots)
  await sql`
    update partners p set name = b.name, names = b.names, kind = b.kind, country = b.country, city = b.city,
      region = b.region, status = b.status, site = b.site, said = b.said, is_public = b.is_public, words = b.words,
      identifiers = b.identifiers, last_contact = b.last_contact, last_contact_about = b.last_contact_about,
      version = p.version + 1, edited_at = ${at}::timestamptz
    from jsonb_array_elements(${given}::jsonb) s, jsonb_populate_record(null::partners, s -> 'partner') b
    where p.id = b.id`.execute(tx)
  await sql`
    update partner_contacts c set name = coalesce(b.name, c.name), post = coalesce(b.post, c.post),
      email = coalesce(b.email, c.email), phone = coalesce(b.phone, c.phone), role = coalesce(b.role, c.role),
      language = coalesce(b.language, c.language), archived_at = case when b.id is null then ${at}::timestamptz end
    from jsonb_array_elements(${given}::jsonb) s
      join partner_contacts own on own.partner_id = (s -> 'partner' ->> 'id')::uuid and own.archived_at is null
      left join lateral jsonb_populate_recordset(null::partner_contacts, s -> 'contacts') b on b.id = own.id
    where c.id = own.id`.execute(tx)
}

/**
 * Removes partners that nothing hangs on, with their contacts.
 * @returns the ids of those that went; the others are named by a case, an agreement or a note
 */
export function removePartners(tx: Tx, ids: readonly string[]): Promise<string[]> {
  return removeUnnamed(tx, ids, async (some) => {
    await tx.deleteFrom('partner_contacts').where('partner_id', 'in', some).execute()
    await tx.deleteFrom('partners').where('id', 'in', some).execute()
  })
}
