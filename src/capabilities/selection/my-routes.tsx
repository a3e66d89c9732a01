import { NotFound } from '../../platform/outcome.ts'
import { Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findCall } from '../calls/index.ts'
import { actOf, addressOf, ownView, type View } from '../cases/index.ts'
import { mobility } from '../mobility/index.ts'
import { answersOfCase, resultsOf } from './answer-store.ts'
import { appealsOfCase } from './appeal-store.ts'
import { appeal, whyNoAppeal } from './appealing.ts'
import { appealForm } from './forms.ts'
import { groundOfReserve } from './gathering.ts'
import { type OwnResult, ResultPage } from './my-pages.tsx'
import { namesIn } from './names.ts'
import { noSlip, type Slip } from './parts.tsx'
import { draftOf } from './rules.ts'
import { selectionWords } from './words.ts'

/** The applicant reads the result with its reasons, and appeals. */
export function myRoutes(): Routes {
  return new Routes()
    .get('/my/:institution/:id/result', signedIn, (visit) => showResult(visit))
    .post('/my/:institution/:id/appeal', signedIn, appealHere)
}

/** The result of a case, as its person may see it; null before the day of the results. */
export async function ownResult(visit: Visit, view: View): Promise<OwnResult | null> {
  const { standing } = view
  const callId = standing.facts?.call
  if (view.procedure.name !== mobility.name || typeof callId !== 'string') return null
  const db = visit.within(standing.institution)
  const [answer, ...earlier] = await answersOfCase(db, standing.id)
  const [results, call] = answer ? [await resultsOf(db, callId), await findCall(db, callId)] : [null, null]
  if (!answer || !results || !call) return null
  const appeals = await appealsOfCase(db, standing.id)
  const { appealUntil } = results
  return {
    ...{ t: selectionWords(visit.language), view, names: await namesIn(db, call), appeals, appealUntil },
    answers: [answer, ...earlier],
    position: answer.kind === 'reserve' ? positionIn(await groundOfReserve(db, call), standing.id) : null,
    noAppeal: whyNoAppeal(standing.stage, appealUntil, visit.house.clock.today(), appeals),
  }
}

/** The place on the reserve list, 1 for whoever moves up first; null for whoever is not on it. */
export function positionIn(ground: Parameters<typeof draftOf>[0], caseId: string): number | null {
  const at = draftOf(ground).rows.findIndex((row) => row.caseId === caseId)
  return at < 0 ? null : at + 1
}

async function showResult(visit: Visit, slip: Slip = noSlip): Promise<Response> {
  const view = await ownView(visit, [mobility])
  const own = await ownResult(visit, view)
  if (!own) throw new NotFound()
  const status = slip.refusal ? 409 : slip.problems.length > 0 ? 422 : 200
  const body = <ResultPage {...own} slip={slip} />
  return visit.show({ frame: 'my', institution: view.standing.institution, title: own.t('my.title'), body }, status)
}

async function appealHere(visit: Visit): Promise<Response> {
  const view = await ownView(visit, [mobility])
  const own = await ownResult(visit, view)
  if (!own) throw new NotFound()
  const form = await visit.form(appealForm)
  if (!form.ok) return showResult(visit, form)
  const [{ callId }] = own.answers
  const outcome = await appeal(actOf(visit, view), view, callId, form.value.text)
  if (outcome.ok) return visit.go(`${addressOf(view)}/result#appeal`)
  const day = own.appealUntil
  const refusal = own.t.find(outcome.refusal.key, { day }) ?? outcome.refusal.key
  return showResult(visit, { typed: form.typed, problems: [], refusal })
}
