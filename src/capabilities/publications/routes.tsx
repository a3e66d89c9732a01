import { isUuid } from '../../platform/database/ids.ts'
import type { House } from '../../platform/house.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { sayNotTaken } from '../cases/index.ts'
import { filePage, letGo, readUpload } from '../documents/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { DownloadsPage, deskAddress, NewPage, PublicationPage, PublicationsPage } from './pages.tsx'
import { type Publication, publicationForm } from './rules.ts'
import { addPublication, addVersion, changePublication, publicationsOf, withdraw } from './store.ts'
import { publicationWords } from './words.ts'

/** What a later capability shows below the downloads. */
export type BesideDownloads = (visit: Visit, institution: string) => Promise<Child>

/** Downloads for visitors, and the office's publications with their versions. */
export function publicationRoutes(house: House, beside: BesideDownloads): Routes {
  const language = ':language{(?:en|ru|ky)}'
  return new Routes()
    .get(`/:institution/${language}/downloads`, open, (visit) => showDownloads(visit, beside))
    .get(`/:institution/${language}/downloads/:id`, open, async (visit) => {
      const { institution } = await placeOf(visit)
      const found = (await publicationsOf(visit.within(institution.id))).find(({ id }) => id === visit.param('id'))
      const newest = found?.isPublic ? found.versions[0] : undefined
      if (!newest) throw new NotFound()
      return filePage(house, newest)
    })
    .get(deskAddress, may('publications.read'), async (visit) => {
      const t = publicationWords(visit.language)
      const mayEdit = visit.may('publications.edit', visit.place('publications.read').institution)
      const body = <PublicationsPage t={t} publications={await publicationsOf(here(visit))} mayEdit={mayEdit} />
      return visit.show({ frame: 'desk', title: t('desk.title'), current: deskAddress, body })
    })
    .get(`${deskAddress}/new`, may('publications.edit'), (visit) => showNew(visit, { typed: {}, problems: [] }))
    .post(`${deskAddress}/new`, may('publications.edit'), async (visit) => {
      const form = await visit.form(publicationForm)
      if (!form.ok) return showNew(visit, form)
      const typed = await visit.typed()
      const id = isFresh(typed.id) ? typed.id : freshId()
      const { institution } = visit.place('publications.edit')
      await addPublication(visit.within(institution), institution, id, form.value, house.clock.now())
      return visit.go(`${deskAddress}/${id}`)
    })
    .get(`${deskAddress}/:id`, may('publications.read'), async (visit) => showOne(visit, await publicationOf(visit)))
    .post(`${deskAddress}/:id`, may('publications.edit'), async (visit) => {
      const publication = await publicationOf(visit)
      const form = await visit.form(publicationForm)
      if (!form.ok) return showOne(visit, publication, form)
      await changePublication(here(visit), publication.id, form.value, house.clock.now())
      return visit.go(`${deskAddress}/${publication.id}?done=saved`)
    })
    .post(`${deskAddress}/:id/withdrawal`, may('publications.edit'), async (visit) => {
      const { id } = await publicationOf(visit)
      await withdraw(here(visit), id, house.clock.now())
      return visit.go(deskAddress)
    })
    .post(`${deskAddress}/:id/files`, may('publications.edit'), async (visit) => takeVersion(visit, house))
    .get(`${deskAddress}/:id/files/:file`, may('publications.read'), async (visit) => {
      const version = (await publicationOf(visit)).versions.find(({ id }) => id === visit.param('file'))
      if (!version) throw new NotFound()
      return filePage(house, version)
    })
}

const freshId = () => `p-${crypto.randomUUID()}`
const isFresh = (id: string | undefined): id is string => id?.startsWith('p-') === true && isUuid(id.slice(2))
const here = (visit: Visit) => visit.within(visit.place('publications.read').institution)

async function placeOf(visit: Visit) {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  return { institution, language }
}

async function showDownloads(visit: Visit, beside: BesideDownloads) {
  const { institution, language } = await placeOf(visit)
  const t = publicationWords(language)
  const all = await publicationsOf(visit.within(institution.id))
  const address = (language: string) => `/${institution.id}/${language}/downloads`
  return visit.show({
    frame: 'site',
    institution: institution.id,
    title: t('downloads.title'),
    description: t('downloads.lead'),
    current: address(language),
    addresses: { en: address('en'), ru: address('ru'), ky: address('ky') },
    body: (
      <DownloadsPage
        t={t}
        institution={institution}
        publications={all.filter(({ isPublic }) => isPublic)}
        more={await beside(visit, institution.id)}
      />
    ),
  })
}

async function publicationOf(visit: Visit): Promise<Publication> {
  const found = (await publicationsOf(here(visit))).find(({ id }) => id === visit.param('id'))
  if (!found) throw new NotFound()
  return found
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notTaken?: readonly string[]
}

function showNew(visit: Visit, { typed, problems }: Tried) {
  const t = publicationWords(visit.language)
  const body = <NewPage t={t} id={typed.id ?? freshId()} typed={typed} problems={problems} />
  const page = { frame: 'desk', title: t('desk.new'), current: deskAddress, body } as const
  return visit.show(page, problems.length > 0 ? 422 : 200)
}

function showOne(visit: Visit, publication: Publication, tried?: Tried) {
  const t = publicationWords(visit.language)
  const { institution } = visit.place('publications.read')
  const body = (
    <PublicationPage
      t={t}
      publication={publication}
      typed={tried && tried.problems.length > 0 ? tried.typed : typedAs(publication)}
      problems={tried?.problems ?? []}
      notTaken={tried?.notTaken ?? []}
      mayEdit={visit.may('publications.edit', institution)}
      notice={visit.query('done') === 'saved' ? t('desk.saved') : null}
    />
  )
  const page = { frame: 'desk', title: publication.title[visit.language], current: deskAddress, body } as const
  return visit.show(page, tried ? 422 : 200)
}

function typedAs({ kind, title, audience, year, isPublic }: Publication): Typed {
  return {
    ...{ kind, ...title, year: year ? String(year) : '', who: isPublic ? 'public' : 'own' },
    ...{ 'audience.en': audience?.en ?? '', 'audience.ru': audience?.ru ?? '', 'audience.ky': audience?.ky ?? '' },
  }
}

async function takeVersion(visit: Visit, house: House) {
  const publication = await publicationOf(visit)
  const { institution } = visit.place('publications.edit')
  const { received, notTaken, fields } = await readUpload(visit.c, house)
  const by = visit.by.name
  const of = {
    institution,
    publication: publication.id,
    note: (fields.note ?? '').slice(0, 300),
    by,
    at: house.clock.now(),
  }
  for (const file of received) if (!(await addVersion(here(visit), of, file))) await letGo(house, [file])
  const said = notTaken.map((file) => sayNotTaken(file, visit.language))
  if (received.length === 0 && said.length === 0) said.push(publicationWords(visit.language)('file.nothing'))
  if (said.length === 0) return visit.go(`${deskAddress}/${publication.id}?done=saved`)
  return showOne(visit, await publicationOf(visit), { typed: {}, problems: [], notTaken: said })
}
