import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskView, type View } from '../cases/index.ts'
import { pdfPage } from '../documents/index.ts'
import { signatoryOf } from '../institutions/index.ts'
import { mobility } from '../mobility/index.ts'
import { contractOf } from './contract.ts'
import { DeskMoneyPage, type DeskProps, moneyAddress } from './desk-page.tsx'
import { moneyOf } from './moment.ts'
import { dayForm, dayProblems, instalmentForm, lineForm, paidForm, withMoney } from './rules.ts'
import { addInstalment, addLine, keepDay, keepPaid, type Of, strikeOut } from './store.ts'
import { grantWords } from './words.ts'

const grant = '/desk/cases/:procedure/:id/grant'

/** Grant, instalments, contract and days of one case at the desk. */
export function deskRoutes(): Routes {
  const work = may('cases.work')
  return new Routes()
    .get(grant, may('cases.read'), async (visit) => show(visit, await viewHere(visit)))
    .get(`${grant}/contract.pdf`, may('cases.read'), async (visit) => sendContract(visit, await viewHere(visit)))
    .post(`${grant}/lines`, work, async (visit) => {
      const view = await viewHere(visit)
      const form = await visit.form(lineForm)
      if (!form.ok) return show(visit, view, { line: form })
      const { key, ...line } = form.value
      await addLine(dbOf(visit, view), of(visit, view), { id: key, ...line })
      return visit.go(moneyAddress(view))
    })
    .post(`${grant}/instalments`, work, async (visit) => {
      const view = await viewHere(visit)
      const form = await visit.form(instalmentForm)
      if (!form.ok) return show(visit, view, { instalment: form })
      const { key, ...instalment } = form.value
      await addInstalment(dbOf(visit, view), of(visit, view), { id: key, ...instalment })
      return visit.go(moneyAddress(view))
    })
    .post(`${grant}/instalments/:instalment/paid`, work, pay)
    .post(`${grant}/instalments/:instalment/unpaid`, work, async (visit) => {
      const view = await viewHere(visit)
      await keepPaid(dbOf(visit, view), of(visit, view), instalmentHere(visit), null)
      return visit.go(moneyAddress(view))
    })
    .post(`${grant}/strike`, work, async (visit) => {
      const view = await viewHere(visit)
      const { id = '' } = await visit.typed()
      if (!isUuid(id)) throw new NotFound()
      await strikeOut(dbOf(visit, view), of(visit, view), id)
      return visit.go(moneyAddress(view))
    })
    .post(`${grant}/days`, work, confirmDay)
}

/** Before somebody is selected there is no money to speak of. */
export function withItsMoney(view: View): View {
  if (!withMoney.includes(view.standing.stage)) throw new NotFound()
  return view
}

const viewHere = async (visit: Visit) => withItsMoney(await deskView(visit, [mobility]))
const dbOf = (visit: Visit, { standing }: View) => visit.within(standing.institution)
export const of = (visit: Visit, { standing }: View): Of => ({
  ...{ institution: standing.institution, caseId: standing.id },
  ...{ at: visit.house.clock.now(), by: visit.by.name },
})

function instalmentHere(visit: Visit): string {
  const id = visit.param('instalment')
  if (!isUuid(id)) throw new NotFound()
  return id
}

async function show(visit: Visit, view: View, slips: DeskProps['slips'] = {}): Promise<Response> {
  const t = grantWords(visit.language)
  const { institution } = view.standing
  const body = (
    <DeskMoneyPage
      {...{ t, view, slips, money: await moneyOf(visit, view), key: crypto.randomUUID() }}
      mayWork={visit.may('cases.work', institution)}
    />
  )
  const page = { frame: 'desk', title: t('page.title'), current: '/desk/cases/mobility', body } as const
  return visit.show(page, Object.keys(slips).length > 0 ? 422 : 200)
}

async function pay(visit: Visit): Promise<Response> {
  const view = await viewHere(visit)
  const id = instalmentHere(visit)
  const form = await visit.form(paidForm)
  const slip = (tried: {
    typed: Readonly<Record<string, string>>
    problems: readonly { field: string; key: string }[]
  }) => show(visit, view, { paid: { ...tried, typed: { ...tried.typed, id } } })
  if (!form.ok) return slip(form)
  if (form.value.paid > visit.house.clock.today())
    return slip({ typed: form.typed, problems: [{ field: 'paid', key: 'grants.later' }] })
  await keepPaid(dbOf(visit, view), of(visit, view), id, form.value.paid)
  return visit.go(moneyAddress(view))
}

async function confirmDay(visit: Visit): Promise<Response> {
  const view = await viewHere(visit)
  const form = await visit.form(dayForm)
  if (!form.ok) return show(visit, view, { days: form })
  const { kind, on } = form.value
  const { stay } = await moneyOf(visit, view)
  const problems = dayProblems(stay, kind, on, visit.house.clock.today())
  if (problems.length > 0) return show(visit, view, { days: { typed: form.typed, problems } })
  await keepDay(dbOf(visit, view), of(visit, view), kind, on, true)
  return visit.go(moneyAddress(view))
}

export async function sendContract(visit: Visit, view: View): Promise<Response> {
  const signatory = await signatoryOf(dbOf(visit, view), view.institution)
  const pdf = await contractOf(view, await moneyOf(visit, view), signatory)
  return pdfPage(pdf, `${view.standing.number ?? 'contract'}.pdf`)
}
