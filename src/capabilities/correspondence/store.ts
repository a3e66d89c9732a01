import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import type { PublicKey } from '../../platform/signing.ts'
import type { Letter, Mail, MailFile, NewLetter, NewMail } from './rules.ts'

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

/** What a letter gets when it is issued: its place in the register, and its codes. */
interface Given {
  readonly year: number
  readonly sequence: number
  readonly number: string
  readonly code: string
  readonly shortCode: string
  readonly at: Date
}

export async function insertLetter(
  tx: Tx,
  letter: NewLetter,
  { year, sequence, number, code, shortCode, at }: Given,
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
      issued_at: at,
      recipient: letter.recipient,
      subject: letter.subject,
      template: letter.template,
      content: toJson(letter.content),
      language: letter.language,
      issued_by: letter.issuedBy,
      short_code: shortCode,
      code,
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
  'short_code',
] as const

export async function findLetter(db: Db, id: string): Promise<Letter | null> {
  const row = await db
    .selectFrom('letters')
    .select([...letterColumns, 'template', 'content', 'language', 'code'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export function lettersOf(db: Db, caseId: string) {
  return withRevocation(db)
    .select([...letterColumns, 'letter_revocations.at as revoked_at'])
    .where('case_id', '=', caseId)
    .orderBy('issued_at')
    .execute()
}

function withRevocation(db: Db) {
  return db
    .selectFrom('letters')
    .leftJoin('letter_revocations', (join) =>
      join
        .onRef('letter_revocations.institution_id', '=', 'letters.institution_id')
        .onRef('letter_revocations.letter_id', '=', 'letters.id'),
    )
}

/** What somebody who checks a letter may see, and since when it is not in force; `content` and `template` are not theirs. */
export async function findChecked(db: Db, by: { readonly shortCode: string } | { readonly number: string }) {
  const row = await withRevocation(db)
    .select(['number', 'issued_on', 'recipient', 'kind', 'subject', 'code', 'letter_revocations.at as revoked_at'])
    .$if('shortCode' in by, (query) => query.where('short_code', '=', 'shortCode' in by ? by.shortCode : ''))
    .$if('number' in by, (query) => query.where('number', '=', 'number' in by ? by.number : ''))
    .executeTakeFirst()
  return row ?? null
}

export interface Revocation {
  readonly at: Date
  readonly by_name: string
  readonly reason: string
}

export async function findRevocation(db: Db, letterId: string): Promise<Revocation | null> {
  const row = await db
    .selectFrom('letter_revocations')
    .select(['at', 'by_name', 'reason'])
    .where('letter_id', '=', letterId)
    .executeTakeFirst()
  return row ?? null
}

/** Writes that a letter is no longer in force; false when that stands there already. */
export async function insertRevocation(
  tx: Tx,
  institution: string,
  letterId: string,
  { at, by, reason }: { at: Date; by: { id: string; name: string }; reason: string },
): Promise<boolean> {
  const row = await tx
    .insertInto('letter_revocations')
    .values({ institution_id: institution, letter_id: letterId, at, by_id: by.id, by_name: by.name, reason })
    .onConflict((conflict) => conflict.doNothing())
    .returning('letter_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Publishes the key that letters are signed with from now on; earlier ones stay, for the letters they have signed. */
export async function publishKey(db: Db, key: PublicKey): Promise<void> {
  await db
    .insertInto('letter_keys')
    .values({ id: key.id, public_key: key.hex })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Every key that letters were ever signed with, newest first. */
export async function letterKeys(db: Db): Promise<(PublicKey & { readonly publishedAt: Date })[]> {
  const rows = await db.selectFrom('letter_keys').selectAll().orderBy('published_at', 'desc').execute()
  return rows.map((row) => ({ id: row.id, hex: row.public_key, publishedAt: row.published_at }))
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
      calendar: mail.calendar ?? null,
      repeats: mail.repeats ?? null,
      once_key: mail.onceKey ?? null,
      queued_at: at,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'once_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row && mail.files?.length) await insertMailFiles(tx, mail.institution, row.id, mail.files)
  return row?.id ?? null
}

async function insertMailFiles(tx: Tx, institution: string, mail: string, files: readonly MailFile[]): Promise<void> {
  const rows = files.map(({ name, type, blobId }, position) => ({ position, name, type, blob_id: blobId }))
  const of = { institution_id: institution, mail_id: mail }
  await tx
    .insertInto('mail_files')
    .values(rows.map((row) => ({ ...of, ...row })))
    .execute()
}

/** The files that go with a mail beside its letters. */
export async function filesOfMail(db: Db, mail: string): Promise<MailFile[]> {
  const rows = await db
    .selectFrom('mail_files')
    .select(['name', 'type', 'blob_id'])
    .where('mail_id', '=', mail)
    .orderBy('position')
    .execute()
  return rows.map(({ name, type, blob_id }) => ({ name, type, blobId: blob_id }))
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
      'account_id',
      'repeats',
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
  at: Date,
): Promise<void> {
  await db
    .updateTable('mails')
    .set({ state, answer, sent_at: at, ...(body === null ? {} : { body }) })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()
}
