import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Letter, Mail, NewLetter, NewMail } from './rules.ts'

/**
 * The next number of a register, by institution and year. The row stays locked until the transaction ends, so numbers have
 * neither gaps nor doubles: who rolls back gives the number back.
 */
export async function nextNumber(tx: Tx, institution: string, register: string, year: number): Promise<number> {
  const { last } = await tx
    .insertInto('registers')
    .values({ institution_id: institution, register, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['institution_id', 'register', 'year']).doUpdateSet({ last: sql<number>`registers.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

export async function insertLetter(
  tx: Tx,
  letter: NewLetter,
  year: number,
  sequence: number,
  number: string,
): Promise<string> {
  const { id } = await tx
    .insertInto('letters')
    .values({
      institution_id: letter.institution,
      case_id: letter.caseId,
      kind: letter.kind,
      year,
      sequence,
      number,
      issued_on: letter.day,
      recipient: letter.recipient,
      subject: letter.subject,
      template: letter.template,
      content: toJson(letter.content),
      language: letter.language,
      issued_by: letter.issuedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const letterColumns = [
  'id',
  'case_id',
  'kind',
  'number',
  'issued_on',
  'recipient',
  'subject',
  'issued_by',
  'issued_at',
  'blob_id',
] as const

export async function findLetter(db: Db, id: string): Promise<Letter | null> {
  const row = await db
    .selectFrom('letters')
    .select([...letterColumns, 'template', 'content', 'language'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export function lettersOf(db: Db, caseId: string) {
  return db.selectFrom('letters').select(letterColumns).where('case_id', '=', caseId).orderBy('issued_at').execute()
}

/** A page of the register of outgoing letters, newest first; `before` is the sequence of the last one seen. */
export function outgoingLetters(db: Db, institution: string, year: number, before: number | null, size: number) {
  return db
    .selectFrom('letters')
    .select([...letterColumns, 'sequence'])
    .where('institution_id', '=', institution)
    .where('year', '=', year)
    .$if(before !== null, (query) => query.where('sequence', '<', before ?? 0))
    .orderBy('sequence', 'desc')
    .limit(size)
    .execute()
}

export async function keepLetterFile(db: Db, id: string, blobId: string, sha256: string): Promise<void> {
  await db
    .updateTable('letters')
    .set({ blob_id: blobId, sha256 })
    .where('id', '=', id)
    .where('blob_id', 'is', null)
    .execute()
}

/** Writes a mail that waits to be sent; null when its once-key was there already. */
export async function insertMail(tx: Tx, mail: NewMail, at: Date): Promise<string | null> {
  const row = await tx
    .insertInto('mails')
    .values({
      institution_id: mail.institution,
      case_id: mail.caseId ?? null,
      account_id: mail.accountId ?? null,
      to_address: mail.to,
      language: mail.language,
      kind: mail.kind,
      subject: mail.subject,
      body: mail.body,
      letter_ids: [...(mail.letterIds ?? [])],
      once_key: mail.onceKey ?? null,
      queued_at: at,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'once_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function findMail(db: Db, id: string): Promise<Mail | null> {
  const row = await db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst()
  return row ?? null
}

export function mailsOf(db: Db, caseId: string) {
  return db
    .selectFrom('mails')
    .select([
      'id',
      'kind',
      'subject',
      'body',
      'to_address',
      'language',
      'state',
      'queued_at',
      'sent_at',
      'answer',
      'letter_ids',
    ])
    .where('case_id', '=', caseId)
    .orderBy('queued_at')
    .execute()
}

export function newestMails(db: Db, size: number) {
  return db.selectFrom('mails').selectAll().orderBy('queued_at', 'desc').limit(size).execute()
}

export async function keepMailAnswer(
  db: Db,
  id: string,
  state: 'sent' | 'refused',
  answer: string,
  body: string | null,
): Promise<void> {
  await db
    .updateTable('mails')
    .set({ state, answer, sent_at: sql<Date>`now()`, ...(body === null ? {} : { body }) })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()
}
