import type { Db } from '../../platform/database/index.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Programme } from './rules.ts'
import { fundingProgrammesOf } from './store.ts'

export const institutionHere = (visit: Visit): string => visit.place('funders.read').institution
export const dbHere = (visit: Visit): Db => visit.within(institutionHere(visit))

/** Who changes something, and when. */
export const by = (visit: Visit) => ({ at: visit.house.clock.now(), by: visit.by.name })

/** The programme of the address, of the reader's own institution; one taken off the lists too. */
export async function programmeHere(visit: Visit): Promise<Programme> {
  const found = (await fundingProgrammesOf(dbHere(visit))).find(({ id }) => id === visit.param('id'))
  if (!found) throw new NotFound()
  return found
}
