import { Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { ownView, type View } from '../cases/index.ts'
import { mobility } from '../mobility/index.ts'
import { of, sendContract, withItsMoney } from './desk-routes.tsx'
import { moneyOf } from './moment.ts'
import { type MyProps, MyStayPage, stayAddress } from './my-page.tsx'
import { dayForm, dayProblems, insuranceForm, reportForm } from './rules.ts'
import { hideReport, keepDay, keepInsurance, keepReport } from './store.ts'
import { grantWords } from './words.ts'

const stay = '/my/:institution/:id/stay'

/** The own page of the stay. */
export function myRoutes(): Routes {
  return new Routes()
    .get(stay, signedIn, async (visit) => show(visit, await own(visit)))
    .get(`${stay}/contract.pdf`, signedIn, async (visit) => sendContract(visit, await own(visit)))
    .post(`${stay}/days`, signedIn, sayDay)
    .post(`${stay}/insurance`, signedIn, async (visit) => {
      const view = await own(visit)
      const form = await visit.form(insuranceForm)
      if (!form.ok) return show(visit, view, { insurance: form })
      await keepInsurance(dbOf(visit, view), of(visit, view), form.value)
      return visit.go(`${stayAddress(view)}?done=saved`)
    })
    .post(`${stay}/report`, signedIn, async (visit) => {
      const view = await own(visit)
      const form = await visit.form(reportForm)
      if (!form.ok) return show(visit, view, { report: form })
      await keepReport(dbOf(visit, view), of(visit, view), form.value.text, form.value.consent)
      return visit.go(`${stayAddress(view)}?done=saved#report`)
    })
    .post(`${stay}/consent`, signedIn, async (visit) => {
      const view = await own(visit)
      await hideReport(dbOf(visit, view), view.standing.id, true)
      return visit.go(`${stayAddress(view)}?done=hidden#report`)
    })
}

const own = async (visit: Visit) => withItsMoney(await ownView(visit, [mobility]))
const dbOf = (visit: Visit, { standing }: View) => visit.within(standing.institution)

async function show(visit: Visit, view: View, slips: MyProps['slips'] = {}): Promise<Response> {
  const t = grantWords(visit.language)
  const done = visit.query('done')
  const notice = done === 'saved' || done === 'hidden' ? t(`done.${done}`) : null
  const body = <MyStayPage {...{ t, view, notice, slips, money: await moneyOf(visit, view) }} />
  const page = { frame: 'my', institution: view.standing.institution, title: t('page.title'), body } as const
  return visit.show(page, Object.keys(slips).length > 0 ? 422 : 200)
}

async function sayDay(visit: Visit): Promise<Response> {
  const view = await own(visit)
  const form = await visit.form(dayForm)
  if (!form.ok) return show(visit, view, { days: form })
  const { kind, on } = form.value
  const { stay } = await moneyOf(visit, view)
  const problems = dayProblems(stay, kind, on, visit.house.clock.today())
  if (problems.length > 0) return show(visit, view, { days: { typed: form.typed, problems } })
  const before = kind === 'arrival' ? stay.arrivedOn : stay.leftOn
  // The same day again changes nothing: what is confirmed stays so.
  if (before !== on) await keepDay(dbOf(visit, view), of(visit, view), kind, on, false)
  return visit.go(`${stayAddress(view)}?done=saved`)
}
