import { NotFound } from '../../platform/outcome.ts'
import { paced, sheetAnswer, zipOf } from '../../platform/sheets/index.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct, type Procedure } from '../cases/index.ts'
import { runAddress } from './addresses.ts'
import { recordLook } from './file-store.ts'
import { itemsOf, type RunItem } from './item-store.ts'
import { folderOf, type Leaving, personsSheet, printsOf } from './leaving.ts'
import { because, keyOf, reasonProblem } from './look-routes.tsx'
import { movePackage } from './move-actions.ts'
import type { MoveSlip } from './move-forms.tsx'
import { moveForms } from './move-rules.ts'
import { packagesOfRun } from './package-store.ts'
import { packedOf } from './plan.ts'
import { goOn, startRun, stopRun } from './run-actions.ts'
import { RunPage } from './run-page.tsx'
import { findRun, type Run } from './run-store.ts'
import { packageWords } from './words.ts'

/** Packages that are made together: looked at, started, stopped, taken away, handed over. */
export function runRoutes(procedures: readonly Procedure[]): Routes {
  const known = (visit: Visit) => runHere(visit, procedures)
  const leaving =
    (verb: (visit: Visit, run: Run, all: readonly Leaving[]) => Promise<Response>) => async (visit: Visit) => {
      const { run } = await known(visit)
      const all = leavingOf(await itemsOf(dbOf(visit), run.id))
      if (all.length === 0) throw new NotFound()
      return verb(visit, run, all)
    }
  return new Routes()
    .get('/desk/packages/runs/:run', may('cases.work'), async (visit) => show(visit, await known(visit)))
    .post('/desk/packages/runs/:run/start', may('cases.work'), async (visit) => start(visit, await known(visit)))
    .post('/desk/packages/runs/:run/stop', may('cases.work'), async (visit) => {
      const { run } = await known(visit)
      await stopRun(visit.house, run, visit.by.name)
      return visit.go(runAddress(run.id))
    })
    .post('/desk/packages/runs/:run/go-on', may('cases.work'), async (visit) => {
      const { run } = await known(visit)
      await goOn(visit.house, run)
      return visit.go(runAddress(run.id))
    })
    .post('/desk/packages/runs/:run/moves/handed', may('cases.work'), async (visit) =>
      handOver(visit, await known(visit)),
    )
    .get('/desk/packages/runs/:run/print.pdf', may('papers.look'), leaving(sendPrint))
    .get('/desk/packages/runs/:run/folder.zip', may('papers.look'), leaving(sendFolder))
    .get('/desk/packages/runs/:run/persons.xlsx', may('papers.look'), leaving(sendPersons))
}

interface Known {
  readonly run: Run
  readonly procedure: Procedure
}

const dbOf = (visit: Visit) => visit.within(visit.place('cases.work').institution)

// What is only chosen is seen by whoever chose it; what was started, by the colleagues too.
async function runHere(visit: Visit, procedures: readonly Procedure[]): Promise<Known> {
  const run = await findRun(dbOf(visit), visit.param('run'))
  const procedure = procedures.find(({ name }) => name === run?.procedure)
  const isSeen = run?.startedAt || run?.by.id === visit.by.id
  if (!run || !procedure || !isSeen || !packedOf(procedure, run.kind)) throw new NotFound()
  return { run, procedure }
}

interface Slip {
  readonly typed?: Typed
  readonly problems?: readonly Problem[]
  readonly move?: MoveSlip
  readonly told?: string
}

async function show(visit: Visit, { run, procedure }: Known, slip: Slip = {}): Promise<Response> {
  const db = dbOf(visit)
  const items = await itemsOf(db, run.id)
  const packed = packedOf(procedure, run.kind)
  if (!packed) throw new NotFound()
  const packages = await packagesOfRun(
    db,
    items.flatMap(({ packageId }) => packageId ?? []),
  )
  const body = (
    <RunPage
      run={run}
      items={items}
      procedure={procedure}
      packed={packed}
      language={visit.language}
      packages={packages}
      mayLook={visit.may('papers.look', run.institution)}
      typed={slip.typed ?? {}}
      problems={slip.problems ?? []}
      slip={slip.move ?? null}
      told={slip.told}
      requestKey={slip.move?.typed.key ?? crypto.randomUUID()}
      today={visit.house.clock.today()}
    />
  )
  const title = packed.title[visit.language]
  const page = { frame: 'desk', title, current: `/desk/cases/${procedure.name}`, body, modules: ['bulk'] } as const
  return visit.show(page, slip.problems || slip.move ? 422 : slip.told ? 409 : 200)
}

async function start(visit: Visit, known: Known): Promise<Response> {
  const typed = await visit.typed()
  const reason = typed.which === 'all' ? because.safeParse(typed.because) : null
  if (reason && !reason.success) return show(visit, known, { typed, problems: reasonProblem(typed) })
  await startRun(visit.house, known.run, reason?.data ?? '')
  return visit.go(runAddress(known.run.id))
}

/** What lies in a run, in the order in which it was chosen. */
function leavingOf(items: readonly RunItem[]): Leaving[] {
  return items.flatMap(({ outcome, packageId, moveId }) =>
    packageId && (outcome === 'made' || outcome === 'copy') ? [{ packageId, copy: moveId }] : [],
  )
}

async function noteLooks(visit: Visit, { institution }: Run, all: readonly Leaving[], what: string): Promise<void> {
  const look = { institution, what, at: visit.house.clock.now(), by: visit.by }
  for (const { packageId } of all) await recordLook(dbOf(visit), { ...look, packageId })
}

async function sendPrint(visit: Visit, run: Run, all: readonly Leaving[]): Promise<Response> {
  await noteLooks(visit, run, all, 'print.pdf')
  const place = { house: visit.house, institution: run.institution }
  return streamed(visit, printsOf(place, all), 'application/pdf', `packages-${run.id.slice(-8)}.pdf`)
}

async function sendFolder(visit: Visit, run: Run, all: readonly Leaving[]): Promise<Response> {
  await noteLooks(visit, run, all, 'folder.zip')
  const place = { house: visit.house, institution: run.institution }
  return streamed(visit, zipOf(folderOf(place, all)), 'application/zip', `packages-${run.id.slice(-8)}.zip`)
}

async function sendPersons(visit: Visit, run: Run, all: readonly Leaving[]): Promise<Response> {
  await noteLooks(visit, run, all, 'persons.xlsx')
  const place = { house: visit.house, institution: run.institution }
  return sheetAnswer(visit, await personsSheet(place, all), 'xlsx', `persons-${run.id.slice(-8)}`)
}

/** A file that is made as it leaves: kept by no cache. */
export function streamed(visit: Visit, parts: AsyncGenerator<Uint8Array>, type: string, name: string): Response {
  return visit.c.body(paced(parts), 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  })
}

// Each package by itself: one that went meanwhile keeps no other.
async function handOver(visit: Visit, known: Known): Promise<Response> {
  const form = await visit.form(moveForms.handed)
  const { typed } = form
  if (!form.ok) return show(visit, known, { move: { move: 'handed', typed, problems: form.problems } })
  const items = await itemsOf(dbOf(visit), known.run.id)
  const packages = await packagesOfRun(
    dbOf(visit),
    items.flatMap(({ packageId }) => packageId ?? []),
  )
  let refused = 0
  for (const { id, state, madeAt } of packages) {
    if (!madeAt || state !== 'made') continue
    const place = { act: deskAct(visit), procedure: known.procedure, packageId: id }
    const moved = await movePackage(place, 'handed', form.value, keyOf(typed), null)
    if (moved.ok === 'slipped') return show(visit, known, { move: { move: 'handed', typed, problems: moved.problems } })
    if (!moved.ok) refused += 1
  }
  const told = packageWords(visit.language)('hand.refused', { count: refused })
  return refused > 0 ? show(visit, known, { told }) : visit.go(runAddress(known.run.id))
}
