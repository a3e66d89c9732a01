import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { tell } from '../../platform/listeners.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type JsonValue, typeset } from '../../platform/typesetting/index.ts'
import { newShortCode, signedCode } from './code.ts'
import { checkFoot, withSquare } from './foot.ts'
import { holdsSecret, type Letter, letterNumber, type Mail, type NewLetter, type NewMail } from './rules.ts'
import {
  filesOfMail,
  findLetter,
  findMail,
  insertLetter,
  insertMail,
  keepLetterFile,
  keepMailAnswer,
  nextNumber,
} from './store.ts'
import { correspondenceWords } from './words.ts'

export const mailJob = 'mail.send'
export const letterJob = 'letter.typeset'

/** Writes a mail and queues its sending in the same transaction. */
export async function mailLater(tx: Tx, house: House, mail: NewMail): Promise<void> {
  const id = await insertMail(tx, mail, house.clock.now())
  if (id) await house.jobs.later(tx, mailJob, { institution: mail.institution, id })
}

/**
 * Takes the next number of the register of outgoing letters, signs the letter's code and keeps the letter; its file is
 * typeset after the commit.
 */
export async function issueLetter(tx: Tx, house: House, letter: NewLetter): Promise<{ id: string; number: string }> {
  const year = Number(letter.day.slice(0, 4))
  const sequence = await nextNumber(tx, letter.institution, 'letters', year)
  const number = letterNumber(letter.short, year, sequence)
  const { institution, day, recipient, kind } = letter
  const shortCode = newShortCode()
  const code = signedCode(house.signer, { institution, number, day, recipient, kind, shortCode })
  const lines = letter.content.check ?? [correspondenceWords(letter.language)('check.foot')]
  const content = { ...letter.content, check: checkFoot({ lines, url: house.url, code, shortCode }) }
  const at = house.clock.now()
  const id = await insertLetter(tx, { ...letter, content }, { year, sequence, number, code, shortCode, at })
  await house.jobs.later(tx, letterJob, { institution: letter.institution, id })
  const { caseId } = letter
  const told = { institution, caseId, letterId: id, number, about: kind, at }
  await tell(tx, house, { kind: 'letter', what: 'issued', ...told })
  return { id, number }
}

/** The letter's file as issued: typeset once, then always the same bytes. */
export async function letterFile(
  house: House,
  institution: string,
  id: string,
): Promise<{ letter: Letter; pdf: Uint8Array }> {
  const db = house.database.within(institution)
  const letter = await findLetter(db, id)
  if (!letter) throw new NotFound()
  if (letter.blob_id) return { letter, pdf: await house.blobs.read(letter.blob_id) }

  const pdf = await setLetter(letter)
  const kept = await house.blobs.put(once(pdf), pdf.length)
  if (!kept.ok) throw new RangeError('a letter larger than itself')
  await keepLetterFile(db, id, kept.blob.id, createHash('sha256').update(pdf).digest('hex'))
  // Somebody else may have set it meanwhile: theirs is the one that is kept.
  const now = await findLetter(db, id)
  if (now?.blob_id !== kept.blob.id) await house.blobs.remove(kept.blob.id)
  return { letter: now ?? letter, pdf: now?.blob_id ? await house.blobs.read(now.blob_id) : pdf }
}

function setLetter(letter: Letter): Promise<Uint8Array> {
  const content: JsonValue = JSON.parse(JSON.stringify(letter.content))
  return typeset(
    letter.template,
    { ...withSquare(content), number: letter.number },
    { title: `${letter.number} ${letter.subject}`, language: letter.language, madeAt: letter.issued_at },
  )
}

/** Sends one queued mail. A mail that was sent stays sent: the job may run twice. */
export async function sendMail(house: House, institution: string, id: string): Promise<void> {
  const db = house.database.within(institution)
  const mail = await findMail(db, id)
  if (mail?.state !== 'queued') return

  const letters = await Promise.all(mail.letter_ids.map((letterId) => attachment(house, institution, letterId)))
  if (!house.transport) {
    await keepMailAnswer(db, id, 'sent', 'outbox', null, house.clock.now())
    return
  }
  const files = (await filesOfMail(db, id)).map(async ({ name, type, blobId }) => {
    return { name, type, content: await house.blobs.read(blobId) }
  })
  const attachments = [...letters, ...(await Promise.all(files)), ...meeting(mail)]
  const answer = await house.transport.send({
    from: { name: 'Kopuro', address: house.config.mail?.from ?? '' },
    to: { address: mail.to_address },
    subject: mail.subject,
    text: mail.body,
    language: mail.language,
    messageId: `${mail.id}@${new URL(house.url).hostname}`,
    attachments,
  })
  if (!answer.accepted && !answer.permanent) throw new Error('the mail server put it off')
  const state = answer.accepted ? 'sent' : 'refused'
  await keepMailAnswer(db, id, state, answer.answer, secretOf(mail), house.clock.now())
}

function secretOf(mail: Mail): string | null {
  return holdsSecret(mail.kind) ? '' : null
}

async function attachment(house: House, institution: string, letterId: string) {
  const { letter, pdf } = await letterFile(house, institution, letterId)
  return { name: `${letter.number.replace('/', '-')}.pdf`, content: pdf, type: 'application/pdf' }
}

// A mailbox offers to accept a meeting only when the type says the method that stands in the file.
function meeting({ calendar }: Mail) {
  if (!calendar) return []
  const method = /^METHOD:([A-Z]+)/m.exec(calendar)?.[1] ?? 'PUBLISH'
  const type = `text/calendar; charset=utf-8; method=${method}`
  return [{ name: 'meeting.ics', content: new TextEncoder().encode(calendar), type }]
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
