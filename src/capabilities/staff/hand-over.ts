import type { Act as CaseAct, Procedure } from '../cases/index.ts'
import { changeOwner, handOver as handOverCases } from '../cases/index.ts'
import type { Act } from './act.ts'
import { editorOf, within } from './act.ts'
import { journal, type Member, openCasesOf } from './store.ts'

type Person = Pick<Member, 'accountId' | 'email' | 'name'>

/**
 * Gives every open case of somebody who leaves to a colleague, or to nobody, each with its own line in its journal; gives
 * how many. Called before the role ends: until then nobody's case is without somebody who may work on it.
 */
export async function handOver(
  act: Act,
  procedures: readonly Procedure[],
  from: Person,
  to: Pick<Member, 'accountId' | 'name'> | null,
): Promise<number> {
  const { house, institution } = act
  const db = house.database.within(institution.id)
  const caseAct: CaseAct = { house, institution: institution.id, by: { ...act.by, role: 'admin' }, party: 'office' }
  const open = await openCasesOf(db, institution.id, from.accountId)
  let moved = 0
  if (to) {
    const giver = { id: from.accountId, name: from.name }
    const given = { from: giver, to: to.accountId, word: '', requestKey: crypto.randomUUID() }
    const outcome = await handOverCases(caseAct, procedures, given)
    if (outcome.ok) moved = open.length
  }
  for (const { id, procedure: name } of to ? [] : open) {
    const procedure = procedures.find((known) => known.name === name)
    const outcome = procedure && (await changeOwner(caseAct, procedure, id, { owner: null, word: '' }))
    if (outcome?.ok) moved += 1
  }
  if (moved > 0)
    await within(act, (tx) =>
      journal(tx, editorOf(act), {}, { action: 'handedOver', email: from.email, to: to?.name ?? '–' }),
    )
  return moved
}
