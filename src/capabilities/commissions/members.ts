import type { Db } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import { revokeLink } from '../one-time-links/index.ts'
import type { Act } from './act.ts'
import { fillReaders, recount } from './counting.ts'
import { type Happened, writeDown } from './events.ts'
import { inCommission } from './preparing.ts'
import type { Commission, Member, Seat } from './store.ts'
import { letReadersIn } from './telling.ts'

export interface NewMember {
  /** Made with the form: the same form sent twice makes one member. */
  readonly id: string
  readonly name: string
  readonly role: Seat
  readonly accountId: string | null
  readonly email: string
  readonly language: Language
  readonly partner: string
}

/** Names a member. Of an open commission the new one reads what lacks readers, and what comes. */
export function addMember(act: Act, callId: string, given: NewMember): Promise<Outcome> {
  return inCommission(act, callId, async (tx, commission) => {
    const { members } = commission
    if (members.some(({ id }) => id === given.id)) return done
    const here = members.filter(({ leftAt }) => !leftAt)
    if (here.some(({ email }) => email === given.email)) return refuse('member.twice')
    if (given.role === 'chair' && here.some(({ role }) => role === 'chair')) return refuse('member.oneChair')
    const { accountId, ...rest } = given
    const place = { institution_id: act.institution, call_id: callId, since: act.house.clock.now() }
    await tx
      .insertInto('commission_members')
      .values({ ...place, ...rest, account_id: accountId })
      .execute()
    const { id, name, role, partner } = given
    await writeDown(tx, act, commission, [{ kind: 'joined', memberId: id, input: { name, role, partner } }])
    const member = { ...given, linkId: null, leftAt: null, leftWhy: null }
    const now = { ...commission, members: [...members, member] }
    const filled = await fillReaders(tx, act, now, null)
    await recount(
      tx,
      now,
      filled.map(({ caseId }) => caseId),
    )
    if (filled.length > 0) await letReadersIn(tx, act, now, [id])
    return done
  })
}

/** A member leaves: what they have scored stays and is marked, what they have not read others read. */
export function removeMember(act: Act, callId: string, memberId: string, why: string): Promise<Outcome> {
  return inCommission(act, callId, async (tx, commission) => {
    const member = memberOf(commission, memberId)
    if (member.leftAt) return done
    const at = act.house.clock.now()
    await tx.updateTable('commission_members').set({ left_at: at, left_why: why }).where('id', '=', memberId).execute()
    if (member.linkId) await revokeLink(tx, member.linkId, act.by.name, at)
    await writeDown(tx, act, commission, [{ kind: 'left', memberId, input: { name: member.name, why } }])
    const gone = await tx
      .deleteFrom('commission_readings')
      .where('member_id', '=', memberId)
      .where('state', '=', 'waiting')
      .returning('case_id as caseId')
      .execute()
    const unassigned = gone.map(({ caseId }): Happened => ({ kind: 'unassigned', caseId, memberId, input: { why } }))
    await writeDown(tx, act, commission, unassigned)
    const members = commission.members.map((one) => (one.id === memberId ? { ...one, leftAt: at, leftWhy: why } : one))
    const now = { ...commission, members }
    const ids = gone.map(({ caseId }) => caseId)
    const filled = await fillReaders(tx, act, now, ids)
    await recount(tx, now, ids)
    await letReadersIn(tx, act, now, [...new Set(filled.map((one) => one.member))])
    return done
  })
}

/** The member of this id; throws NotFound where the commission has none. */
export function memberOf({ members }: Pick<Commission, 'members'>, id: string): Member {
  const member = members.find((one) => one.id === id)
  if (!member) throw new NotFound()
  return member
}

export interface Colleague {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: Language
}

/** Whoever works in the institution today, in any role: whom the office may name without a link. */
export async function accountsHere(db: Db, institution: string, today: Day): Promise<readonly Colleague[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select(['accounts.id', 'accounts.name', 'accounts.email', 'accounts.language'])
    .distinct()
    .where('memberships.institution_id', '=', institution)
    .where(({ or, eb }) => or([eb('memberships.until', 'is', null), eb('memberships.until', '>=', today)]))
    .orderBy('accounts.name')
    .execute()
  return rows.map((row) => ({ ...row, language: asLanguage(row.language) }))
}
