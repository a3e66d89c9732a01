import type { Db } from '../../platform/database/index.ts'
import type { Call } from '../calls/index.ts'
import { rankingOf } from '../commissions/index.ts'
import { type MobilityCase, mobilityCasesOf } from '../mobility/index.ts'
import type { Quota } from './allocation.ts'
import { type Answer, answersOf } from './answer-store.ts'
import { decisionsOf, type Placed, placesOf } from './decision-store.ts'
import { type Ground, type Held, type OfferedHost, type Person, standsNow } from './rules.ts'
import { lastRun } from './run-store.ts'

/** The hosts that somebody wishes for, the first first. */
export function choicesOf({ facts }: Pick<MobilityCase, 'facts'>): readonly string[] {
  const { choice1, choice2, choice3, choice4, choice5 } = facts
  return [choice1, choice2, choice3, choice4, choice5].flatMap((host) => host || [])
}

export interface Offer {
  readonly hosts: readonly OfferedHost[]
  readonly quotas: readonly Quota[]
  /** Places as the office has said them since the call was published. */
  readonly said: ReadonlyMap<string, Placed>
}

/** The hosts of a call in its edition in force, with the places that they have now, and its quotas. */
export async function offerOf(db: Db, { id, said }: Call): Promise<Offer> {
  const now = await placesOf(db, id)
  const hosts = said.hosts.map((host) => ({
    ...{ id: host.id, name: host.name, country: host.country },
    places: now.get(host.id)?.places ?? host.places,
  }))
  return { hosts, quotas: said.quotas.map(({ by, of, places }) => ({ by, of, places })), said: now }
}

/** As many are kept in reserve as there are places, until somebody says another number. */
export async function keepOf(db: Db, callId: string, { hosts }: Offer): Promise<number> {
  const before = await lastRun(db, callId)
  return before?.keep ?? hosts.reduce((sum, { places }) => sum + (places ?? 0), 0)
}

/** Everything that a run of a call is made from, as it is now. */
export async function groundOfRun(db: Db, call: Call, offer: Offer, keep: number): Promise<Ground> {
  const [cases, decisions, ranking] = await Promise.all([
    mobilityCasesOf(db, call.id),
    decisionsOf(db, call.id),
    rankingOf(db, call.id),
  ])
  const ranked = new Map(
    ranking.flatMap((one) => (one.out !== null || one.score === null ? [] : [[one.caseId, one] as const])),
  )
  const people = cases
    .filter(({ stage }) => stage === 'selecting')
    .map((one): Person => {
      const known = ranked.get(one.caseId)
      const rank = known?.place ?? null
      const decision = decisions.get(one.caseId) ?? null
      return {
        caseId: one.caseId,
        rank,
        score: known?.score ?? null,
        unit: one.unit,
        choices: choicesOf(one),
        decision,
      }
    })
  return { ...offer, people, held: heldBy(cases, new Map()), keep }
}

/** Who has a place already: in a run nobody takes it from them. */
export function heldBy(cases: readonly MobilityCase[], answers: ReadonlyMap<string, Answer>): readonly Held[] {
  return cases.flatMap(({ caseId, unit, facts, stage }) => {
    const answer = answers.get(caseId)
    const isTaken = standsNow(stage, answer) === 'place'
    const host = answer && !answer.takenAt ? answer.why.host : facts.host
    return isTaken && host ? [{ caseId, unit, host, funder: answer?.why.funder ?? null }] : []
  })
}

/** After the results: who waits in reserve in which order, and who has a place. Hosts of unknown places have none. */
export async function groundOfReserve(db: Db, call: Call): Promise<Ground> {
  const [cases, answers, { hosts, quotas }] = [
    await mobilityCasesOf(db, call.id),
    await answersOf(db, call.id),
    await offerOf(db, call),
  ]
  const people = cases.flatMap((one): Person[] => {
    const answer = answers.get(one.caseId)
    return answer && standsNow(one.stage, answer) === 'reserve' ? [asWaiting(one, answer.rank)] : []
  })
  const known = hosts.map((host) => ({ ...host, places: host.places ?? 0 }))
  return { hosts: known, quotas, people, held: heldBy(cases, answers), keep: 0 }
}

/** Somebody who takes part after the results, with the rank of the published run. */
export function asWaiting(one: MobilityCase, rank: number | null): Person {
  const { caseId, unit } = one
  return { caseId, rank, score: null, unit, choices: choicesOf(one), decision: null, takesPart: true }
}
