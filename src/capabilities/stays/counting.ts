import { setImmediate } from 'node:timers/promises'
import type { Db, Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { leadsOf, personsWithRecords, replaceClocks } from './clock-store.ts'
import { clocksOf } from './clocks.ts'
import type { Clock, StayRecord } from './rules.ts'
import { groupsOf, holdPersons, recordsOf } from './store.ts'

/** Persons whose clocks are counted in one transaction. */
const portion = 200
const nobody = '00000000-0000-0000-0000-000000000000'

/** Counts the clocks of these persons anew and writes them; the records of a merged person count as one person's. */
export async function countClocks(
  tx: Tx,
  _house: House,
  institution: string,
  personIds: readonly string[],
  law: Law,
): Promise<void> {
  const leads = await leadsOf(tx)
  const groups = await groupsOf(tx, personIds)
  const everybody = [...groups.values()].flatMap(({ members }) => members)
  // Two that count one person at a time wait for each other: what is written last has seen both records.
  await holdPersons(tx, everybody)
  const records = byPerson(await recordsOf(tx, everybody))
  const clocks = [...groups].flatMap(([personId, { members, citizenship }]) => {
    const own = members.flatMap((id) => records.get(id) ?? [])
    return clocksOf(own, law, leads, citizenship).map((clock) => ({ ...clock, personId }))
  })
  await replaceClocks(tx, institution, everybody, clocks)
}

/** A date of a stay by two laws: the day itself, and under its name with `:start` the latest safe day to start. */
export interface MovedClock {
  readonly personId: string
  readonly name: string
  readonly before: Day | null
  readonly after: Day | null
}

/** Which dates of these persons another law would move; nothing is written. Merged records count as one person's, once. */
export async function movedClocks(db: Db, personIds: readonly string[], before: Law, next: Law): Promise<MovedClock[]> {
  const leads = await leadsOf(db)
  const groups = await groupsOf(db, personIds)
  const records = byPerson(
    await recordsOf(
      db,
      [...groups.values()].flatMap(({ members }) => members),
    ),
  )
  return [...groups].flatMap(([personId, { members, citizenship }]) => {
    const first = members.filter((id) => records.has(id)).toSorted()[0]
    if (!first || !personIds.includes(first)) return []
    const own = members.flatMap((id) => records.get(id) ?? [])
    const [old, now] = [before, next].map((law) => daysOf(clocksOf(own, law, leads, citizenship)))
    const keys = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])
    return [...keys]
      .map((key) => ({ personId, name: nameOf(key), before: old?.get(key) ?? null, after: now?.get(key) ?? null }))
      .filter((date) => date.before !== date.after)
  })
}

const nameOf = (key: string) => key.split(' ')[1] ?? ''

function daysOf(clocks: readonly Clock[]): ReadonlyMap<string, Day> {
  return new Map(
    clocks.flatMap(({ recordId, name, due, start }): [string, Day][] => [
      [`${recordId} ${name}`, due],
      [`${recordId} ${name}:start`, start],
    ]),
  )
}

function byPerson(records: readonly StayRecord[]): ReadonlyMap<string, StayRecord[]> {
  return Map.groupBy(records, ({ personId }) => personId)
}

/**
 * Counts everybody's clocks anew, in portions of a transaction each: after a law pack was loaded, when lead times change, and
 * every night, because what a day brings (an edition that ends) no record tells. Between portions others have their turn.
 * @returns how many persons were counted
 */
export async function countAllClocks(house: House, institution: string): Promise<number> {
  const law = await lawOfToday(house, institution)
  const db = house.database.within(institution)
  let counted = 0
  for (let after = nobody; ; ) {
    const persons = await personsWithRecords(db, institution, after, portion)
    const last = persons.at(-1)
    if (!last) return counted
    await db.transaction().execute((tx) => countClocks(tx, house, institution, persons, law))
    counted += persons.length
    after = last
    await setImmediate()
  }
}
