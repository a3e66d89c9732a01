import type { Tx } from '../../platform/database/index.ts'
import { day, dayOf } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { tell } from '../../platform/listeners.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { type Act, groundOf, holdCase, type Procedure, record } from '../cases/index.ts'
import {
  findChecked,
  findLetter,
  insertRevocation,
  isGenuine,
  letterKeys,
  mailLater,
  type ReadCode,
  readCode,
} from '../correspondence/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import type { Asked, Printed, Verdict } from './rules.ts'
import { checkWords } from './words.ts'

/** Holds what somebody brought against the keys and the register. */
export async function checkLetter(house: House, asked: Asked): Promise<Verdict> {
  if (asked.by === 'code') return checkCode(house, asked.code)
  const found = await findAnywhere(house, asked)
  if (asked.by === 'short') return found ? verdictOn(found) : { kind: 'not-genuine' }
  if (!found) return { kind: 'no-such', asked: asked.number }
  return { kind: 'number', number: found.letter.number, day: found.letter.day, since: found.since }
}

async function checkCode(house: House, code: string): Promise<Verdict> {
  const read = readCode(code)
  if (!read || !isGenuine(read, await letterKeys(house.database.shared))) return { kind: 'not-genuine' }
  const found = await findIn(house, read.institution, read)
  // A code that our key signed and the register doesn't hold: whoever stole a key could make it, and nobody else.
  return found?.code === code ? verdictOn(found) : { kind: 'unknown', letter: printedOf(read) }
}

function printedOf({ institution, number, day, recipient, kind }: ReadCode): Printed {
  return { institution, number, day, recipient, kind, subject: null }
}

interface Found {
  readonly letter: Printed
  readonly code: string | null
  readonly since: Printed['day'] | null
}

function verdictOn({ letter, since }: Found): Verdict {
  return since ? { kind: 'revoked', letter, since } : { kind: 'in-force', letter }
}

// Row security shows one institution's letters at a time, and there are few institutions.
async function findAnywhere(house: House, by: { shortCode: string } | { number: string }): Promise<Found | null> {
  const institutions = await listInstitutions(house.database.shared)
  const found = await Promise.all(institutions.map(({ id }) => findIn(house, id, by)))
  return found.find((one) => one !== null) ?? null
}

async function findIn(
  house: House,
  institution: string,
  by: { shortCode: string } | { number: string },
): Promise<Found | null> {
  const row = await findChecked(house.database.within(institution), by)
  if (!row) return null
  const { number, issued_on, recipient, kind, subject, code, revoked_at } = row
  const letter = { institution, number, day: day(issued_on), recipient, kind, subject }
  return { letter, code, since: revoked_at && dayOf(revoked_at) }
}

/**
 * Takes a letter out of force for good: a row beside it, and a row in the journal of its case. The letter itself stays in
 * the register as it was issued. Throws NotFound for a letter of another institution.
 */
export async function revokeLetter(
  act: Act,
  procedures: readonly Procedure[],
  letterId: string,
  reason: string,
): Promise<Outcome> {
  const { house, institution, by } = act
  const db = house.database.within(institution)
  const letter = await findLetter(db, letterId)
  if (!letter) throw new NotFound()
  const procedure = procedures.find(({ name }) => name === letter.kind.split('.')[0])
  const ground = procedure && (await groundOf(house, institution, procedure))
  return db.transaction().execute(async (tx) => {
    const held = letter.case_id ? await holdCase(tx, letter.case_id) : null
    const revocation = { at: house.clock.now(), by, reason }
    if (!(await insertRevocation(tx, institution, letterId, revocation))) return refuse('revoke.already')
    if (held && procedure && ground) {
      const input = { letter: letterId, number: letter.number, reason }
      await record(tx, act, ground, procedure, held, { action: 'letter.revoked', input })
      await tellRevocation(tx, act, held, letter.number, reason)
    }
    const told = { institution, caseId: letter.case_id, letterId, number: letter.number, about: letter.kind }
    await tell(tx, house, { kind: 'letter', what: 'revoked', ...told, at: revocation.at })
    return done
  })
}

// Whoever holds the letter must not learn at a border that it is no longer in force.
async function tellRevocation(tx: Tx, { house, institution }: Act, held: Held, letter: string, reason: string) {
  if (!held.email) return
  const language = asLanguage(held.personLanguage)
  const t = checkWords(language)
  const link = `${house.url}/my/${institution}/${held.id}`
  const params = { name: held.title, number: held.number ?? '', letter, reason, link }
  await mailLater(tx, house, {
    institution,
    caseId: held.id,
    to: held.email,
    language,
    kind: 'letter.revoked',
    subject: t('mail.subject', params),
    body: t('mail.body', params),
  })
}

type Held = NonNullable<Awaited<ReturnType<typeof holdCase>>>
