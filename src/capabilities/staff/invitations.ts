import { itself, type Tx } from '../../platform/database/index.ts'
import { addDays } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Role } from '../../platform/sessions/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { mailLater, signInLink } from '../correspondence/index.ts'
import { peopleWords } from '../people/index.ts'
import { type Act, editorOf, given, whyNotGive, within } from './act.ts'
import {
  accountFor,
  type Invitation,
  resendInvitation,
  saveInvitation,
  takeInvitation,
  withdrawInvitation,
} from './invitation-store.ts'
import { hashOf, type Invited, invitationDays, isOpen, newToken } from './rules.ts'
import { journal, saveRole } from './store.ts'
import { staffWords } from './words.ts'

/** Invites somebody by mail; whoever has the role already needs no invitation. */
export async function invite(act: Act, invited: Invited): Promise<Outcome> {
  const refusal = whyNotGive(act, invited)
  if (!refusal.ok) return refusal
  const token = newToken()
  const today = act.house.clock.today()
  const outcome = await within(act, async (tx) => {
    if (await hasRole(tx, act, invited)) return refuse('staff.hasRole')
    const { email, role, unit, until } = given(invited)
    const sending = { tokenHash: hashOf(token), endsOn: addDays(today, invitationDays) }
    const by = editorOf(act)
    await saveInvitation(tx, by, { ...invited, unit }, sending)
    await journal(tx, by, {}, { action: 'invited', email, role, unit, until })
    return done
  })
  if (outcome.ok) await sendInvitation(act, invited, token)
  return outcome
}

async function hasRole(tx: Tx, { house, institution }: Act, { email, role }: Invited): Promise<boolean> {
  const row = await tx
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select('until')
    .where('institution_id', '=', institution.id)
    .where('email', '=', email)
    .where('role', '=', role)
    .executeTakeFirst()
  return row !== undefined && isOpen(row, house.clock.today())
}

// The mail carries a link that opens the desk, so it is the program's own: at the institution's desk nobody reads it. It
// belongs to another scope than the invitation; should it be lost between the two, the invitation is sent again by hand.
async function sendInvitation(
  { house, institution, by }: Act,
  { email, language, role }: { readonly email: string; readonly language: Language; readonly role: Role },
  token: string,
): Promise<void> {
  const t = staffWords(language)
  const values = {
    institution: institution.name[language],
    by: by.name,
    role: peopleWords(language)(`role.${role}`),
    link: `${house.url}/invitation/${institution.id}/${token}`,
    days: invitationDays,
  }
  await house.database.shared.transaction().execute((tx) =>
    mailLater(tx, house, {
      institution: itself,
      to: email,
      language,
      kind: signInLink,
      subject: t('mail.invitation.subject', values),
      body: t('mail.invitation.body', values),
    }),
  )
}

/** Sends an invitation again: a new link, the old one opens no more. */
export async function resend(act: Act, id: string): Promise<void> {
  const token = newToken()
  const sending = { tokenHash: hashOf(token), endsOn: addDays(act.house.clock.today(), invitationDays) }
  const invitation = await within(act, async (tx) => {
    const by = editorOf(act)
    const found = await resendInvitation(tx, id, sending, by.at)
    if (!found) throw new NotFound()
    await journal(tx, by, {}, { action: 'resent', email: found.email, role: found.role })
    return found
  })
  await sendInvitation(act, invitation, token)
}

export function withdraw(act: Act, id: string): Promise<void> {
  return within(act, async (tx) => {
    const by = editorOf(act)
    const found = await withdrawInvitation(tx, id, by.at)
    if (!found) throw new NotFound()
    await journal(tx, by, {}, { action: 'withdrawn', email: found.email, role: found.role })
  })
}

/** Takes an invitation up: the account is made or found, and has the role. Null when the link opens nothing any more. */
export async function accept(
  house: House,
  institution: string,
  token: string,
): Promise<{ readonly accountId: string; readonly invitation: Invitation } | null> {
  const today = house.clock.today()
  const at = house.clock.now()
  const taken = await house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const invitation = await takeInvitation(tx, hashOf(token), today, at)
      if (!invitation) return null
      const accountId = await accountFor(tx, invitation)
      const { email, role, unit, until } = invitation
      await saveRole(tx, { institution, accountId, role, unit, until, today })
      const by = { institution, id: accountId, name: invitation.name, at }
      await journal(tx, by, {}, { action: 'accepted', email, role, unit, until })
      return { accountId, invitation }
    })
  house.sessions.forget()
  return taken
}
