import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { versionIn } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import type { Tried } from '../cases/index.ts'
import { officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import {
  type AlumniAct,
  addAlumnus,
  archiveAlumnus,
  changeAlumnus,
  recordConsent,
  sendLink,
  tellNews,
} from './actions.ts'
import { AlumnusFormPage, AlumnusPage, pageOf } from './alumnus-page.tsx'
import { exportAlumni } from './export.ts'
import { AlumniPage, alumniAddress } from './list-page.tsx'
import { type Alumnus, alumnusForm, consentForm, newsForm, readFilter } from './rules.ts'
import { alumniOf, choicesOf, findAlumnus, threadOf } from './store.ts'
import { alumniWords } from './words.ts'

const pageSize = 50
const one = `${alumniAddress}/:id`

/** The register of graduates for the office. */
export function deskRoutes(): Routes {
  return new Routes()
    .get(alumniAddress, may('cases.read'), showList)
    .get(`${alumniAddress}/export.xlsx`, may('cases.read'), (visit) => exportAlumni(visit, filterOf(visit), 'xlsx'))
    .get(`${alumniAddress}/export.csv`, may('cases.read'), (visit) => exportAlumni(visit, filterOf(visit), 'csv'))
    .get(`${alumniAddress}/new`, may('site.edit'), (visit) =>
      showForm(visit, null, { typed: { ended: 'no' }, problems: [] }),
    )
    .post(`${alumniAddress}/new`, may('site.edit'), add)
    .get(one, may('cases.read'), (visit) => show(visit))
    .get(`${one}/edit`, may('site.edit'), async (visit) => {
      const alumnus = await alumnusHere(visit)
      return showForm(visit, alumnus, { typed: typedAs(alumnus, visit), problems: [] })
    })
    .post(`${one}/edit`, may('site.edit'), change)
    .post(`${one}/news`, may('site.edit'), async (visit) => {
      const { id } = await alumnusHere(visit)
      const form = await visit.form(newsForm)
      if (!form.ok) return show(visit, { ...form, of: 'news' })
      await tellNews(actOf(visit), id, { post: form.value.post, country: form.value.country || null })
      return visit.go(`${alumniAddress}/${id}?done=saved`)
    })
    .post(`${one}/consent`, may('site.edit'), async (visit) => {
      const { id } = await alumnusHere(visit)
      const form = await visit.form(consentForm)
      if (!form.ok) return show(visit, { ...form, of: 'consent' })
      const { directory, mails, how } = form.value
      await recordConsent(actOf(visit), id, { directory: directory === 'yes', mails: mails === 'yes', how })
      return visit.go(`${alumniAddress}/${id}?done=saved`)
    })
    .post(`${one}/link`, may('site.edit'), async (visit) => {
      const { id } = await alumnusHere(visit)
      const { form = '', language = '' } = await visit.typed()
      const sent = await sendLink(
        actOf(visit),
        id,
        isUuid(form) ? form : crypto.randomUUID(),
        isLanguage(language) ? language : visit.language,
      )
      return visit.go(`${alumniAddress}/${id}?done=${sent.ok ? 'sent' : 'noAddress'}`)
    })
    .post(`${one}/archive`, may('site.edit'), async (visit) => {
      const { id } = await alumnusHere(visit)
      await archiveAlumnus(actOf(visit), id, (await visit.typed()).away === 'yes')
      return visit.go(`${alumniAddress}/${id}`)
    })
}

export const filterOf = (visit: Visit) => readFilter(new URL(visit.c.req.url).searchParams)

export function actOf(visit: Visit): AlumniAct {
  const { institution } = visit.place('site.edit')
  return { house: visit.house, institution, by: visit.by, language: visit.language }
}

const dbOf = (visit: Visit) => visit.within(visit.place('cases.read').institution)

async function alumnusHere(visit: Visit): Promise<Alumnus> {
  const id = visit.param('id')
  const found = isUuid(id) ? await findAlumnus(dbOf(visit), id) : null
  if (!found) throw new NotFound()
  return found
}

async function showList(visit: Visit): Promise<Response> {
  const { institution } = visit.place('cases.read')
  const db = dbOf(visit)
  const filter = filterOf(visit)
  const law = await lawOfToday(visit.house, institution)
  const [found, { years, countries }] = await Promise.all([alumniOf(db, filter, pageSize + 1), choicesOf(db)])
  const alumni = found.slice(0, pageSize)
  const next = found.length > pageSize ? (alumni.at(-1)?.id ?? null) : null
  const t = alumniWords(visit.language)
  const mayEdit = visit.may('site.edit', institution)
  const count = Number(visit.query('count') ?? 0)
  const said = visit.query('done')
  const done = said === 'mailed' || said === 'imported' ? t(`done.${said}`, { count }) : null
  const body = <AlumniPage {...{ t, law, alumni, filter, next, years, countries, mayEdit, done }} />
  return visit.show({ frame: 'desk', title: t('list.title'), current: alumniAddress, body })
}

async function show(visit: Visit, tried: (Tried & { of: 'news' | 'consent' }) | null = null): Promise<Response> {
  const alumnus = await alumnusHere(visit)
  const { institution } = visit.place('cases.read')
  const db = dbOf(visit)
  const law = await lawOfToday(visit.house, institution)
  const [thread, { staff }] = await Promise.all([threadOf(db, alumnus.id), officeOf(db)])
  const t = alumniWords(visit.language)
  const said = visit.query('done')
  const notice =
    said === 'saved' || said === 'sent' || said === 'noAddress'
      ? ({ tone: said === 'noAddress' ? 'late' : 'ok', text: t(`done.${said}`) } as const)
      : null
  const mayEdit = visit.may('site.edit', institution)
  const body = (
    <AlumnusPage
      {...{ t, law, institution, thread, staff, mayEdit, notice, tried }}
      one={alumnus}
      linkForm={crypto.randomUUID()}
    />
  )
  return visit.show({ frame: 'desk', title: alumnus.name, current: alumniAddress, body }, tried ? 422 : 200)
}

const typedAs = (alumnus: Alumnus, { language }: Visit) => ({
  ...{ name: alumnus.name, direction: alumnus.direction[language], year: String(alumnus.year) },
  ...{ degree: alumnus.degree?.[language] ?? '', post: alumnus.post?.[language] ?? '' },
  ...{ ended: alumnus.directionEnded ? 'yes' : 'no', country: alumnus.country ?? '' },
  ...{ email: alumnus.email ?? '', staff: alumnus.staffId ?? '' },
})

async function add(visit: Visit): Promise<Response> {
  const form = await visit.form(alumnusForm)
  const { id: typed = '' } = form.typed
  const id = isUuid(typed) ? typed : crypto.randomUUID()
  if (!form.ok) return showForm(visit, null, form, id)
  await addAlumnus(actOf(visit), id, form.value)
  return visit.go(`${alumniAddress}/${id}?done=saved`)
}

async function change(visit: Visit): Promise<Response> {
  const alumnus = await alumnusHere(visit)
  const form = await visit.form(alumnusForm)
  if (!form.ok) return showForm(visit, alumnus, form)
  const done = await changeAlumnus(actOf(visit), alumnus.id, form.value, versionIn(form.typed.seen))
  if (done.ok) return visit.go(`${pageOf(alumnus)}?done=saved`)
  return showForm(visit, alumnus, { typed: form.typed, problems: [] }, alumnus.id, true)
}

async function showForm(
  visit: Visit,
  one: Alumnus | null,
  tried: Tried,
  id: string = crypto.randomUUID(),
  late = false,
) {
  const { institution } = visit.place('site.edit')
  const t = alumniWords(visit.language)
  const law = await lawOfToday(visit.house, institution)
  const { staff } = await officeOf(visit.within(institution))
  const refusal = late ? t('someoneWasFirst') : null
  const body = <AlumnusFormPage {...{ t, law, id, one, staff, refusal, ...tried }} />
  const page = { frame: 'desk', title: one?.name ?? t('list.add'), current: alumniAddress, body } as const
  return visit.show(page, late ? 409 : tried.problems.length > 0 ? 422 : 200)
}
