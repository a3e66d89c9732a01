import { valueAt } from '../../platform/database/json.ts'
import { NotFound, type Outcome, type Refusal } from '../../platform/outcome.ts'
import { writeCells } from '../../platform/sheets/read-csv.ts'
import { type SheetProblem, saySheetProblem } from '../../platform/sheets/read-sheet.ts'
import { readSentSheet, sheetOrLines } from '../../platform/sheets/sent.ts'
import type { Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct, findCase, groundOf, isEditable, type View, viewOf } from '../cases/index.ts'
import { caseAddress, idAsked } from './desk-routes.tsx'
import { stateForm } from './forms.ts'
import { invitation } from './invitation.ts'
import {
  addMember,
  addMembers,
  changeMember,
  membersMove,
  membersOf,
  removeMember,
  sayOfMember,
} from './member-actions.ts'
import { MemberPage, type Tried } from './member-page.tsx'
import { memberBounds, readMember, visiting } from './member-reading.ts'
import { type LineFault, readMemberSheet } from './member-sheet.ts'
import { standingsOf } from './member-store.ts'
import { MembersPage } from './members-page.tsx'
import { invitationWords } from './words.ts'

const base = '/desk/invitations/:id/members'

/** The members of a delegation: typed, pasted, taken from a sheet, and what became of each. */
export function memberRoutes(): Routes {
  return new Routes()
    .get(base, may('cases.read'), (visit) => showAll(visit))
    .post(base, may('cases.work'), add)
    .post(`${base}/sheet`, may('cases.work'), addSheet)
    .get(`${base}/:member`, may('papers.look'), (visit) => showOne(visit))
    .post(`${base}/:member`, may('cases.work'), change)
    .post(`${base}/:member/removal`, may('cases.work'), async (visit) =>
      answered(visit, await removeMember(deskAct(visit), caseId(visit), idAsked(visit, 'member'))),
    )
    .post(`${base}/:member/state`, may('cases.work'), say)
}

const caseId = (visit: Visit) => idAsked(visit, 'id')
const membersAddress = (id: string) => `/desk/invitations/${id}/members` as const

/** The delegation of the address; another kind of invitation has no members. */
async function delegation(visit: Visit): Promise<View> {
  const { institution } = visit.place('cases.read')
  const db = visit.within(institution)
  const standing = await findCase(db, caseId(visit))
  if (!standing?.arrivedAt) throw new NotFound()
  const view = await viewOf(await groundOf(visit.house, institution, invitation), db, invitation, standing)
  if (valueAt(view.situation.facts, 'kind') !== 'delegation') throw new NotFound()
  return view
}

interface Shown {
  readonly tried?: Tried
  readonly faults?: readonly LineFault[]
  readonly done?: string
}

async function showAll(visit: Visit, shown: Shown = {}): Promise<Response> {
  const view = await delegation(visit)
  const { standing } = view
  const t = invitationWords(visit.language)
  const work = visit.may('cases.work', standing.institution)
  const body = (
    <MembersPage
      t={t}
      law={view.law}
      title={standing.title}
      caseAddress={caseAddress(standing.id)}
      at={membersAddress(standing.id)}
      members={membersOf(view)}
      standings={await standingsOf(visit.within(standing.institution), standing.id)}
      mayLook={visit.may('papers.look', standing.institution)}
      mayChange={work && isEditable(invitation, standing.stage)}
      maySay={work && membersMove.includes(standing.stage)}
      formKey={crypto.randomUUID()}
      tried={shown.tried ?? null}
      faults={shown.faults ?? []}
      done={shown.done ?? null}
    />
  )
  return visit.show({ frame: 'desk', title: t('members.title'), current: '/desk/invitations', body }, statusOf(shown))
}

function statusOf({ tried, faults = [] }: Shown): 200 | 409 | 422 {
  if (faults.length > 0 || (tried && tried.problems.length > 0)) return 422
  return tried?.notice ? 409 : 200
}

async function showOne(visit: Visit, tried: Tried | null = null): Promise<Response> {
  const view = await delegation(visit)
  const { standing } = view
  const member = membersOf(view).find(({ id }) => id === idAsked(visit, 'member'))
  if (!member) throw new NotFound()
  const t = invitationWords(visit.language)
  const work = visit.may('cases.work', standing.institution)
  const body = (
    <MemberPage
      t={t}
      law={view.law}
      back={membersAddress(standing.id)}
      member={member}
      standing={(await standingsOf(visit.within(standing.institution), standing.id)).get(member.id)}
      mayChange={work && isEditable(invitation, standing.stage)}
      maySay={work && membersMove.includes(standing.stage)}
      tried={tried}
    />
  )
  const page = { frame: 'desk', title: t('members.title'), current: '/desk/invitations', body } as const
  return visit.show(page, statusOf(tried ? { tried } : {}))
}

async function add(visit: Visit): Promise<Response> {
  const read = readMember(await delegation(visit), await visit.typed())
  if (!read.ok) return showAll(visit, { tried: { form: 'member', ...read } })
  const { key = '' } = read.typed
  const outcome = await addMember(deskAct(visit), caseId(visit), key, read.member)
  if (outcome.ok) return visit.go(membersAddress(caseId(visit)))
  return showAll(visit, { tried: refusedTried(visit, 'member', read.typed, outcome.refusal) })
}

async function change(visit: Visit): Promise<Response> {
  const read = readMember(await delegation(visit), await visit.typed())
  if (!read.ok) return showOne(visit, { form: 'member', ...read })
  const outcome = await changeMember(deskAct(visit), caseId(visit), idAsked(visit, 'member'), read.member)
  if (outcome.ok) return visit.go(membersAddress(caseId(visit)))
  return showOne(visit, refusedTried(visit, 'member', read.typed, outcome.refusal))
}

async function addSheet(visit: Visit): Promise<Response> {
  const view = await delegation(visit)
  const t = invitationWords(visit.language)
  const sent = await readSentSheet(visit.c, memberBounds.mostBytes)
  const tried = (notice?: string): Tried => {
    return { form: 'sheet', typed: sent.typed, problems: [], ...(notice ? { notice } : {}) }
  }
  const sayWhy = (problem: SheetProblem) =>
    problem === 'missing' ? t('members.nothing') : saySheetProblem(problem, memberBounds, visit.language)
  const sheet = await sheetOrLines(sent, memberBounds)
  if (!sheet.ok) return showAll(visit, { tried: tried(sayWhy(sheet.problem)) })
  const lines = sent.sheet ? writeCells(sheet.cells) : (sent.typed.lines ?? '')
  const read = readMemberSheet(sheet.cells, view.law.countries, visiting(view))
  if (!read.ok) return showAll(visit, { tried: { ...tried(), typed: { lines } }, faults: read.faults })
  const outcome = await addMembers(deskAct(visit), view.standing.id, read.members, read.lines)
  if (!outcome.ok) {
    const refused = refusedTried(visit, 'sheet', { lines }, outcome.refusal)
    return showAll(visit, { tried: refused })
  }
  return showAll(visit, { done: t('members.brought', { ...outcome.value }) })
}

async function say(visit: Visit): Promise<Response> {
  const form = await visit.form(stateForm)
  if (!form.ok) return showOne(visit, { form: 'state', typed: form.typed, problems: form.problems })
  const outcome = await sayOfMember(deskAct(visit), caseId(visit), idAsked(visit, 'member'), form.value)
  if (outcome.ok) return visit.go(membersAddress(caseId(visit)))
  return showOne(visit, refusedTried(visit, 'state', form.typed, outcome.refusal))
}

function refusedTried(visit: Visit, form: Tried['form'], typed: Typed, refusal: Refusal): Tried {
  return { form, typed, problems: [], notice: sayRefusal(visit, refusal) }
}

function sayRefusal(visit: Visit, { key, params }: Refusal): string {
  return invitationWords.byData(visit.language)(key, params)
}

async function answered(visit: Visit, outcome: Outcome): Promise<Response> {
  if (outcome.ok) return visit.go(membersAddress(caseId(visit)))
  return showAll(visit, {
    tried: { form: 'state', typed: {}, problems: [], notice: sayRefusal(visit, outcome.refusal) },
  })
}
