import type { House } from '../../platform/house.ts'
import type { JobPayload } from '../../platform/jobs.ts'
import { failure } from '../../platform/log.ts'
import { roleMay, roles } from '../../platform/sessions/permissions.ts'
import type { Typed } from '../../platform/web/form.ts'
import { takeStep } from './actions.ts'
import {
  endRun,
  findRun,
  forgetProposals,
  insertRun,
  type Proposal,
  type Run,
  type RunItem,
  rolesOf,
  type Settled,
  type SettledItem,
  saveOutcomes,
  saveStart,
  tookStep,
  waitingItems,
} from './bulk-store.ts'
import type { Act } from './moment.ts'
import type { Procedure } from './procedure.ts'

/** Milliseconds for which a proposal that nobody started is kept. */
const proposalsKept = 24 * 3600 * 1000

/** Keeps which cases a step is meant for, each at the version that was looked at. Nothing happens to them yet. */
export function propose(house: House, proposal: Proposal): Promise<string> {
  return house.database
    .within(proposal.institution)
    .transaction()
    .execute(async (tx) => {
      await forgetProposals(tx, proposal.by.id, new Date(proposal.at.getTime() - proposalsKept))
      return insertRun(tx, proposal)
    })
}

/** Starts a proposed run, once: a second press finds that it runs already. */
export async function startRun(house: House, run: Run, accountId: string, input: Typed): Promise<void> {
  await house.database
    .within(run.institution)
    .transaction()
    .execute(async (tx) => {
      const started = await saveStart(tx, run.id, accountId, input, house.clock.now())
      if (started) await house.jobs.later(tx, 'cases.bulk', { institution: run.institution, id: run.id })
    })
}

/** Cases of one portion, and milliseconds after which a portion ends early: other runs wait behind it. */
const portion = 400
const longest = 4000
/** Cases whose outcomes are written at once: a commit for each would cost as much as its step. */
const together = 10

/**
 * Takes the step in the next portion of a run's cases and queues the rest. Each case is a transaction of its own, at the
 * version that the officer looked at: a job that runs twice finds its step in the journal and takes none again.
 */
export async function workRun(
  house: House,
  procedures: readonly Procedure[],
  { institution, id }: JobPayload,
): Promise<void> {
  const db = house.database.within(institution)
  const run = await findRun(db, id)
  const procedure = procedures.find(({ name }) => name === run?.procedure)
  if (!run?.startedAt || run.endedAt || !procedure) return

  const act = await officerAway(house, run)
  const end = performance.now() + longest
  const items = await waitingItems(db, id, portion)
  for (let from = 0; from < items.length && performance.now() < end; from += together) {
    const settled: SettledItem[] = []
    for (const item of items.slice(from, from + together))
      settled.push({ place: item.place, ...(await settle(act, house, procedure, run, item)) })
    await saveOutcomes(db, id, settled, house.clock.now())
  }
  await db.transaction().execute(async (tx) => {
    if (!(await endRun(tx, id, house.clock.now()))) await house.jobs.later(tx, 'cases.bulk', { institution, id })
  })
}

/** The officer of a run acts, also when away from the desk; null for whoever has left the office since. */
export async function officerAway(house: House, run: Pick<Run, 'institution' | 'by'>): Promise<Act | null> {
  const own = await rolesOf(house.database.shared, run.institution, run.by.id, house.clock.today())
  const role = roles.find((known) => own.includes(known) && roleMay(known, 'cases.work'))
  return role ? { house, institution: run.institution, by: { ...run.by, role }, party: 'office' } : null
}

async function settle(act: Act | null, house: House, procedure: Procedure, run: Run, item: RunItem): Promise<Settled> {
  if (!act) return { outcome: 'refused', reasons: [{ key: 'bulk.noRight' }] }
  const settled = await tryStep(act, procedure, run, item)
  if (settled.outcome === 'done') return settled
  // It was taken before the line broke, or by the officer's own hand meanwhile: either way it is done.
  const before = await tookStep(house.database.within(run.institution), run, item)
  return before ? { outcome: 'done', reasons: [] } : settled
}

async function tryStep(act: Act, procedure: Procedure, run: Run, { caseId, version }: RunItem): Promise<Settled> {
  try {
    const outcome = await takeStep(act, procedure, caseId, { name: run.step, typed: run.input, version })
    if (outcome.kind === 'done') return { outcome: 'done', reasons: [] }
    if (outcome.kind === 'refused') return { outcome: 'refused', reasons: outcome.refusals }
    if (outcome.kind === 'changed')
      return { outcome: 'changed', reasons: [{ key: 'bulk.changed', params: { by: outcome.by } }] }
    return { outcome: 'refused', reasons: [{ key: 'bulk.slipped' }] }
  } catch (error) {
    // One case that fails must not hold up the others; the log has the cause.
    act.house.log.error({ ...failure(error), run: run.id, case: caseId }, 'a step of a bulk run failed')
    return { outcome: 'failed', reasons: [{ key: 'bulk.failed' }] }
  }
}
