import { NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import { Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { mobilityCasesOf } from '../mobility/index.ts'
import { findLink, renewLink } from '../one-time-links/index.ts'
import { guestForm, memberForm, quorumForm, whyForm } from './forms.ts'
import { hintsOf } from './hints.ts'
import { accountsHere, addMember, memberOf, type NewMember, removeMember } from './members.ts'
import { noSlip, OverviewPage, type Slip } from './overview-page.tsx'
import { papersOf } from './papers.ts'
import { actIn, type Room, roomAddress, roomOf, showIn, working, workroomOf } from './place.ts'
import { isScored, openCommission, saveQuorum, saveSheet, whyNotOpen } from './preparing.ts'
import { countsOf, historyOf, loadsByMember } from './reading-store.ts'
import { readSheet, rowsTyped, sheetTyped } from './sheet-form.ts'
import { SheetPage } from './sheet-page.tsx'
import { readingMail } from './telling.ts'
import { commissionsWords } from './words.ts'

const here = '/desk/calls/:id/commission'

/** What a commission is: members, quorum, score sheet, and its opening. */
export function roomRoutes(): Routes {
  return new Routes()
    .get(here, working, async (visit) => showRoom(visit, await roomOf(visit)))
    .post(`${here}/opening`, working, async (visit) => {
      const room = await workroomOf(visit, 'office')
      return answered(visit, room, await openCommission(actIn(visit, room), room.call.id), 'opened')
    })
    .post(`${here}/quorum`, working, async (visit) => {
      const room = await workroomOf(visit, 'office')
      const form = await visit.form(quorumForm)
      if (!form.ok) return showRoom(visit, room, form)
      return answered(visit, room, await saveQuorum(actIn(visit, room), room.call.id, form.value.quorum), 'saved')
    })
    .post(`${here}/members`, working, nameMember)
    .post(`${here}/members/:member/removal`, working, async (visit) => {
      const room = await workroomOf(visit, 'office')
      const form = await visit.form(whyForm)
      const member = memberHere(visit, room)
      if (!form.ok) return showRoom(visit, room, noSlip, commissionsWords(visit.language)('why.missing'))
      return answered(
        visit,
        room,
        await removeMember(actIn(visit, room), room.call.id, member.id, form.value.why),
        'left',
      )
    })
    .post(`${here}/members/:member/link`, working, sendLink)
    .get(`${here}/sheet`, working, async (visit) => showSheet(visit, await roomOf(visit)))
    .post(`${here}/sheet`, working, keepSheet)
}

const memberHere = (visit: Visit, { commission }: Room) => memberOf(commission, visit.param('member'))

const dones = ['opened', 'saved', 'named', 'left', 'sent'] as const
const doneOf = (visit: Visit) => dones.find((one) => one === visit.query('done')) ?? null

async function showRoom(visit: Visit, room: Room, slip: Slip = noSlip, refusal: string | null = null) {
  const t = commissionsWords(visit.language)
  const { call, commission, institution } = room
  const db = visit.within(institution)
  const done = doneOf(visit)
  const body = (
    <OverviewPage
      {...{ t, room, refusal, typed: slip.typed, problems: slip.problems }}
      counts={await countsOf(db, call.id)}
      loads={await loadsByMember(db, call.id)}
      history={await historyOf(db, call.id, null)}
      waiting={commission.openedAt ? 0 : (await mobilityCasesOf(db, call.id, ['selecting'])).length}
      whyNot={whyNotOpen(commission)}
      hints={await hintsOf(db, commission)}
      colleagues={room.office ? await accountsHere(db, institution, visit.house.clock.today()) : []}
      newId={crypto.randomUUID()}
      notice={done && t(`done.${done}`)}
    />
  )
  return showIn(visit, { title: t('title'), body, institution }, statusOf(slip, refusal))
}

const statusOf = ({ problems }: Slip, refusal: string | null) => (problems.length > 0 ? 422 : refusal ? 409 : 200)

async function answered(visit: Visit, room: Room, outcome: Outcome, done: (typeof dones)[number], slip: Slip = noSlip) {
  if (outcome.ok) return visit.go(`${roomAddress(room.call.id)}?done=${done}`)
  const refusal = commissionsWords(visit.language).find(outcome.refusal.key) ?? outcome.refusal.key
  const { typed } = slip
  return showRoom(visit, room, { typed, problems: [] }, refusal)
}

async function nameMember(visit: Visit): Promise<Response> {
  const room = await workroomOf(visit, 'office')
  const typed = await visit.typed()
  const given = typed.account ? await ofHouse(visit, room, typed) : ofGuest(visit, typed)
  if ('problems' in given) return showRoom(visit, room, given)
  const outcome = await addMember(actIn(visit, room), room.call.id, given)
  return answered(visit, room, outcome, 'named', { typed, problems: [] })
}

async function ofHouse(visit: Visit, { institution }: Room, typed: Typed): Promise<NewMember | Slip> {
  const form = visit.checked(memberForm, typed)
  const people = await accountsHere(visit.within(institution), institution, visit.house.clock.today())
  const one = people.find(({ id }) => id === typed.account)
  if (!form.ok) return form
  if (!one) return { typed, problems: [{ field: 'account', key: 'form.choose' }] }
  const { name, email, language } = one
  const { id, role } = form.value
  return { id, role, name: name || email, email: email.toLowerCase(), language, accountId: one.id, partner: '' }
}

function ofGuest(visit: Visit, typed: Typed): NewMember | Slip {
  const form = visit.checked(guestForm, typed)
  if (!form.ok) return form
  const { id, role, name, email, partner, speaks } = form.value
  return { id, role, name, email: email.toLowerCase(), language: speaks, accountId: null, partner }
}

async function sendLink(visit: Visit): Promise<Response> {
  const room = await workroomOf(visit, 'office')
  const t = commissionsWords(visit.language)
  const { linkId, language } = memberHere(visit, room)
  const link = linkId ? await findLink(visit.within(room.institution), linkId) : null
  if (!link) throw new NotFound()
  const sent =
    link.until >= visit.house.clock.today() &&
    (await renewLink(visit.house, link, commissionsWords(language)('guest.title'), readingMail))
  return sent ? visit.go(`${roomAddress(room.call.id)}?done=sent`) : showRoom(visit, room, noSlip, t('member.linkShut'))
}

async function showSheet(visit: Visit, room: Room, slip: Slip = noSlip, refusal: string | null = null) {
  const t = commissionsWords(visit.language)
  const { sheet } = room.commission
  const fresh = slip.problems.length === 0 && Object.keys(slip.typed).length === 0
  const typed = fresh ? (sheet ? sheetTyped(sheet) : first) : slip.typed
  const body = (
    <SheetPage
      {...{ t, room, typed, refusal, problems: slip.problems }}
      fixed={await isScored(visit.within(room.institution), room.call.id)}
      papers={papersOf(room.call, visit.language)}
      notice={doneOf(visit) && t('done.saved')}
    />
  )
  return showIn(visit, { title: t('page.sheet.title'), body, institution: room.institution }, statusOf(slip, refusal))
}

const first: Typed = {
  rows: '4',
  least: '0',
  most: '10',
  readers: '2',
  average: 'mean',
  tie1: 'average',
  tie2: 'arrived',
}

async function keepSheet(visit: Visit): Promise<Response> {
  const room = await workroomOf(visit, 'office')
  const typed = await visit.typed()
  if (typed.go === 'more')
    return showSheet(visit, room, { typed: { ...typed, rows: String(rowsTyped(typed) + 1) }, problems: [] })
  const read = readSheet(
    typed,
    papersOf(room.call, visit.language).map(({ type }) => type),
  )
  if (read.problems.length > 0) return showSheet(visit, room, { typed, problems: read.problems })
  const outcome = await saveSheet(actIn(visit, room), room.call.id, read.sheet, Number(typed.seen))
  if (outcome.ok) return visit.go(`${roomAddress(room.call.id)}/sheet?done=saved`)
  const refusal = commissionsWords(visit.language).find(outcome.refusal.key) ?? outcome.refusal.key
  return showSheet(visit, await roomOf(visit), { typed, problems: [] }, refusal)
}
