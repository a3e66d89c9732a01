import type { Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { edit } from '../institutions/index.ts'
import type { Work, WorkLine } from './rules.ts'
import {
  findLine,
  holdWork,
  insertLine,
  insertWork,
  markEdited,
  saveArchived,
  saveLine,
  saveRemoved,
  saveWork,
  shownWorks,
  type WrittenLine,
  type WrittenWork,
} from './store.ts'

/** Who does it, and where. */
export interface WorkAct {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
}

/** What somebody wants to do to a line of a work. */
export interface Wanted {
  readonly line: WrittenLine
  /** The line as it stands; null for a new one, or one that is put back. */
  readonly before: WorkLine | null
  readonly out: boolean
}

/** What stands against it, with the work held: seats, cohorts that have students. */
export type Check = (tx: Tx, work: Work, wanted: Wanted) => Promise<Outcome>

/** Enters a work. The same form twice enters one. */
export function addWork(act: WorkAct, id: string, given: WrittenWork): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    const isNew = await insertWork(tx, act.institution, id, given, act.house.clock.now())
    return isNew ? { before: {}, after: given.said } : done
  })
}

/** Writes what is known now; a pack no longer changes it. @param seen the version on the form: whoever was slower is refused */
export function changeWork(act: WorkAct, id: string, given: WrittenWork, seen: number): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    const held = await workInUse(tx, id)
    if (held === null) return refuse('works.isArchived')
    if (sameSaid(held.said, given.said)) return done
    if (held.version !== seen) return refuse('works.someoneWasFirst')
    await saveWork(tx, held, given, act.house.clock.now())
    return { before: held.said, after: given.said }
  })
}

/** Puts a work away, or takes it back; nothing of it is lost. */
export function archiveWork(act: WorkAct, id: string, away: boolean): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    const held = await heldHere(tx, id)
    if (held.archived === away) return done
    const now = act.house.clock.now()
    await saveArchived(tx, held, away ? now : null, now)
    return { before: { archived: held.archived }, after: { archived: away } }
  })
}

/** Says something more of a work. The same form twice says it once. */
export function addLine(act: WorkAct, id: string, line: string, given: WrittenLine, check: Check): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    const held = await workInUse(tx, id)
    if (held === null) return refuse('works.isArchived')
    if (await findLine(tx, id, line)) return done
    const checked = await check(tx, held, { line: given, before: null, out: false })
    if (!checked.ok) return checked
    if (!(await insertLine(tx, act.institution, id, line, given))) return refuse('works.onceOnly')
    await markEdited(tx, id, act.house.clock.now())
    return { before: {}, after: sayable(given) }
  })
}

/** Says it otherwise. @param seen the version on the form */
export function changeLine(act: WorkAct, line: WorkLine, given: WrittenLine, seen: number, check: Check) {
  return changing(act, line.workId, async (tx) => {
    const work = await workInUse(tx, line.workId)
    const held = await findLine(tx, line.workId, line.id)
    if (work === null || !held || held.removed) return refuse('works.isArchived')
    if (sameSaid(sayable(held), sayable(given))) return done
    if (held.version !== seen) return refuse('works.someoneWasFirst')
    const checked = await check(tx, work, { line: given, before: held, out: false })
    if (!checked.ok) return checked
    await saveLine(tx, held, given)
    await markEdited(tx, line.workId, act.house.clock.now())
    return { before: sayable(held), after: sayable(given) }
  })
}

/** Takes a line out, or puts it back. */
export function removeLine(act: WorkAct, line: WorkLine, out: boolean, check: Check): Promise<Outcome> {
  return changing(act, line.workId, async (tx) => {
    const work = await workInUse(tx, line.workId)
    const held = await findLine(tx, line.workId, line.id)
    if (work === null || !held) return refuse('works.isArchived')
    if (held.removed === out) return done
    const checked = await check(tx, work, { line: held, before: out ? held : null, out })
    if (!checked.ok) return checked
    const now = act.house.clock.now()
    await saveRemoved(tx, held, out ? now : null)
    await markEdited(tx, line.workId, now)
    return out ? { before: sayable(held), after: {} } : { before: {}, after: sayable(held) }
  })
}

/** Puts down that a duty was done or a fee paid; whoever does it twice does it once. */
export function markDone(act: WorkAct, line: WorkLine, on: Day): Promise<Outcome> {
  const given = { ...line, done: on }
  return changeLine(act, line, given, line.version, async () => done)
}

const sayable = ({ kind, under, personId, due, done, said }: WrittenLine) => {
  const more = { ...(under && { under }), ...(personId && { personId }), ...(due && { due }), ...(done && { done }) }
  return { line: kind, ...said, ...more }
}

// The fields in one order, so that two of them can be held against each other.
const sameSaid = (one: object, other: object) => inOrder(one) === inOrder(other)

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

type Edited = { readonly before: unknown; readonly after: unknown }

// One transaction: what is done, and who did it.
async function changing(act: WorkAct, id: string, work: (tx: Tx) => Promise<Outcome | Edited>): Promise<Outcome> {
  const db = act.house.database.within(act.institution)
  let outcome: Outcome = done
  await edit(db, { institution: act.institution, ...act.by, at: act.house.clock.now() }, `works/${id}`, async (tx) => {
    const end = await work(tx)
    if (!('ok' in end)) return end
    outcome = end
    return undefined
  })
  shownWorks.forget(db)
  return outcome
}

async function heldHere(tx: Tx, id: string): Promise<Work> {
  const held = await holdWork(tx, id)
  if (!held) throw new NotFound()
  return held
}

async function workInUse(tx: Tx, id: string): Promise<Work | null> {
  const held = await heldHere(tx, id)
  return held.archived ? null : held
}
