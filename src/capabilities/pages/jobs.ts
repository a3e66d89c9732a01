import type { House } from '../../platform/house.ts'
import { listInstitutions } from '../institutions/index.ts'
import { keepTimes } from './actions.ts'
import { duePages } from './store.ts'

export const timesJob = 'pages.times'

/** Publishes and takes down what somebody set for this minute; it runs each minute, and twice does it no harm. */
export async function keepAllTimes(house: House): Promise<void> {
  for (const { id } of await listInstitutions(house.database.shared)) {
    const due = await duePages(house.database.within(id), house.clock.now())
    for (const page of due) await keepTimes({ house, institution: id, by: null }, page)
  }
}
