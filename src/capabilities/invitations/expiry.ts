import type { House } from '../../platform/house.ts'
import { type Act, findCase, takeStep } from '../cases/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import { invitation } from './invitation.ts'
import { pastTheirDay } from './store.ts'

/** Ends every approved invitation whose last day has passed; runs any number of times. Gives how many ended. */
export async function expireAll(house: House): Promise<number> {
  let ended = 0
  for (const { id } of await listInstitutions(house.database.shared)) ended += await expireIn(house, id)
  return ended
}

async function expireIn(house: House, institution: string): Promise<number> {
  const db = house.database.within(institution)
  const by = { id: 'kopuro', name: 'Kopuro', role: 'program' }
  const act: Act = { house, institution, by, party: 'office' }
  let ended = 0
  for (const id of await pastTheirDay(db, institution, house.clock.today())) {
    const standing = await findCase(db, id)
    if (!standing) continue
    const taken = { name: 'expire', typed: {}, version: standing.version }
    // Somebody may have been quicker: the next run looks again.
    if ((await takeStep(act, invitation, id, taken)).kind === 'done') ended += 1
  }
  return ended
}
