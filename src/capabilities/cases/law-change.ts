import type { Db, Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { Law } from '../law/index.ts'
import { record } from './actions.ts'
import { type Act, type Ground, groundFor } from './moment.ts'
import type { Procedure } from './procedure.ts'
import { isClosed, openDeadlines, situationOf } from './rules.ts'
import { type Case, holdCase, keptDates } from './store.ts'

/** A date of a case by the law in use and by another; null is none. */
export interface MovedDate {
  readonly name: string
  readonly before: Day | null
  readonly after: Day | null
}

/** What a procedure stands on by the law in use, and the law that it is held against. */
export interface TwoLaws {
  readonly ground: Ground
  readonly next: Law
}

/** Which dates of a case another law would move; a closed case has none. */
export async function movedDates(db: Db, procedure: Procedure, laws: TwoLaws, held: Case): Promise<MovedDate[]> {
  if (isClosed(procedure, held.stage)) return []
  const { law, background } = await groundFor(laws.ground, db, procedure, held)
  const datesBy = (on: Law) => {
    const open = openDeadlines(procedure, situationOf(procedure, held, on, background))
    return new Map(open.map(({ name, due }) => [name, due]))
  }
  const [before, after] = [datesBy(law), datesBy(laws.next)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((name) => ({ name, before: before.get(name) ?? null, after: after.get(name) ?? null }))
    .filter((date) => date.before !== date.after)
}

/**
 * Counts the dates of a case by the law that is now in use, and writes into its journal which of them moved. A case that is
 * closed, or that the law does not touch, stays as it is.
 */
export async function moveDates(
  tx: Tx,
  act: Act,
  procedure: Procedure,
  laws: TwoLaws,
  caseId: string,
): Promise<MovedDate[]> {
  const held = await holdCase(tx, caseId)
  const moved = held && !held.closedAt ? await movedDates(tx, procedure, laws, held) : []
  if (!held || moved.length === 0) return []
  const kept = await keptDates(tx, caseId)
  // Whoever took a step since the confirmation has counted by the new law already.
  if (moved.every(({ name, after }) => (kept.get(name) ?? null) === after)) return []
  const input = { edition: laws.next.edition, dates: moved }
  const ground = { ...laws.ground, law: laws.next }
  await record(tx, act, ground, procedure, held, { action: 'law.changed', input, recounts: true })
  return moved
}
