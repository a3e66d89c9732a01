import { type Act, groundOf, holdCase, record } from '../cases/index.ts'
import { duty } from './duty.ts'
import type { Kind } from './rules.ts'
import { openOfKind, type SetTerm, saveTerm } from './store.ts'

/** Sets the institution's own term of a kind, or takes it back, and counts its open duties by it. */
export async function setTerm(act: Act, kind: Kind, term: SetTerm['term']): Promise<void> {
  const { house, institution, by } = act
  const db = house.database.within(institution)
  await db
    .transaction()
    .execute((tx) => saveTerm(tx, institution, { kind, term, byName: by.name, at: house.clock.now() }))
  for (const id of await openOfKind(db, institution, kind)) await recount(act, id)
}

// One case at a time: there are never many, and nobody waits for more than one.
async function recount(act: Act, id: string): Promise<void> {
  const ground = await groundOf(act.house, act.institution, duty)
  await act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx) => {
      const held = await holdCase(tx, id)
      if (held && !held.closedAt)
        await record(tx, act, ground, duty, held, { action: 'term', input: {}, recounts: true })
    })
}
