import type { Db } from '../../platform/database/index.ts'
import type { Call } from '../calls/index.ts'
import { mobilityCasesOf } from '../mobility/index.ts'
import { findPartner, namesake, type Partner } from '../partners/index.ts'
import { type HostGroup, isAt, type Nominee } from './rules.ts'
import { emailsOf, nominationsOf } from './store.ts'

/** Where somebody stands who was selected and has gone no further than that. */
const toSend = ['selected', 'nominated']

/** The hosts of a call by the partner behind them: two hosts of one partner are told of in one mail. */
export async function groupsOf(db: Db, call: Call): Promise<HostGroup[]> {
  const groups: HostGroup[] = []
  for (const host of call.said.hosts) {
    const partner = host.partner ? await findPartner(db, host.partner) : await namesake(db, host.name)
    const at = groups.findIndex((group) => partner !== null && group.partner?.id === partner.id)
    const before = groups[at]
    if (before) groups[at] = { ...before, hosts: [...before.hosts, host] }
    else groups.push({ partner, hosts: [host] })
  }
  return groups
}

/** Everybody of a call who is nominated or is to be, with what became of it. */
export async function nomineesOf(db: Db, call: Call): Promise<Nominee[]> {
  const [cases, nominations] = [await mobilityCasesOf(db, call.id), await nominationsOf(db, call.id)]
  const concerned = cases.filter(
    ({ caseId, stage }) => toSend.includes(stage) || nominations.some((one) => one.caseId === caseId),
  )
  const emails = await emailsOf(
    db,
    concerned.map(({ caseId }) => caseId),
  )
  return concerned.map((one) => ({
    ...one,
    email: emails.get(one.caseId) ?? null,
    nomination: nominations.find(({ caseId }) => caseId === one.caseId) ?? null,
  }))
}

/** Those of one partner. A nomination says itself where it went; what is still to be sent follows the host. */
export function ofPartner(nominees: readonly Nominee[], group: HostGroup, partner: Partner | null): Nominee[] {
  return nominees.filter((one) =>
    one.nomination ? one.nomination.partnerId === partner?.id : isAt(one, group) && toSend.includes(one.stage),
  )
}
