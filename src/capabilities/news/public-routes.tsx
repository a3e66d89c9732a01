import type { Href, Html } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { inEach, type PublicPlace, pictureOf, picturesOf, publicPlace, publicRoot } from '../galleries/index.ts'
import { lawOfToday } from '../law/index.ts'
import { atom } from './feed.ts'
import { AchievementsPage, achievementsAddress, NewsItemPage, NewsPage, newsAddress } from './public-pages.tsx'
import { audiences, isOver, newsOfPage } from './rules.ts'
import { shownNews } from './store.ts'
import { titleOf } from './telling.tsx'
import { newsWords } from './words.ts'

const pageSize = 24

/** News, achievements and trips for everybody, and the feed. */
export function publicRoutes(): Routes {
  return new Routes()
    .get(`${publicRoot}/news`, open, showList)
    .get(`${publicRoot}/news/feed.xml`, open, sendFeed)
    .get(`${publicRoot}/news/:slug`, open, showOne)
    .get(`${publicRoot}/achievements`, open, showAchievements)
}

interface Shown {
  readonly title: string
  readonly description: string
  readonly at: (institution: string, language: string) => Href
  readonly current: (institution: string, language: string) => Href
  readonly body: Html
}

function show(visit: Visit, { institution, language }: PublicPlace, { title, description, at, current, body }: Shown) {
  visit.keepLanguage(language)
  return visit.show({
    ...{ frame: 'site', institution: institution.id, title, description, body },
    current: current(institution.id, language),
    addresses: inEach((other) => at(institution.id, other)),
  })
}

async function showList(visit: Visit): Promise<Response> {
  const place = await publicPlace(visit)
  const t = newsWords(place.language)
  const [db, now] = [visit.within(place.institution.id), visit.house.clock.now()]
  const kind = newsOfPage.find((one) => one === visit.query('kind')) ?? null
  const audience = audiences.find((one) => one === visit.query('for')) ?? null
  const asked = Number.parseInt(visit.query('page') ?? '1', 10)
  const page = asked >= 1 && asked <= 1000 ? asked : 1
  const filter = { kinds: kind ? [kind] : newsOfPage, audience, most: pageSize + 1, skip: (page - 1) * pageSize }
  const found = await shownNews(db, now, filter)
  const items = found.slice(0, pageSize).filter((item) => !isOver(item, visit.house.clock.today()))
  const pictures = await picturesOf(
    db,
    items.flatMap(({ live }) => live?.said.picture ?? []),
  )
  const body = (
    <NewsPage {...place} {...{ t, items, pictures, kind, audience, page }} hasMore={found.length > pageSize} />
  )
  const [title, description] = [t('public.title'), t('public.lead')]
  return show(visit, place, { title, description, at: newsAddress, current: newsAddress, body })
}

async function showOne(visit: Visit): Promise<Response> {
  const place = await publicPlace(visit)
  const { house } = visit
  const db = visit.within(place.institution.id)
  const [item] = await shownNews(db, house.clock.now(), { slug: visit.param('slug') })
  if (!item?.live) throw new NotFound()
  const [law, picture] = await Promise.all([lawOfToday(house), pictureOf(db, item.live.said.picture)])
  const t = newsWords(place.language)
  const body = <NewsItemPage {...place} {...{ t, law, item, picture }} today={house.clock.today()} />
  const title = titleOf(item.live.said, place.language)
  const at = (institution: string, language: string): Href => `${newsAddress(institution, language)}/${item.slug}`
  return show(visit, place, { title, description: title, at, current: newsAddress, body })
}

async function showAchievements(visit: Visit): Promise<Response> {
  const place = await publicPlace(visit)
  const { house } = visit
  const items = await shownNews(visit.within(place.institution.id), house.clock.now(), {
    kinds: ['achievement', 'trip', 'statement'],
  })
  const t = newsWords(place.language)
  const body = <AchievementsPage {...place} {...{ t, items }} law={await lawOfToday(house)} />
  const [title, description] = [t('achievements.title'), t('achievements.lead')]
  return show(visit, place, { title, description, at: achievementsAddress, current: achievementsAddress, body })
}

async function sendFeed(visit: Visit): Promise<Response> {
  const place = await publicPlace(visit)
  const items = await shownNews(visit.within(place.institution.id), visit.house.clock.now(), { most: 100 })
  const { text, tag, type } = atom(visit.house, place, items)
  const headers = { 'content-type': type, etag: tag, 'cache-control': 'public, max-age=300' }
  if (visit.c.req.header('if-none-match') === tag) return visit.c.body(null, 304, headers)
  return visit.c.body(text, 200, headers)
}
