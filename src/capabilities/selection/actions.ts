import type { Db, Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { done, got, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Call } from '../calls/index.ts'
import type { MobilityCase } from '../mobility/index.ts'
import { resultsOf } from './answer-store.ts'
import { decisionsOf, insertDecision, insertPlaces } from './decision-store.ts'
import { groundOfRun, offerOf } from './gathering.ts'
import { type Decision, draftOf, hashOf } from './rules.ts'
import { insertRun, lastRun } from './run-store.ts'

/** Who selects, where and when. */
export interface Act {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string; readonly role: string }
}

export const dbOf = ({ house, institution }: Act): Db => house.database.within(institution)

/** What changes the selection of a call comes one after the other. */
export async function holdCall(tx: Tx, callId: string): Promise<void> {
  await tx.selectFrom('calls').select('id').where('id', '=', callId).forUpdate().executeTakeFirstOrThrow()
}

export interface KeptRun {
  readonly keep: number
  /** Of the preview that the officer looked at. */
  readonly hash: string
}

/**
 * Keeps the places as the preview showed them, and gives the run's id; the same preview sent twice keeps one run. Refuses
 * when something has changed since, while places are not known, and after the results.
 */
export async function keepRun(act: Act, call: Call, { keep, hash }: KeptRun): Promise<Outcome<string>> {
  const db = dbOf(act)
  const ground = await groundOfRun(db, call, await offerOf(db, call), keep)
  if (hashOf(ground) !== hash) return refuse('run.changed')
  const { rows, faults } = draftOf(ground)
  if (faults.length > 0) return refuse('run.faults')
  return db.transaction().execute(async (tx) => {
    await holdCall(tx, call.id)
    if (await resultsOf(tx, call.id)) return refuse('run.published')
    const before = await lastRun(tx, call.id)
    if (before?.ground === hash) return got(before.id)
    const about = { institution: act.institution, callId: call.id, by: act.by, at: act.house.clock.now() }
    return got(await insertRun(tx, { ...about, ground, hash, rows }))
  })
}

/** Says how many places a host has now, from what the partner wrote; the next run goes by it. */
export async function setPlaces(
  act: Act,
  call: Call,
  said: { readonly host: string; readonly places: number; readonly reason: string },
): Promise<Outcome> {
  if (!call.said.hosts.some(({ id }) => id === said.host)) return refuse('places.noHost')
  await dbOf(act)
    .transaction()
    .execute(async (tx) => {
      await holdCall(tx, call.id)
      const about = { institution: act.institution, callId: call.id, by: act.by, at: act.house.clock.now() }
      await insertPlaces(tx, { ...about, ...said })
    })
  return done
}

export interface Deciding {
  readonly kind: Decision['kind'] | 'open'
  readonly host: string | null
  readonly funder: string | null
  readonly reason: string
  readonly key: string
}

/**
 * Decides of a person by hand, before the results: the next run respects it. Refuses a place at a host whose places are all
 * given by hand already, and everything once the results are out.
 */
export async function decide(act: Act, call: Call, one: MobilityCase, deciding: Deciding): Promise<Outcome> {
  if (one.stage !== 'selecting') return refuse('decision.notHere')
  return dbOf(act)
    .transaction()
    .execute(async (tx) => {
      await holdCall(tx, call.id)
      if (await resultsOf(tx, call.id)) return refuse('decision.published')
      const refusal = deciding.kind === 'place' ? await whyNoPlace(tx, call, one, deciding.host ?? '') : null
      if (refusal) return refusal
      const about = { institution: act.institution, callId: call.id, by: act.by, at: act.house.clock.now() }
      await insertDecision(tx, { ...about, caseId: one.caseId, ...deciding })
      return done
    })
}

async function whyNoPlace(tx: Tx, call: Call, { caseId }: MobilityCase, hostId: string) {
  const host = (await offerOf(tx, call)).hosts.find(({ id }) => id === hostId)
  if (!host) return refuse('decision.noHost')
  const others = [...(await decisionsOf(tx, call.id))].filter(([id, { host }]) => id !== caseId && host === hostId)
  const places = host.places ?? 0
  return others.length < places ? null : refuse('decision.full', { params: { host: host.name, places } })
}
