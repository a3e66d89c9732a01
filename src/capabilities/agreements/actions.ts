import type { Db, Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Language } from '../../platform/words/languages.ts'
import { edit } from '../institutions/index.ts'
import { namesake } from '../partners/index.ts'
import { type AgreementEntry, linesOf, writtenOf } from './form-rules.ts'
import type { Agreement, AgreementParty } from './rules.ts'
import {
  holdAgreement,
  insertAgreements,
  type Reading,
  readingOf,
  saveAgreement,
  settleAgreement,
  type WrittenAgreement,
} from './store.ts'

/** Who does it, where, and the language of the form. */
export interface AgreementAct {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string; readonly role: string }
  readonly language: Language
}

/** Enters an agreement that stands already. The same form twice enters one. */
export async function addAgreement(act: AgreementAct, id: string, entry: AgreementEntry, typed: Typed) {
  return changing(act, id, async (tx) => {
    const parties = await partiesNamed(tx, entry.parties, [])
    const given = { ...writtenOf(entry, typed, parties, null, act.language), id }
    const isNew = await insertAgreements(tx, act.institution, [given], act.house.clock.now(), act.by.name)
    return isNew > 0 ? { before: {}, after: shapeOf(given) } : done
  })
}

/** Writes what is agreed now; a pack no longer changes it. @param seen the version on the form: whoever was slower is refused */
export async function changeAgreement(
  act: AgreementAct,
  id: string,
  entry: AgreementEntry,
  typed: Typed,
  seen: number,
): Promise<Outcome> {
  return changing(act, id, async (tx, reading) => {
    const held = await heldHere(tx, id, reading)
    const parties = await partiesNamed(tx, entry.parties, held.parties)
    const given = writtenOf(entry, typed, parties, held, act.language)
    const [before, after] = [shapeOf(held), shapeOf(given)]
    if (JSON.stringify(before) === JSON.stringify(after)) return done
    if (held.version !== seen) return refuse('agreement.someoneWasFirst')
    if (locked(held) && shapeSigned(held) !== shapeSigned(given)) return refuse('agreement.isBeingSigned')
    await saveAgreement(tx, act.institution, id, given, act.house.clock.now())
    return { before, after }
  })
}

/** Ends an agreement before its time, or takes that back with a null. */
export async function endAgreement(act: AgreementAct, id: string, ending: { on: Agreement['from']; why: string }) {
  return changing(act, id, async (tx, reading) => {
    const held = await heldHere(tx, id, reading)
    if (held.keptState !== 'inForce') return refuse('agreement.notInForce')
    if (ending.on && held.from && ending.on < held.from) return refuse('agreement.endsBefore')
    await settleAgreement(tx, id, { ended_on: ending.on, ended_why: ending.why }, act.house.clock.now())
    const before = { endedOn: held.endedOn, endedWhy: held.endedWhy }
    return { before, after: { endedOn: ending.on, endedWhy: ending.why } }
  })
}

export type Edited = { readonly before: unknown; readonly after: unknown }

/** One transaction: what is done, and who did it. What the work refuses, or finds done, changes nothing. */
export async function changing(
  act: Omit<AgreementAct, 'language'>,
  id: string,
  work: (tx: Tx, reading: Reading) => Promise<Outcome | Edited>,
): Promise<Outcome> {
  const db = act.house.database.within(act.institution)
  const reading = await readingOf(db, act.house.clock.today())
  let outcome: Outcome = done
  const by = { institution: act.institution, id: act.by.id, name: act.by.name, at: act.house.clock.now() }
  await edit(db, by, `agreements/${id}`, async (tx) => {
    const end = await work(tx, reading)
    if (!('ok' in end)) return end
    outcome = end
    return undefined
  })
  return outcome
}

export async function heldHere(tx: Tx, id: string, reading: Reading): Promise<Agreement> {
  const held = await holdAgreement(tx, id, reading)
  if (!held) throw new NotFound()
  return held
}

/** The parties of a form: who bears a name in the register, in any spelling, is that partner. What they signed stays. */
export async function partiesNamed(
  db: Db,
  typed: string,
  before: readonly AgreementParty[],
): Promise<readonly AgreementParty[]> {
  const folded = (text: string) => foldWords(text).join(' ')
  const found: AgreementParty[] = []
  for (const name of linesOf(typed)) {
    const known = await namesake(db, name)
    const same = before.find((one) =>
      known ? one.partner === known.id : one.partner === null && folded(one.name) === folded(name),
    )
    const party = { partner: known?.id ?? null, name, signedOn: same?.signedOn ?? null }
    // A party that no source names stays so, and nobody stands twice.
    if (!found.some((one) => (party.partner ? one.partner === party.partner : folded(one.name) === folded(name))))
      found.push(party)
  }
  return found
}

// While it is being signed, what is signed stays as it was sent.
const locked = ({ keptState }: Agreement) => keptState === 'approving' || keptState === 'signing'

const shapeSigned = ({ title, parties, subject, fields, exchange, places, specialties }: WrittenAgreement) =>
  JSON.stringify([
    [title.en, title.ru, title.ky],
    parties.map(({ partner, name }) => partner ?? name),
    subject && [subject.en, subject.ru, subject.ky],
    ...[fields, exchange, specialties],
    places.map(({ direction, level, perYear, months }) => [direction, level, perYear, months]),
  ])

/** The fields in one order and plain, so that two of them can be held against each other, and read in the history. */
export function shapeOf(one: WrittenAgreement): Readonly<Record<string, unknown>> {
  const three = (text: WrittenAgreement['subject']) => text && { en: text.en, ru: text.ru, ky: text.ky }
  const { kind, number, keptState: state, signedOn, from, until, renewsItself, renewMonths, noticeDays } = one
  const { lookOn, fields, exchange, specialties, unit, contact, note, isPublic } = one
  return {
    ...{ title: three(one.title), kind, parties: one.parties.map(({ name }) => name), number, state, signedOn, from },
    ...{ until, renewsItself, renewMonths, noticeDays, condition: three(one.condition), lookOn },
    ...{ subject: three(one.subject), fields: [...fields], exchange: [...exchange], specialties, unit, contact, note },
    places: one.places.map(({ direction, level, perYear, months }) => [direction, level, perYear, months].join(' ')),
    isPublic,
  }
}
