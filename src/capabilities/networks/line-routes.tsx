import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { addLine, changeLine, markDone, removeLine } from './actions.ts'
import { type Desk, workAddress } from './desk.ts'
import { LineFormPage, type Slip } from './form-pages.tsx'
import { type FormOf, formProblems, schemaOf, typedFrom } from './forms.ts'
import { choiceProblems, lineFrom, orderProblems } from './matching.ts'
import { actOf, freshId, kindOf, sayRefusal, showWork, workHere } from './routes.tsx'
import type { Work, WorkLine } from './rules.ts'
import { saidOfLine } from './said.tsx'
import { findLine } from './store.ts'
import { wholeOf } from './telling.ts'

/** What is said of a work line by line: members, duties, fees, cohorts, subjects. */
export function lineRoutes(desk: Desk): Routes {
  const lines = `${desk.address}/:id/lines`
  return new Routes()
    .get(`${lines}/new`, may('partners.edit'), async (visit) => {
      const work = await workHere(visit, desk)
      if (work.archived) return visit.go(workAddress(work))
      return showForm(visit, { ...placeOf(desk, work, visit.query('kind') ?? ''), line: null }, blank)
    })
    .post(`${lines}/new`, may('partners.edit'), (visit) => add(visit, desk))
    .get(`${lines}/:line`, may('partners.edit'), async (visit) => {
      const place = await lineHere(visit, desk)
      if (place.work.archived || place.line.removed) return visit.go(workAddress(place.work))
      return showForm(visit, place, { typed: typedFrom(place.form, saidOfLine(place.line)), problems: [] })
    })
    .post(`${lines}/:line`, may('partners.edit'), (visit) => change(visit, desk))
    .post(`${lines}/:line/removal`, may('partners.edit'), (visit) => takeOut(visit, desk, true))
    .post(`${lines}/:line/return`, may('partners.edit'), (visit) => takeOut(visit, desk, false))
    .post(`${lines}/:line/done`, may('partners.edit'), async (visit) => {
      const { work, line, form } = await lineHere(visit, desk)
      if (!('done' in form.shape)) throw new NotFound()
      if (!line.done) await markDone(actOf(visit), line, visit.house.clock.today())
      return visit.go(`${workAddress(work)}?done=saved#${line.kind}`)
    })
}

const blank: Slip = { typed: {}, problems: [] }

interface Place {
  readonly desk: Desk
  readonly work: Work
  readonly kind: string
  readonly form: FormOf
}

function placeOf(desk: Desk, work: Work, kind: string): Place {
  const { lines } = kindOf(desk, work.kind)
  const form = Object.hasOwn(lines, kind) ? lines[kind] : undefined
  if (!form) throw new NotFound()
  return { desk, work, kind, form }
}

async function lineHere(visit: Visit, desk: Desk): Promise<Place & { readonly line: WorkLine }> {
  const work = await workHere(visit, desk)
  const { institution } = visit.place('partners.edit')
  const line = await findLine(visit.within(institution), work.id, visit.param('line'))
  if (!line) throw new NotFound()
  return { ...placeOf(desk, work, line.kind), line }
}

async function showForm(visit: Visit, place: Place & { line: WorkLine | null }, slip: Slip): Promise<Response> {
  const { institution } = visit.place('partners.edit')
  const { telling } = await wholeOf(visit, institution, place.desk, place.work)
  const body = <LineFormPage {...place} telling={telling} id={freshId(slip.typed.id)} {...slip} />
  const page = { frame: 'desk', title: place.work.name[visit.language], current: place.desk.address, body } as const
  return visit.show(page, slip.refusal ? 409 : slip.problems.length > 0 ? 422 : 200)
}

async function read(visit: Visit, { desk, work, kind, form }: Place) {
  const { institution } = visit.place('partners.edit')
  const asked = visit.checked(schemaOf(form), await visit.typed())
  if (!asked.ok) return { typed: asked.typed, problems: asked.problems, given: null }
  const { telling } = await wholeOf(visit, institution, desk, work)
  const problems = [
    ...formProblems(form, asked.value, telling.law, visit.language),
    ...choiceProblems(form, asked.value, telling.choices),
    ...orderProblems(asked.value),
  ]
  const given = problems.length > 0 ? null : await lineFrom(visit.within(institution), kind, form, asked.value)
  return { typed: asked.typed, problems, given }
}

async function add(visit: Visit, desk: Desk): Promise<Response> {
  const work = await workHere(visit, desk)
  const place = { ...placeOf(desk, work, (await visit.typed()).kind ?? ''), line: null }
  const { typed, problems, given } = await read(visit, place)
  if (!given) return showForm(visit, place, { typed, problems })
  const outcome = await addLine(actOf(visit), work.id, freshId(typed.id), given, desk.check)
  if (outcome.ok) return visit.go(`${workAddress(work)}?done=saved#${place.kind}`)
  return showForm(visit, place, { typed, problems: [], refusal: sayRefusal(visit, outcome) })
}

async function change(visit: Visit, desk: Desk): Promise<Response> {
  const place = await lineHere(visit, desk)
  const { typed, problems, given } = await read(visit, place)
  if (!given) return showForm(visit, place, { typed, problems })
  const outcome = await changeLine(actOf(visit), place.line, given, Number(typed.seen), desk.check)
  if (outcome.ok) return visit.go(`${workAddress(place.work)}?done=saved#${place.kind}`)
  return showForm(visit, place, { typed, problems: [], refusal: sayRefusal(visit, outcome) })
}

async function takeOut(visit: Visit, desk: Desk, out: boolean): Promise<Response> {
  const { work, line } = await lineHere(visit, desk)
  const outcome = await removeLine(actOf(visit), line, out, desk.check)
  if (outcome.ok) return visit.go(`${workAddress(work)}?done=saved#${line.kind}`)
  return showWork(visit, desk, work, sayRefusal(visit, outcome))
}
