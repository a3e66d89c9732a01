import type { Href, Html } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { EmptyState, Link, Main, PageTitle, Picture, PictureCard, Pictures } from '../../ui/index.ts'
import { albumsOf } from './album-store.ts'
import { inEach, type PublicPlace, publicPlace, publicRoot } from './place.ts'
import { type Album, stateOf } from './rules.ts'
import { sourceOf } from './source.ts'
import { galleryWords } from './words.ts'

export const galleriesAddress = (institution: string, language: string): Href => `/${institution}/${language}/galleries`

/** The albums that visitors leaf through. */
export function publicRoutes(): Routes {
  return new Routes()
    .get(`${publicRoot}/galleries`, open, async (visit) => {
      const place = await publicPlace(visit)
      return show(
        visit,
        place,
        '',
        galleryWords(place.language)('public.title'),
        <Albums {...(await known(visit, place))} />,
      )
    })
    .get(`${publicRoot}/galleries/:id`, open, async (visit) => {
      const place = await publicPlace(visit)
      const all = await known(visit, place)
      const album = all.albums.find(({ id }) => id === visit.param('id'))
      if (!album) throw new NotFound()
      return show(visit, place, `/${album.id}`, album.title[place.language], <OneAlbum {...all} album={album} />)
    })
}

type Known = PublicPlace & { readonly albums: readonly Album[] }

/** Albums for everybody, with those of their pictures that may be seen. */
async function known(visit: Visit, place: PublicPlace): Promise<Known> {
  return { ...place, albums: await publicAlbums(visit.within(place.institution.id)) }
}

/** @param db the institution's own scope */
export async function publicAlbums(db: Parameters<typeof albumsOf>[0]): Promise<Album[]> {
  return (await albumsOf(db))
    .filter(({ isPublic, archived }) => isPublic && !archived)
    .map((album) => ({ ...album, pictures: album.pictures.filter((picture) => stateOf(picture) === 'shown') }))
    .filter(({ pictures }) => pictures.length > 0)
}

function show(visit: Visit, { institution, language }: PublicPlace, path: string, title: string, body: Html) {
  visit.keepLanguage(language)
  return visit.show({
    ...{ frame: 'site', institution: institution.id, title, body },
    description: galleryWords(language)('public.lead'),
    current: galleriesAddress(institution.id, language),
    addresses: inEach((other) => galleriesAddress(institution.id, other) + path),
  })
}

function Albums({ institution, language, albums }: Known) {
  const t = galleryWords(language)
  return (
    <Main>
      <PageTitle title={t('public.title')} over={institution.name[language]} lead={t('public.lead')} />
      {albums.length === 0 && <EmptyState title={t('public.none')} text={t('public.noneText')} />}
      <Pictures>
        {albums.map(({ id, title, on, pictures }) => (
          <PictureCard
            href={`${galleriesAddress(institution.id, language)}/${id}`}
            title={title[language]}
            text={[on && sayDay(on, language), t('public.count', { count: pictures.length })]
              .filter(Boolean)
              .join(' · ')}
            picture={pictures[0] && sourceOf(institution.id, pictures[0], language)}
          />
        ))}
      </Pictures>
    </Main>
  )
}

function OneAlbum({ institution, language, album }: Known & { album: Album }) {
  const t = galleryWords(language)
  const day = album.on ? sayDay(album.on, language) : institution.name[language]
  return (
    <Main>
      <PageTitle title={album.title[language]} over={day} lead={album.about[language]} />
      {album.pictures.map((picture) => (
        <Picture {...sourceOf(institution.id, picture, language)} caption={picture.caption?.[language]} />
      ))}
      <p>
        <Link href={galleriesAddress(institution.id, language)}>{t('public.all')}</Link>
      </p>
    </Main>
  )
}
