import type { House } from '../../platform/house.ts'
import type { JobPayload } from '../../platform/jobs.ts'
import { openPrinter } from '../../platform/print/index.ts'
import { findCase, groundOf, officerAway, type Procedure, viewOf } from '../cases/index.ts'
import { itemsOf, saveFaults, settleItem } from './item-store.ts'
import { lookAt } from './looking.ts'
import { foundIn, settle, type Work } from './making.ts'
import { packedOf } from './plan.ts'
import {
  endRun,
  findRun,
  forgetProposals,
  insertRun,
  type Proposal,
  type Run,
  saveChecked,
  saveStart,
  saveStopped,
} from './run-store.ts'

/** Cases of one run at most. */
export const mostCases = 500
export const runJob = 'packages.run'
/** Milliseconds for which a choice that nobody started is kept. */
const proposalsKept = 7 * 24 * 3600 * 1000

/** Keeps which cases are meant and queues the looking into their papers, or when that is done, the making. */
export function propose(house: House, proposal: Proposal): Promise<string> {
  const { institution } = proposal
  return inOne(house, institution, async (tx) => {
    await forgetProposals(tx, proposal.by.id, new Date(proposal.at.getTime() - proposalsKept))
    const { id, isNew } = await insertRun(tx, proposal)
    if (isNew) await house.jobs.later(tx, runJob, { institution, id })
    return id
  })
}

/** Starts a run that has been looked at, once. @param because why those that are not whole go too; empty: they stay */
export function startRun(house: House, { institution, id }: Run, because: string): Promise<void> {
  return inOne(house, institution, async (tx) => {
    if (await saveStart(tx, id, because, house.clock.now())) await house.jobs.later(tx, runJob, { institution, id })
  })
}

/** Stops a run after the package that is being made. */
export function stopRun(house: House, { institution, id }: Run, by: string): Promise<void> {
  return inOne(house, institution, async (tx) => {
    await saveStopped(tx, id, { at: house.clock.now(), by })
  })
}

/** Goes on with a run that was stopped, and tries again what failed. */
export function goOn(house: House, { institution, id }: Run): Promise<void> {
  return inOne(house, institution, async (tx) => {
    if (await saveStopped(tx, id, null)) await house.jobs.later(tx, runJob, { institution, id })
  })
}

type Tx = Parameters<Parameters<ReturnType<ReturnType<House['database']['within']>['transaction']>['execute']>[0]>[0]

function inOne<Value>(house: House, institution: string, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  return house.database.within(institution).transaction().execute(work)
}

/** Milliseconds after which a portion ends: other runs wait behind it. */
const longest = 8000

/**
 * Goes on with a run: looks into the papers of its cases, or makes their packages, one after the other. A job that runs twice,
 * or again after a crash, finds what is done and does the rest.
 */
export async function workRun(
  house: House,
  procedures: readonly Procedure[],
  { institution, id }: JobPayload,
): Promise<void> {
  const db = house.database.within(institution)
  const run = await findRun(db, id)
  const procedure = procedures.find(({ name }) => name === run?.procedure)
  const isOn = run && !run.stoppedAt && !run.endedAt && (!run.checkedAt || run.startedAt)
  if (!isOn || !procedure || !packedOf(procedure, run.kind)) return
  const printer = openPrinter()
  try {
    const work = { house, run, procedure, printer, act: run.startedAt ? await officerAway(house, run) : null }
    const isOver = run.startedAt ? await makeSome(work) : await checkSome(work)
    if (!isOver) await inOne(house, institution, (tx) => house.jobs.later(tx, runJob, { institution, id }))
  } finally {
    await printer.close()
  }
}

async function checkSome({ house, run, procedure, printer }: Work): Promise<boolean> {
  const db = house.database.within(run.institution)
  const ground = await groundOf(house, run.institution, procedure)
  const end = performance.now() + longest
  const items = (await itemsOf(db, run.id)).filter(({ faults }) => faults === null)
  for (const item of items) {
    if (performance.now() > end) return false
    const view = await viewOf(ground, db, procedure, await findCase(db, item.caseId))
    await saveFaults(db, run.id, item.place, foundIn(await lookAt(house, view, run.kind, printer)))
  }
  await saveChecked(db, run.id, house.clock.now())
  return true
}

async function makeSome(work: Work): Promise<boolean> {
  const { house, run } = work
  const db = house.database.within(run.institution)
  const end = performance.now() + longest
  const items = (await itemsOf(db, run.id)).filter(({ outcome }) => outcome === 'waiting')
  for (const item of items) {
    if (performance.now() > end) return false
    if ((await findRun(db, run.id))?.stoppedAt) return true
    await settleItem(db, run.id, item.place, await settle(work, item), house.clock.now())
  }
  return inOne(house, run.institution, (tx) => endRun(tx, run.id, house.clock.now()))
}
