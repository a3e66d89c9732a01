import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { actOf, addressOf, opensPapers, ownView, type Procedure, type View } from '../cases/index.ts'
import { unfinishedOf } from '../documents/index.ts'
import { hashOf, makeLink } from './actions.ts'
import { LinkPage, LinksPage } from './owner-pages.tsx'
import { takingPapers } from './papers.ts'
import { arrivalsOf, endLinks, findLink, linksOf } from './store.ts'
import { cameraWords } from './words.ts'

const makings = { name: 'camera-link', most: 40, minutes: 60 }

/** The side of the computer: its owner makes a link, shows it as a square, sees what arrives, and ends it. */
export function ownerRoutes(house: House, procedures: readonly Procedure[]): Routes {
  const own = async (visit: Visit) => {
    const view = await ownView(visit, procedures)
    // A link would outlive a representative's consent, and what comes through it carries the applicant's name.
    if (view.acting) throw new NotFound()
    return view
  }
  return new Routes()
    .get('/my/:institution/:id/camera', signedIn, async (visit) => showLinks(visit, await own(visit)))
    .post('/my/:institution/:id/camera', signedIn, async (visit) => make(house, visit, await own(visit)))
    .post('/my/:institution/:id/camera/ending', signedIn, async (visit) => {
      const view = await own(visit)
      await endLinks(visit.within(view.standing.institution), view.standing.id, house.clock.now())
      return visit.go(`${addressOf(view)}/camera`)
    })
    .get('/my/:institution/:id/camera/:token', signedIn, async (visit) => showLink(house, visit, await own(visit)))
}

async function make(house: House, visit: Visit, view: View): Promise<Response> {
  const { type = '' } = await visit.typed()
  if (!opensPapers(view.procedure, view.standing.stage)) return visit.go(addressOf(view))
  if (type && !takingPapers(view).some((item) => item.wanted.type === type)) throw new NotFound()
  if (await tooMany(house.database.shared, makings, view.standing.id)) return showLinks(visit, view, 429)
  const token = await makeLink(actOf(visit, view), view.standing.id, type || null)
  return visit.go(`${addressOf(view)}/camera/${token}`)
}

async function showLinks(visit: Visit, view: View, status: 200 | 429 = 200): Promise<Response> {
  if (!opensPapers(view.procedure, view.standing.stage)) return visit.go(addressOf(view))
  const db = visit.within(view.standing.institution)
  const [links, arrivals] = await Promise.all([linksOf(db, view.standing.id), arrivalsOf(db, view.standing.id)])
  const t = cameraWords(visit.language)
  const now = visit.house.clock.now()
  const body = <LinksPage t={t} view={view} links={links} arrivals={arrivals} now={now} tooMany={status === 429} />
  return visit.show({ frame: 'my', institution: view.standing.institution, title: t('links.title'), body }, status)
}

async function showLink(house: House, visit: Visit, view: View): Promise<Response> {
  const { institution, id } = view.standing
  const db = visit.within(institution)
  const link = await findLink(db, hashOf(visit.param('token')))
  if (link?.caseId !== id) throw new NotFound()
  const t = cameraWords(visit.language)
  const [arrivals, under] = await Promise.all([arrivalsOf(db, id), unfinishedOf(db, id)])
  const body = (
    <LinkPage
      t={t}
      view={view}
      link={link}
      address={`${house.url}/camera/${institution}/${visit.param('token')}`}
      arrivals={arrivals.filter((arrival) => arrival.link === link.id)}
      arriving={under.filter((upload) => upload.linkId === link.id)}
      now={house.clock.now()}
    />
  )
  return visit.show({ frame: 'my', institution, title: t('link.title'), body, modules: ['watch'] })
}
