import type { Db } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import type { FoundKind } from '../../platform/search-source.ts'
import { foundKinds, type SearchSource } from '../../platform/search-source.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { inEach, publicPlace, publicRoot } from '../galleries/index.ts'
import { entriesWith, find, type Hit } from './finding.ts'
import { type Group, SearchPage, searchAddress } from './pages.tsx'
import { refresh } from './refresh.ts'
import { fewEntries, kindFrom, mostEntries, pageEntries, readAsked } from './rules.ts'
import { siteSearchWords } from './words.ts'

/** The search of a public site. */
export function searchRoutes(house: House, sources: readonly SearchSource[]): Routes {
  return new Routes().get(`${publicRoot}/search`, open, (visit) => show(visit, house, sources))
}

async function show(visit: Visit, house: House, sources: readonly SearchSource[]): Promise<Response> {
  const { institution, language } = await publicPlace(visit)
  const db = visit.within(institution.id)
  const t = siteSearchWords(language)
  const { text, words } = readAsked(visit.query('q') ?? '')
  if (words.length > 0 && !(await isMade(db))) await refresh(house, institution.id, sources)
  const { hits, known } = await find(db, words, language)
  const asked = kindFrom(visit.query('kind'))
  const kind = hits.some((hit) => hit.kind === asked) ? asked : null
  const page = pageOf(visit.query('page'), hits.filter((hit) => hit.kind === kind).length)
  const groups = await groupsOf(db, hits, kind, page)
  const query = text ? `?${new URLSearchParams({ q: text })}` : ''
  visit.keepLanguage(language)
  return visit.show({
    ...{ frame: 'site', institution: institution.id, title: text ? t('titleOf', { text }) : t('title') },
    current: searchAddress(institution.id, language),
    addresses: inEach((other) => `${searchAddress(institution.id, other)}${query}`),
    body: <SearchPage {...{ t, institution, text, known, groups, kind, page }} isCut={hits.length >= mostEntries} />,
  })
}

/** A new institution is made searchable by the first who asks; from then on every minute. */
async function isMade(db: Db): Promise<boolean> {
  return (await db.selectFrom('site_searchable').select('since').executeTakeFirst()) !== undefined
}

function pageOf(typed: string | undefined, count: number): number {
  const asked = Number.parseInt(typed ?? '1', 10)
  return Math.min(Math.max(1, Number.isFinite(asked) ? asked : 1), Math.max(1, Math.ceil(count / pageEntries)))
}

/** Of every kind how many there are, and those that this page shows. */
async function groupsOf(db: Db, hits: readonly Hit[], kind: FoundKind | null, page: number): Promise<Group[]> {
  const byKind = Map.groupBy(hits, (hit) => hit.kind)
  const shownOf = (one: FoundKind) => {
    const own = byKind.get(one) ?? []
    if (kind === null) return own.slice(0, fewEntries)
    return one === kind ? own.slice((page - 1) * pageEntries, page * pageEntries) : []
  }
  const entries = await entriesWith(
    db,
    foundKinds.flatMap(shownOf).map(({ id }) => id),
  )
  const known = new Map(entries.map((entry) => [entry.id, entry]))
  return foundKinds.flatMap((one) => {
    const count = byKind.get(one)?.length ?? 0
    return count > 0 ? [{ kind: one, count, entries: shownOf(one).flatMap(({ id }) => known.get(id) ?? []) }] : []
  })
}
