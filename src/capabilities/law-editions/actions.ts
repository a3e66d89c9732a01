import { setTimeout } from 'node:timers/promises'
import type { Tx } from '../../platform/database/index.ts'
import { dayOf } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import type { JobPayload } from '../../platform/jobs.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import {
  type Act,
  countOpenCases,
  groundOf,
  moveDates,
  movedDates,
  openCasesAfter,
  type Procedure,
  type TwoLaws,
} from '../cases/index.ts'
import { fingerprintOf, forgetLaw, freshFor, type Law, lawBook, lawOn, readLawBook } from '../law/index.ts'
import { countClocks, countPersons, movedClocks, personsWithRecords } from '../stays/index.ts'
import { rulesOf } from './rules.ts'
import {
  type By,
  endRun,
  findRun,
  forgetPreviews,
  holdLaw,
  insertCheck,
  insertDates,
  insertRun,
  lastPreview,
  type NewRun,
  type Run,
  type RunDate,
  saveLaw,
  saveLooked,
  takeCheckBack,
} from './store.ts'

export interface Place {
  readonly house: House
  readonly institution: string
  readonly by: By
}

/** Begins to work out what an edition would change; nothing of the institution changes by it. */
export async function startPreview(place: Place, to: string): Promise<Outcome> {
  return inTurn(place, async (tx, inUse) => {
    if (inUse === to) return refuse('refusal.inUse')
    const before = await lastPreview(tx, inUse, to)
    // The same form sent twice: the first is at work on it.
    if (before && !before.endedAt) return done
    await forgetPreviews(tx)
    await begin(tx, place, { kind: 'preview', from: inUse, to, ...(await sizes(tx, place)) })
    return done
  })
}

/**
 * Puts the edition of a preview in use, by a named person, and begins to count the open dates anew. Refused when the preview
 * is of another day, when it has not ended, and when somebody else has confirmed an edition since.
 */
export async function confirmEdition(place: Place, previewId: string): Promise<Outcome> {
  const outcome = await inTurn(place, async (tx, inUse) => {
    const preview = await findRun(tx, previewId)
    if (preview?.kind !== 'preview') return refuse('refusal.anew')
    if (preview.from !== inUse) return refuse(preview.to === inUse ? 'refusal.inUse' : 'refusal.someoneWasFirst')
    if (!preview.endedAt) return refuse('refusal.stillWorking')
    if (dayOf(preview.at) !== place.house.clock.today()) return refuse('refusal.anew')
    await saveLaw(tx, preview.to, place.house.clock.now())
    await begin(tx, place, { kind: 'change', from: inUse, to: preview.to, ...(await sizes(tx, place)) })
    return done
  })
  forgetLaw(place.house, place.institution)
  return outcome
}

function inTurn({ house, institution }: Place, work: (tx: Tx, inUse: string) => Promise<Outcome>): Promise<Outcome> {
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const inUse = await holdLaw(tx)
      if (!inUse) throw new NotFound()
      return work(tx, inUse)
    })
}

async function sizes(tx: Tx, { institution }: Place) {
  return { cases: await countOpenCases(tx, institution), persons: await countPersons(tx, institution) }
}

async function begin(tx: Tx, { house, institution, by }: Place, run: Omit<NewRun, 'by' | 'at'>) {
  const id = await insertRun(tx, institution, { ...run, by, at: house.clock.now() })
  await house.jobs.later(tx, 'law.count', { institution, id })
}

/** Cases and persons of one transaction: whoever wants one of them meanwhile waits no longer than it takes. */
const portion = { cases: 50, persons: 100 }
/** Milliseconds of work after which the rest is queued behind other jobs, and of rest between portions. */
const longest = 4000
const rest = 5

/** Works at a run in portions until it has ended, or for as long as a job may take; then it queues the rest. */
export async function workRun(
  house: House,
  procedures: readonly Procedure[],
  { institution, id }: JobPayload,
): Promise<void> {
  const run = await findRun(house.database.within(institution), id)
  if (!run || run.endedAt) return
  const work = await preparedRun(house, procedures, institution, run)
  const end = performance.now() + longest
  for (let more = true; more && performance.now() < end; await setTimeout(rest)) more = await nextPortion(work)
  await house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const now = await findRun(tx, id)
      if (now && !now.endedAt) await house.jobs.later(tx, 'law.count', { institution, id })
    })
}

interface Work {
  readonly house: House
  readonly institution: string
  readonly run: Run
  readonly act: Act
  readonly laws: { readonly before: Law; readonly next: Law }
  readonly procedures: ReadonlyMap<string, { readonly procedure: Procedure; readonly laws: TwoLaws }>
}

async function preparedRun(house: House, all: readonly Procedure[], institution: string, run: Run): Promise<Work> {
  // Other processes may answer by the earlier edition from memory for a moment: what they write is counted after it.
  const waits = run.kind === 'change' ? run.at.getTime() + freshFor - house.clock.now().getTime() : 0
  if (waits > 0) await setTimeout(Math.min(waits, freshFor))
  const [before, next] = await Promise.all(
    [run.from, run.to].map(async (hash) => lawOn(await readLawBook(house.database.shared, hash), house.clock.today())),
  )
  if (!before || !next) throw new NotFound()
  const grounds = await Promise.all(
    all.map(async (procedure) => {
      const ground = { ...(await groundOf(house, institution, procedure)), law: before }
      return [procedure.name, { procedure, laws: { ground, next } }] as const
    }),
  )
  const act = { house, institution, by: run.by, party: 'office' } as const
  return { house, institution, run, act, laws: { before, next }, procedures: new Map(grounds) }
}

/** False when there is nothing left. */
async function nextPortion(work: Work): Promise<boolean> {
  const db = work.house.database.within(work.institution)
  return db.transaction().execute(async (tx) => {
    const run = await findRun(tx, work.run.id)
    if (!run || run.endedAt) return false
    if (await casesPortion(tx, work, run)) return true
    if (await personsPortion(tx, work, run)) return true
    await endRun(tx, run.id, work.house.clock.now())
    return false
  })
}

async function casesPortion(tx: Tx, work: Work, run: Run): Promise<boolean> {
  const cases = await openCasesAfter(tx, work.institution, run.caseAfter, portion.cases)
  const last = cases.at(-1)
  if (!last) return false
  const moved: RunDate[] = []
  for (const held of cases) {
    const known = work.procedures.get(held.procedure)
    const dates = known ? await movedDates(tx, known.procedure, known.laws, held) : []
    if (!known || dates.length === 0) continue
    const settled = run.kind === 'change' ? await moveDates(tx, work.act, known.procedure, known.laws, held.id) : dates
    moved.push(...settled.map((date) => ({ ...date, caseId: held.id, personId: held.subjectId })))
  }
  await insertDates(tx, work.institution, run.id, moved)
  return saveLooked(tx, run.id, { cases: cases.length, caseAfter: last.id })
}

async function personsPortion(tx: Tx, work: Work, run: Run): Promise<boolean> {
  const persons = await personsWithRecords(tx, work.institution, run.personAfter, portion.persons)
  const last = persons.at(-1)
  if (!last) return false
  const { before, next } = work.laws
  const dates = await movedClocks(tx, persons, before, next)
  if (run.kind === 'change') await countClocks(tx, work.house, work.institution, persons, next)
  const moved = dates.map((date) => ({ ...date, caseId: null }))
  await insertDates(tx, work.institution, run.id, moved)
  return saveLooked(tx, run.id, { persons: persons.length, personAfter: last })
}

/** Somebody says that they held a rule, as it reads now, against the act. Refused when it reads otherwise or was verified. */
export async function verifyRule(place: Place, ruleId: string, fingerprint: string, note: string): Promise<Outcome> {
  const at = place.house.clock.now()
  const rules = rulesOf(await lawBook(place.house, place.institution))
  return changeChecks(place, async (tx) => {
    if (!rules.some((rule) => rule.id === ruleId && fingerprintOf(rule) === fingerprint))
      return refuse('refusal.otherwise')
    const kept = await insertCheck(tx, place.institution, { ruleId, fingerprint, note, by: place.by, at })
    return kept ? done : refuse('refusal.verified')
  })
}

/** Takes a verification back: the warning comes again. */
export function unverifyRule(place: Place, fingerprint: string): Promise<Outcome> {
  return changeChecks(place, async (tx) => {
    const taken = await takeCheckBack(tx, fingerprint, place.by, place.house.clock.now())
    return taken ? done : refuse('refusal.takenBack')
  })
}

async function changeChecks(place: Place, change: (tx: Tx) => Promise<Outcome>): Promise<Outcome> {
  const outcome = await inTurn(place, async (tx, inUse) => {
    const said = await change(tx)
    if (said.ok) await saveLaw(tx, inUse, null)
    return said
  })
  forgetLaw(place.house, place.institution)
  return outcome
}
