import { getCookie, setCookie } from 'hono/cookie'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type Door, opensPapers, type Procedure, takeForm, uploadRoutes, type View } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { freshSecret, hashOf } from './actions.ts'
import { actOfSubject, takingPapers, viewOfCase } from './papers.ts'
import { OverPage, PhonePage, StartPage } from './phone-pages.tsx'
import { deviceOf, type LinkState, linkMinutes, mayFinish, stateFor } from './rules.ts'
import { arrivalsOf, type CameraLink, findLink, openLink } from './store.ts'
import { cameraWords } from './words.ts'

const base = '/camera/:institution/:token'

/** The side of the telephone: no sign-in, one case, only adding. The first browser that begins is the only one. */
export function phoneRoutes(house: House, procedures: readonly Procedure[]): Routes {
  const at = (visit: Visit) => phoneAt(house, visit, procedures)
  return new Routes()
    .get(base, open, async (visit) => showStart(visit, await at(visit)))
    .post(`${base}/opening`, open, async (visit) => begin(house, visit, await at(visit)))
    .get(`${base}/documents`, open, async (visit) => showPapers(visit, await at(visit)))
    .post(`${base}/documents/:type`, open, async (visit) => takePhoto(visit, await at(visit)))
    .also(uploadRoutes(house, base, open, async (visit) => doorFor(visit, await at(visit))))
}

interface Phone {
  readonly link: CameraLink
  readonly state: LinkState
  readonly browser: string | null
  readonly view: View
  readonly address: string
}

async function phoneAt(house: House, visit: Visit, procedures: readonly Procedure[]): Promise<Phone> {
  const institution = await findInstitution(house.database.shared, visit.param('institution'))
  const link = institution && (await findLink(visit.within(institution.id), hashOf(visit.param('token'))))
  const view = link && (await viewOfCase(house, institution.id, link.caseId, procedures))
  if (!view) throw new NotFound()
  const kept = getCookie(visit.c, cookie)
  const browser = kept ? hashOf(kept) : null
  const now = house.clock.now()
  const closed = !opensPapers(view.procedure, view.standing.stage)
  const state = closed ? 'ended' : stateFor(link, now, browser)
  return { link, state, browser, view, address: `/camera/${institution.id}/${visit.param('token')}` }
}

const cookie = 'kopuro.camera'

async function showStart(visit: Visit, phone: Phone): Promise<Response> {
  if (phone.state === 'open') return visit.go(`${phone.address}/documents`)
  if (phone.state !== 'fresh') return showOver(visit, phone.state)
  const t = cameraWords(visit.language)
  const { view, link, address } = phone
  const papers = takingPapers(view, link.type).map(({ wanted }) => wanted.title[visit.language])
  const body = <StartPage t={t} address={address} office={view.institution.short[visit.language]} papers={papers} />
  return visit.show({ frame: 'bare', title: t('phone.title'), body })
}

// A look at the link takes nothing: previews of messengers look too. Who presses the button has it.
async function begin(house: House, visit: Visit, phone: Phone): Promise<Response> {
  if (phone.state !== 'fresh') return visit.go(phone.address)
  const secret = freshSecret()
  const device = deviceOf(visit.headers.get('user-agent') ?? '')
  const db = visit.within(phone.view.standing.institution)
  if (!(await openLink(db, phone.link.id, { hash: hashOf(secret), device }, house.clock.now())))
    return visit.go(phone.address)
  setCookie(visit.c, cookie, secret, {
    path: phone.address,
    maxAge: linkMinutes * 2 * 60,
    httpOnly: true,
    sameSite: 'Lax',
    secure: house.config.mode === 'production',
  })
  return visit.go(`${phone.address}/documents`)
}

async function showPapers(visit: Visit, phone: Phone, notTaken: readonly string[] = []): Promise<Response> {
  if (phone.state === 'fresh') return visit.go(phone.address)
  if (phone.state !== 'open') return showOver(visit, phone.state)
  const { view, link, address } = phone
  const arrivals = await arrivalsOf(visit.within(view.standing.institution), view.standing.id)
  const t = cameraWords(visit.language)
  const body = (
    <PhonePage
      t={t}
      address={address}
      papers={takingPapers(view, link.type)}
      arrivals={arrivals.filter((arrival) => arrival.link === link.id)}
      until={link.endsAt}
      notTaken={notTaken}
      camera={visit.query('from') !== 'files'}
    />
  )
  return visit.show(
    { frame: 'bare', title: t('phone.title'), body, modules: ['upload'] },
    notTaken.length > 0 ? 422 : 200,
  )
}

function showOver(visit: Visit, state: 'taken' | 'late' | 'ended'): Promise<Response> {
  const t = cameraWords(visit.language)
  return visit.show({ frame: 'bare', title: t('phone.title'), body: <OverPage t={t} state={state} /> }, 409)
}

async function takePhoto(visit: Visit, phone: Phone): Promise<Response> {
  if (phone.state !== 'open') return showPapers(visit, phone)
  const { notTaken } = await takeForm(visit, await doorFor(visit, phone))
  if (notTaken.length > 0) return showPapers(visit, phone, notTaken)
  return visit.go(`${phone.address}/documents#${visit.param('type')}`)
}

async function doorFor(visit: Visit, { link, state, browser, view, address }: Phone): Promise<Door> {
  const { house } = visit
  const now = house.clock.now()
  const mine = link.openedByHash !== null && link.openedByHash === browser
  if (!mine || !takingPapers(view, link.type).some(({ wanted }) => wanted.type === visit.param('type')))
    throw new NotFound()
  const arriving = visit.param('upload') !== '' && mayFinish(link, now, browser)
  return {
    view,
    act: await actOfSubject(house, view),
    address,
    link: link.id,
    closed: state === 'open' || arriving ? null : cameraWords(visit.language)('phone.over.late'),
  }
}
