import type { Day } from '../../platform/days.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { roles } from '../../platform/sessions/index.ts'
import type { Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Procedure } from '../cases/index.ts'
import { handOver } from './hand-over.ts'
import { MemberPage } from './member-page.tsx'
import { memberAddress, staffAddress } from './pages.tsx'
import { endRole, giveRole } from './roles.ts'
import { actOf, fieldOf, show } from './routes.tsx'
import { changeForm, endForm, isOpen, leavesCases, looksAfterCases, roleForm } from './rules.ts'
import { deedsOf, type Member, membersOf } from './store.ts'
import { staffWords } from './words.ts'

/** One person of the staff. */
export function memberRoutes(procedures: readonly Procedure[]): Routes {
  const base = `${staffAddress}/:account`
  return new Routes()
    .get(base, may('staff.edit'), (visit) => showMember(visit))
    .post(`${base}/roles`, may('staff.edit'), give)
    .post(`${base}/roles/:role`, may('staff.edit'), change)
    .post(`${base}/roles/:role/end`, may('staff.edit'), (visit) => end(visit, procedures))
}

type Roles = readonly [Member, ...Member[]]

/** Everybody here, and the roles of the person that the address names. */
async function peopleHere(visit: Visit): Promise<{ members: readonly Member[]; own: Roles }> {
  const { institution } = visit.place('staff.edit')
  const members = await membersOf(visit.within(institution), institution)
  const [first, ...others] = members.filter(({ accountId }) => accountId === visit.param('account'))
  if (!first) throw new NotFound()
  return { members, own: [first, ...others] }
}

interface Shown {
  readonly slipped: string | null
  readonly typed: Typed
  readonly problems: Parameters<typeof MemberPage>[0]['problems']
  readonly refusal: string | null
}
const nothing: Shown = { slipped: null, typed: {}, problems: [], refusal: null }

async function showMember(visit: Visit, shown: Shown = nothing): Promise<Response> {
  const t = staffWords(visit.language)
  const today = visit.house.clock.today()
  const { units, institution } = await actOf(visit)
  const { members, own } = await peopleHere(visit)
  const successors = members.filter((one) => isSuccessor(one, own[0], today))
  const props = {
    t,
    units,
    roles: own,
    today,
    successors: [...new Map(successors.map((one) => [one.accountId, one])).values()],
    deeds: await deedsOf(visit.within(institution.id), institution.id, own[0].email, 50),
    done: shown === nothing ? t.find(`done.${visit.query('done') ?? ''}`) : null,
  }
  const status = shown.problems.length > 0 ? 422 : shown.refusal ? 409 : 200
  return show(visit, own[0].name, <MemberPage {...props} {...shown} />, status)
}

function isSuccessor(one: Member, leaving: Member, today: Day): boolean {
  return one.accountId !== leaving.accountId && looksAfterCases(one.role) && isOpen(one, today)
}

async function give(visit: Visit): Promise<Response> {
  const { own } = await peopleHere(visit)
  const form = await visit.form(roleForm)
  if (!form.ok) return showMember(visit, { ...nothing, slipped: '', ...form })
  const outcome = await giveRole(await actOf(visit), own[0], form.value)
  return answered(visit, own[0], outcome, 'given', { ...nothing, slipped: '', typed: form.typed })
}

async function change(visit: Visit): Promise<Response> {
  const { own } = await peopleHere(visit)
  const today = visit.house.clock.today()
  const role = own.find((one) => one.role === visit.param('role') && isOpen(one, today))
  if (!role) throw new NotFound()
  const form = await visit.form(changeForm)
  const shown = { ...nothing, slipped: role.role, typed: form.typed }
  if (!form.ok) return showMember(visit, { ...shown, problems: form.problems })
  const outcome = await giveRole(await actOf(visit), role, { role: role.role, ...form.value })
  return answered(visit, role, outcome, 'changed', shown)
}

async function end(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const today = visit.house.clock.today()
  const { members, own } = await peopleHere(visit)
  const role = roles.find((known) => known === visit.param('role'))
  const [person] = own
  const form = await visit.form(endForm)
  if (!role || !form.ok) throw new NotFound()
  const { successor } = form.value
  const heir = members.find((one) => one.accountId === successor && isSuccessor(one, person, today))
  if (successor !== '' && !heir) throw new NotFound()
  const act = await actOf(visit)
  const outcome = await endRole(act, person, role)
  if (outcome.ok && leavesCases(own, role, today)) await handOver(act, procedures, person, heir ?? null)
  return answered(visit, person, outcome, 'ended', nothing)
}

function answered(visit: Visit, person: Member, outcome: Outcome, done: string, shown: Shown) {
  if (outcome.ok) return visit.go(`${memberAddress(person.accountId)}?done=${done}`)
  const { key } = outcome.refusal
  if (key === 'staff.unitMissing' || key === 'staff.untilPast')
    return showMember(visit, { ...shown, problems: [{ field: fieldOf(key), key }] })
  return showMember(visit, { ...shown, refusal: staffWords.byData(visit.language)(key) })
}
