import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { day } from '../../platform/days.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { channels, leaderOf } from '../partners/index.ts'
import { openStates, type Sending } from './rules.ts'

// To a partner that was merged into another since: it is the one that stays who is asked now.
const sendings = (db: Db) =>
  db.selectFrom('nomination_sendings').selectAll().select(leaderOf('nomination_sendings.partner_id').as('leader'))

function sendingFrom(row: Selectable<Tables['nomination_sendings']> & { readonly leader: string }): Sending {
  const { sheet_name: name, sheet_blob_id: blobId } = row
  return {
    ...{ id: row.id, callId: row.call_id, partnerId: row.leader },
    how: channels.find((how) => how === row.how) ?? 'mail',
    ...{ contactName: row.contact_name, address: row.address, language: asLanguage(row.language) },
    ...{ answerBy: day(row.answer_by), message: row.message, letterId: row.letter_id, linkId: row.link_id },
    sheet: name && blobId ? { name, blobId } : null,
    ...{ at: row.at, byId: row.by_id, byName: row.by_name, bouncedAt: row.bounced_at },
  }
}

export async function findSending(db: Db, id: string): Promise<Sending | null> {
  const row = await sendings(db).where('id', '=', id).executeTakeFirst()
  return row ? sendingFrom(row) : null
}

/** What went to the partners of a call, the newest first. */
export async function sendingsOf(db: Db, callId: string): Promise<Sending[]> {
  const rows = await sendings(db).where('call_id', '=', callId).orderBy('at', 'desc').execute()
  return rows.map(sendingFrom)
}

/** Sendings whose answer some partner still owes. */
export async function unansweredSendings(db: Db): Promise<Sending[]> {
  const rows = await db
    .selectFrom('nomination_sendings as sending')
    .selectAll('sending')
    .select(leaderOf('sending.partner_id').as('leader'))
    .where((at) =>
      at.exists(
        at
          .selectFrom('nominations')
          .select('id')
          .whereRef('nominations.institution_id', '=', 'sending.institution_id')
          .whereRef('nominations.sending_id', '=', 'sending.id')
          .where('nominations.state', 'in', [...openStates]),
      ),
    )
    .execute()
  return rows.map(sendingFrom)
}

/** Writes a sending; false when it is there already. */
export async function insertSending(
  tx: Tx,
  institution: string,
  sending: Omit<Sending, 'bouncedAt'>,
): Promise<boolean> {
  const { id, callId, partnerId, how, contactName, address, language, answerBy, message, letterId, linkId, sheet } =
    sending
  const row = await tx
    .insertInto('nomination_sendings')
    .values({
      ...{ institution_id: institution, id, call_id: callId, partner_id: partnerId, how, address, language, message },
      ...{ contact_name: contactName, answer_by: answerBy, letter_id: letterId, link_id: linkId },
      ...{ sheet_name: sheet?.name ?? null, sheet_blob_id: sheet?.blobId ?? null },
      ...{ at: sending.at, by_id: sending.byId, by_name: sending.byName },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function keepLetterOfSending(tx: Tx, id: string, letterId: string): Promise<void> {
  await tx.updateTable('nomination_sendings').set({ letter_id: letterId }).where('id', '=', id).execute()
}

export async function saveBounce(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('nomination_sendings').set({ bounced_at: at }).where('id', '=', id).execute()
}

/** What became of the mails of sendings: refused by a mail server, sent, or waiting. */
export async function mailsOfSendings(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { readonly state: string; readonly answer: string | null }>()
  const rows = await db
    .selectFrom('mails')
    .select(['once_key', 'state', 'answer'])
    .where('once_key', 'in', ids.map(mailKeyOf))
    .execute()
  return new Map(
    rows.map(({ once_key, state, answer }) => [(once_key ?? '').replace(mailKeyOf(''), ''), { state, answer }]),
  )
}

export const mailKeyOf = (sendingId: string) => `nomination ${sendingId}`
