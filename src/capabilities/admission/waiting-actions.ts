import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { type Act, groundOf, holdCase, record } from '../cases/index.ts'
import { admission } from './admission.ts'
import { holdList, moveBetween, placeOf, waitingList } from './waiting-store.ts'

export interface Move {
  readonly way: 'up' | 'down'
  readonly reason: string
}

/**
 * Moves somebody one place up or down a waiting list. The journal of the case says who did it, whence, whither and why.
 * Throws NotFound for a case that doesn't wait here.
 */
export async function moveOnList(act: Act, caseId: string, { way, reason }: Move): Promise<Outcome> {
  const ground = await groundOf(act.house, act.institution, admission)
  return act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx) => {
      const held = await holdCase(tx, caseId)
      const own = (await waitingList(tx, act.institution)).find((waiting) => waiting.caseId === caseId)
      if (!held || !own) throw new NotFound()
      await holdList(tx, act.institution, own.programme)
      const list = (await waitingList(tx, act.institution, own.programme)).map((waiting) => waiting.caseId)
      const from = list.indexOf(caseId)
      const gap = neighbours(list, from, way)
      if (!gap) return refuse(`waiting.noFurther.${way}`)
      await moveBetween(tx, caseId, gap, act.by.name)
      const to = await placeOf(tx, act.institution, caseId)
      const input = { from: String(from + 1), to: String(to?.place ?? ''), reason }
      await record(tx, act, ground, admission, held, { action: 'moved', input })
      return done
    })
}

// The two between whom the case stands afterwards; null at either end of the list.
function neighbours(list: readonly string[], at: number, way: 'up' | 'down') {
  const before = way === 'up' ? list[at - 1] : list[at + 2]
  const after = way === 'up' ? list[at - 2] : list[at + 1]
  if (way === 'up') return before ? { before, after: after ?? null } : null
  return after ? { before: before ?? null, after } : null
}
