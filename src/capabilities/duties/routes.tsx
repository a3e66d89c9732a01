import { z } from 'zod'
import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { oneOf } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { openDuty } from './opening.ts'
import { DutiesPage, NewDutyPage } from './pages.tsx'
import { kinds } from './rules.ts'
import { findPerson, openDuties, termsOf } from './store.ts'
import { setTerm } from './terms.ts'
import { dutyWords } from './words.ts'

export const dutiesAddress = '/desk/duties'

export function dutyRoutes(): Routes {
  return new Routes()
    .get(dutiesAddress, may('cases.read'), (visit) => showDuties(visit))
    .post(`${dutiesAddress}/terms`, may('office.edit'), changeTerm)
    .get(`${dutiesAddress}/new`, may('cases.work'), (visit) => showNew(visit, ''))
    .get('/desk/persons/:id/duty', may('cases.work'), (visit) => showNew(visit, visit.param('id')))
    .post('/desk/persons/:id/duty', may('cases.work'), begin)
}

const shownAtOnce = 100

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

async function showDuties(visit: Visit, { typed, problems }: Tried = { typed: {}, problems: [] }): Promise<Response> {
  const { institution } = visit.place('cases.read')
  const db = visit.within(institution)
  const [law, rows, terms] = await Promise.all([
    lawOfToday(visit.house, institution),
    openDuties(db, institution, shownAtOnce + 1),
    termsOf(db),
  ])
  const t = dutyWords(visit.language)
  const body = (
    <DutiesPage
      t={t}
      law={law}
      rows={rows.slice(0, shownAtOnce)}
      more={rows.length > shownAtOnce}
      terms={terms}
      mayWork={visit.may('cases.work', institution)}
      maySet={visit.may('office.edit', institution)}
      typed={typed}
      problems={problems}
    />
  )
  const page = { frame: 'desk', title: t('duties.title'), current: dutiesAddress, body } as const
  return visit.show(page, problems.length > 0 ? 422 : 200)
}

const termForm = z.object({
  kind: oneOf(kinds),
  days: z
    .string()
    .trim()
    .regex(/^(|[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])$/, 'terms.wrong'),
  unit: oneOf(['working-days', 'calendar-days']),
})

async function changeTerm(visit: Visit): Promise<Response> {
  const form = await visit.form(termForm)
  if (!form.ok) return showDuties(visit, form)
  const { institution, role } = visit.place('office.edit')
  const { kind, days, unit } = form.value
  const act = { house: visit.house, institution, by: { ...visit.by, role }, party: 'office' } as const
  await setTerm(act, kind, days ? { days: Number(days), unit } : null)
  return visit.go(dutiesAddress)
}

async function showNew(visit: Visit, personId: string): Promise<Response> {
  const person = personId ? await personHere(visit, personId) : null
  const t = dutyWords(visit.language)
  const body = <NewDutyPage t={t} person={person} requestKey={crypto.randomUUID()} />
  return visit.show({ frame: 'desk', title: t('duties.new'), current: dutiesAddress, body })
}

async function personHere(visit: Visit, id: string) {
  const person = await findPerson(visit.within(visit.place('cases.work').institution), id)
  if (!person) throw new NotFound()
  return person
}

async function begin(visit: Visit): Promise<Response> {
  const { id } = await personHere(visit, visit.param('id'))
  const { key = '', kind = '' } = await visit.typed()
  const requestKey = isUuid(key) ? key : crypto.randomUUID()
  const made = await openDuty(deskAct(visit), id, { kind }, requestKey)
  return visit.go(`/desk/cases/duty/${made}/fill/answers/event`)
}
