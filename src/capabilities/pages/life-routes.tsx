import { z } from 'zod'
import { readDay } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import type { Outcome } from '../../platform/outcome.ts'
import { NotFound } from '../../platform/outcome.ts'
import { composeDays, type Problem, type Typed, versionIn } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { placeInMenu, putAway, rename, restoreVersion, schedule, takeDown } from './actions.ts'
import { showRefused, whyNotSlug } from './editor-routes.tsx'
import { deskAddress, editorAddress, titleOf } from './list-page.tsx'
import { actingHere, dbHere, institutionHere, pageHere } from './places.ts'
import { publicPage } from './public-routes.tsx'
import type { SitePage } from './rules.ts'
import { PreviewPage, SettingsPage, TimesPage } from './settings-pages.tsx'
import { versionOf, versionsOf } from './store.ts'
import { VersionPage, VersionsPage } from './versions-pages.tsx'
import { pageWords } from './words.ts'

/** What becomes of a page: when it is public, where it stands, what it was. */
export function lifeRoutes(house: House, taken: ReadonlySet<string>): Routes {
  const edit = may('site.edit')
  const page = `${deskAddress}/:id`
  return new Routes()
    .get(`${page}/times`, edit, async (visit) => showTimes(visit, await pageHere(visit), { typed: {}, problems: [] }))
    .post(`${page}/times`, edit, (visit) => saveTimes(visit, house, taken))
    .post(`${page}/taking-down`, edit, async (visit) => {
      const { id } = await pageHere(visit)
      return answer(visit, id, await takeDown(actingHere(visit, house), id), 'taken')
    })
    .get(`${page}/settings`, edit, async (visit) =>
      showSettings(visit, await pageHere(visit), { typed: {}, problems: [] }),
    )
    .post(`${page}/settings`, edit, (visit) => saveSettings(visit, house, taken))
    .post(`${page}/bin`, edit, async (visit) => {
      const { id } = await pageHere(visit)
      const { away } = await visit.typed()
      const outcome = await putAway(actingHere(visit, house), id, away !== 'no')
      if (!outcome.ok) return showRefused(visit, outcome.refusal)
      return visit.go(away === 'no' ? editorAddress(id, '?done=unbinned') : `${deskAddress}?done=binned`)
    })
    .get(`${page}/versions`, edit, showVersions)
    .get(`${page}/versions/:version`, edit, showVersion)
    .post(`${page}/versions/:version/restoration`, edit, async (visit) => {
      const { id } = await pageHere(visit)
      const outcome = await restoreVersion(actingHere(visit, house), id, versionIn(visit.param('version')))
      return answer(visit, id, outcome, 'restored')
    })
    .get(`${page}/preview`, edit, async (visit) => {
      const found = await pageHere(visit)
      const wanted = visit.query('in')
      const language = isLanguage(wanted) ? wanted : visit.language
      return show(visit, found, <PreviewPage t={pageWords(visit.language)} page={found} language={language} />)
    })
    .get(`${page}/preview/:language{(?:en|ru|ky)}`, edit, showPreview)
}

const answer = (visit: Visit, id: string, outcome: Outcome<unknown>, done: string) =>
  outcome.ok ? visit.go(editorAddress(id, `?done=${done}`)) : showRefused(visit, outcome.refusal)

function show(visit: Visit, page: SitePage, body: Parameters<Visit['show']>[0]['body'], status: 200 | 422 = 200) {
  const title = titleOf(page, pageWords(visit.language))
  return visit.show({ frame: 'desk', title, current: deskAddress, body }, status)
}

/** The draft as visitors would see it. Our own pages may frame it, to show it on a phone; nothing in it can be sent. */
async function showPreview(visit: Visit): Promise<Response> {
  const { content, slug } = await pageHere(visit)
  const answered = await visit.show(await publicPage(visit, await institutionHere(visit), content, slug))
  answered.headers.set('content-security-policy', previewPolicy)
  answered.headers.set('x-frame-options', 'SAMEORIGIN')
  return answered
}

const previewPolicy = [
  ...["default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:", "connect-src 'self'"],
  ...["form-action 'none'", "frame-ancestors 'self'", "base-uri 'none'"],
].join('; ')

export interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function showTimes(visit: Visit, page: SitePage, tried: Tried) {
  const body = <TimesPage t={pageWords(visit.language)} page={page} {...tried} />
  return show(visit, page, body, tried.problems.length > 0 ? 422 : 200)
}

const hour = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/

/** A day and a time in Bishkek; null when both are left open. */
function momentIn(typed: Typed, name: 'publish' | 'takeDown'): Date | null | Problem {
  const [on, at] = [typed[`${name}On`] ?? '', (typed[`${name}At`] ?? '').trim()]
  if (on === '' && at === '') return null
  const day = readDay(on)
  if (!day) return { field: `${name}On`, key: on === '' ? 'form.missing' : 'form.notADay' }
  const [, hours, minutes] = hour.exec(at === '' ? '00:00' : at) ?? []
  if (!hours || !minutes) return { field: `${name}At`, key: 'times.notATime' }
  const time = Temporal.PlainTime.from({ hour: Number(hours), minute: Number(minutes) })
  return new Date(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'Asia/Bishkek', plainTime: time }).epochMilliseconds,
  )
}

async function saveTimes(visit: Visit, house: House, taken: ReadonlySet<string>): Promise<Response> {
  const page = await pageHere(visit)
  const typed = composeDays(await visit.typed())
  const [publishAt, takeDownAt] = [momentIn(typed, 'publish'), momentIn(typed, 'takeDown')]
  const problems = [publishAt, takeDownAt].filter((one): one is Problem => one !== null && !(one instanceof Date))
  const past = (at: Date | Problem | null, before: Date | null) =>
    at instanceof Date && at <= house.clock.now() && at.getTime() !== before?.getTime()
  if (past(publishAt, page.publishAt)) problems.push({ field: 'publishOn', key: 'times.past' })
  if (past(takeDownAt, page.takeDownAt)) problems.push({ field: 'takeDownOn', key: 'times.past' })
  if (publishAt instanceof Date && takeDownAt instanceof Date && takeDownAt <= publishAt)
    problems.push({ field: 'takeDownOn', key: 'times.before' })
  if (problems.length > 0) return showTimes(visit, page, { typed, problems })
  const outcome = await schedule(actingHere(visit, house), page.id, versionIn(typed.seen), taken.has(page.slug), {
    publishAt: publishAt instanceof Date ? publishAt : null,
    takeDownAt: takeDownAt instanceof Date ? takeDownAt : null,
  })
  return answer(visit, page.id, outcome, 'scheduled')
}

function showSettings(visit: Visit, page: SitePage, tried: Tried) {
  const { institution } = visit.place('site.edit')
  const body = <SettingsPage t={pageWords(visit.language)} institution={institution} page={page} {...tried} />
  return show(visit, page, body, tried.problems.length > 0 ? 422 : 200)
}

const menuPlace = z.coerce.number().int().min(1).max(99)

async function saveSettings(visit: Visit, house: House, taken: ReadonlySet<string>): Promise<Response> {
  const page = await pageHere(visit)
  const typed = await visit.typed()
  const slug = (typed.slug ?? '').trim()
  const problems: Problem[] = []
  const why = slug === page.slug ? null : whyNotSlug(slug, taken)
  if (why) problems.push({ field: 'slug', key: why })
  const place = typed.menu === 'yes' ? menuPlace.safeParse(typed.order || '50') : null
  if (place && !place.success) problems.push({ field: 'order', key: 'settings.order' })
  if (problems.length > 0) return showSettings(visit, page, { typed, problems })
  const acting = actingHere(visit, house)
  const outcome = await rename(acting, page.id, slug)
  if (!outcome.ok) return showSettings(visit, page, { typed, problems: [{ field: 'slug', key: outcome.refusal.key }] })
  await placeInMenu(acting, page.id, place?.data ?? null)
  return visit.go(editorAddress(page.id, '?done=saved'))
}

const perPage = 50

async function showVersions(visit: Visit): Promise<Response> {
  const page = await pageHere(visit)
  const before = versionIn(visit.query('before')) || undefined
  const versions = await versionsOf(dbHere(visit), page.id, perPage + 1, before)
  const body = (
    <VersionsPage
      t={pageWords(visit.language)}
      page={page}
      versions={versions.slice(0, perPage)}
      older={versions.length > perPage ? (versions[perPage - 1]?.version ?? null) : null}
    />
  )
  return show(visit, page, body)
}

async function showVersion(visit: Visit): Promise<Response> {
  const page = await pageHere(visit)
  const db = dbHere(visit)
  const number = versionIn(visit.param('version'))
  const version = await versionOf(db, page.id, number)
  if (!version) throw new NotFound()
  const against = visit.query('with') === 'now' ? page.version : number - 1
  const other = await versionOf(db, page.id, against)
  const body = <VersionPage t={pageWords(visit.language)} page={page} version={version} other={other} />
  return show(visit, page, body)
}
