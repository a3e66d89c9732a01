import type { Day } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Moment } from '../cases/index.ts'
import { addRecord, addToRecord, endRecord, type NewRecord, type StayRecord } from '../stays/index.ts'
import type { Facts } from './facts.ts'
import { bodyOf, currentRegistration, type Records, whereOf } from './rules.ts'
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
  await endOtherHomes(moment, said)
  for (const one of said) if (!isThere(one, background.stay)) await add(moment, one)
  for (const record of aboutThis(moment)) if (!record.said.countedBy) await count(moment, record, moment.caseId)
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
function homeSaid(facts: Partial<Facts>, stay: readonly StayRecord[]): Said[] {
  const { place, address, ownerName } = facts
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
async function endOtherHomes(moment: RegistrationMoment, said: readonly Said[]): Promise<void> {
  const { background, today } = moment.situation
  const home = said.find(({ kind }) => kind === 'home')
  const others = background.stay.filter(
    (one) => one.kind === 'home' && one.state === 'valid' && home && !isSame(home, one),
  )
  for (const record of others) {
    const on = home?.from && home.from > (record.from ?? home.from) ? home.from : (record.from ?? today)
    await end(moment, record, on, words(moment)('settled.moved'))
  }
}

// Who comes back after a long absence finds the registration void: it ends on the day of leaving, and the clock runs anew.
async function endVoided(moment: RegistrationMoment): Promise<void> {
  const { background, law } = moment.situation
  const voided = voidedBy(background.stay, law)
  if (voided) await end(moment, voided.registration, voided.left, sayVoid(moment, voided.left, voided.days))
}

/** The case is taken up again: it has the dates again. */
export async function settleAgain(moment: RegistrationMoment): Promise<void> {
  for (const record of aboutThis(moment)) await count(moment, record, moment.caseId)
}

/** Nothing comes of the case: the dates run from the stay again. */
export async function settleNothing(moment: RegistrationMoment): Promise<void> {
  const own = moment.situation.background.stay.filter(({ said }) => said.countedBy === moment.caseId)
  for (const record of own) await count(moment, record, '')
}

// While the case is open its own deadline stands for the dates that run from these records: nobody is told twice.
function aboutThis({ situation: { facts, background } }: RegistrationMoment): StayRecord[] {
  const current = facts.occasion === 'extension' ? currentRegistration(background.stay) : null
  const said = [...crossingSaid(facts), ...passportSaid(facts), ...homeSaid(facts, background.stay)]
  const found = background.stay.filter((record) => said.some((one) => record.state === 'valid' && isSame(one, record)))
  return current ? [...found, current] : found
}

async function count(
  { tx, house, institution, by, situation }: RegistrationMoment,
  { id }: StayRecord,
  countedBy: string,
) {
  await addToRecord(tx, house, { institution, id, by, law: situation.law, said: { countedBy } })
}

/** The registration as the certificate has it; the one before ends where this one begins. */
export async function settleRegistration(moment: RegistrationMoment): Promise<void> {
  const { facts, background, today } = moment.situation
  const { number = '', from = null, until: to = null, passportCountry: country = '' } = facts
  const before = currentRegistration(background.stay)
  if (before) await end(moment, before, from ?? today, words(moment)('settled.replaced', { number: number ?? '' }))
  const said = {
    address: whereOf(facts),
    country,
    body: bodyOf(moment.situation, 'ru'),
    registeredAs: facts.registeredAs ?? '',
  }
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
  const counted = ['crossing', 'home', 'passport'].includes(said.kind) ? { countedBy: caseId } : {}
  const given = { ...said, said: { ...said.said, ...counted } }
  await addRecord(tx, house, { institution, personId: background.person.id, caseId, by, law, ...given })
}

async function end(moment: RegistrationMoment, { id }: StayRecord, on: Day, why: string): Promise<void> {
  const { tx, house, institution, by, situation } = moment
  await endRecord(tx, house, { institution, id, on, why, by, law: situation.law })
}
