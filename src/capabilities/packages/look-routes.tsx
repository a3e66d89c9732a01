import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import { longText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import {
  everyRow,
  findCase,
  groundOf,
  type ListRow,
  listPlace,
  meantFilter,
  type Procedure,
  queryHere,
  showFor,
  viewOf,
} from '../cases/index.ts'
import { chooseAddress, runAddress } from './addresses.ts'
import { ChoosePage } from './choose-page.tsx'
import { LookPage } from './look-page.tsx'
import { lookAt } from './looking.ts'
import { latestOf } from './package-store.ts'
import { packedOf } from './plan.ts'
import { mostCases, propose } from './run-actions.ts'
import { lastRuns } from './run-store.ts'

/** Why what is not whole goes all the same; printed on the inventory. */
export const because = longText(500)

/** Where packages begin: on one case, or for cases chosen from a list. */
export function lookRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get('/desk/packages/for/:case/:kind', may('cases.work'), (visit) => look(visit, procedures))
    .post('/desk/packages/for/:case/:kind', may('cases.work'), (visit) => make(visit, procedures))
    .get('/desk/packages/of/:procedure/:kind', may('cases.work'), (visit) => choose(visit, procedures))
    .post('/desk/packages/of/:procedure/:kind', may('cases.work'), (visit) => check(visit, procedures))
}

async function caseHere(visit: Visit, procedures: readonly Procedure[]) {
  const { institution } = visit.place('cases.work')
  const db = visit.within(institution)
  const standing = await findCase(db, visit.param('case'))
  const procedure = procedures.find(({ name }) => name === standing?.procedure)
  if (!standing?.arrivedAt || !procedure || !packedOf(procedure, visit.param('kind'))) throw new NotFound()
  const view = await viewOf(await groundOf(visit.house, institution, procedure), db, procedure, standing)
  return { view, plan: await lookAt(visit.house, view, visit.param('kind')), db }
}

async function look(
  visit: Visit,
  procedures: readonly Procedure[],
  typed: Typed = {},
  problems: readonly Problem[] = [],
) {
  const { view, plan, db } = await caseHere(visit, procedures)
  const latest = await latestOf(db, view.standing.id, plan.kind)
  const body = (
    <LookPage
      view={view}
      plan={plan}
      language={visit.language}
      latest={latest}
      requestKey={typed.key ?? crypto.randomUUID()}
      typed={typed}
      problems={problems}
    />
  )
  const title = plan.packed.title[visit.language]
  return visit.show(
    { frame: 'desk', title, current: `/desk/cases/${view.procedure.name}`, body },
    problems.length > 0 ? 422 : 200,
  )
}

/** A key out of a form; another one when somebody changed it. */
export function keyOf(typed: Typed): string {
  const read = z.uuid().safeParse(typed.key)
  return read.success ? read.data : crypto.randomUUID()
}

async function make(visit: Visit, procedures: readonly Procedure[]) {
  const typed = await visit.typed()
  const { view, plan } = await caseHere(visit, procedures)
  const reason = because.safeParse(typed.because)
  if (plan.refusal) return look(visit, procedures, typed)
  if (!plan.isWhole && !reason.success) return look(visit, procedures, typed, reasonProblem(typed))
  const { institution } = view.standing
  const id = await propose(visit.house, {
    ...{ institution, procedure: view.procedure.name, kind: plan.kind, key: keyOf(typed), cases: [view.standing.id] },
    ...{ by: visit.by, at: visit.house.clock.now() },
    started: { because: plan.isWhole ? '' : (reason.data ?? '') },
  })
  return visit.go(runAddress(id))
}

/** What is wrong with the reason. */
export function reasonProblem({ because = '' }: Typed): Problem[] {
  return [
    because.trim() === ''
      ? { field: 'because', key: 'look.becauseMissing' }
      : { field: 'because', key: 'form.tooLong', params: { most: 500 } },
  ]
}

function packedHere(visit: Visit, procedures: readonly Procedure[]) {
  const procedure = procedures.find(({ name }) => name === visit.param('procedure'))
  const packed = procedure && packedOf(procedure, visit.param('kind'))
  if (!packed) throw new NotFound()
  return { procedure, packed, kind: visit.param('kind') }
}

async function rowsHere(visit: Visit, procedures: readonly Procedure[]) {
  const { procedure, packed } = packedHere(visit, procedures)
  const { institution } = visit.place('cases.work')
  const { scope } = listPlace(visit, procedure)
  const place = { ...scope, institution }
  const filter = await meantFilter(visit, procedure)
  const db = visit.within(institution)
  const ground = () => groundOf(visit.house, institution, procedure)
  // Stage by stage: of a list of a million, only those are read that can be chosen.
  const stages = packed.stages.filter((stage) => filter.stage === null || filter.stage === stage)
  const rows: ListRow[] = []
  for (const stage of stages)
    for await (const portion of everyRow(db, ground, procedure, place, { ...filter, stage }, mostCases + 1)) {
      rows.push(...portion)
      if (rows.length > mostCases) break
    }
  return { rows: rows.slice(0, mostCases), isCut: rows.length > mostCases, filter }
}

async function choose(
  visit: Visit,
  procedures: readonly Procedure[],
  chosen: readonly string[] = [],
  problems: readonly Problem[] = [],
) {
  const { procedure, packed, kind } = packedHere(visit, procedures)
  const { institution } = visit.place('cases.work')
  const { rows, isCut, filter } = await rowsHere(visit, procedures)
  const [{ said }, runs] = await Promise.all([
    showFor(visit, procedure, filter),
    lastRuns(visit.within(institution), procedure.name, kind),
  ])
  const query = queryHere(visit).toString()
  const body = (
    <ChoosePage
      procedure={procedure}
      packed={packed}
      language={visit.language}
      action={`${chooseAddress(procedure.name, kind)}${query && '?'}${query}`}
      said={said}
      rows={rows}
      isCut={isCut}
      runs={runs}
      requestKey={crypto.randomUUID()}
      chosen={new Set(chosen)}
      problems={problems}
    />
  )
  const title = packed.title[visit.language]
  const page = { frame: 'desk', title, current: `/desk/cases/${procedure.name}`, body, modules: ['bulk'] } as const
  return visit.show(page, problems.length > 0 ? 422 : 200)
}

async function check(visit: Visit, procedures: readonly Procedure[]) {
  const { procedure, kind } = packedHere(visit, procedures)
  const typed = await visit.typed()
  const { rows } = await rowsHere(visit, procedures)
  const ticked = rows.filter(({ id }) => typed[`case.${id}`] !== undefined).map(({ id }) => id)
  const cases = typed.which === 'all' ? rows.map(({ id }) => id) : ticked
  if (cases.length === 0) return choose(visit, procedures, ticked, [{ field: 'which', key: 'choose.nobody' }])
  const { institution } = visit.place('cases.work')
  const about = { institution, procedure: procedure.name, kind, key: keyOf(typed), cases }
  return visit.go(runAddress(await propose(visit.house, { ...about, by: visit.by, at: visit.house.clock.now() })))
}
