import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import { formats, sheetAnswer } from '../../platform/sheets/index.ts'
import { check, type Problem, type Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { propose, startRun } from './bulk-actions.ts'
import { BulkChoosePage, BulkPreviewPage, BulkRunPage } from './bulk-pages.tsx'
import { mostCases, officeSteps } from './bulk-rules.ts'
import { findRun, itemsOf, lastRuns, type Run, type RunItem } from './bulk-store.ts'
import { listAddress } from './list-page.tsx'
import { listPlace, meantFilter, procedureHere, showFor } from './list-place.ts'
import { everyRow, type Listed, standingsOf, whyNotFor } from './list-standings.ts'
import type { ListRow } from './list-store.ts'
import { groundOf } from './moment.ts'
import type { Procedure } from './procedure.ts'
import { situationOf } from './rules.ts'
import { casesWords, explain } from './words.ts'

/** One step for many cases: choose, look who would be refused, start, and see what became of each. */
export function bulkRoutes(procedures: readonly Procedure[]): Routes {
  const here = (visit: Visit) => procedureHere(visit, procedures)
  const routes = new Routes()
    .get('/desk/cases/:procedure/bulk', may('cases.work'), (visit) => showChoice(visit, here(visit)))
    .post('/desk/cases/:procedure/bulk', may('cases.work'), (visit) => choose(visit, here(visit)))
    .get('/desk/cases/:procedure/bulk/:run', may('cases.work'), async (visit) => {
      const run = await runHere(visit, here(visit))
      return run.startedAt ? showRun(visit, here(visit), run) : showPreview(visit, here(visit), run)
    })
    .post('/desk/cases/:procedure/bulk/:run/start', may('cases.work'), async (visit) =>
      start(visit, here(visit), await runHere(visit, here(visit))),
    )
  for (const format of formats) {
    routes.get(`/desk/cases/:procedure/bulk/:run/result.${format}`, may('cases.work'), async (visit) => {
      const run = await runHere(visit, here(visit))
      return sheetAnswer(visit, await resultOf(visit, here(visit), run), format, `${run.step}-${run.id.slice(-8)}`)
    })
  }
  return routes
}

/** Rows that the page lists to choose from. */
const mostListed = 100

// Where an officer works on cases may be another institution than where somebody of several roles reads them.
function workPlace(visit: Visit, procedure: Procedure) {
  const { institution } = visit.place('cases.work')
  const { scope } = listPlace(visit, procedure)
  return { db: visit.within(institution), scope: { ...scope, institution } }
}

async function shownRows(visit: Visit, procedure: Procedure): Promise<readonly ListRow[]> {
  const { db, scope } = workPlace(visit, procedure)
  const ground = () => groundOf(visit.house, scope.institution, procedure)
  const filter = await meantFilter(visit, procedure)
  const rows: ListRow[] = []
  for await (const portion of everyRow(db, ground, procedure, scope, filter, mostCases + 1)) {
    rows.push(...portion)
    if (rows.length > mostCases) break
  }
  return rows
}

interface Chosen {
  readonly step: string
  readonly which: string
  readonly cases: readonly string[]
}

async function showChoice(
  visit: Visit,
  procedure: Procedure,
  chosen: Chosen = { step: '', which: 'chosen', cases: [] },
  problems: readonly Problem[] = [],
) {
  const { db } = workPlace(visit, procedure)
  const filter = await meantFilter(visit, procedure)
  const [rows, { said, choices }, runs] = await Promise.all([
    shownRows(visit, procedure),
    showFor(visit, procedure, filter),
    lastRuns(db, procedure.name, 10),
  ])
  const body = (
    <BulkChoosePage
      procedure={procedure}
      language={visit.language}
      filter={filter}
      said={said}
      rows={rows.slice(0, mostListed)}
      shown={rows.length}
      choices={choices}
      runs={runs}
      chosen={chosen}
      problems={problems}
    />
  )
  const title = casesWords(visit.language)('bulk.open')
  const page = { frame: 'desk', title, current: listAddress(procedure), body, modules: ['bulk'] } as const
  return visit.show(page, problems.length > 0 ? 422 : 200)
}

const largestForm = 256 * 1024

// Many boxes of one name: the platform's form keeps one value of a name.
async function chosenFrom(visit: Visit): Promise<Chosen> {
  const text = await visit.c.req.text()
  const form = new URLSearchParams(text.length > largestForm ? '' : text)
  const cases = form.getAll('case').filter((id) => z.uuid().safeParse(id).success)
  return { step: form.get('step') ?? '', which: form.get('which') ?? '', cases: cases.slice(0, mostCases) }
}

async function choose(visit: Visit, procedure: Procedure) {
  const chosen = await chosenFrom(visit)
  const problems: Problem[] = []
  if (!officeSteps(procedure, null).includes(chosen.step)) problems.push({ field: 'step', key: 'bulk.noStep' })
  const { db, scope } = workPlace(visit, procedure)
  const ids =
    chosen.which === 'all'
      ? (await shownRows(visit, procedure)).slice(0, mostCases).map(({ id }) => id)
      : [...new Set(chosen.cases)]
  const ground = await groundOf(visit.house, scope.institution, procedure)
  const listed = await standingsOf(db, ground, procedure, ids)
  const cases = ids.flatMap((id) => listed.get(id) ?? [])
  if (cases.length === 0) problems.push({ field: 'case', key: 'bulk.noCases' })
  if (problems.length > 0) return showChoice(visit, procedure, chosen, problems)

  const id = await propose(visit.house, {
    institution: scope.institution,
    procedure: procedure.name,
    step: chosen.step,
    by: byOf(visit),
    at: visit.house.clock.now(),
    cases,
  })
  return visit.go(`${listAddress(procedure)}/bulk/${id}`)
}

function byOf({ account }: Visit) {
  return { id: account.accountId, name: account.name || account.email }
}

// What is only proposed is seen by whoever proposed it; what was started, by the colleagues too.
async function runHere(visit: Visit, procedure: Procedure): Promise<Run> {
  const run = await findRun(workPlace(visit, procedure).db, visit.param('run'))
  const mine = run?.by.id === visit.account.accountId
  if (run?.procedure !== procedure.name || !(run.startedAt || mine)) throw new NotFound()
  return run
}

async function showPreview(
  visit: Visit,
  procedure: Procedure,
  run: Run,
  slip: { typed: Typed; problems: readonly Problem[] } = { typed: {}, problems: [] },
) {
  const { db, scope } = workPlace(visit, procedure)
  const [items, ground] = await Promise.all([itemsOf(db, run.id), groundOf(visit.house, run.institution, procedure)])
  const listed = await standingsOf(
    db,
    ground,
    procedure,
    items.map(({ caseId }) => caseId),
  )
  const why = (item: RunItem, found: Listed | undefined) => {
    if (!found || found.version !== item.version) return [{ key: 'bulk.movedSince' }]
    return whyNotFor(ground, procedure, run.step, found)
  }
  const looked = items.map((item) => ({ ...item, reasons: why(item, listed.get(item.caseId)) }))
  const first = listed.get(looked.find(({ reasons }) => reasons.length === 0)?.caseId ?? '')
  const body = (
    <BulkPreviewPage
      procedure={procedure}
      language={visit.language}
      run={run}
      items={looked}
      law={ground.law}
      today={scope.today}
      situation={first ? situationOf(procedure, first.standing, ground.law, ground.background) : null}
      {...slip}
    />
  )
  const title = procedure.words(visit.language)(`step.${run.step}`)
  const page = { frame: 'desk', title, current: listAddress(procedure), body } as const
  return visit.show(page, slip.problems.length > 0 ? 422 : 200)
}

async function start(visit: Visit, procedure: Procedure, run: Run) {
  const asks = procedure.steps[run.step]?.asks
  const typed = await visit.typed()
  const input = asks ? check(asks, typed) : null
  if (input && !input.ok) return showPreview(visit, procedure, run, { typed, problems: input.problems })
  await startRun(visit.house, run, visit.account.accountId, input ? typed : {})
  return visit.go(`${listAddress(procedure)}/bulk/${run.id}`)
}

async function showRun(visit: Visit, procedure: Procedure, run: Run) {
  const { db, scope } = workPlace(visit, procedure)
  const [items, ground] = await Promise.all([itemsOf(db, run.id), groundOf(visit.house, run.institution, procedure)])
  const body = (
    <BulkRunPage
      procedure={procedure}
      language={visit.language}
      run={run}
      items={items}
      law={ground.law}
      today={scope.today}
    />
  )
  const title = procedure.words(visit.language)(`step.${run.step}`)
  return visit.show({ frame: 'desk', title, current: listAddress(procedure), body, modules: ['bulk'] })
}

async function resultOf(visit: Visit, procedure: Procedure, run: Run) {
  const { language } = visit
  const t = casesWords(language)
  const { law } = await groundOf(visit.house, run.institution, procedure)
  const items = await itemsOf(visit.within(run.institution), run.id)
  const rows = items.map(({ title, number, outcome, reasons }) => [
    title,
    number ?? '',
    t(`bulk.outcome.${outcome}`),
    reasons.map((refusal) => explain(refusal, procedure, law, language).text).join(' '),
  ])
  const columns = [t('list.name'), t('list.number'), t('bulk.outcome'), t('bulk.why')].map((title) => ({ title }))
  const portions = async function* () {
    yield rows
  }
  return { name: procedure.words(language)(`step.${run.step}`), columns, portions: portions() }
}
