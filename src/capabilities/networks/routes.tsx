import { isUuid } from '../../platform/database/ids.ts'
import { done, NotFound, type Outcome } from '../../platform/outcome.ts'
import { formats } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { addWork, archiveWork, changeWork, type WorkAct } from './actions.ts'
import { type Desk, workAddress } from './desk.ts'
import { exportLines, exportWorks } from './export.ts'
import { type Slip, WorkFormPage } from './form-pages.tsx'
import { formProblems, saidFrom, schemaOf, typedFrom } from './forms.ts'
import type { WorkKind } from './kinds.ts'
import { lineRoutes } from './line-routes.tsx'
import { WorksPage } from './list-page.tsx'
import { choiceProblems } from './matching.ts'
import { type Filter, readWorkFilter, type Work } from './rules.ts'
import { editsOf, findWork, linesOf, worksOf } from './store.ts'
import { deskTelling, wholeOf } from './telling.ts'
import { networksWords } from './words.ts'
import { WorkPage } from './work-page.tsx'

const pageSize = 50

/** The desk of a register of works: list, page, forms, archive, sheets. */
export function workRoutes(desk: Desk): Routes {
  const one = `${desk.address}/:id`
  const routes = new Routes()
    .get(desk.address, may('partners.read'), (visit) => showList(visit, desk))
    .get(`${desk.address}/new`, may('partners.edit'), (visit) => {
      const kind = visit.query('kind') ?? Object.keys(desk.kinds)[0] ?? ''
      return showForm(visit, desk, null, kind, { typed: { shown: 'yes' }, problems: [] })
    })
    .post(`${desk.address}/new`, may('partners.edit'), (visit) => add(visit, desk))
  for (const format of formats)
    routes
      .get(`${desk.address}/export.${format}`, may('partners.read'), (visit) =>
        exportWorks(visit, desk, filterOf(visit, desk), format),
      )
      .get(`${one}/lines.${format}`, may('partners.read'), async (visit) =>
        exportLines(visit, desk, await workHere(visit, desk), visit.query('kind') ?? '', format),
      )
  return routes
    .get(one, may('partners.read'), async (visit) => showWork(visit, desk, await workHere(visit, desk)))
    .get(`${one}/edit`, may('partners.edit'), async (visit) => {
      const work = await workHere(visit, desk)
      if (work.archived) return visit.go(workAddress(work))
      const typed = typedFrom(kindOf(desk, work.kind), work.said)
      return showForm(visit, desk, work, work.kind, { typed, problems: [] })
    })
    .post(`${one}/edit`, may('partners.edit'), (visit) => change(visit, desk))
    .post(`${one}/archive`, may('partners.edit'), async (visit) => {
      const work = await workHere(visit, desk)
      await archiveWork(actOf(visit), work.id, (await visit.typed()).away === 'yes')
      return visit.go(workAddress(work))
    })
    .also(lineRoutes(desk))
}

const filterOf = (visit: Visit, desk: Desk): Filter =>
  readWorkFilter(new URL(visit.c.req.url).searchParams, Object.keys(desk.kinds))

export function actOf(visit: Visit): WorkAct {
  const { institution } = visit.place('partners.edit')
  return { house: visit.house, institution, by: visit.by }
}

/** The work of the address, where it is of this institution and of this register. */
export async function workHere(visit: Visit, desk: Desk): Promise<Work> {
  const id = visit.param('id')
  const found = isUuid(id) ? await findWork(visit.within(visit.place('partners.read').institution), id) : null
  if (!found || !desk.kinds[found.kind]) throw new NotFound()
  return found
}

export function kindOf(desk: Desk, name: string): WorkKind {
  const kind = Object.hasOwn(desk.kinds, name) ? desk.kinds[name] : undefined
  if (!kind) throw new NotFound()
  return kind
}

export const freshId = (id: string | undefined) => (id && isUuid(id) ? id : crypto.randomUUID())

export const sayRefusal = (visit: Visit, { refusal }: Extract<Outcome, { ok: false }>): string =>
  networksWords.byData(visit.language).find(refusal.key, refusal.params) ?? refusal.key

async function showList(visit: Visit, desk: Desk): Promise<Response> {
  const { institution } = visit.place('partners.read')
  const filter = filterOf(visit, desk)
  const db = visit.within(institution)
  const [found, telling] = await Promise.all([worksOf(db, filter, pageSize + 1), deskTelling(visit, institution, desk)])
  const works = found.slice(0, pageSize)
  const next = found.length > pageSize ? (works.at(-1)?.id ?? null) : null
  const mayEdit = visit.may('partners.edit', institution)
  const body = <WorksPage {...{ desk, telling, works, filter, next, mayEdit }} kind={kindOf(desk, filter.kind)} />
  return visit.show({ frame: 'desk', title: desk.title(visit.language), current: desk.address, body })
}

/** A work's own page. @param refusal what was asked there and can't be */
export async function showWork(visit: Visit, desk: Desk, work: Work, refusal: string | null = null): Promise<Response> {
  const { institution } = visit.place('partners.read')
  const db = visit.within(institution)
  const mayEdit = visit.may('partners.edit', institution)
  const [whole, removed, edits] = await Promise.all([
    wholeOf(visit, institution, desk, work),
    linesOf(db, [work.id], true),
    editsOf(db, work.id),
  ])
  const beside = await desk.beside(visit, whole, mayEdit && !work.archived)
  const notice = visit.query('done') === 'saved' ? networksWords(visit.language)('form.saved') : null
  const today = visit.house.clock.today()
  const body = <WorkPage {...{ desk, whole, removed, edits, beside, mayEdit, today, notice, refusal }} />
  const page = { frame: 'desk', title: work.name[visit.language], current: desk.address, body } as const
  return visit.show(page, refusal ? 409 : 200)
}

async function showForm(visit: Visit, desk: Desk, work: Work | null, kind: string, slip: Slip): Promise<Response> {
  const form = kindOf(desk, kind)
  const { institution } = visit.place('partners.edit')
  const telling = await deskTelling(visit, institution, desk)
  const body = <WorkFormPage {...{ desk, telling, form, work, kind, id: freshId(slip.typed.id) }} {...slip} />
  const page = { frame: 'desk', title: desk.title(visit.language), current: desk.address, body } as const
  return visit.show(page, slip.refusal ? 409 : slip.problems.length > 0 ? 422 : 200)
}

async function read(visit: Visit, desk: Desk, kind: string) {
  const form = kindOf(desk, kind)
  const { institution } = visit.place('partners.edit')
  const typed = visit.checked(schemaOf(form), await visit.typed())
  if (!typed.ok) return { typed: typed.typed, problems: typed.problems, said: {} }
  const { law, choices } = await deskTelling(visit, institution, desk)
  const problems = [
    ...formProblems(form, typed.value, law, visit.language),
    ...choiceProblems(form, typed.value, choices),
  ]
  return { typed: typed.typed, problems, said: saidFrom(form, typed.value) }
}

async function add(visit: Visit, desk: Desk): Promise<Response> {
  const { kind = '' } = await visit.typed()
  const { typed, problems, said } = await read(visit, desk, kind)
  if (problems.length > 0) return showForm(visit, desk, null, kind, { typed, problems })
  const id = freshId(typed.id)
  const outcome = await addWork(actOf(visit), id, { kind, said })
  if (outcome.ok) return visit.go(`${workAddress({ id, kind })}?done=saved`)
  return showForm(visit, desk, null, kind, { typed, problems: [], refusal: sayRefusal(visit, outcome) })
}

async function change(visit: Visit, desk: Desk): Promise<Response> {
  const work = await workHere(visit, desk)
  const { typed, problems, said } = await read(visit, desk, work.kind)
  if (problems.length > 0) return showForm(visit, desk, work, work.kind, { typed, problems })
  const outcome = await changeWork(actOf(visit), work.id, { kind: work.kind, said }, Number(typed.seen))
  if (outcome.ok) return visit.go(`${workAddress(work)}?done=saved`)
  return showForm(visit, desk, work, work.kind, { typed, problems: [], refusal: sayRefusal(visit, outcome) })
}

/** Nothing special stands against a line. */
export const noCheck = async (): Promise<Outcome> => done
