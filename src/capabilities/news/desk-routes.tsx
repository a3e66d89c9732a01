import { isUuid } from '../../platform/database/ids.ts'
import type { Html } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { versionIn } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { languages } from '../../platform/words/languages.ts'
import { pictureOf, picturesFor, type Tried } from '../galleries/index.ts'
import { editorOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { beginNews, bringBack, changeNews, type Outcome, publishNews, putAway, takeOff } from './actions.ts'
import { deskAddress, deskPageSize, NewKindPage, NewsDeskPage, NewsListPage, VersionPage } from './desk-pages.tsx'
import { NewsFormPage } from './form-page.tsx'
import { newsForm, publishForm, typedNews } from './forms.ts'
import { type Item, type Kind, kinds, stateOf, states } from './rules.ts'
import { allNews, findNews, versionsOf } from './store.ts'
import { titleOf } from './telling.tsx'
import { newsWords } from './words.ts'

const one = `${deskAddress}/:id`

/** What the office tells, at the desk: written, shown, scheduled, and brought back. */
export function deskRoutes(): Routes {
  return new Routes()
    .get(deskAddress, may('site.edit'), showList)
    .get(`${deskAddress}/new`, may('site.edit'), (visit) => {
      const kind = kinds.find((known) => known === visit.query('kind'))
      if (kind) return showForm(visit, null, kind, { typed: {}, problems: [] })
      const t = newsWords(visit.language)
      return show(visit, t('desk.new'), <NewKindPage t={t} />)
    })
    .post(`${deskAddress}/new`, may('site.edit'), begin)
    .get(one, may('site.edit'), async (visit) => showOne(visit, await itemHere(visit)))
    .get(`${one}/edit`, may('site.edit'), async (visit) => {
      const item = await itemHere(visit)
      if (item.archived) return visit.go(`${deskAddress}/${item.id}`)
      return showForm(visit, item, item.kind, { typed: typedNews(item.kind, item.said), problems: [] })
    })
    .post(`${one}/edit`, may('site.edit'), change)
    .post(`${one}/publication`, may('site.edit'), publish)
    .post(`${one}/withdrawal`, may('site.edit'), async (visit) => {
      const item = await itemHere(visit)
      return after(visit, item, item.live ? await takeOff(here(visit), by(visit), item) : 'done', 'takenOff')
    })
    .post(`${one}/archive`, may('site.edit'), async (visit) => {
      const item = await itemHere(visit)
      const away = (await visit.typed()).away === 'yes'
      const outcome = item.archived === away ? 'done' : await putAway(here(visit), by(visit), item, away)
      return after(visit, item, outcome, away ? 'putAway' : 'takenOut')
    })
    .get(`${one}/versions/:number`, may('site.edit'), showVersion)
    .post(`${one}/versions/:number`, may('site.edit'), async (visit) => {
      const item = await itemHere(visit)
      const { said } = await versionHere(visit, item)
      const version = versionIn((await visit.typed()).version)
      return after(visit, item, await bringBack(here(visit), by(visit), { ...item, version }, said), 'broughtBack')
    })
}

const here = (visit: Visit) => visit.within(visit.place('site.edit').institution)
const by = (visit: Visit) => editorOf(visit, 'site.edit')

async function itemHere(visit: Visit): Promise<Item> {
  const found = await findNews(here(visit), visit.param('id'))
  if (!found) throw new NotFound()
  return found
}

async function versionHere(visit: Visit, item: Item) {
  const found = (await versionsOf(here(visit), item.id)).find(({ number }) => String(number) === visit.param('number'))
  if (!found) throw new NotFound()
  return found
}

const show = (visit: Visit, title: string, body: Html, status: 200 | 409 | 422 = 200) =>
  visit.show({ frame: 'desk', title, current: deskAddress, body }, status)

async function showList(visit: Visit): Promise<Response> {
  const t = newsWords(visit.language)
  const now = visit.house.clock.now()
  const text = (visit.query('q') ?? '').slice(0, 200)
  const kind = kinds.find((known) => known === visit.query('kind')) ?? null
  const state = states.find((known) => known === visit.query('state')) ?? null
  const wanted = foldWords(text)
  const items = (await allNews(here(visit))).filter((item) => {
    const own = stateOf(item, now)
    if ((kind && item.kind !== kind) || (state ? own !== state : own === 'archived')) return false
    const words = foldWords(languages.flatMap((one) => [item.said.title[one], item.said.body[one]]).join(' '))
    return wanted.every((part) => words.some((word) => word.startsWith(part)))
  })
  const last = Math.max(0, Math.ceil(items.length / deskPageSize) - 1)
  const asked = Number.parseInt(visit.query('page') ?? '1', 10) - 1
  const page = Math.min(Math.max(0, Number.isFinite(asked) ? asked : 0), last)
  return show(visit, t('desk.title'), <NewsListPage {...{ t, items, now, text, kind, state, page }} />)
}

async function begin(visit: Visit): Promise<Response> {
  const form = await visit.form(newsForm)
  const kind = kinds.find((known) => known === form.typed.kind)
  if (!kind) throw new NotFound()
  if (!form.ok) return showForm(visit, null, kind, form)
  const id = form.typed.id && isUuid(form.typed.id) ? form.typed.id : crypto.randomUUID()
  await beginNews(here(visit), by(visit), id, form.value)
  return visit.go(`${deskAddress}/${id}?done=saved`)
}

async function change(visit: Visit): Promise<Response> {
  const item = await itemHere(visit)
  const form = await visit.form(newsForm)
  if (!form.ok) return showForm(visit, item, item.kind, form)
  const outcome = await changeNews(here(visit), by(visit), item, form.value)
  if (outcome === 'done') return visit.go(`${deskAddress}/${item.id}?done=saved`)
  return showForm(
    visit,
    item,
    item.kind,
    { typed: { ...form.typed, version: String(item.version) }, problems: [] },
    true,
  )
}

async function publish(visit: Visit): Promise<Response> {
  const item = await itemHere(visit)
  const form = await visit.form(publishForm)
  if (!form.ok) return showOne(visit, item, form)
  const outcome = await publishNews(here(visit), by(visit), item, form.value)
  if (outcome === 'done')
    return visit.go(`${deskAddress}/${item.id}?done=${form.value.when === 'now' ? 'published' : 'scheduled'}`)
  if (outcome === 'late') return showOne(visit, item, { typed: form.typed, problems: [] }, true)
  const field = outcome === 'publish.empty' || outcome === 'publish.noYear' ? 'publish' : 'day'
  return showOne(visit, item, { typed: form.typed, problems: [{ field, key: outcome }] })
}

function after(visit: Visit, item: Item, outcome: Outcome, done: string) {
  if (outcome === 'late') return showOne(visit, item, { typed: {}, problems: [] }, true)
  return visit.go(`${deskAddress}/${item.id}?done=${done}`)
}

const done = ['saved', 'published', 'scheduled', 'takenOff', 'putAway', 'takenOut', 'broughtBack'] as const

async function oneProps(visit: Visit, item: Item) {
  const db = here(visit)
  const [law, picture, versions] = await Promise.all([
    lawOfToday(visit.house),
    pictureOf(db, item.said.picture),
    versionsOf(db, item.id),
  ])
  const { institution } = visit.place('site.edit')
  return { t: newsWords(visit.language), law, institution, item, picture, versions, now: visit.house.clock.now() }
}

async function showOne(visit: Visit, item: Item, tried?: Tried, late = false): Promise<Response> {
  const props = await oneProps(visit, item)
  const { t } = props
  const told = done.find((one) => one === visit.query('done'))
  const notice = told && !tried ? ({ tone: 'ok', text: t(`done.${told}`) } as const) : null
  const body = (
    <NewsDeskPage
      {...props}
      typed={tried?.typed ?? {}}
      problems={tried?.problems ?? []}
      notice={late ? { tone: 'late', text: t('form.late') } : notice}
    />
  )
  return show(visit, titleOf(item.said, t.language), body, late ? 409 : tried ? 422 : 200)
}

async function showVersion(visit: Visit): Promise<Response> {
  const item = await itemHere(visit)
  const version = await versionHere(visit, item)
  const props = await oneProps(visit, item)
  const picture = await pictureOf(here(visit), version.said.picture)
  const body = <VersionPage {...props} picture={picture} version={version} typed={{}} problems={[]} notice={null} />
  return show(visit, titleOf(version.said, visit.language), body)
}

async function showForm(visit: Visit, item: Item | null, kind: Kind, { typed, problems }: Tried, late = false) {
  const t = newsWords(visit.language)
  const id = item?.id ?? typed.id ?? crypto.randomUUID()
  const [law, pictures] = await Promise.all([lawOfToday(visit.house), picturesFor(here(visit), typed.picture ?? '')])
  const body = <NewsFormPage {...{ t, law, kind, id, item, pictures, typed, problems, late }} />
  return show(visit, item ? t('one.edit') : t(`new.${kind}`), body, late ? 409 : problems.length > 0 ? 422 : 200)
}
