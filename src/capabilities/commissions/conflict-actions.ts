import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Act } from './act.ts'
import { fillReaders, recount } from './counting.ts'
import { writeDown } from './events.ts'
import { memberOf } from './members.ts'
import { inCommission } from './preparing.ts'
import { letReadersIn } from './telling.ts'

export interface Declared {
  readonly callId: string
  readonly caseId: string
  readonly memberId: string
  readonly why: string
  /** The member says it. */
  readonly own: boolean
}

/** A conflict of interest: what the member gave counts for nothing from now on, and somebody else reads. */
export function declareConflict(act: Act, declared: Declared): Promise<Outcome> {
  const { callId, caseId, memberId, why, own } = declared
  return inCommission(act, callId, async (tx, commission) => {
    memberOf(commission, memberId)
    const candidate = tx.selectFrom('commission_candidates').select('case_id').where('case_id', '=', caseId)
    if (!(await candidate.where('call_id', '=', callId).executeTakeFirst())) throw new NotFound()
    const at = act.house.clock.now()
    const said = { why, own, by_name: act.by.name, at }
    const row = { institution_id: act.institution, case_id: caseId, member_id: memberId, ...said }
    const made = await tx
      .insertInto('commission_conflicts')
      .values(row)
      .onConflict((there) =>
        there
          .columns(['institution_id', 'case_id', 'member_id'])
          .doUpdateSet({ ...said, lifted_at: null, lifted_by_name: null, lifted_why: null })
          .where('commission_conflicts.lifted_at', 'is not', null),
      )
      .returning('case_id')
      .executeTakeFirst()
    // The same form sent twice.
    if (!made) return done
    await writeDown(tx, act, commission, [{ kind: 'conflict', caseId, memberId, input: { why, own } }])
    await tx
      .updateTable('commission_readings')
      .set({ state: 'out' })
      .where('case_id', '=', caseId)
      .where('member_id', '=', memberId)
      .execute()
    const filled = await fillReaders(tx, act, commission, [caseId])
    await recount(tx, commission, [caseId])
    await letReadersIn(
      tx,
      act,
      commission,
      filled.map(({ member }) => member),
    )
    return done
  })
}

/** There is no conflict after all: the member may be asked again. A score that went out stays out. */
export function liftConflict(act: Act, place: Omit<Declared, 'own'>): Promise<Outcome> {
  const { callId, caseId, memberId, why } = place
  return inCommission(act, callId, async (tx, commission) => {
    memberOf(commission, memberId)
    const { numUpdatedRows } = await tx
      .updateTable('commission_conflicts')
      .set({ lifted_at: act.house.clock.now(), lifted_by_name: act.by.name, lifted_why: why })
      .where('case_id', '=', caseId)
      .where('member_id', '=', memberId)
      .where('lifted_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return refuse('conflict.none')
    await writeDown(tx, act, commission, [{ kind: 'lifted', caseId, memberId, input: { why } }])
    return done
  })
}
