import { NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct, type Panel, type Procedure } from '../cases/index.ts'
import { answerRequest, erase } from './actions.ts'
import {
  PersonRequests,
  RequestPage,
  RequestsPage,
  requestAddress,
  requestsAddress,
  TodayColumn,
} from './desk-pages.tsx'
import { answerForm, type DataRequest, eraseForm } from './rules.ts'
import { casesOfPerson, erasurePlan, findRequest, otherRecords, requestsHere, requestsOf } from './store.ts'
import { ownDataWords } from './words.ts'

/** The office's side of requests about own data. */
export function deskDataRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get(requestsAddress, may('data.answer'), async (visit) => {
      const t = ownDataWords(visit.language)
      const requests = await requestsHere(visit.within(visit.place('data.answer').institution))
      const body = <RequestsPage t={t} {...requests} today={visit.house.clock.today()} />
      return visit.show({ frame: 'desk', title: t('desk.title'), current: requestsAddress, body })
    })
    .get(`${requestsAddress}/:id`, may('data.answer'), async (visit) => showRequest(visit, await requestOf(visit)))
    .post(`${requestsAddress}/:id`, may('data.answer'), async (visit) => {
      const request = await requestOf(visit)
      const form = await visit.form(answerForm)
      if (!form.ok) return showRequest(visit, request, form)
      return answered(visit, request, form.typed, await answerRequest(deskAct(visit), request, form.value))
    })
    .post(`${requestsAddress}/:id/erasure`, may('data.erase'), async (visit) => {
      const request = await requestOf(visit)
      if (request.kind !== 'erasure') throw new NotFound()
      const form = await visit.form(eraseForm)
      if (!form.ok) return showRequest(visit, request, form)
      return answered(visit, request, form.typed, await erase(deskAct(visit), procedures, request, form.value.text))
    })
}

/** Requests that wait stand in the office's day. */
export const dataPanel: Panel = {
  person: async (visit, records) => {
    const { institution } = visit.place('cases.read')
    if (!visit.may('data.answer', institution)) return null
    const db = visit.within(institution)
    const requests = (await Promise.all(records.map((id) => requestsOf(db, id)))).flat()
    return requests.length > 0 && <PersonRequests t={ownDataWords(visit.language)} requests={requests} />
  },
  today: async (visit) => {
    const { institution } = visit.place('cases.read')
    if (!visit.may('data.answer', institution)) return null
    const { open } = await requestsHere(visit.within(institution))
    if (open.length === 0) return null
    return <TodayColumn t={ownDataWords(visit.language)} open={open} today={visit.house.clock.today()} />
  },
}

async function requestOf(visit: Visit): Promise<DataRequest> {
  const found = await findRequest(visit.within(visit.place('data.answer').institution), visit.param('id'))
  if (!found) throw new NotFound()
  return found
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal?: string
}

async function showRequest(visit: Visit, request: DataRequest, tried: Tried = { typed: {}, problems: [] }) {
  const t = ownDataWords(visit.language)
  const { institution } = visit.place('data.answer')
  const db = visit.within(institution)
  const [plan, cases, others] = await Promise.all([
    erasurePlan(db, request.personId),
    casesOfPerson(db, request.personId),
    otherRecords(db, request.personId),
  ])
  const body = (
    <RequestPage
      t={t}
      request={request}
      plan={plan}
      others={others.map(({ name }) => name)}
      cases={cases
        .filter(({ arrivedAt }) => arrivedAt)
        .map(({ id, procedure, number, title }) => ({
          href: `/desk/cases/${procedure}/${id}` as const,
          text: `${number ?? ''} ${title}`,
        }))}
      mayErase={visit.may('data.erase', institution)}
      typed={tried.typed}
      problems={tried.problems}
      refusal={tried.refusal ?? null}
    />
  )
  const status = tried.refusal ? 409 : tried.problems.length > 0 ? 422 : 200
  return visit.show({ frame: 'desk', title: request.person, current: requestsAddress, body }, status)
}

async function answered(visit: Visit, request: DataRequest, typed: Typed, outcome: Outcome) {
  if (outcome.ok) return visit.go(requestAddress(request.id))
  const refusal = ownDataWords(visit.language).find(outcome.refusal.key) ?? outcome.refusal.key
  return showRequest(visit, await requestOf(visit), { typed, problems: [], refusal })
}
