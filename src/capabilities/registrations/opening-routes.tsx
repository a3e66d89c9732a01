import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { NotFound } from '../../platform/outcome.ts'
import { oneOf, optionalDay } from '../../platform/web/fields.ts'
import type { Form } from '../../platform/web/form.ts'
import { may, Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct, personOf } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { recordsOf } from '../stays/index.ts'
import { studentsOfPerson } from '../students/index.ts'
import { deskOpening, ownOpening } from './addresses.ts'
import { type Occasion, occasions } from './facts.ts'
import { openOwnRegistration, openRegistration } from './opening.ts'
import { OpeningPage } from './opening-page.tsx'
import type { Known } from './rules.ts'
import { findKnown, registrationsOf } from './store.ts'
import { registrationsWords } from './words.ts'

const asked = z.object({ occasion: oneOf(occasions), on: optionalDay() })

/** "I have arrived", "I moved": how a registration begins, on the own pages and at the desk. */
export function openingRoutes(): Routes {
  return new Routes()
    .get('/my/:institution/registration/new', signedIn, async (visit) => showOwn(visit, await ownPlace(visit)))
    .post('/my/:institution/registration/new', signedIn, openOwn)
    .get('/desk/persons/:id/registration', may('cases.work'), async (visit) => showDesk(visit, await personHere(visit)))
    .post('/desk/persons/:id/registration', may('cases.work'), openAtDesk)
}

interface Own {
  readonly institution: string
  readonly person: Known
}

/** Only those who study here register through the university on their own pages; others come to the office. */
async function ownPlace(visit: Visit): Promise<Own> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  if (!institution) throw new NotFound()
  const db = visit.within(institution.id)
  const personId = await personOf(db, visit.account.accountId)
  const person = personId && (await findKnown(db, personId))
  if (!person || (await studentsOfPerson(db, [person.id])).length === 0) throw new NotFound()
  return { institution: institution.id, person }
}

type Asked = Form<{ occasion: Occasion; on: Day | null }>
type Slip = Extract<Asked, { readonly ok: false }>

async function read(visit: Visit): Promise<Asked> {
  const form = await visit.form(asked)
  const isFuture = form.ok && form.value.on !== null && form.value.on > visit.house.clock.today()
  return isFuture ? { ok: false, typed: form.typed, problems: [{ field: 'on', key: 'day.future' }] } : form
}

async function openOwn(visit: Visit) {
  const { institution, person } = await ownPlace(visit)
  const form = await read(visit)
  if (!form.ok) return showOwn(visit, { institution, person }, form)
  const { accountId, email } = visit.account
  const act = { house: visit.house, institution, by: { ...visit.by, role: 'subject' }, party: 'subject' } as const
  const id = await openOwnRegistration(act, person, { accountId, email, language: visit.language }, form.value)
  return visit.go(`/my/${institution}/${id}`)
}

async function showOwn(visit: Visit, { institution, person }: Own, slip?: Slip) {
  const db = visit.within(institution)
  const { open } = await registrationsOf(db, person.id)
  const t = registrationsWords(visit.language)
  const body = (
    <OpeningPage
      {...(await shown(visit, institution, person, slip))}
      address={ownOpening(institution)}
      back={{ text: t('opening.my'), href: '/my' }}
      open={open && `/my/${institution}/${open.id}`}
      mayLook
      person={null}
    />
  )
  return visit.show({ frame: 'my', institution, title: t('opening.title'), body }, slip ? 422 : 200)
}

async function personHere(visit: Visit): Promise<Known> {
  const { institution } = visit.place('cases.work')
  const person = await findKnown(visit.within(institution), visit.param('id'))
  if (!person) throw new NotFound()
  return person
}

async function openAtDesk(visit: Visit) {
  const person = await personHere(visit)
  const form = await read(visit)
  if (!form.ok) return showDesk(visit, person, form)
  const id = await openRegistration(deskAct(visit), person.id, form.value)
  return visit.go(`/desk/cases/registration/${id}`)
}

async function showDesk(visit: Visit, person: Known, slip?: Slip) {
  const { institution } = visit.place('cases.work')
  const { arrived } = await registrationsOf(visit.within(institution), person.id)
  const t = registrationsWords(visit.language)
  const body = (
    <OpeningPage
      {...(await shown(visit, institution, person, slip))}
      address={deskOpening(person.id)}
      back={{ text: person.name, href: `/desk/persons/${person.id}` }}
      open={arrived && `/desk/cases/registration/${arrived.id}`}
      mayLook={visit.may('papers.look', institution)}
      person={person.name}
    />
  )
  const page = { frame: 'desk', title: t('opening.title'), current: '/desk/cases/registration', body } as const
  return visit.show(page, slip ? 422 : 200)
}

async function shown(visit: Visit, institution: string, person: Known, slip: Slip | undefined) {
  const [law, stay] = await Promise.all([
    lawOfToday(visit.house, institution),
    recordsOf(visit.within(institution), [person.id]),
  ])
  const { typed = {}, problems = [] } = slip ?? {}
  return { t: registrationsWords(visit.language), law, stay, typed, problems }
}
