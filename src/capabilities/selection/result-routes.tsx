import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { dbOf } from './actions.ts'
import { selectionAddress } from './addresses.ts'
import { progressOf, resultsOf } from './answer-store.ts'
import { appealsOf } from './appeal-store.ts'
import { decideAppeal, usualAppealDay } from './appealing.ts'
import { AppealsPage } from './appeals-page.tsx'
import { CheckPage } from './check-page.tsx'
import { gaps, openOf, unnamed } from './check-rules.ts'
import { checkedOf, nameAll, unname } from './check-store.ts'
import { appealDecisionForm, nameForm, publishForm } from './forms.ts'
import { groundOfRun, offerOf } from './gathering.ts'
import { noSlip, type Slip } from './parts.tsx'
import { type Place, placeHere, selectionAct } from './places.ts'
import { publish } from './publishing.ts'
import { PublishPage, ResultsPage } from './results-page.tsx'
import { pattern, refusedIn, shown } from './routes.tsx'
import { hashOf } from './rules.ts'
import { lastRun } from './run-store.ts'

/** From the check that nobody is forgotten to the results and the appeals against them. */
export function resultRoutes(): Routes {
  return new Routes()
    .get(`${pattern}/check`, may('selection.read'), (visit) => showCheck(visit))
    .post(`${pattern}/named`, may('cases.work'), name)
    .post(`${pattern}/named/removal`, may('cases.work'), takeBack)
    .get(`${pattern}/results`, may('selection.read'), (visit) => showResults(visit))
    .post(`${pattern}/results`, may('cases.work'), publishHere)
    .get(`${pattern}/appeals`, may('selection.read'), (visit) => showAppeals(visit))
    .post(`${pattern}/appeals/:appeal`, may('cases.work'), decideHere)
}

async function openHere({ db, call }: Place) {
  const published = (await resultsOf(db, call.id)) !== null
  return { published, open: openOf(await checkedOf(db, call), published) }
}

// A run that its ground no longer gives; before the first run and after the results there is nothing to compare.
async function isStale({ db, call }: Place): Promise<boolean> {
  const last = await lastRun(db, call.id)
  if (!last || (await resultsOf(db, call.id))) return false
  return hashOf(await groundOfRun(db, call, await offerOf(db, call), last.keep)) !== last.ground
}

async function showCheck(visit: Visit, slip: Slip = noSlip): Promise<Response> {
  const here = await placeHere(visit)
  const stale = await isStale(here)
  const body = <CheckPage {...here} {...(await openHere(here))} stale={stale} slip={slip} />
  return shown(visit, here.t('check.title'), body, slip)
}

async function name(visit: Visit): Promise<Response> {
  const here = await placeHere(visit)
  const form = await visit.form(nameForm)
  if (!form.ok) return showCheck(visit, form)
  const act = selectionAct(visit)
  const { open } = await openHere(here)
  const caseIds = unnamed(open.filter(({ gap }) => gap === form.value.gap)).map(({ person }) => person.caseId)
  const about = { institution: act.institution, callId: here.call.id, by: act.by, at: act.house.clock.now() }
  await dbOf(act)
    .transaction()
    .execute((tx) => nameAll(tx, { ...about, caseIds, reason: form.value.reason }))
  return visit.go(`${selectionAddress(here.call)}/check`)
}

async function takeBack(visit: Visit): Promise<Response> {
  const here = await placeHere(visit)
  const { gap: asked } = await visit.typed()
  const gap = gaps.find((known) => known === asked)
  if (!gap) throw new NotFound()
  const { open } = await openHere(here)
  const caseIds = open.filter((one) => one.gap === gap).map(({ person }) => person.caseId)
  await unname(here.db, here.call.id, caseIds)
  return visit.go(`${selectionAddress(here.call)}/check`)
}

async function showResults(visit: Visit, slip: Slip = noSlip): Promise<Response> {
  const here = await placeHere(visit)
  const { db, call, t } = here
  const results = await resultsOf(db, call.id)
  const left = unnamed((await openHere(here)).open).length
  if (results) {
    const progress = await progressOf(db, call.id)
    const body = <ResultsPage {...here} results={results} progress={progress} left={left} slip={slip} />
    return shown(visit, t('results.title'), body, slip)
  }
  const [last, stale] = [await lastRun(db, call.id), await isStale(here)]
  const appealUntil = usualAppealDay(visit.house.clock.today())
  const body = <PublishPage {...here} {...{ last, left, stale, appealUntil, slip }} />
  return shown(visit, t('publish.title'), body, slip)
}

async function publishHere(visit: Visit): Promise<Response> {
  const here = await placeHere(visit)
  const form = await visit.form(publishForm)
  if (!form.ok) return showResults(visit, form)
  const past = form.value.appealUntil < visit.house.clock.today()
  const problems = past ? [{ field: 'appealUntil', key: 'publish.appealPast' }] : []
  if (past) return showResults(visit, { typed: form.typed, problems })
  const outcome = await publish(selectionAct(visit), here.call, form.value)
  if (!outcome.ok) return showResults(visit, { typed: form.typed, problems: [], refusal: refusedIn(here, outcome) })
  return visit.go(`${selectionAddress(here.call)}/results`)
}

async function showAppeals(visit: Visit, slip: Slip = noSlip, slipped: string | null = null): Promise<Response> {
  const here = await placeHere(visit)
  const { db, call, t } = here
  const [appeals, offer] = [await appealsOf(db, call.id), await offerOf(db, call)]
  const today = visit.house.clock.today()
  return shown(visit, t('appeals.title'), <AppealsPage {...here} {...{ appeals, offer, today, slip, slipped }} />, slip)
}

async function decideHere(visit: Visit): Promise<Response> {
  const here = await placeHere(visit)
  const id = visit.param('appeal')
  const form = await visit.form(appealDecisionForm)
  if (!form.ok) return showAppeals(visit, form, id)
  const { outcome, reason, gets: kind, host } = form.value
  const gets =
    outcome === 'accepted' && kind !== '' ? { kind, host: kind === 'place' ? host : null, funder: null } : null
  const decided = await decideAppeal(selectionAct(visit), here.call, id, { outcome, reason, gets })
  if (decided.ok) return visit.go(`${selectionAddress(here.call)}/appeals`)
  return showAppeals(visit, { typed: form.typed, problems: [], refusal: refusedIn(here, decided) }, id)
}
