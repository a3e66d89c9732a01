import { setImmediate } from 'node:timers/promises'
import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { leadsOf, personsWithRecords, replaceClocks } from './clock-store.ts'
import { clocksOf } from './clocks.ts'
import type { StayRecord } from './rules.ts'
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
  const everybody = [...groups.values()].flat()
  // Two that count one person at a time wait for each other: what is written last has seen both records.
  await holdPersons(tx, everybody)
  const records = byPerson(await recordsOf(tx, everybody))
  const clocks = [...groups].flatMap(([personId, members]) => {
    const own = members.flatMap((id) => records.get(id) ?? [])
    return clocksOf(own, law, leads).map((clock) => ({ ...clock, personId }))
  })
  await replaceClocks(tx, institution, everybody, clocks)
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
