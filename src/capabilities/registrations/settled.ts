import type { Day } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Moment } from '../cases/index.ts'
import { addRecord, endRecord, type NewRecord, type StayRecord } from '../stays/index.ts'
import type { Facts } from './facts.ts'
import { currentRegistration, type Records, whereOf } from './rules.ts'
import { voidedBy } from './voided.ts'
import { registrationsWords, type Say } from './words.ts'

type RegistrationMoment = Moment<Facts, Records>
type Said = Pick<NewRecord, 'kind' | 'number' | 'from' | 'to' | 'said'>

/**
 * What the person says of the arrival or the change becomes records of the stay: the crossing, the home, the passport. What
 * stands there already is not written twice, and what this case said otherwise before is ended.
 */
export async function settleArrival(moment: RegistrationMoment): Promise<void> {
  const { facts, background } = moment.situation
  const said = [...crossingSaid(facts), ...passportSaid(facts), ...homeSaid(facts, background.stay)]
  const own = background.stay.filter((one) => one.caseId === moment.caseId && one.state === 'valid')
  for (const record of own)
    if (record.kind !== 'registration' && !said.some((one) => isSame(one, record)))
      await end(moment, record, record.from ?? moment.situation.today, words(moment)('settled.corrected'))
  for (const one of said) if (!isThere(one, background.stay)) await replaceHome(moment, one)
  if (facts.occasion === 'arrival') await endVoided(moment)
}

function crossingSaid({ occasion, crossedOn, citizenship }: Partial<Facts>): Said[] {
  if (occasion !== 'arrival' || !crossedOn) return []
  return [{ kind: 'crossing', from: crossedOn, said: { direction: 'in', country: citizenship ?? '' } }]
}

function passportSaid(facts: Partial<Facts>): Said[] {
  const { passportNumber: number, passportCountry: country, passportIssued: from, passportEnds: to } = facts
  return number && country && from && to ? [{ kind: 'passport', number, from, to, said: { country } }] : []
}

// Whoever lives in the same place as before has no new home.
function homeSaid(
  { place, hostel, address, ownerName, ...facts }: Partial<Facts>,
  stay: readonly StayRecord[],
): Said[] {
  const since = facts.occasion === 'arrival' ? facts.crossedOn : facts.changedOn
  if (!place || !address) return []
  const said = { place: place === 'hostel' ? 'hostel' : 'flat', address: whereOf(facts), owner: ownerName ?? '' }
  const before = stay.find((one) => one.kind === 'home' && one.state === 'valid' && hasSaid(one, said))
  return [{ kind: 'home', from: before?.from ?? since ?? null, said }]
}

const hasSaid = (record: StayRecord, said: Said['said']) =>
  Object.entries(said ?? {}).every(([name, value]) => (record.said[name] ?? '') === value)

function isSame(one: Said, record: StayRecord): boolean {
  const number = one.number ?? record.number
  return record.kind === one.kind && record.number === number && record.from === one.from && hasSaid(record, one.said)
}

const isThere = (one: Said, stay: readonly StayRecord[]) =>
  stay.some((record) =>
    one.kind === 'passport' ? record.number === one.number : record.state === 'valid' && isSame(one, record),
  )

// Nobody lives in two places: the home before ends when the new one begins.
async function replaceHome(moment: RegistrationMoment, one: Said): Promise<void> {
  const { stay } = moment.situation.background
  const before = one.kind === 'home' ? stay.filter(({ kind, state }) => kind === 'home' && state === 'valid') : []
  for (const record of before)
    await end(moment, record, one.from ?? moment.situation.today, words(moment)('settled.moved'))
  await add(moment, one)
}

// Who comes back after a long absence finds the registration void: it ends on the day of leaving, and the clock runs anew.
async function endVoided(moment: RegistrationMoment): Promise<void> {
  const { background, law } = moment.situation
  const voided = voidedBy(background.stay, law)
  if (voided) await end(moment, voided.registration, voided.left, sayVoid(moment, voided.left, voided.days))
}

/** The registration as the certificate has it; the one before ends where this one begins. */
export async function settleRegistration(moment: RegistrationMoment): Promise<void> {
  const { facts, background, today } = moment.situation
  const { number = '', from = null, until: to = null, passportCountry: country = '' } = facts
  const before = currentRegistration(background.stay)
  if (before) await end(moment, before, from ?? today, words(moment)('settled.replaced', { number: number ?? '' }))
  const said = { address: whereOf(facts), country, body: facts.body ?? '', registeredAs: facts.registeredAs ?? '' }
  await add(moment, { kind: 'registration', number: number ?? '', from, to, said })
}

/** Who left the country before anything was registered. */
export async function settleLeaving(moment: RegistrationMoment): Promise<void> {
  const { facts, today } = moment.situation
  await add(moment, { kind: 'crossing', from: facts.leftOn ?? today, said: { direction: 'out' } })
}

/** An absence that made the registration void: the registration ends on the day of leaving. */
export async function settleVoid(moment: RegistrationMoment): Promise<void> {
  const { facts, background, today } = moment.situation
  const left = facts.voidedOn ?? today
  await add(moment, { kind: 'absence', from: left, to: facts.backOn ?? null, said: { where: 'abroad' } })
  const record = background.stay.find((one) => one.kind === 'registration' && one.caseId === moment.caseId)
  if (record?.state === 'valid') await end(moment, record, left, sayVoid(moment, left, null))
}

function sayVoid(moment: RegistrationMoment, left: Day, days: number | null): string {
  const t = words(moment)
  return t('settled.void', { left: sayDay(left, t.language), days: days ?? 'none' })
}

// What is written down of a stay is read by everybody: it is in the language that the institution writes letters in.
function words({ situation }: RegistrationMoment): Say {
  return registrationsWords(situation.background.institution.letterLanguages[0] ?? 'ru')
}

async function add({ tx, house, institution, caseId, by, situation }: RegistrationMoment, said: Said): Promise<void> {
  const { background, law } = situation
  if (!background.person) return
  await addRecord(tx, house, { institution, personId: background.person.id, caseId, by, law, ...said })
}

async function end(moment: RegistrationMoment, { id }: StayRecord, on: Day, why: string): Promise<void> {
  const { tx, house, institution, by, situation } = moment
  await endRecord(tx, house, { institution, id, on, why, by, law: situation.law })
}
