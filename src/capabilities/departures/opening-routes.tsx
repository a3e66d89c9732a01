import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem } from '../../platform/web/form.ts'
import { may, Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct, nameOfPerson, personOf, type Tried } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { type Newcomer, newcomerForm, openFor, openForNewcomer, openOwn } from './opening.ts'
import { BeginPage, NewcomerPage } from './opening-page.tsx'
import { openDepartures } from './store.ts'
import { departuresWords } from './words.ts'

/** How a departure begins: on the own page, from a person's page at the desk, or for somebody who has no record yet. */
export function openingRoutes(): Routes {
  return new Routes()
    .get('/my/:institution/departure/new', signedIn, showOwn)
    .post('/my/:institution/departure/new', signedIn, beginOwn)
    .get('/desk/persons/:id/departure', may('cases.work'), showDesk)
    .post('/desk/persons/:id/departure', may('cases.work'), async (visit) => {
      const id = await openFor(deskAct(visit), await personHere(visit), keyOf((await visit.typed()).key))
      return visit.go(`/desk/cases/departure/${id}`)
    })
    .get('/desk/departures/new', may('cases.work'), (visit) => showNewcomer(visit, { typed: {}, problems: [] }))
    .post('/desk/departures/new', may('cases.work'), beginNewcomer)
}

const keyOf = (key: string | undefined) => (key && isUuid(key) ? key : crypto.randomUUID())

async function institutionHere(visit: Visit): Promise<string> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  if (!institution) throw new NotFound()
  return institution.id
}

async function showOwn(visit: Visit): Promise<Response> {
  const institution = await institutionHere(visit)
  const t = departuresWords(visit.language)
  const db = visit.within(institution)
  const personId = await personOf(db, visit.account.accountId)
  const open = personId ? await openDepartures(db, personId, false) : []
  const body = (
    <BeginPage
      t={t}
      action={`/my/${institution}/departure/new`}
      back={{ text: t('open.my'), href: '/my' }}
      person={null}
      open={open.map((one) => ({ ...one, href: `/my/${institution}/${one.id}` as const }))}
      requestKey={crypto.randomUUID()}
    />
  )
  return visit.show({ frame: 'my', institution, title: t('open.title'), body })
}

async function beginOwn(visit: Visit): Promise<Response> {
  const institution = await institutionHere(visit)
  const { accountId, email } = visit.account
  const act = { house: visit.house, institution, by: { ...visit.by, role: 'subject' }, party: 'subject' } as const
  const key = keyOf((await visit.typed()).key)
  const id = await openOwn(act, { accountId, email, language: visit.language }, key)
  return visit.go(`/my/${institution}/${id}`)
}

async function personHere(visit: Visit): Promise<string> {
  const id = visit.param('id')
  if (!(await nameOfPerson(visit.within(visit.place('cases.work').institution), id))) throw new NotFound()
  return id
}

async function showDesk(visit: Visit): Promise<Response> {
  const t = departuresWords(visit.language)
  const db = visit.within(visit.place('cases.work').institution)
  const id = await personHere(visit)
  const name = (await nameOfPerson(db, id)) ?? ''
  const body = (
    <BeginPage
      t={t}
      action={`/desk/persons/${id}/departure`}
      back={{ text: name, href: `/desk/persons/${id}` }}
      person={name}
      open={(await openDepartures(db, id, true)).map((one) => ({
        ...one,
        href: `/desk/cases/departure/${one.id}` as const,
      }))}
      requestKey={crypto.randomUUID()}
    />
  )
  return visit.show({ frame: 'desk', title: t('open.title'), current: '/desk/cases/departure', body })
}

async function beginNewcomer(visit: Visit): Promise<Response> {
  const form = await visit.form(newcomerForm)
  const problems = form.ok ? await newcomerProblems(visit, form.value) : form.problems
  if (!form.ok || problems.length > 0) return showNewcomer(visit, { typed: form.typed, problems })
  const id = await openForNewcomer(deskAct(visit), form.value, keyOf(form.typed.key))
  return visit.go(`/desk/cases/departure/${id}`)
}

async function newcomerProblems(visit: Visit, { citizenship, birthDay }: Newcomer): Promise<Problem[]> {
  const law = await lawOfToday(visit.house)
  return [
    ...(law.country(citizenship) ? [] : [{ field: 'citizenship', key: 'form.choose' }]),
    ...(birthDay && birthDay >= law.day ? [{ field: 'birthDay', key: 'departure.age' }] : []),
  ]
}

async function showNewcomer(visit: Visit, tried: Tried): Promise<Response> {
  const t = departuresWords(visit.language)
  const law = await lawOfToday(visit.house)
  const body = <NewcomerPage t={t} law={law} requestKey={keyOf(tried.typed.key)} {...tried} />
  const page = { frame: 'desk', title: t('open.title'), current: '/desk/cases/departure', body } as const
  return visit.show(page, tried.problems.length > 0 ? 422 : 200)
}
