import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Form, Problem } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Procedure } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { KindPage, KindsPage, kindsAddress } from './kind-pages.tsx'
import { isClock, type Kind, kindForm, kindsOf } from './kind-rules.ts'
import { caseKinds, kindsSet, saveKind } from './kind-store.ts'
import { leadsHere, tellingOf } from './wall-routes.tsx'
import { datesWords } from './words.ts'

export const recountJob = 'dates.recount'

/** How early the office begins, and when it reminds: by kind of date. */
export function kindRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get(kindsAddress, may('office.edit'), (visit) => showKinds(visit, procedures))
    .get(`${kindsAddress}/:kind`, may('office.edit'), (visit) => showKind(visit, procedures))
    .post(`${kindsAddress}/:kind`, may('office.edit'), (visit) => save(visit, procedures))
}

async function kindsHere(visit: Visit, procedures: readonly Procedure[]): Promise<readonly Kind[]> {
  const { institution } = visit.place('office.edit')
  const db = visit.within(institution)
  const [set, ofCases] = await Promise.all([kindsSet(db), caseKinds(db, institution)])
  return kindsOf(set, ofCases, procedures)
}

async function showKinds(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const [kinds, telling] = await Promise.all([
    kindsHere(visit, procedures),
    tellingOf(visit, visit.place('office.edit').institution, procedures),
  ])
  const body = <KindsPage kinds={kinds} telling={telling} done={visit.query('done') === 'saved'} />
  const title = datesWords(visit.language)('kinds.title')
  return visit.show({ frame: 'desk', title, current: kindsAddress, body })
}

async function kindHere(visit: Visit, procedures: readonly Procedure[]): Promise<Kind> {
  const kind = (await kindsHere(visit, procedures)).find((one) => one.kind === visit.param('kind'))
  if (!kind) throw new NotFound()
  return kind
}

async function showKind(visit: Visit, procedures: readonly Procedure[], tried?: Form<unknown>): Promise<Response> {
  const [kind, telling] = await Promise.all([
    kindHere(visit, procedures),
    tellingOf(visit, visit.place('office.edit').institution, procedures),
  ])
  const problems: readonly Problem[] = tried && !tried.ok ? tried.problems : []
  const byLaw = (await lawOfToday(visit.house, visit.place('office.edit').institution)).find(lawsOwn[kind.kind] ?? '')
  const props = { kind, byLaw, telling, typed: tried?.typed ?? {}, problems }
  const title = datesWords(visit.language)('kinds.title')
  return visit.show(
    { frame: 'desk', title, current: kindsAddress, body: <KindPage {...props} /> },
    problems.length > 0 ? 422 : 200,
  )
}

// The law's own lead before the day; the clock takes the earlier of the two whatever is set here.
const lawsOwn: Readonly<Record<string, string>> = { 'visa.ends': 'visa.extension-lead' }

async function save(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const { kind } = await kindHere(visit, procedures)
  const form = await visit.form(kindForm)
  if (!form.ok) return showKind(visit, procedures, form)
  const { institution } = visit.place('office.edit')
  const { steps, unit } = form.value
  const lead = isClock(kind) ? form.value.lead : null
  const leadUnit = lead === null ? null : unit
  await keep(visit.house, { institution, kind, lead, leadUnit, steps, by: visit.by, at: visit.house.clock.now() })
  leadsHere.forget(visit.within(institution))
  return visit.go(`${kindsAddress}?done=saved`)
}

/** Keeps what was set; the clocks are counted anew after it, in portions. */
function keep(house: House, set: Parameters<typeof saveKind>[1]): Promise<void> {
  const { institution, kind } = set
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      await saveKind(tx, set)
      if (isClock(kind)) await house.jobs.later(tx, recountJob, { institution, id: kind })
    })
}
