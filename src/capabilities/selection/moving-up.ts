import type { House } from '../../platform/house.ts'
import type { JobPayload } from '../../platform/jobs.ts'
import type { Listener } from '../../platform/listeners.ts'
import { findCall } from '../calls/index.ts'
import { findCase } from '../cases/index.ts'
import { mobility } from '../mobility/index.ts'
import { holdCall } from './actions.ts'
import { insertAnswer, resultsOf } from './answer-store.ts'
import { groundOfReserve } from './gathering.ts'
import { answersJob } from './publishing.ts'
import { draftOf } from './rules.ts'

export const upJob = 'selection.up'

/** A place may have come free: whoever had one, or waited for one, has left. */
export const hearLeaving: Listener = async (tx, house, happening) => {
  if (happening.kind !== 'case' || happening.procedure !== mobility.name) return
  const { institution, caseId, to } = happening
  if (leaving.includes(to)) await house.jobs.later(tx, upJob, { institution, id: caseId })
}

const leaving = ['withdrawn', 'refusedByHost', 'notConsidered', 'notSelected']

/** After somebody has left: those in reserve of the same call move up. */
export async function moveUpAfter(house: House, { institution, id }: JobPayload): Promise<void> {
  const standing = await findCase(house.database.within(institution), id)
  const callId = standing?.facts?.call
  if (typeof callId === 'string') await moveUp(house, institution, callId)
}

/**
 * Gives free places to those in reserve, in the order of the ranking and by their own wishes. Nothing moves before the
 * results; whoever has a place keeps it. Gives how many moved up.
 */
export async function moveUp(house: House, institution: string, callId: string): Promise<number> {
  const db = house.database.within(institution)
  const call = await findCall(db, callId)
  if (!call) return 0
  return db.transaction().execute(async (tx) => {
    await holdCall(tx, callId)
    const results = await resultsOf(tx, callId)
    if (!results) return 0
    const { rows } = draftOf(await groundOfReserve(tx, call))
    const placed = rows.filter(({ outcome }) => outcome === 'place')
    const about = { institution, callId, kind: 'place', cause: 'up', reason: null, at: house.clock.now() } as const
    for (const { caseId, rank, ranked, why } of placed)
      await insertAnswer(tx, { ...about, caseId, rank: ranked ? rank : null, why, by: results.by })
    if (placed.length > 0) await house.jobs.later(tx, answersJob, { institution, id: callId })
    return placed.length
  })
}
