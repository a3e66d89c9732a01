import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Form } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct } from '../cases/index.ts'
import { newForm } from './forms.ts'
import { HubPage } from './hub-page.tsx'
import { NewPage } from './new-page.tsx'
import { inviteAgain, inviteCalled, inviteStudent } from './opening.ts'
import { countToBegin, toBegin } from './store.ts'
import { invitationWords } from './words.ts'

const mostShown = 100

/** Where the office begins invitations. */
export function deskRoutes(): Routes {
  return new Routes()
    .get('/desk/invitations', may('cases.read'), showHub)
    .get('/desk/invitations/new', may('cases.work'), (visit) => showNew(visit))
    .post('/desk/invitations/new', may('cases.work'), begin)
    .post('/desk/invitations/students/:student', may('cases.work'), async (visit) =>
      visit.go(caseAddress(await inviteStudent(deskAct(visit), idAsked(visit, 'student')))),
    )
    .post('/desk/invitations/:id/again', may('cases.work'), async (visit) =>
      visit.go(caseAddress(await inviteAgain(deskAct(visit), idAsked(visit, 'id')))),
    )
}

export const caseAddress = (id: string) => `/desk/cases/invitation/${id}` as const

/** An id out of the address; what is no id names nothing. */
export function idAsked(visit: Visit, name: string): string {
  const id = visit.param(name)
  if (!isUuid(id)) throw new NotFound()
  return id
}

async function showHub(visit: Visit): Promise<Response> {
  const t = invitationWords(visit.language)
  const { institution } = visit.place('cases.read')
  const db = visit.within(institution)
  const [waiting, count] = await Promise.all([toBegin(db, institution, mostShown), countToBegin(db, institution)])
  const mayWork = visit.may('cases.work', institution)
  const body = <HubPage t={t} waiting={waiting} count={count} mayWork={mayWork} />
  return visit.show({ frame: 'desk', title: t('hub.title'), current: '/desk/invitations', body })
}

function showNew(visit: Visit, form?: Form<unknown>): Promise<Response> {
  const t = invitationWords(visit.language)
  const isKeySlip = form && !form.ok && form.problems.some(({ field }) => field === 'key')
  const formKey = (isKeySlip ? undefined : form?.typed.key) ?? crypto.randomUUID()
  const body = <NewPage t={t} form={form} formKey={formKey} />
  return visit.show(
    { frame: 'desk', title: t('new.title'), current: '/desk/invitations', body },
    form && !form.ok ? 422 : 200,
  )
}

async function begin(visit: Visit): Promise<Response> {
  const form = await visit.form(newForm)
  if (!form.ok) return showNew(visit, form)
  const { kind, key, ...called } = form.value
  return visit.go(caseAddress(await inviteCalled(deskAct(visit), kind, called, key)))
}
