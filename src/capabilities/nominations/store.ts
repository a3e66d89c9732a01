import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { stringAt, toJson } from '../../platform/database/json.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { day, readDay } from '../../platform/days.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { channels } from '../partners/index.ts'
import {
  type HostProcedure,
  type Nomination,
  type NominationEvent,
  openStates,
  type Sending,
  type State,
  states,
} from './rules.ts'

function nominationFrom(row: Selectable<Tables['nominations']>): Nomination {
  return {
    ...{ id: row.id, callId: row.call_id, partnerId: row.partner_id, caseId: row.case_id, sendingId: row.sending_id },
    ...{ state: states.find((state) => state === row.state) ?? 'sent', since: row.since, byName: row.by_name },
  }
}

/** The nominations of a call, at all partners or at one. @param db the institution's own scope */
export async function nominationsOf(db: Db, callId: string, partnerId?: string): Promise<Nomination[]> {
  const rows = await db
    .selectFrom('nominations')
    .selectAll()
    .where('call_id', '=', callId)
    .$if(partnerId !== undefined, (query) => query.where('partner_id', '=', partnerId ?? ''))
    .orderBy('id')
    .execute()
  return rows.map(nominationFrom)
}

export async function nominationsOfCase(db: Db, caseId: string): Promise<Nomination[]> {
  const rows = await db.selectFrom('nominations').selectAll().where('case_id', '=', caseId).orderBy('id').execute()
  return rows.map(nominationFrom)
}

export async function nominationsOfSending(db: Db, sendingId: string): Promise<Nomination[]> {
  const rows = await db
    .selectFrom('nominations')
    .selectAll()
    .where('sending_id', '=', sendingId)
    .orderBy('id')
    .execute()
  return rows.map(nominationFrom)
}

/** The nomination, held until the transaction ends: of two answers at once one comes first. */
export async function holdNomination(tx: Tx, id: string): Promise<Nomination | null> {
  const row = await tx.selectFrom('nominations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? nominationFrom(row) : null
}

export async function holdNominationsOfCase(tx: Tx, caseId: string): Promise<Nomination[]> {
  const rows = await tx.selectFrom('nominations').selectAll().where('case_id', '=', caseId).forUpdate().execute()
  return rows.map(nominationFrom)
}

function sendingFrom(row: Selectable<Tables['nomination_sendings']>): Sending {
  const { sheet_name: name, sheet_blob_id: blobId } = row
  return {
    ...{ id: row.id, callId: row.call_id, partnerId: row.partner_id },
    how: channels.find((how) => how === row.how) ?? 'mail',
    ...{ contactName: row.contact_name, address: row.address, language: asLanguage(row.language) },
    ...{ answerBy: day(row.answer_by), message: row.message, letterId: row.letter_id, linkId: row.link_id },
    sheet: name && blobId ? { name, blobId } : null,
    ...{ at: row.at, byId: row.by_id, byName: row.by_name, bouncedAt: row.bounced_at },
  }
}

export async function findSending(db: Db, id: string): Promise<Sending | null> {
  const row = await db.selectFrom('nomination_sendings').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? sendingFrom(row) : null
}

/** What went to the partners of a call, the newest first. */
export async function sendingsOf(db: Db, callId: string): Promise<Sending[]> {
  const rows = await db
    .selectFrom('nomination_sendings')
    .selectAll()
    .where('call_id', '=', callId)
    .orderBy('at', 'desc')
    .execute()
  return rows.map(sendingFrom)
}

/** Sendings whose answer some partner still owes. */
export async function unansweredSendings(db: Db): Promise<Sending[]> {
  const rows = await db
    .selectFrom('nomination_sendings as sending')
    .selectAll('sending')
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

/** Puts somebody into a sending: a new nomination, or an open one that goes again. Null: it was answered meanwhile. */
export async function putIntoSending(
  tx: Tx,
  institution: string,
  { id, callId, partnerId, at, byName }: Sending,
  caseId: string,
) {
  const row = await tx
    .insertInto('nominations')
    .values({
      ...{ institution_id: institution, call_id: callId, partner_id: partnerId, case_id: caseId, sending_id: id },
      ...{ state: 'sent', since: at, by_name: byName },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['institution_id', 'case_id', 'partner_id'])
        .doUpdateSet({ sending_id: id, state: 'sent', since: at, by_name: byName })
        .where('nominations.state', 'in', [...openStates]),
    )
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export interface Told {
  readonly institution: string
  readonly at: Date
  readonly byName: string
  readonly party: NominationEvent['party']
  readonly note?: string
}

/** Puts a nomination into a state, and writes down who did it. */
export async function moveTo(tx: Tx, id: string, state: State, told: Told): Promise<void> {
  const { at, byName } = told
  await tx.updateTable('nominations').set({ state, since: at, by_name: byName }).where('id', '=', id).execute()
  await writeEvent(tx, id, state, told)
}

export async function writeEvent(
  tx: Tx,
  id: string,
  what: string,
  { institution, at, byName, party, note = '' }: Told,
) {
  await tx
    .insertInto('nomination_events')
    .values({ institution_id: institution, nomination_id: id, what, at, by_name: byName, party, note })
    .execute()
}

/** What happened to nominations, in order. */
export async function eventsOf(db: Db, ids: readonly string[]): Promise<NominationEvent[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('nomination_events')
    .selectAll()
    .where('nomination_id', 'in', [...ids])
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ nomination_id, what, at, by_name, party, note }) => ({
    ...{ nominationId: nomination_id, what, at, byName: by_name, note },
    party: (['office', 'partner', 'subject'] as const).find((one) => one === party) ?? 'program',
  }))
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

/** Addresses of those whom cases are about, by case. */
export async function emailsOf(db: Db, caseIds: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (caseIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('cases')
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'cases.institution_id').onRef('persons.id', '=', 'cases.subject_id'),
    )
    .select(['cases.id', 'persons.email'])
    .where('cases.id', 'in', [...caseIds])
    .execute()
  return new Map(rows.map(({ id, email }) => [id, email]))
}

/** A paper of a case that may go with a nomination. */
export interface SharedPaper {
  readonly id: string
  readonly caseId: string
  readonly type: string
  readonly name: string
  readonly kind: string
  readonly bytes: number
  readonly blobId: string
}

/** The accepted papers of cases, as they are now. */
export async function acceptedPapers(db: Db, caseIds: readonly string[]): Promise<SharedPaper[]> {
  if (caseIds.length === 0) return []
  const rows = await papers(db)
    .where('documents.case_id', 'in', [...caseIds])
    .where('documents.state', '=', 'accepted')
    .execute()
  return rows.map(paperFrom)
}

/** The papers that went with a sending. */
export async function papersOfSending(db: Db, sendingId: string): Promise<SharedPaper[]> {
  const rows = await papers(db)
    .where('file.id', 'in', (of) =>
      of.selectFrom('nomination_papers').select('file_id').where('sending_id', '=', sendingId),
    )
    .execute()
  return rows.map(paperFrom)
}

const papers = (db: Db) =>
  db
    .selectFrom('documents')
    .innerJoin('document_files as file', (join) =>
      join
        .onRef('file.institution_id', '=', 'documents.institution_id')
        .onRef('file.document_id', '=', 'documents.id')
        .onRef('file.round', '=', 'documents.round')
        .on('file.removed_at', 'is', null),
    )
    .select(['file.id', 'documents.case_id', 'documents.type', 'file.name', 'file.kind', 'file.bytes', 'file.blob_id'])
    .orderBy('file.id')

type PaperRow = Awaited<ReturnType<ReturnType<typeof papers>['execute']>>[number]

const paperFrom = ({ case_id, blob_id, bytes, ...same }: PaperRow): SharedPaper => ({
  ...same,
  ...{ caseId: case_id, blobId: blob_id, bytes: Number(bytes) },
})

export async function insertPapers(tx: Tx, institution: string, sendingId: string, fileIds: readonly string[]) {
  if (fileIds.length === 0) return
  await tx
    .insertInto('nomination_papers')
    .values(fileIds.map((file_id) => ({ institution_id: institution, sending_id: sendingId, file_id })))
    .execute()
}

/** What the host asks of its students; null while nobody has written it. */
export async function procedureOf(db: Db, callId: string, partnerId: string): Promise<HostProcedure | null> {
  const row = await db
    .selectFrom('host_procedures')
    .selectAll()
    .where('call_id', '=', callId)
    .where('partner_id', '=', partnerId)
    .executeTakeFirst()
  if (!row) return null
  const dates: readonly unknown[] = Array.isArray(row.dates) ? row.dates : []
  return {
    ...{ callId, partnerId, text: row.text, site: row.site, version: row.version, at: row.at, byName: row.by_name },
    dates: dates.flatMap((one) => {
      const on = readDay(stringAt(one, 'on'))
      return on ? [{ on, what: stringAt(one, 'what') }] : []
    }),
  }
}

/** Writes what the host asks, once more; gives the version. */
export async function saveProcedure(
  tx: Tx,
  institution: string,
  said: Omit<HostProcedure, 'version'>,
): Promise<number> {
  const { callId, partnerId, text, site, dates, at, byName } = said
  const values = { text, site, dates: toJson(dates), at, by_name: byName }
  const row = await tx
    .insertInto('host_procedures')
    .values({ institution_id: institution, call_id: callId, partner_id: partnerId, version: 1, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['institution_id', 'call_id', 'partner_id'])
        .doUpdateSet({ ...values, version: sql<number>`host_procedures.version + 1` }),
    )
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

/** The office's person behind an account, for a mail to them. */
export async function accountOf(db: Db, id: string) {
  const row = await db.selectFrom('accounts').select(['email', 'language']).where('id', '=', id).executeTakeFirst()
  return row ? { email: row.email, language: asLanguage(row.language) } : null
}
