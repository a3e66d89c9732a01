import type { Href, Html } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Guard } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type Call, findCall } from '../calls/index.ts'
import type { Act } from './act.ts'
import { type Commission, commissionOf, type Member } from './store.ts'

/** Whoever works in an institution, in any role: a member of a commission may have no other. */
export const working: Guard = ({ who }) => {
  if (!who) return 'sign-in'
  if (who.waits) return 'second-factor'
  return who.memberships.length > 0 ? 'in' : 'hide'
}

/** A call's commission as somebody stands before it. */
export interface Room {
  readonly institution: string
  readonly call: Call
  readonly commission: Commission
  /** The member that the reader is here; null: the office. */
  readonly member: Member | null
  /** May change what the commission is and does: the office, the chair and the secretary. */
  readonly works: boolean
  /** May name members, fix the sheet and open: the office. */
  readonly office: boolean
}

/** The institution in which the account works now. */
export function institutionOf(visit: Visit): string {
  const [place] = visit.account.memberships
  if (!place) throw new NotFound()
  return place.institution
}

/** The commission of the address, for the office, the rector, its chair and its secretary; nobody else finds it. */
export async function roomOf(visit: Visit): Promise<Room> {
  const { institution, call, commission, member } = await seatHere(visit, visit.param('id'))
  const office = visit.may('cases.work', institution)
  const leads = member !== null && member.role !== 'member'
  if (!leads && !visit.may('cases.read', institution)) throw new NotFound()
  return { institution, call, commission, member, works: office || leads, office }
}

/** The same for whoever may change something in it. */
export async function workroomOf(visit: Visit, only?: 'office'): Promise<Room> {
  const room = await roomOf(visit)
  if (!room.works || (only === 'office' && !room.office)) throw new NotFound()
  return room
}

export async function seatHere(visit: Visit, callId: string) {
  const institution = institutionOf(visit)
  const db = visit.within(institution)
  const call = await findCall(db, callId)
  if (!call) throw new NotFound()
  const commission = (await commissionOf(db, call.id)) ?? none(institution, call.id)
  const { accountId } = visit.account
  const member = commission.members.find((one) => one.accountId === accountId && !one.leftAt) ?? null
  return { institution, call, commission, member }
}

const none = (institution: string, callId: string): Commission => ({
  ...{ institution, callId, quorum: 2, edition: 0, openedAt: null, seed: null, sheet: null, members: [] },
})

export function actIn(visit: Visit, { institution, call }: Pick<Room, 'institution' | 'call'>): Act {
  return { house: visit.house, institution, by: visit.by, called: call.said.title }
}

export const roomAddress = (callId: string): Href => `/desk/calls/${callId}/commission`
export const seatsAddress: Href = '/desk/commissions'

interface Shown {
  readonly title: string
  readonly body: Html
  readonly institution: string
}

/** A page in the frame that the reader has: a member without a desk reads it as their own page. */
export function showIn(visit: Visit, { title, body, institution }: Shown, status: 200 | 409 | 422 = 200) {
  const desk = visit.may('desk.open', institution)
  const page = { title, body, institution, ...(desk ? { current: '/desk/calls' } : {}) }
  return visit.show({ frame: desk ? 'desk' : 'my', ...page }, status)
}
