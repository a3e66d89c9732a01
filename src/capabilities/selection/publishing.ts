import type { Day } from '../../platform/days.ts'
import { got, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Call } from '../calls/index.ts'
import { type Act, dbOf, holdCall } from './actions.ts'
import { answerAll, insertResults } from './answer-store.ts'
import { openOf, unnamed } from './check-rules.ts'
import { checkedOf } from './check-store.ts'
import { groundOfRun, offerOf } from './gathering.ts'
import { hashOf } from './rules.ts'
import { lastRun } from './run-store.ts'

export const answersJob = 'selection.answers'

export interface Publishing {
  /** The run that the officer looked at. */
  readonly run: string
  readonly appealUntil: Day
}

/**
 * Publishes the newest run: one transaction writes the answer to everybody and queues the rest, so that all learn it on one
 * day. Refuses when the run is not the newest or no longer what its ground gives, and while anybody is left without an
 * answer and not named. Of two officers at once one publishes, and the other is told.
 */
export async function publish(act: Act, call: Call, { run, appealUntil }: Publishing): Promise<Outcome<number>> {
  const db = dbOf(act)
  const last = await lastRun(db, call.id)
  if (last?.id !== run) return refuse('publish.notLast')
  const ground = await groundOfRun(db, call, await offerOf(db, call), last.keep)
  if (hashOf(ground) !== last.ground) return refuse('publish.stale')
  const left = unnamed(openOf(await checkedOf(db, call), false)).length
  if (left > 0) return refuse('publish.open', { params: { left } })

  const { clock, jobs } = act.house
  return db.transaction().execute(async (tx) => {
    await holdCall(tx, call.id)
    const about = { callId: call.id, runId: run, at: clock.now(), day: clock.today(), appealUntil, by: act.by }
    if (!(await insertResults(tx, act.institution, about))) return refuse('publish.already')
    const answered = await answerAll(tx, act.institution, about)
    await jobs.later(tx, answersJob, { institution: act.institution, id: call.id })
    return got(answered)
  })
}
