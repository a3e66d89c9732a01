import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { addDays } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater } from '../correspondence/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { findLink, makeLink } from '../one-time-links/index.ts'
import type { Act } from './act.ts'
import type { Commission, Member } from './store.ts'
import { commissionsWords } from './words.ts'

/** The kind of one-time link behind which a guest reads. */
export const readingKind = 'commission-reading'
export const readingMail = 'mobility.commission.one-time-link'
/** Days for which a guest's link stays open: a forgotten one is a door. */
const linkDays = 60

/**
 * Tells whoever has something to read that it waits: members with an account by a mail, guests by a mail with a link of their
 * own. A guest whose link is still good keeps it. Absent: everybody.
 */
export async function letReadersIn(tx: Tx, act: Act, commission: Commission, only?: readonly string[]): Promise<void> {
  const counts = await waitingOf(tx, commission.callId)
  for (const member of commission.members) {
    const count = counts.get(member.id) ?? 0
    if (count === 0 || member.leftAt || (only && !only.includes(member.id))) continue
    if (member.accountId) await tellMember(tx, act, commission, member, count)
    else await letGuestIn(tx, act, commission, member, count)
  }
}

async function waitingOf(tx: Tx, callId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('commission_readings')
    .select(['member_id as member', sql<number>`count(*)::int`.as('count')])
    .where('call_id', '=', callId)
    .where('state', '=', 'waiting')
    .groupBy('member_id')
    .execute()
  return new Map(rows.map(({ member, count }) => [member, count]))
}

async function tellMember(tx: Tx, act: Act, { callId }: Commission, member: Member, count: number): Promise<void> {
  const t = commissionsWords(member.language)
  const link = `${act.house.url}/desk/commissions/${callId}`
  const said = { name: member.name, call: act.called[member.language], count, link }
  await mailLater(tx, act.house, {
    institution: act.institution,
    ...(member.accountId ? { accountId: member.accountId } : {}),
    to: member.email,
    language: member.language,
    kind: 'mobility.commission',
    subject: t('mail.read.subject', said),
    body: t('mail.read.body', said),
    // Applications come one by one: a member hears of them once a day.
    onceKey: `commission.${callId}.${member.id}.${act.house.clock.today()}`,
  })
}

async function letGuestIn(tx: Tx, act: Act, commission: Commission, member: Member, count: number): Promise<void> {
  const today = act.house.clock.today()
  const before = member.linkId ? await findLink(tx, member.linkId) : null
  if (before && !before.usedAt && !before.revokedAt && before.until >= today) return
  const id = crypto.randomUUID()
  const until = addDays(today, linkDays)
  const link = await makeLink(tx, act.house, {
    institution: act.institution,
    id,
    kind: readingKind,
    caseId: null,
    name: member.name,
    address: member.email,
    unit: member.partner,
    language: member.language,
    payload: { call: commission.callId, member: member.id },
    by: act.by,
    until,
  })
  await tx.updateTable('commission_members').set({ link_id: id }).where('id', '=', member.id).execute()
  const t = commissionsWords(member.language)
  const institution = (await findInstitution(tx, act.institution))?.name[member.language] ?? ''
  const said = { name: member.name, call: act.called[member.language], count, institution, link: link ?? '' }
  await mailLater(tx, act.house, {
    institution: act.institution,
    to: member.email,
    language: member.language,
    kind: readingMail,
    subject: t('mail.guest.subject', said),
    body: t('mail.guest.body', { ...said, until: sayDay(until, member.language) }),
  })
}
