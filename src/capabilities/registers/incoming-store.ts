import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { stringsFrom, toJson } from '../../platform/database/json.ts'
import type { IncomingEntry } from './incoming-rules.ts'

export interface IncomingFilter {
  readonly year: number
  readonly search: string
  readonly state: '' | 'open' | 'answered' | 'void'
}

const joined = (db: Db) =>
  db
    .selectFrom('incoming_letters as incoming')
    .leftJoin('incoming_voids as void', (join) =>
      join.onRef('void.institution_id', '=', 'incoming.institution_id').onRef('void.letter_id', '=', 'incoming.id'),
    )
    .leftJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'incoming.institution_id').onRef('cases.id', '=', 'incoming.case_id'),
    )
    .leftJoin('letters as answer', (join) =>
      join.onRef('answer.institution_id', '=', 'incoming.institution_id').onRef('answer.id', '=', 'incoming.answer_id'),
    )
    .select([
      'incoming.id',
      'incoming.sequence',
      'incoming.number',
      'incoming.sender',
      'incoming.subject',
      'incoming.received_on as receivedOn',
      'incoming.their_number as theirNumber',
      'incoming.their_date as theirDate',
      'incoming.way',
      'incoming.note',
      'incoming.version',
      'incoming.registered_at as registeredAt',
      'incoming.registered_by_name as registeredBy',
      'incoming.case_id as caseId',
      'cases.number as caseNumber',
      'cases.procedure as caseProcedure',
      'incoming.answer_id as answerId',
      'answer.number as answerNumber',
      'void.at as voidAt',
      'void.by_name as voidBy',
      'void.reason as voidReason',
    ])

export type Incoming = Awaited<ReturnType<typeof incomingPage>>[number]

/** A page of the register, newest first; `before` is the sequence of the last one seen. */
export function incomingPage(
  db: Db,
  institution: string,
  { year, search, state }: IncomingFilter,
  before: number | null,
  size: number,
) {
  return joined(db)
    .where('incoming.institution_id', '=', institution)
    .where('incoming.year', '=', year)
    .$if(search !== '', (query) =>
      query.where(
        sql<boolean>`strpos(lower(incoming.number || ' ' || sender || ' ' || incoming.subject || ' ' || their_number), ${search.toLowerCase()}) > 0`,
      ),
    )
    .$if(state === 'void', (query) => query.where('void.at', 'is not', null))
    .$if(state === 'answered', (query) =>
      query.where('incoming.answer_id', 'is not', null).where('void.at', 'is', null),
    )
    .$if(state === 'open', (query) => query.where('incoming.answer_id', 'is', null).where('void.at', 'is', null))
    .$if(before !== null, (query) => query.where('incoming.sequence', '<', before ?? 0))
    .orderBy('incoming.sequence', 'desc')
    .limit(size)
    .execute()
}

export async function findIncoming(db: Db, id: string): Promise<Incoming | null> {
  return (await joined(db).where('incoming.id', '=', id).executeTakeFirst()) ?? null
}

/** Two of the same form come one after the other. */
export async function holdRequest(tx: Tx, requestKey: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${requestKey}, 0))`.execute(tx)
}

export async function incomingOfRequest(db: Db, requestKey: string): Promise<string | null> {
  const row = await db
    .selectFrom('incoming_letters')
    .select('id')
    .where('request_key', '=', requestKey)
    .executeTakeFirst()
  return row?.id ?? null
}

/** The letters that belong to a case. */
export function incomingOfCase(db: Db, caseId: string): Promise<Incoming[]> {
  return joined(db).where('incoming.case_id', '=', caseId).orderBy('incoming.registered_at', 'desc').execute()
}

/** The letter, held until the transaction ends. */
export async function holdIncoming(tx: Tx, id: string): Promise<Incoming | null> {
  const row = await tx.selectFrom('incoming_letters').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? findIncoming(tx, id) : null
}

/** Ids behind the numbers that were typed; null where there is none, undefined where nothing was typed. */
export async function linked(db: Db, caseNumber: string, answerNumber: string) {
  const [found, answer] = await Promise.all([
    caseNumber
      ? db
          .selectFrom('cases')
          .select('id')
          .where('number', '=', caseNumber)
          .where('arrived_at', 'is not', null)
          .executeTakeFirst()
      : null,
    answerNumber ? db.selectFrom('letters').select('id').where('number', '=', answerNumber).executeTakeFirst() : null,
  ])
  return {
    caseId: caseNumber ? (found?.id ?? null) : undefined,
    answerId: answerNumber ? (answer?.id ?? null) : undefined,
  }
}

export type Links = { readonly caseId: string | null; readonly answerId: string | null }

const columnsOf = (entry: IncomingEntry, links: Links) => ({
  sender: entry.sender,
  subject: entry.subject,
  received_on: entry.receivedOn,
  way: entry.way,
  their_number: entry.theirNumber,
  their_date: entry.theirDate,
  note: entry.note,
  case_id: links.caseId,
  answer_id: links.answerId,
})

interface Place {
  readonly institution: string
  readonly year: number
  readonly sequence: number
  readonly number: string
  readonly requestKey: string
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
}

export async function insertIncoming(tx: Tx, entry: IncomingEntry, links: Links, place: Place): Promise<string> {
  const { institution, year, sequence, number, requestKey, at, by } = place
  const { id } = await tx
    .insertInto('incoming_letters')
    .values({
      institution_id: institution,
      year,
      sequence,
      number,
      request_key: requestKey,
      registered_at: at,
      registered_by_id: by.id,
      registered_by_name: by.name,
      ...columnsOf(entry, links),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes the correction, and beside it what stood there before. */
export async function correctIncoming(
  tx: Tx,
  institution: string,
  before: Incoming,
  entry: IncomingEntry,
  links: Links,
  made: { readonly at: Date; readonly by: { readonly id: string; readonly name: string } },
): Promise<void> {
  const { at, by } = made
  await tx
    .insertInto('incoming_corrections')
    .values({
      institution_id: institution,
      letter_id: before.id,
      version: before.version,
      before: toJson(said(before)),
      at,
      by_id: by.id,
      by_name: by.name,
    })
    .execute()
  await tx
    .updateTable('incoming_letters')
    .set({ ...columnsOf(entry, links), version: before.version + 1 })
    .where('id', '=', before.id)
    .execute()
}

/** A letter field by field, as the form has it. */
export function said(letter: Incoming): Readonly<Record<keyof IncomingEntry, string>> {
  return {
    sender: letter.sender,
    subject: letter.subject,
    receivedOn: letter.receivedOn,
    way: letter.way,
    theirNumber: letter.theirNumber,
    theirDate: letter.theirDate ?? '',
    caseNumber: letter.caseNumber ?? '',
    answerNumber: letter.answerNumber ?? '',
    note: letter.note,
  }
}

export async function correctionsOf(db: Db, letterId: string) {
  const rows = await db
    .selectFrom('incoming_corrections')
    .select(['version', 'before', 'at', 'by_name as byName'])
    .where('letter_id', '=', letterId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, before: stringsFrom(row.before) }))
}
export type Correction = Awaited<ReturnType<typeof correctionsOf>>[number]

/** Marks a letter as void for good; twice is once. */
export async function insertVoid(
  tx: Tx,
  institution: string,
  letterId: string,
  { at, by, reason }: { at: Date; by: { id: string; name: string }; reason: string },
): Promise<void> {
  await tx
    .insertInto('incoming_voids')
    .values({ institution_id: institution, letter_id: letterId, at, by_id: by.id, by_name: by.name, reason })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
