import type { Tx } from '../../platform/database/index.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { type Act, groundOf, holdCase, type Procedure, record } from '../cases/index.ts'
import { answerPairs, findPair, insertDecision, isToldApart, type Pair, reopenPairs, turnPair } from './double-store.ts'
import { compareAll, oneAtATime } from './finding.ts'
import { arrivedCases, endMerge, findMerge, insertMerge, type Merge, pointTo, recordsOf } from './merge-store.ts'
import { mayUndo } from './rules.ts'

/**
 * Merges the two records of a pair: the other one points to the record that leads, and so does what had been merged into it.
 * Refuses when a colleague was first, or when somebody has said of two of the records that they are not one person's.
 */
export function merge(act: Act, procedures: readonly Procedure[], pairId: string, leaderId: string): Promise<Outcome> {
  return alone(act, procedures, async (tx, journal) => {
    const pair = await findPair(tx, pairId)
    if (!pair) throw new NotFound()
    const mergedId = otherOf(pair, leaderId)
    if (pair.state !== 'open' || !mergedId) return refuse('refused.meanwhile')
    const moved = await recordsOf(tx, mergedId)
    const records = [...(await recordsOf(tx, leaderId)), ...moved]
    if (await isToldApart(tx, records)) return refuse('refused.toldApart')

    const id = crypto.randomUUID()
    await journal(records, 'person.merged', id)
    await pointTo(tx, moved, leaderId)
    const answered = await answerPairs(tx, records)
    const about = { institution: act.institution, doubleId: pairId, by: act.by, at: act.house.clock.now() }
    await insertMerge(tx, { ...about, id, leaderId, mergedId, moved, answered })
    await insertDecision(tx, { ...about, decision: 'merged' })
    return done
  })
}

// Null: the form names a record that meanwhile leads to another one.
function otherOf({ first, second }: Pair, leaderId: string): string | null {
  if (leaderId === first) return second
  return leaderId === second ? first : null
}

/** Takes a merge back: every record points to where it pointed before. Refuses after 30 days, and while a later merge stands on it. */
export function undoMerge(act: Act, procedures: readonly Procedure[], mergeId: string): Promise<Outcome> {
  return alone(act, procedures, async (tx, journal) => {
    const found = await findMerge(tx, mergeId)
    if (!found) throw new NotFound()
    const why = whyNotUndo(act, found)
    if (why) return refuse(why)

    const { leaderId, mergedId, moved, answered, doubleId } = found
    const at = act.house.clock.now()
    await journal(await recordsOf(tx, leaderId), 'person.separated', mergeId)
    await pointTo(tx, [mergedId], null)
    await pointTo(
      tx,
      moved.filter((id) => id !== mergedId),
      mergedId,
    )
    await reopenPairs(tx, answered)
    await endMerge(tx, mergeId, at, act.by)
    await insertDecision(tx, { institution: act.institution, doubleId, at, by: act.by, decision: 'undone' })
    // What was found while they were one was no pair then.
    await compareAll(tx, act.institution, moved, at)
    return done
  })
}

function whyNotUndo(act: Act, { undoneAt, mergedAt, leaderMergedInto }: Merge): string | null {
  if (undoneAt) return 'refused.undone'
  if (!mayUndo(mergedAt, act.house.clock.today())) return 'refused.final'
  return leaderMergedInto ? 'refused.later' : null
}

/** A named officer says that two records are two people's. */
export function tellApart(act: Act, pairId: string, reason: string): Promise<Outcome> {
  return decide(act, pairId, { from: 'open', to: 'different', decision: 'different', reason })
}

export function reopen(act: Act, pairId: string): Promise<Outcome> {
  return decide(act, pairId, { from: 'different', to: 'open', decision: 'reopened' })
}

interface Turn {
  readonly from: 'open' | 'different'
  readonly to: 'open' | 'different'
  readonly decision: 'different' | 'reopened'
  readonly reason?: string
}

function decide(act: Act, pairId: string, { from, to, ...decided }: Turn): Promise<Outcome> {
  return alone(act, [], async (tx) => {
    if (!(await turnPair(tx, pairId, from, to))) return refuse('refused.meanwhile')
    const about = { institution: act.institution, doubleId: pairId, by: act.by, at: act.house.clock.now() }
    await insertDecision(tx, { ...about, ...decided })
    return done
  })
}

type Journal = (records: readonly string[], action: string, mergeId: string) => Promise<void>

async function alone(
  act: Act,
  procedures: readonly Procedure[],
  work: (tx: Tx, journal: Journal) => Promise<Outcome>,
): Promise<Outcome> {
  // Before the transaction: inside it nobody may ask for a second connection.
  const grounds = new Map<string, Awaited<ReturnType<typeof groundOf>>>()
  for (const procedure of procedures) grounds.set(procedure.name, await groundOf(act.house, act.institution, procedure))
  const journalIn = (tx: Tx) => async (records: readonly string[], action: string, mergeId: string) => {
    // Cases first, persons afterwards, as whoever takes a step holds them.
    for (const id of await arrivedCases(tx, records)) {
      const held = await holdCase(tx, id)
      const procedure = procedures.find(({ name }) => name === held?.procedure)
      const ground = held && grounds.get(held.procedure)
      if (held && procedure && ground)
        await record(tx, act, ground, procedure, held, { action, input: { merge: mergeId } })
    }
  }
  return act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx) => {
      await oneAtATime(tx, act.institution)
      return work(tx, journalIn(tx))
    })
}
