import { isUuid } from '../../platform/database/ids.ts'
import type { Html } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { may, open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Procedure } from '../cases/index.ts'
import { findInstitution, officeOf } from '../institutions/index.ts'
import { showBusy } from '../people/index.ts'
import type { Act } from './act.ts'
import { InvitePage } from './form-pages.tsx'
import { openInvitations } from './invitation-store.ts'
import { invite, resend, withdraw } from './invitations.ts'
import { acceptRoutes } from './invited-routes.tsx'
import { memberRoutes } from './member-routes.tsx'
import { StaffPage, staffAddress } from './pages.tsx'
import { wantBothFactors } from './roles.ts'
import { factorForm, invitationForm } from './rules.ts'
import { bothFactorsOf, deedsOf, membersOf } from './store.ts'
import { staffWords } from './words.ts'

/** The people of an institution: who works here, who is invited, which roles begin and end. */
export function staffRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get(staffAddress, may('staff.edit'), showStaff)
    .get(`${staffAddress}/invitation`, may('staff.edit'), async (visit) =>
      showInvite(visit, { typed: { language: visit.language }, problems: [] }),
    )
    .post(`${staffAddress}/invitations`, may('staff.edit'), sendInvitation)
    .post(`${staffAddress}/invitations/:id/resending`, may('staff.edit'), async (visit) => {
      const id = idOf(visit)
      if (await invitedTooMany(visit)) return showBusy(visit, mailing.minutes)
      await resend(await actOf(visit), id)
      return visit.go(`${staffAddress}?done=resent`)
    })
    .post(`${staffAddress}/invitations/:id/withdrawal`, may('staff.edit'), async (visit) => {
      await withdraw(await actOf(visit), idOf(visit))
      return visit.go(`${staffAddress}?done=withdrawn`)
    })
    .post(`${staffAddress}/second-factor`, may('staff.edit'), async (visit) => {
      const form = await visit.form(factorForm)
      if (form.ok) await wantBothFactors(await actOf(visit), form.value.wanted === 'yes')
      return visit.go(`${staffAddress}?done=both`)
    })
    .also(memberRoutes(procedures))
    .also(acceptRoutes(open))
}

/** Mails to addresses that an admin types, by account: whoever gets into one sends no spam from the university. */
const mailing = { name: 'invitation-mail', most: 60, minutes: 60 }
const invitedTooMany = (visit: Visit) => tooMany(visit.house.database.shared, mailing, visit.account.accountId)

/** Who changes the staff, and where. */
export async function actOf(visit: Visit): Promise<Act> {
  const { institution: id } = visit.place('staff.edit')
  const institution = await findInstitution(visit.house.database.shared, id)
  if (!institution) throw new NotFound()
  const { accountId, name, email } = visit.account
  const { units } = await officeOf(visit.within(id))
  return { house: visit.house, institution, units, by: { id: accountId, name: name || email } }
}

function idOf(visit: Visit): string {
  const id = visit.param('id')
  if (!isUuid(id)) throw new NotFound()
  return id
}

const newest = 40

async function showStaff(visit: Visit): Promise<Response> {
  const t = staffWords(visit.language)
  const { institution, units, house } = await actOf(visit)
  const db = visit.within(institution.id)
  const [members, invitations, deeds, wanted] = await Promise.all([
    membersOf(db, institution.id),
    openInvitations(db),
    deedsOf(db, institution.id, null, newest),
    bothFactorsOf(db, institution.id),
  ])
  const props = { t, members, invitations, units, deeds, today: house.clock.today() }
  const bothFactors = wanted ?? house.config.mode === 'production'
  const done = t.find(`done.${visit.query('done') ?? ''}`)
  return show(visit, t('staff.title'), <StaffPage {...props} bothFactors={bothFactors} done={done} />)
}

async function sendInvitation(visit: Visit): Promise<Response> {
  const form = await visit.form(invitationForm)
  if (!form.ok) return showInvite(visit, form)
  if (await invitedTooMany(visit))
    return showInvite(visit, { typed: form.typed, problems: [{ field: 'email', key: 'staff.tooMany' }] })
  const outcome = await invite(await actOf(visit), form.value)
  if (outcome.ok) return visit.go(`${staffAddress}?done=invited`)
  const { key } = outcome.refusal
  return showInvite(visit, { typed: form.typed, problems: [{ field: fieldOf(key), key }] })
}

/** The field that a refusal is about. */
export function fieldOf(key: string): string {
  return { 'staff.unitMissing': 'unit', 'staff.untilPast': 'until', 'staff.hasRole': 'email' }[key] ?? 'until'
}

type Typed = Pick<Parameters<typeof InvitePage>[0], 'typed' | 'problems'>

async function showInvite(visit: Visit, { typed, problems }: Typed): Promise<Response> {
  const t = staffWords(visit.language)
  const { units } = await actOf(visit)
  const page = <InvitePage t={t} units={units} typed={typed} problems={problems} />
  return show(visit, t('invite.title'), page, problems.length > 0 ? 422 : 200)
}

export function show(visit: Visit, title: string, body: Html, status: 200 | 409 | 422 = 200): Promise<Response> {
  return visit.show({ frame: 'desk', title, current: staffAddress, body }, status)
}
