import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Guard, may, Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { filePage, pdfPage } from '../documents/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { begin } from './actions.ts'
import { agreementHere, seenIn, showAgreement, went } from './answering.tsx'
import { workRoutes } from './desk-routes.tsx'
import { draftRoutes } from './draft-routes.tsx'
import { listRoutes } from './list-routes.tsx'
import { marksRoutes } from './marks-routes.tsx'
import { agreementPaper } from './paper.ts'
import { agreementsAddress, deskPlace, deskWork, ownPlace, type Place, type PlaceOf } from './rooms.ts'
import { signHere } from './signing.ts'
import { filesOf } from './store.ts'

/** Learning agreements: the student's own, and everybody's at the desk. */
export function agreementRoutes(): Routes {
  const mine = '/my/:institution/:id/agreement'
  const desk = `${agreementsAddress}/:case`
  return listRoutes()
    .also(readRoutes(mine, signedIn, ownPlace))
    .also(readRoutes(desk, may('agreements.read'), deskPlace))
    .also(beginRoutes(mine, signedIn, ownPlace))
    .also(beginRoutes(desk, may('agreements.work'), deskWork))
    .also(draftRoutes(mine, signedIn, ownPlace))
    .also(draftRoutes(desk, may('agreements.work'), deskWork))
    .also(workRoutes())
    .also(marksRoutes())
}

function readRoutes(base: string, guard: Guard, placeOf: PlaceOf): Routes {
  return new Routes()
    .get(base, guard, async (visit) => showAgreement(visit, await placeOf(visit)))
    .get(`${base}/agreement.pdf`, guard, async (visit) => paper(visit, await placeOf(visit)))
    .get(`${base}/files/:file`, guard, async (visit) => {
      const { institution, standing } = await placeOf(visit)
      const files = await filesOf(visit.within(institution), standing.id)
      const file = files.find(({ id }) => id === visit.param('file'))
      if (!file) throw new NotFound()
      return filePage(visit.house, file)
    })
}

function beginRoutes(base: string, guard: Guard, placeOf: PlaceOf): Routes {
  return new Routes()
    .post(base, guard, async (visit) => {
      const place = await placeOf(visit)
      return went(visit, place, await begin(place.act))
    })
    .post(`${base}/signatures`, guard, async (visit) => {
      const place = await placeOf(visit)
      const typed = await visit.typed()
      const key = typed.key ?? ''
      const { signatures } = await agreementHere(visit, place)
      // The same form twice: the first has signed.
      if (signatures.some(({ id }) => id === key)) return visit.go(place.room.base)
      const party = place.room.isSubject ? 'student' : 'home'
      const id = isUuid(key) ? key : crypto.randomUUID()
      return went(visit, place, await signHere(place.act, seenIn(typed), id, party))
    })
}

async function paper(visit: Visit, place: Place): Promise<Response> {
  const agreement = await agreementHere(visit, place)
  const institution = await findInstitution(visit.house.database.shared, place.institution)
  if (!institution) throw new NotFound()
  const { title: student, number } = place.standing
  const language = visit.query('in') === 'ru' ? 'ru' : 'en'
  const pdf = await agreementPaper({ agreement, institution, student, number }, language)
  return pdfPage(pdf, `learning-agreement-${number ?? 'draft'}-${language}.pdf`)
}
