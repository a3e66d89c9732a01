import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { clientOf } from '../../platform/web/client.ts'
import { type Guard, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findInstitution, officeOf } from '../institutions/index.ts'
import { goOn, showBusy } from '../people/index.ts'
import { invitationBy } from './invitation-store.ts'
import { accept } from './invitations.ts'
import { InvitedPage, NotInvitedPage } from './invited-pages.tsx'
import { hashOf } from './rules.ts'
import { staffWords } from './words.ts'

const acceptLimit = { name: 'invitation', most: 60, minutes: 15 }

/** What the link in an invitation leads to; whoever holds it is the one who was invited. */
export function acceptRoutes(open: Guard): Routes {
  return new Routes()
    .get('/invitation/:institution/:token', open, showInvited)
    .post('/invitation/:institution/:token', open, take)
}

async function showInvited(visit: Visit): Promise<Response> {
  const institution = await institutionOf(visit)
  const { house } = visit
  if (await tooMany(house.database.shared, acceptLimit, clientOf(visit))) return showBusy(visit, acceptLimit.minutes)
  const db = visit.within(institution.id)
  const invitation = await invitationBy(db, hashOf(visit.param('token')), house.clock.today())
  if (!invitation) return showGone(visit)
  const t = staffWords(visit.language)
  const { units } = await officeOf(db)
  const address = `/invitation/${institution.id}/${encodeURIComponent(visit.param('token'))}` as const
  const signedInAs = visit.who && visit.who.email !== invitation.email ? visit.who.email : null
  const props = { t, institution, units, invitation, address, signedInAs }
  const title = t('invited.title', { institution: institution.short[visit.language] })
  return visit.show({ frame: 'bare', title, body: <InvitedPage {...props} /> })
}

async function take(visit: Visit): Promise<Response> {
  const { house } = visit
  const institution = await institutionOf(visit)
  if (await tooMany(house.database.shared, acceptLimit, clientOf(visit))) return showBusy(visit, acceptLimit.minutes)
  const taken = await accept(house, institution.id, visit.param('token'))
  if (!taken) return showGone(visit)
  visit.keepLanguage(taken.invitation.language)
  // The link was in the mail of its owner: it signs in as a sign-in link does, and asks for the second factor as one does.
  const answer = await house.sessions.enter(visit.headers, 'provider', taken.accountId)
  return answer.kind === 'wrong' ? visit.go('/sign-in') : goOn(visit, answer, '')
}

async function institutionOf(visit: Visit) {
  const found = await findInstitution(visit.house.database.shared, visit.param('institution'))
  if (!found) throw new NotFound()
  return found
}

function showGone(visit: Visit): Promise<Response> {
  const t = staffWords(visit.language)
  return visit.show({ frame: 'bare', title: t('notInvited.title'), body: <NotInvitedPage t={t} /> })
}
