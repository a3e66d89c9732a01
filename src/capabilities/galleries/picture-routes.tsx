import { NotFound } from '../../platform/outcome.ts'
import { may, open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayNotTaken } from '../cases/index.ts'
import { type NotTaken, readUpload } from '../documents/index.ts'
import { editorOf, editsOf, findInstitution } from '../institutions/index.ts'
import { describePicture, keepPictures, putAway } from './actions.ts'
import { PicturePage, PicturesPage, pageSize, picturesAddress } from './picture-pages.tsx'
import { type Picture, pictureForm, pictureStates } from './rules.ts'
import { filteredPictures, findPicture, pictureOf } from './store.ts'
import { type Tried, typedText } from './three.tsx'
import { galleryWords } from './words.ts'

const one = `${picturesAddress}/:id`

/** The pictures of the site: at the desk, and each size for whoever may see it. */
export function pictureRoutes(): Routes {
  return new Routes()
    .get(picturesAddress, may('site.edit'), (visit) => showList(visit))
    .post(picturesAddress, may('site.edit'), take)
    .get(one, may('site.edit'), async (visit) => showOne(visit, await pictureHere(visit)))
    .post(one, may('site.edit'), describe)
    .post(`${one}/archive`, may('site.edit'), async (visit) => {
      const picture = await pictureHere(visit)
      await putAway(visit.house, by(visit), picture, (await visit.typed()).away === 'yes')
      return visit.go(`${picturesAddress}/${picture.id}`)
    })
    .get(`${one}/:size`, may('site.edit'), async (visit) =>
      sizePage(visit, await pictureHere(visit), 'private, max-age=3600'),
    )
    .get('/:institution/pictures/:id/:size', open, async (visit) => {
      const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
      const picture = institution && (await pictureOf(visit.within(institution.id), visit.param('id')))
      if (!picture) throw new NotFound()
      // Another picture has another address: this one's bytes never change.
      return sizePage(visit, picture, 'public, max-age=2592000, immutable')
    })
}

const by = (visit: Visit) => editorOf(visit, 'site.edit')
const here = (visit: Visit) => visit.within(visit.place('site.edit').institution)

async function pictureHere(visit: Visit): Promise<Picture> {
  const found = await findPicture(here(visit), visit.param('id'))
  if (!found) throw new NotFound()
  return found
}

async function sizePage({ c, house }: Visit, picture: Picture, caching: string): Promise<Response> {
  const size = picture.sizes.find((one) => String(one.size) === c.req.param('size'))
  if (!size) throw new NotFound()
  const tag = `"${size.blobId}"`
  const headers = { 'cache-control': caching, etag: tag, 'x-content-type-options': 'nosniff' }
  if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers)
  const bytes = new Uint8Array(await house.blobs.read(size.blobId))
  return c.body(bytes, 200, { ...headers, 'content-type': 'image/webp' })
}

async function showList(visit: Visit, notTaken: readonly NotTaken[] = [], status: 200 | 422 = 200) {
  const t = galleryWords(visit.language)
  const filter = {
    text: (visit.query('q') ?? '').slice(0, 200),
    state: pictureStates.find((state) => state === visit.query('state')) ?? null,
  }
  const pictures = await filteredPictures(here(visit), filter)
  const last = Math.max(0, Math.ceil(pictures.length / pageSize) - 1)
  const asked = Number.parseInt(visit.query('page') ?? '1', 10) - 1
  const body = (
    <PicturesPage
      {...{ t, pictures, filter }}
      page={Math.min(Math.max(0, Number.isFinite(asked) ? asked : 0), last)}
      notTaken={notTaken.map((file) => t.find(`file.${file.problem}`, { ...file }) ?? sayNotTaken(file, t.language))}
      notice={visit.query('done') === 'sent' ? t('send.done') : null}
    />
  )
  return visit.show({ frame: 'desk', title: t('pictures.title'), current: picturesAddress, body }, status)
}

async function take(visit: Visit): Promise<Response> {
  const { received, notTaken } = await readUpload(visit.c, visit.house)
  const kept = await keepPictures(visit.house, by(visit), received)
  const refused = [...notTaken, ...kept.notTaken]
  if (refused.length > 0) return showList(visit, refused, 422)
  if (kept.ids.length === 0) return showList(visit, [{ name: '', problem: 'nothing', found: '' }], 422)
  // One picture wants its words at once.
  const [only] = kept.ids
  return visit.go(kept.ids.length === 1 ? `${picturesAddress}/${only}` : `${picturesAddress}?state=wordless&done=sent`)
}

async function describe(visit: Visit): Promise<Response> {
  const picture = await pictureHere(visit)
  const form = await visit.form(pictureForm)
  if (!form.ok) return showOne(visit, picture, form)
  const saved = await describePicture(visit.house, by(visit), picture, form.value)
  if (saved) return visit.go(`${picturesAddress}/${picture.id}?done=saved`)
  return showOne(visit, picture, { typed: { ...form.typed, version: String(picture.version) }, problems: [] }, 'late')
}

async function showOne(visit: Visit, picture: Picture, tried?: Tried, late?: 'late') {
  const t = galleryWords(visit.language)
  const edits = await editsOf(here(visit), `pictures/${picture.id}`)
  const done = visit.query('done') === 'saved' && !tried ? ({ tone: 'ok', text: t('form.saved') } as const) : null
  const body = (
    <PicturePage
      {...{ t, picture, edits }}
      typed={tried?.typed ?? typedPicture(picture)}
      problems={tried?.problems ?? []}
      notice={late ? { tone: 'late', text: t('form.late') } : done}
    />
  )
  const page = { frame: 'desk', title: picture.name, current: picturesAddress, body } as const
  return visit.show(page, late ? 409 : tried ? 422 : 200)
}

const typedPicture = ({ alt, caption, people, consent }: Picture) => ({
  ...typedText('alt', alt),
  ...typedText('caption', caption),
  ...{ people: people ?? '', consent },
})
