import type { Tx } from '../../platform/database/index.ts'
import { addDays, type Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem } from '../../platform/web/form.ts'
import type { Law } from '../law/index.ts'
import { addRecord, endRecord } from '../stays/index.ts'
import { type Hostel, type Place, placeProblems } from './rules.ts'
import { findPlace, hostelsOf, insertPlace, oneAtATime, placesFrom, setLastDay } from './store.ts'

export interface Act {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
  /** The institution's law of today, read before. */
  readonly law: Law
}

export interface Wanted {
  /** Made with the form: the same form sent twice gives one place. */
  readonly id: string
  readonly personId: string
  readonly hostelId: string
  readonly room: string
  readonly from: Day
  readonly to: Day | null
}

/**
 * Gives a person a place, and with it a home among the records of the stay: a new address has to be registered. What speaks
 * against it comes back as problems, and nothing is written.
 */
export function givePlace(act: Act, wanted: Wanted): Promise<readonly Problem[]> {
  return inTurn(act, (tx) => give(tx, act, wanted, null))
}

/** Ends the place that somebody has the day before, and gives the other one. */
export function movePlace(act: Act, place: Place, wanted: Wanted): Promise<readonly Problem[]> {
  return inTurn(act, async (tx) => {
    if (wanted.from <= place.from) return [{ field: 'from', key: 'place.moveBefore' }]
    const problems = await give(tx, act, wanted, place.id)
    if (problems.length === 0) await leave(tx, act, place, addDays(wanted.from, -1))
    return problems
  })
}

/** The last day of a place; the home ends with it. */
export function endPlace(act: Act, place: Place, on: Day): Promise<readonly Problem[]> {
  return inTurn(act, async (tx) => {
    if (on < place.from) return [{ field: 'on', key: 'place.endsBefore' }]
    await leave(tx, act, place, on)
    return []
  })
}

function inTurn(act: Act, work: (tx: Tx) => Promise<readonly Problem[]>): Promise<readonly Problem[]> {
  return act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx) => {
      await oneAtATime(tx, act.institution)
      return work(tx)
    })
}

async function give(tx: Tx, act: Act, wanted: Wanted, instead: string | null): Promise<readonly Problem[]> {
  const hostel = (await hostelsOf(tx)).find(({ id }) => id === wanted.hostelId)
  if (!hostel) return [{ field: 'hostel', key: 'form.choose' }]
  // The same form sent twice: the place stands already.
  if (await findPlace(tx, wanted.id)) return []
  const others = (await placesFrom(tx, wanted.from)).filter(({ id }) => id !== instead)
  const problems = placeProblems(wanted, hostel, others)
  if (problems.length > 0) return problems
  const recordId = await addRecord(tx, act.house, { ...homeIn(hostel, wanted), ...act, personId: wanted.personId })
  const { institution, house, by } = act
  await insertPlace(tx, { ...wanted, institution, recordId, at: house.clock.now(), by: by.name })
  return []
}

// An address in Kyrgyzstan is written in Russian where an authority reads it.
function homeIn(hostel: Hostel, { room, from, to }: Wanted) {
  const address = [hostel.name.ru, hostel.address?.ru, room].filter(Boolean).join(', ')
  return { kind: 'home', from, to, said: { place: 'hostel', address } } as const
}

async function leave(tx: Tx, act: Act, place: Place, on: Day): Promise<void> {
  const held = await findPlace(tx, place.id)
  if (!held) throw new NotFound()
  await setLastDay(tx, place.id, on, act.by.name)
  if (held.recordId) await endRecord(tx, act.house, { ...act, id: held.recordId, on, why: 'hostel' })
}
