import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findCall } from '../calls/index.ts'
import { addressOf, ownView, type View } from '../cases/index.ts'
import { mobility } from '../mobility/index.ts'
import { interviewForm, readMarks, slotsForm } from './forms.ts'
import { chooseSlot, closeSlot, noteInterview, openSlots, slotsIn } from './interview-actions.ts'
import { InterviewsPage, MyInterviewPage } from './interview-pages.tsx'
import { heardIn } from './interview-store.ts'
import { noSlip, type Slip } from './overview-page.tsx'
import { actIn, type Room, roomAddress, roomOf, showIn, working, workroomOf } from './place.ts'
import { candidateHere } from './reading-store.ts'
import { interviewCriteria } from './rules.ts'
import { commissionOf } from './store.ts'
import { commissionsWords } from './words.ts'

const here = '/desk/calls/:id/commission/interviews'

/** Interviews: the desk opens times and writes down results, applicants choose. */
export function interviewRoutes(): Routes {
  return new Routes()
    .get(here, working, async (visit) => showInterviews(visit, await roomOf(visit)))
    .post(here, working, async (visit) => {
      const room = await workroomOf(visit)
      const form = await visit.form(slotsForm)
      if (!form.ok) return showInterviews(visit, room, form)
      const { key, ...series } = form.value
      return answered(visit, room, await openSlots(actIn(visit, room), room.call.id, key, series), form)
    })
    .post(`${here}/results`, working, noteResult)
    .post(`${here}/:slot/closing`, working, async (visit) => {
      const room = await workroomOf(visit)
      return answered(visit, room, await closeSlot(actIn(visit, room), room.call.id, visit.param('slot')))
    })
    .post(`${here}/:slot/freeing`, working, async (visit) => {
      const room = await workroomOf(visit)
      const slots = await slotsIn(visit.within(room.institution), room.call.id)
      const caseId = slots.find(({ id }) => id === visit.param('slot'))?.caseId
      if (!caseId) return visit.go(`${roomAddress(room.call.id)}/interviews`)
      const place = { callId: room.call.id, caseId }
      return answered(visit, room, await chooseSlot(actIn(visit, room), place, null, true))
    })
    .get('/my/:institution/:id/interview', signedIn, async (visit) => showMine(visit, await mineHere(visit)))
    .post('/my/:institution/:id/interview', signedIn, choose)
}

async function showInterviews(visit: Visit, room: Room, slip: Slip = noSlip, refusal: string | null = null) {
  const t = commissionsWords(visit.language)
  const { institution, call, commission } = room
  if (!commission.sheet || interviewCriteria(commission.sheet).length === 0) throw new NotFound()
  const db = visit.within(institution)
  const slots = await slotsIn(db, call.id)
  const { heard, silent } = await heardIn(db, call.id, slots)
  const { typed, problems } = slip
  const body = (
    <InterviewsPage
      {...{ t, room, slots, heard, silent, refusal, typed, problems, sheet: commission.sheet }}
      newId={crypto.randomUUID()}
      notice={visit.query('done') ? t('done.saved') : null}
    />
  )
  const status = problems.length > 0 ? 422 : refusal ? 409 : 200
  return showIn(visit, { title: t('page.interviews.title'), body, institution }, status)
}

async function answered(visit: Visit, room: Room, outcome: Outcome, slip: Slip | { typed: Slip['typed'] } = noSlip) {
  if (outcome.ok) return visit.go(`${roomAddress(room.call.id)}/interviews?done=1`)
  const t = commissionsWords(visit.language)
  return showInterviews(visit, room, { typed: slip.typed, problems: [] }, t.find(outcome.refusal.key))
}

async function noteResult(visit: Visit): Promise<Response> {
  const room = await workroomOf(visit)
  const { sheet } = room.commission
  const form = await visit.form(interviewForm)
  if (!sheet) throw new NotFound()
  if (!form.ok) return showInterviews(visit, room, form)
  const appeared = form.value.appeared === 'yes'
  const { marks, problems } = readMarks(sheet, interviewCriteria(sheet), form.typed)
  if (appeared && problems.length > 0) return showInterviews(visit, room, { typed: form.typed, problems })
  const interview = { appeared, marks: appeared ? marks : {} }
  return answered(visit, room, await noteInterview(actIn(visit, room), room.call.id, form.value.case, interview), form)
}

async function mineHere(visit: Visit) {
  const view = await ownView(visit, [mobility])
  const db = visit.within(view.standing.institution)
  const call = await findCall(db, String(view.standing.facts?.call ?? ''))
  const commission = call && (await commissionOf(db, call.id))
  const candidate = commission && (await candidateHere(db, commission, view.standing.id))
  const hears = commission?.sheet && interviewCriteria(commission.sheet).length > 0
  if (!call || !commission || !candidate || candidate.withdrawn || !hears) throw new NotFound()
  return { view, call, commission, candidate }
}

type Mine = Awaited<ReturnType<typeof mineHere>>

export const interviewAddress = ({ standing }: Pick<View, 'standing'>): Href =>
  `/my/${standing.institution}/${standing.id}/interview`

async function showMine(visit: Visit, { view, call, candidate }: Mine, refusal: string | null = null) {
  const t = commissionsWords(visit.language)
  const { standing } = view
  const now = visit.house.clock.now()
  const slots = await slotsIn(visit.within(standing.institution), call.id)
  const mine = slots.find(({ caseId }) => caseId === standing.id) ?? null
  const body = (
    <MyInterviewPage
      {...{ t, mine, refusal, number: standing.number, interview: candidate.interview }}
      action={interviewAddress(view)}
      back={addressOf({ standing })}
      call={call.said.title[visit.language]}
      free={slots.filter(({ caseId, startsAt }) => !caseId && startsAt > now)}
      mayChange={!mine || now <= mine.changeUntil}
      notice={visit.query('done') ? t('my.done') : null}
    />
  )
  const page = { frame: 'my', institution: standing.institution, title: t('interview'), body } as const
  return visit.show(page, refusal ? 409 : 200)
}

async function choose(visit: Visit): Promise<Response> {
  const mine = await mineHere(visit)
  const t = commissionsWords(visit.language)
  const typed = await visit.typed()
  const leaves = typed.leave === 'yes'
  if (!typed.slot && !leaves) return showMine(visit, mine, t('my.chooseOne'))
  const { institution, id } = mine.view.standing
  const act = { house: visit.house, institution, by: visit.by, called: mine.call.said.title }
  const outcome = await chooseSlot(act, { callId: mine.call.id, caseId: id }, typed.slot || null)
  if (outcome.ok) return visit.go(`${interviewAddress(mine.view)}?done=1`)
  return showMine(visit, mine, t.find(outcome.refusal.key))
}
