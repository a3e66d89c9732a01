import { getCookie, setCookie } from 'hono/cookie'
import type { Html } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findInstitution } from '../institutions/index.ts'
import { clientOf } from '../people/index.ts'
import { renewLink } from './actions.ts'
import { CoverPage, doorAddress, SayingPage, ShutPage } from './pages.tsx'
import { hashOfToken, type LinkKind, type LinkStanding, newToken, type OneTimeLink, standingOf } from './rules.ts'
import { bindLink, findByHash, placeOfLink, recordOpening } from './store.ts'
import { linkWords } from './words.ts'

const knocks = { name: 'one-time-link', most: 300, minutes: 10 }
/** Mails with a fresh link to one address: a stranger who holds an old link fills nobody's mailbox. */
const renewals = { name: 'one-time-link-renewal', most: 3, minutes: 60 }
const cookie = 'kopuro.link'
const daysKept = 180

/** The door at /p/: it knows who may come in and how often, the kinds know what is behind it. */
export function linkRoutes(kinds: readonly LinkKind[]): Routes {
  return new Routes()
    .get('/p/:token', open, (visit) => show(visit, kinds))
    .post('/p/:token/opening', open, async (visit) => {
      const { link, standing } = await come(visit, kinds)
      if (standing === 'new') await bindLink(visit.within(link.institution), link.id, keepBrowser(visit))
      return visit.go(doorAddress(visit.param('token')))
    })
    .post('/p/:token/renewal', open, (visit) => renew(visit, kinds))
    .post('/p/:token/answer', open, (visit) => answer(visit, kinds))
    .get('/p/:token/files/:file', open, async (visit) => {
      const { link, kind, standing } = await come(visit, kinds)
      if (standing !== 'open' || !kind.file) throw new NotFound()
      const answer = await kind.file(visit, link, visit.param('file'))
      await recordOpening(visit.within(link.institution), link, 'paper', visit.house.clock.now())
      return answer
    })
}

interface Come {
  readonly link: OneTimeLink
  readonly kind: LinkKind
  readonly standing: LinkStanding
}

async function find(visit: Visit, kinds: readonly LinkKind[]): Promise<Come | null> {
  const hash = hashOfToken(visit.param('token').slice(0, 200))
  const { shared } = visit.house.database
  const place = await placeOfLink(shared, hash)
  const link = place ? await findByHash(visit.within(place), hash) : null
  const kind = kinds.find(({ name }) => name === link?.kind)
  if (!link || !kind) return null
  return { link, kind, standing: standingOf(link, visit.house.clock.today(), browserOf(visit)) }
}

async function come(visit: Visit, kinds: readonly LinkKind[]): Promise<Come> {
  const found = await find(visit, kinds)
  if (!found || (await tooMany(visit.house.database.shared, knocks, clientOf(visit)))) throw new NotFound()
  return found
}

function browserOf(visit: Visit): string | null {
  const kept = getCookie(visit.c, cookie)
  return kept ? hashOfToken(kept) : null
}

// One secret for all links that this browser opens.
function keepBrowser(visit: Visit): string {
  const kept = getCookie(visit.c, cookie) ?? newToken()
  const secure = visit.house.config.mode === 'production'
  setCookie(visit.c, cookie, kept, { path: '/p/', maxAge: daysKept * 86_400, httpOnly: true, sameSite: 'Lax', secure })
  return hashOfToken(kept)
}

async function show(visit: Visit, kinds: readonly LinkKind[]): Promise<Response> {
  const t = linkWords(visit.language)
  if (await tooMany(visit.house.database.shared, knocks, clientOf(visit)))
    return say(visit, null, t('busy.title'), <SayingPage title={t('busy.title')} text={t('busy.text')} />, 429)
  const found = await find(visit, kinds)
  if (!found) {
    const title = t('unknown.title')
    return say(visit, null, title, <SayingPage title={title} text={t('unknown.text')} />, 404)
  }
  const { link, kind, standing } = found
  if (speaksOtherwise(visit, link)) {
    visit.keepLanguage(link.language)
    return visit.go(`${doorAddress(visit.param('token'))}?in=${link.language}`)
  }
  if (standing === 'new') return cover(visit, found)
  const what = standing === 'open' ? 'opened' : standing
  await recordOpening(visit.within(link.institution), link, what, visit.house.clock.now())
  if (standing !== 'open') return shut(visit, link, standing)
  return say(visit, link, kind.title(visit.language), await kind.show(visit, link, visit.param('token')))
}

// Whoever never chose a language reads in the one that the link was made for; asked once, for browsers without cookies.
function speaksOtherwise(visit: Visit, link: OneTimeLink): boolean {
  const chosen = getCookie(visit.c, 'kopuro.language') ?? visit.query('in')
  return !chosen && link.language !== visit.language
}

async function nameOf(visit: Visit, link: OneTimeLink): Promise<string> {
  const institution = await findInstitution(visit.house.database.shared, link.institution)
  return institution?.name[visit.language] ?? ''
}

async function cover(visit: Visit, { link, kind }: Come): Promise<Response> {
  const title = kind.title(visit.language)
  const props = { t: linkWords(visit.language), link, title, token: visit.param('token') }
  return say(visit, link, title, <CoverPage {...props} institution={await nameOf(visit, link)} />)
}

async function shut(visit: Visit, link: OneTimeLink, why: Exclude<LinkStanding, 'open' | 'new'>): Promise<Response> {
  const t = linkWords(visit.language)
  const props = { t, link, why, token: visit.param('token'), institution: await nameOf(visit, link) }
  return say(visit, link, t(`shut.${why}.title`), <ShutPage {...props} />)
}

function say(visit: Visit, link: OneTimeLink | null, title: string, body: Html, status: 200 | 404 | 422 | 429 = 200) {
  const page = { frame: 'bare', title, body, ...(link ? { institution: link.institution } : {}) } as const
  return visit.show(page, status)
}

async function renew(visit: Visit, kinds: readonly LinkKind[]): Promise<Response> {
  const { link, kind, standing } = await come(visit, kinds)
  if (standing !== 'elsewhere') return visit.go(doorAddress(visit.param('token')))
  const t = linkWords(visit.language)
  if (await tooMany(visit.house.database.shared, renewals, link.id))
    return say(visit, link, t('busy.title'), <SayingPage title={t('busy.title')} text={t('busy.text')} />, 429)
  await renewLink(visit.house, link, kind.title(link.language), kind.mailKind(link))
  return say(visit, link, t('renewed.title'), <SayingPage title={t('renewed.title')} text={t('renewed.text')} />)
}

async function answer(visit: Visit, kinds: readonly LinkKind[]): Promise<Response> {
  const { link, kind, standing } = await come(visit, kinds)
  const token = visit.param('token')
  if (standing !== 'open') return visit.go(doorAddress(token))
  const answered = await kind.answer(visit, link, token)
  if (answered === null || typeof answered === 'string') return visit.go(answered ?? doorAddress(token))
  return say(visit, link, kind.title(visit.language), answered, 422)
}
