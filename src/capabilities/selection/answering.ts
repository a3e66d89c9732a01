import type { Tx } from '../../platform/database/index.ts'
import { type Outcome as Done, got, refuse } from '../../platform/outcome.ts'
import type { Call } from '../calls/index.ts'
import type { MobilityCase } from '../mobility/index.ts'
import { type Act, dbOf, holdCall } from './actions.ts'
import type { Explained } from './allocation.ts'
import { answersOfCase, type Cause, insertAnswer, resultsOf } from './answer-store.ts'
import { asWaiting, groundOfReserve } from './gathering.ts'
import { answersJob } from './publishing.ts'
import { draftOf, type Outcome, standsNow, stepTo } from './rules.ts'

export interface Answering {
  readonly kind: Outcome
  readonly host: string | null
  readonly funder: string | null
  readonly reason: string
}

/** Answers somebody by hand once the results are out; the same twice answers once. Refuses a place where there is none. */
export function answerByHand(act: Act, call: Call, one: MobilityCase, given: Answering): Promise<Done> {
  return dbOf(act)
    .transaction()
    .execute(async (tx): Promise<Done> => {
      const outcome = await answerWithin(tx, act, call, one, { ...given, cause: 'hand' })
      return outcome.ok ? got(undefined) : outcome
    })
}

/** As `answerByHand`, within a transaction that does more. Gives the answer's id; null where it holds already. */
export async function answerWithin(
  tx: Tx,
  act: Act,
  call: Call,
  one: MobilityCase,
  given: Answering & { readonly cause: Cause },
): Promise<Done<string | null>> {
  await holdCall(tx, call.id)
  if (!(await resultsOf(tx, call.id))) return refuse('answer.notPublished')
  const [before] = await answersOfCase(tx, one.caseId)
  const { kind, cause, reason } = given
  const isSame = standsNow(one.stage, before) === kind && (kind !== 'place' || before?.why.host === given.host)
  if (isSame) return got(null)
  if (!stepTo(kind, one.stage) || stepTo(kind, one.stage) === 'there') return refuse('answer.notFrom')
  const why = kind === 'place' ? await placeFor(tx, call, one, given) : { ...nothing, missed: before?.why.missed ?? [] }
  if (!why || why.crowded) return refuse('answer.noRoom')
  const about = { institution: act.institution, callId: call.id, caseId: one.caseId, by: act.by }
  const rank = before?.rank ?? null
  const id = await insertAnswer(tx, { ...about, kind, cause, rank, why, reason, at: act.house.clock.now() })
  await act.house.jobs.later(tx, answersJob, { institution: act.institution, id: call.id })
  return got(id)
}

const nothing: Explained = { host: null, nth: null, funder: null, byHand: true, missed: [], crowded: null }

// Nobody in reserve loses what is free by this: only places that are held count.
async function placeFor(tx: Tx, call: Call, one: MobilityCase, { host, funder, reason }: Answering) {
  const ground = await groundOfReserve(tx, call)
  const decision = { kind: 'place', host, funder, reason, at: new Date(0), byName: '' } as const
  const { rows } = draftOf({ ...ground, people: [{ ...asWaiting(one, 1), decision }] })
  return rows.find(({ caseId }) => caseId === one.caseId)?.why ?? null
}
