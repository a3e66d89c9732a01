import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { edit, editorOf, editsOf } from '../institutions/index.ts'
import { AlbumFormPage, AlbumPage, AlbumsPage, albumsAddress } from './album-pages.tsx'
import { albumIn, albumsOf, archiveAlbum, findAlbum, insertAlbum, saveAlbum, setPictures } from './album-store.ts'
import { picturesFor } from './field.tsx'
import { picturesAddress } from './picture-pages.tsx'
import { type Album, albumForm, moved } from './rules.ts'
import { type Tried, typedText } from './three.tsx'
import { galleryWords } from './words.ts'

const one = `${albumsAddress}/:id`

/** Albums at the desk. */
export function albumRoutes(): Routes {
  return new Routes()
    .get(albumsAddress, may('site.edit'), async (visit) => {
      const t = galleryWords(visit.language)
      const body = <AlbumsPage t={t} albums={await albumsOf(here(visit))} away={visit.query('away') === 'yes'} />
      return visit.show({ frame: 'desk', title: t('albums.title'), current: picturesAddress, body })
    })
    .get(`${albumsAddress}/new`, may('site.edit'), (visit) => showForm(visit, null, { typed: {}, problems: [] }))
    .post(`${albumsAddress}/new`, may('site.edit'), add)
    .get(one, may('site.edit'), async (visit) => showOne(visit, await albumHere(visit)))
    .get(`${one}/edit`, may('site.edit'), async (visit) => {
      const album = await albumHere(visit)
      return showForm(visit, album, { typed: typedAlbum(album), problems: [] })
    })
    .post(`${one}/edit`, may('site.edit'), change)
    .post(`${one}/pictures`, may('site.edit'), arrange)
    .post(`${one}/archive`, may('site.edit'), async (visit) => {
      const album = await albumHere(visit)
      const away = (await visit.typed()).away === 'yes'
      const by = editorOf(visit, 'site.edit')
      if (away !== album.archived)
        await edit(here(visit), by, `albums/${album.id}`, async (tx) => {
          await archiveAlbum(tx, album.id, away ? by.at : null)
          return { before: { archived: !away }, after: { archived: away } }
        })
      return visit.go(`${albumsAddress}/${album.id}`)
    })
}

const here = (visit: Visit) => visit.within(visit.place('site.edit').institution)

async function albumHere(visit: Visit): Promise<Album> {
  const id = visit.param('id')
  const found = isUuid(id) ? await findAlbum(here(visit), id) : null
  if (!found) throw new NotFound()
  return found
}

async function add(visit: Visit): Promise<Response> {
  const form = await visit.form(albumForm)
  if (!form.ok) return showForm(visit, null, form)
  const id = form.typed.id && isUuid(form.typed.id) ? form.typed.id : crypto.randomUUID()
  const by = editorOf(visit, 'site.edit')
  await edit(here(visit), by, `albums/${id}`, async (tx) => {
    const isNew = await insertAlbum(tx, by.institution, id, form.value, by.at)
    return isNew ? { before: {}, after: albumIn(form.value) } : undefined
  })
  return visit.go(`${albumsAddress}/${id}`)
}

async function change(visit: Visit): Promise<Response> {
  const album = await albumHere(visit)
  const form = await visit.form(albumForm)
  if (!form.ok) return showForm(visit, album, form)
  const { title, about, on, isPublic } = album
  const saved = await edit(here(visit), editorOf(visit, 'site.edit'), `albums/${album.id}`, async (tx) =>
    (await saveAlbum(tx, album.id, form.value))
      ? { before: { title, about, on, isPublic }, after: albumIn(form.value) }
      : undefined,
  )
  if (saved) return visit.go(`${albumsAddress}/${album.id}?done=saved`)
  return showForm(visit, album, { typed: { ...form.typed, version: String(album.version) }, problems: [] }, true)
}

/** Puts a picture in, takes it out or moves it; what is there twice or moved twice stays as it is. */
async function arrange(visit: Visit): Promise<Response> {
  const album = await albumHere(visit)
  const typed = await visit.typed()
  const ids = album.pictures.map(({ id }) => id)
  const next = arranged(ids, typed)
  const by = editorOf(visit, 'site.edit')
  if (next !== ids && typed.version === String(album.version))
    await edit(here(visit), by, `albums/${album.id}`, async (tx) => {
      const isFirst = await saveAlbum(tx, album.id, { ...formOf(album), version: album.version })
      if (!isFirst) return undefined
      await setPictures(tx, by.institution, album.id, next)
      return { before: { pictures: ids }, after: { pictures: next } }
    })
  return visit.go(`${albumsAddress}/${album.id}`)
}

function arranged(ids: readonly string[], { do: how, picture = '' }: Typed): readonly string[] {
  if (how === 'in') return ids.includes(picture) || !isUuid(picture) ? ids : [...ids, picture]
  if (how === 'out') return ids.includes(picture) ? ids.filter((id) => id !== picture) : ids
  return moved(ids, picture, how === 'forward' ? -1 : 1)
}

const formOf = ({ title, about, on, isPublic }: Album) => ({
  ...{ 'title.en': title.en, 'title.ru': title.ru, 'title.ky': title.ky },
  ...{ 'about.en': about.en, 'about.ru': about.ru, 'about.ky': about.ky },
  ...{ on, who: isPublic ? ('public' as const) : ('own' as const) },
})

function typedAlbum({ title, about, on, isPublic }: Album): Typed {
  const [year = '', month = '', day = ''] = on?.split('-') ?? []
  return {
    ...typedText('title', title),
    ...typedText('about', about),
    ...{ who: isPublic ? 'public' : 'own', 'on.day': day, 'on.month': month, 'on.year': year },
  }
}

function showForm(visit: Visit, album: Album | null, { typed, problems }: Tried, late = false) {
  const t = galleryWords(visit.language)
  const id = album?.id ?? typed.id ?? crypto.randomUUID()
  const body = <AlbumFormPage {...{ t, id, album, typed, problems, late }} />
  const page = { frame: 'desk', title: t('albums.title'), current: picturesAddress, body } as const
  return visit.show(page, late ? 409 : problems.length > 0 ? 422 : 200)
}

async function showOne(visit: Visit, album: Album) {
  const t = galleryWords(visit.language)
  const [offered, edits] = await Promise.all([picturesFor(here(visit), ''), editsOf(here(visit), `albums/${album.id}`)])
  const notice = visit.query('done') === 'saved' ? ({ tone: 'ok', text: t('form.saved') } as const) : null
  const { institution } = visit.place('site.edit')
  const body = <AlbumPage {...{ t, institution, album, offered, edits, notice }} />
  return visit.show({ frame: 'desk', title: album.title[t.language], current: picturesAddress, body })
}
