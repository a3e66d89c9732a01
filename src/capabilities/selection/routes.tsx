import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAddress } from '../calls/index.ts'
import { mobilityCasesOf } from '../mobility/index.ts'
import { decide, keepRun, setPlaces } from './actions.ts'
import { personAddress, selectionAddress } from './addresses.ts'
import { answersOf, answersOfCase, progressOf, resultsOf } from './answer-store.ts'
import { answerByHand } from './answering.ts'
import { appealsOf, appealsOfCase } from './appeal-store.ts'
import { decisionsAbout } from './decision-store.ts'
import { answerForm, decisionForm, keepForm, placesForm, runForm } from './forms.ts'
import { groundOfRun, heldBy, keepOf, offerOf } from './gathering.ts'
import { moveUp } from './moving-up.ts'
import { OverviewPage } from './overview-page.tsx'
import { noSlip, type Slip } from './parts.tsx'
import { PersonPage } from './person-page.tsx'
import { type Place, personHere, placeHere, selectionAct } from './places.ts'
import { changesBetween, draftOf, hashOf, standingsOf, stepTo } from './rules.ts'
import { PreviewPage } from './run-pages.tsx'
import { lastRun, rowOfCase, runsOf, standingsIn } from './run-store.ts'

export const pattern = '/desk/calls/:id/selection'

/** The selection at the desk: how it stands, the places given anew, and each person in it. */
export function selectionRoutes(): Routes {
  return new Routes()
    .get(pattern, may('selection.read'), (visit) => showOverview(visit))
    .post(`${pattern}/places`, may('cases.work'), sayPlaces)
    .get(`${pattern}/runs/new`, may('cases.work'), (visit) => showPreview(visit))
    .post(`${pattern}/runs`, may('cases.work'), keep)
    .get(`${pattern}/cases/:case`, may('selection.read'), (visit) => showPerson(visit))
    .post(`${pattern}/cases/:case/decisions`, may('cases.work'), decideHere)
}

/** A page of the desk, with the status that what slipped asks for. */
export function shown(visit: Visit, title: string, body: Parameters<Visit['show']>[0]['body'], slip: Slip = noSlip) {
  const status = slip.refusal ? 409 : slip.problems.length > 0 ? 422 : 200
  return visit.show({ frame: 'desk', title, current: deskAddress, body }, status)
}

/** What a rule said no to, in the reader's words. */
export const refusedIn = ({ t }: Place, outcome: Extract<Outcome<unknown>, { ok: false }>) =>
  t.find(outcome.refusal.key, outcome.refusal.params) ?? outcome.refusal.key

async function showOverview(visit: Visit, slip: Slip = noSlip): Promise<Response> {
  const here = await placeHere(visit)
  const { db, call, t } = here
  const [offer, runs, cases, results, progress, answers, appeals] = [
    await offerOf(db, call),
    await runsOf(db, call.id),
    await mobilityCasesOf(db, call.id),
    await resultsOf(db, call.id),
    await progressOf(db, call.id),
    await answersOf(db, call.id),
    await appealsOf(db, call.id),
  ]
  const [last] = runs
  const drafted = last && !results ? [...(await standingsIn(db, last.id)).values()] : []
  const taken = [...heldBy(cases, answers), ...drafted].flatMap(({ host }) => host ?? [])
  const given = new Map([...Map.groupBy(taken, (host) => host)].map(([host, all]) => [host, all.length]))
  const taking = cases.filter(({ stage }) => stage === 'selecting').length
  const open = appeals.filter(({ outcome }) => outcome === null).length
  const body = <OverviewPage {...here} {...{ offer, runs, taking, given, results, progress, appeals: open, slip }} />
  return shown(visit, t('title'), body, slip)
}

async function sayPlaces(visit: Visit): Promise<Response> {
  const here = await placeHere(visit)
  const form = await visit.form(placesForm)
  if (!form.ok) return showOverview(visit, form)
  const act = selectionAct(visit)
  const outcome = await setPlaces(act, here.call, form.value)
  const host = [{ field: 'host', key: 'form.choose' }]
  if (!outcome.ok) return showOverview(visit, { typed: form.typed, problems: host })
  // More places than before are free at once.
  await moveUp(act.house, act.institution, here.call.id)
  return visit.go(selectionAddress(here.call))
}

async function showPreview(visit: Visit, slip: Slip = noSlip): Promise<Response> {
  const here = await placeHere(visit)
  const { db, call, t } = here
  if (await resultsOf(db, call.id)) return visit.go(`${selectionAddress(call)}/results`)
  const offer = await offerOf(db, call)
  const asked = keepForm.safeParse({ keep: visit.query('keep') ?? String(await keepOf(db, call.id, offer)) })
  const tried = asked.success ? slip : { typed: { keep: visit.query('keep') ?? '' }, problems: notANumber }
  const keep = asked.success ? asked.data.keep : await keepOf(db, call.id, offer)
  const ground = await groundOfRun(db, call, offer, keep)
  const draft = draftOf(ground)
  const last = await lastRun(db, call.id)
  const changes = last ? changesBetween(await standingsIn(db, last.id), standingsOf(draft.rows)) : []
  const names = new Map((await mobilityCasesOf(db, call.id)).map(({ caseId, name }) => [caseId, name]))
  const nameOf = (caseId: string) => names.get(caseId) ?? ''
  const props = { draft, changes, last, keep, hash: hashOf(ground), nameOf, slip: tried }
  return shown(visit, t('preview.title'), <PreviewPage {...here} {...props} />, tried)
}

const notANumber = [{ field: 'keep', key: 'form.notANumber' }]

async function keep(visit: Visit): Promise<Response> {
  const here = await placeHere(visit)
  const form = await visit.form(runForm)
  if (!form.ok) return showPreview(visit, form)
  const outcome = await keepRun(selectionAct(visit), here.call, form.value)
  if (!outcome.ok) return showPreview(visit, { ...noSlip, refusal: refusedIn(here, outcome) })
  return visit.go(`${selectionAddress(here.call)}/runs/${outcome.value}`)
}

async function showPerson(visit: Visit, slip: Slip = noSlip): Promise<Response> {
  const here = await placeHere(visit)
  const { db, call } = here
  const one = await personHere(visit, here)
  const [offer, row, decisions, answers, appeals, results] = [
    await offerOf(db, call),
    await rowOfCase(db, call.id, one.caseId),
    await decisionsAbout(db, call.id, one.caseId),
    await answersOfCase(db, one.caseId),
    await appealsOfCase(db, one.caseId),
    await resultsOf(db, call.id),
  ]
  const isMovable = (['place', 'reserve', 'out'] as const).some(
    (kind) => (stepTo(kind, one.stage) ?? 'there') !== 'there',
  )
  const deciding = !isMovable ? null : results ? 'answer' : one.stage === 'selecting' ? 'run' : null
  const formKey = slip.typed.key ?? crypto.randomUUID()
  const props = { one, offer, row, decisions, answers, appeals, formKey, slip }
  return shown(visit, one.name, <PersonPage {...here} {...props} deciding={deciding} />, slip)
}

async function decideHere(visit: Visit): Promise<Response> {
  const here = await placeHere(visit)
  const { db, call } = here
  const one = await personHere(visit, here)
  const published = (await resultsOf(db, call.id)) !== null
  const form = published ? await visit.form(answerForm) : await visit.form(decisionForm)
  if (!form.ok) return showPerson(visit, form)
  const { kind, reason, key } = form.value
  const host = kind === 'place' ? form.value.host : null
  if (published && kind === 'open') throw new NotFound()
  const given = { host, funder: form.value.funder || null, reason }
  const outcome =
    published && kind !== 'open'
      ? await answerByHand(selectionAct(visit), call, one, { ...given, kind })
      : await decide(selectionAct(visit), call, one, { ...given, kind, key })
  if (!outcome.ok) return showPerson(visit, { typed: form.typed, problems: [], refusal: refusedIn(here, outcome) })
  return visit.go(personAddress(call, one.caseId))
}
