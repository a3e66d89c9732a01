import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { dayOf } from '../../platform/days.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { channels, contactRoles, type PartnerContact, reached } from './rules.ts'

export type WrittenContact = Omit<PartnerContact, 'formerSince'>

export function contactFrom(row: Selectable<Tables['partner_contacts']>): PartnerContact {
  const { id, name, post, email, phone, note } = row
  return {
    ...{ id, name, post, email, phone, note },
    partnerId: row.partner_id,
    language: asLanguage(row.language),
    role: contactRoles.find((role) => role === row.role) ?? 'other',
    how: channels.find((how) => how === row.how) ?? 'mail',
    channel: reached.find((channel) => channel === row.channel) ?? 'mail',
    formerSince: row.archived_at && dayOf(row.archived_at),
  }
}

/** Whom the office writes to at a partner, and at those merged into it: who takes nominations stands first. */
export async function contactsOf(db: Db, partnerId: string): Promise<PartnerContact[]> {
  return (await everyContact(db, partnerId)).filter(({ formerSince }) => formerSince === null)
}

/** Those too who are no longer there, at the end. */
export async function everyContact(db: Db, partnerId: string): Promise<PartnerContact[]> {
  const family = sql<string>`(select id from partners where partners.id = ${partnerId} or merged_into = ${partnerId})`
  const rows = await db
    .selectFrom('partner_contacts')
    .selectAll()
    .where('partner_id', 'in', family)
    .orderBy(sql`archived_at desc nulls first`)
    .orderBy(sql`array_position(${[...contactRoles]}::text[], role)`)
    .orderBy('name')
    .execute()
  return rows.map(contactFrom)
}

/** Writes somebody new, or what is known of them now. */
export async function saveContact(tx: Tx, institution: string, { id, partnerId, ...said }: WrittenContact) {
  await tx
    .insertInto('partner_contacts')
    .values({ institution_id: institution, id, partner_id: partnerId, ...said })
    .onConflict((conflict) =>
      conflict.columns(['institution_id', 'id']).doUpdateSet(said).where('partner_contacts.partner_id', '=', partnerId),
    )
    .execute()
}

/** Puts somebody among the former contacts, or takes them back with null. */
export async function archiveContact(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.updateTable('partner_contacts').set({ archived_at: at }).where('id', '=', id).execute()
}
