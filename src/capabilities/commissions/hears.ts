import { stringAt } from '../../platform/database/json.ts'
import type { Listener } from '../../platform/listeners.ts'
import { findCall } from '../calls/index.ts'
import { findCase } from '../cases/index.ts'
import type { Act } from './act.ts'
import { recount } from './counting.ts'
import { writeDown } from './events.ts'
import { leaveSlot } from './interview-actions.ts'
import { takeUp, waitingCases } from './preparing.ts'
import { commissionOf, holdCommission } from './store.ts'

const gone = new Set(['withdrawn', 'notConsidered'])

/** An application that comes to an open commission gets its readers at once; one that is withdrawn is judged no more. */
export const hearCases: Listener = async (tx, house, happening) => {
  if (happening.kind !== 'case' || happening.procedure !== 'mobility' || happening.from === happening.to) return
  if (happening.to !== 'selecting' && !gone.has(happening.to)) return
  const { institution, caseId } = happening
  const callId = stringAt((await findCase(tx, caseId))?.facts, 'call')
  const call = await findCall(tx, callId)
  if (!call || !(await commissionOf(tx, call.id))?.openedAt) return

  const commission = await holdCommission(tx, institution, call.id)
  const act: Act = { house, institution, by: { id: 'kopuro', name: 'Kopuro' }, called: call.said.title }
  const before = await tx
    .selectFrom('commission_candidates')
    .select('withdrawn')
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  const withdrawn = gone.has(happening.to)
  if (!before) return withdrawn ? undefined : takeUp(tx, act, commission, await waitingCases(tx, call.id, caseId))
  if (before.withdrawn === withdrawn) return
  await tx.updateTable('commission_candidates').set({ withdrawn }).where('case_id', '=', caseId).execute()
  await writeDown(tx, act, commission, [{ kind: withdrawn ? 'withdrawn' : 'back', caseId }])
  if (withdrawn) await leaveSlot(tx, act, commission, caseId)
  await recount(tx, commission, [caseId])
}
