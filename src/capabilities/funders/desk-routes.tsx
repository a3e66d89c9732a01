import { isUuid } from '../../platform/database/ids.ts'
import { type Format, formats, sheetAnswer } from '../../platform/sheets/index.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { versionIn } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { lawOfToday } from '../law/index.ts'
import { DeskProgrammePage, deskAddress, oneAddress, RegisterPage } from './desk-pages.tsx'
import { sheetOf } from './export.ts'
import { ProgrammeForm } from './forms.tsx'
import { by, dbHere, institutionHere, programmeHere } from './here.ts'
import { filterOf, narrow, yearNow } from './listing.ts'
import { partRoutes } from './part-routes.tsx'
import { fundingAddress } from './public-pages.tsx'
import { type Programme, programmeForm, textOf, typedText } from './rules.ts'
import { addProgramme, type Change, changeProgramme, fundingProgrammesOf, withdrawProgramme } from './store.ts'
import { fundersWords } from './words.ts'

/** The register at the desk: who funds what, each programme with what is said of it. */
export function deskRoutes(): Routes {
  const routes = new Routes().get(deskAddress, may('funders.read'), showList)
  for (const format of formats)
    routes.get(`${deskAddress}/export.${format}`, may('funders.read'), (visit) => send(visit, format))
  return routes
    .get(`${deskAddress}/new`, may('funders.edit'), (visit) => showForm(visit, null, { typed: {}, problems: [] }))
    .post(`${deskAddress}/new`, may('funders.edit'), add)
    .get(`${deskAddress}/:id`, may('funders.read'), showOne)
    .get(`${deskAddress}/:id/edit`, may('funders.edit'), async (visit) => {
      const programme = await programmeHere(visit)
      return showForm(visit, programme, { typed: typedAs(programme), problems: [] })
    })
    .post(`${deskAddress}/:id/edit`, may('funders.edit'), change)
    .post(`${deskAddress}/:id/withdrawal`, may('funders.edit'), (visit) => withdraw(visit, true))
    .post(`${deskAddress}/:id/return`, may('funders.edit'), (visit) => withdraw(visit, false))
    .also(partRoutes())
}

async function listed(visit: Visit) {
  const [filter, year] = [filterOf(visit), yearNow(visit)]
  return { filter, year, programmes: narrow(await fundingProgrammesOf(dbHere(visit)), filter, year) }
}

async function showList(visit: Visit): Promise<Response> {
  const t = fundersWords(visit.language)
  const law = await lawOfToday(visit.house, institutionHere(visit))
  const found = await listed(visit)
  const query = new URL(visit.c.req.url).search
  const mayEdit = visit.may('funders.edit', institutionHere(visit))
  const body = <RegisterPage {...found} {...{ t, law, query, mayEdit }} />
  return visit.show({ frame: 'desk', title: t('desk.title'), current: deskAddress, body })
}

async function send(visit: Visit, format: Format): Promise<Response> {
  const t = fundersWords(visit.language)
  const law = await lawOfToday(visit.house, institutionHere(visit))
  const { programmes, year } = await listed(visit)
  return sheetAnswer(visit, sheetOf(t, law, programmes, year), format, `funding-${visit.house.clock.today()}`)
}

async function showOne(visit: Visit): Promise<Response> {
  const t = fundersWords(visit.language)
  const programme = await programmeHere(visit)
  const institution = institutionHere(visit)
  const done = visit.query('done')
  const body = (
    <DeskProgrammePage
      t={t}
      law={await lawOfToday(visit.house, institution)}
      year={yearNow(visit)}
      programme={programme}
      publicPage={fundingAddress(institution, visit.language, programme.id)}
      mayEdit={visit.may('funders.edit', institution)}
      notice={done === 'saved' || done === 'changed' ? t(`desk.${done}`) : null}
    />
  )
  return visit.show({ frame: 'desk', title: programme.name[t.language], current: deskAddress, body })
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal?: string
}

async function showForm(visit: Visit, programme: Programme | null, tried: Tried): Promise<Response> {
  const t = fundersWords(visit.language)
  const law = await lawOfToday(visit.house, institutionHere(visit))
  const id = isFresh(tried.typed.id) ? tried.typed.id : `f-${crypto.randomUUID()}`
  const body = <ProgrammeForm {...tried} {...{ t, law, programme, id }} />
  const page = { frame: 'desk', title: t(programme ? 'desk.edit' : 'desk.new'), current: deskAddress, body } as const
  return visit.show(page, tried.refusal ? 409 : tried.problems.length > 0 ? 422 : 200)
}

const isFresh = (id: string | undefined): id is string => id?.startsWith('f-') === true && isUuid(id.slice(2))

const typedAs = ({ name, funder, country, from, to, version }: Programme): Typed => ({
  ...typedText('name', name),
  ...typedText('funder', funder),
  ...{ country: country ?? '', from: String(from ?? ''), to: String(to ?? ''), version: String(version) },
})

async function add(visit: Visit): Promise<Response> {
  const form = await visit.form(programmeForm)
  if (!form.ok) return showForm(visit, null, form)
  const id = isFresh(form.typed.id) ? form.typed.id : `f-${crypto.randomUUID()}`
  const { institution } = visit.place('funders.edit')
  await addProgramme(visit.within(institution), institution, id, changeOf(form.typed), by(visit))
  return visit.go(`${oneAddress({ id })}?done=saved`)
}

async function change(visit: Visit): Promise<Response> {
  const programme = await programmeHere(visit)
  const form = await visit.form(programmeForm)
  if (!form.ok) return showForm(visit, programme, form)
  const version = versionIn(form.typed.version)
  const saved = await changeProgramme(dbHere(visit), programme.id, version, changeOf(form.typed), by(visit))
  if (saved) return visit.go(`${oneAddress(programme)}?done=saved`)
  const typed = { ...form.typed, version: String(programme.version) }
  return showForm(visit, programme, { typed, problems: [], refusal: fundersWords(visit.language)('desk.stale') })
}

function changeOf(typed: Typed): Change {
  const year = (text: string | undefined) => (text?.trim() ? Number(text) : null)
  const name = textOf(typed, 'name')
  // The form has been checked: a programme without a name does not come here.
  if (!name) throw new TypeError('a programme without a name')
  const { country, from, to } = typed
  return { name, funder: textOf(typed, 'funder'), country: country || null, from: year(from), to: year(to) }
}

async function withdraw(visit: Visit, withdrawn: boolean): Promise<Response> {
  const programme = await programmeHere(visit)
  await withdrawProgramme(dbHere(visit), programme, withdrawn, by(visit))
  return visit.go(`${oneAddress(programme)}?done=changed`)
}
