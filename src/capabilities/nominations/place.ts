import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type Call, deskAddress, findCall } from '../calls/index.ts'
import { findPartner, type Partner } from '../partners/index.ts'
import { groupsOf, nomineesOf, ofPartner } from './groups.ts'
import type { HostGroup, Nominee } from './rules.ts'

/** The call of an address, of one's own institution. */
export async function callHere(visit: Visit): Promise<Call> {
  const found = await findCall(visit.within(visit.place('cases.read').institution), visit.param('id'))
  if (!found) throw new NotFound()
  return found
}

export interface Here {
  readonly call: Call
  readonly partner: Partner
  readonly group: HostGroup
  readonly nominees: readonly Nominee[]
}

/** The partner of an address among the hosts of its call, with everybody who is nominated there or is to be. */
export async function groupHere(visit: Visit): Promise<Here> {
  const db = visit.within(visit.place('cases.read').institution)
  const call = await callHere(visit)
  const id = visit.param('partner')
  const partner = isUuid(id) ? await findPartner(db, id) : null
  const group = partner && (await groupsOf(db, call)).find((found) => found.partner?.id === partner.id)
  const all = await nomineesOf(db, call)
  const nominees = partner ? ofPartner(all, group ?? { partner, hosts: [] }, partner) : []
  // A host that left the call stays as long as somebody is nominated there.
  if (!partner || (!group && nominees.length === 0)) throw new NotFound()
  return { call, partner, group: group ?? { partner, hosts: [] }, nominees }
}

/** Back to the partner's page, which says what was done. */
export const backTo = (visit: Visit, done: string) => {
  const { id, partner } = visit.c.req.param()
  return visit.go(`${deskAddress}/${id}/nominations/${partner}?done=${done}`)
}
