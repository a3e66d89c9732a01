import type { Html } from '../../platform/jsx-runtime.ts'
import { placeWhere, type Role, type SignedIn } from '../../platform/sessions/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { listInstitutions } from '../institutions/index.ts'
import { type AccountForm, AccountPage, type Place } from './account-pages.tsx'
import { passkeysOf } from './passkey-store.ts'
import type { Problems } from './said.ts'
import { sessionsOf } from './session-store.ts'
import { hasPassword } from './store.ts'
import { type PeopleSay, peopleWords } from './words.ts'

export const wrongPassword: Problems = [{ field: 'password', key: 'password.wrong' }]

// An unproven account keeps nothing that its true owner would inherit: no password, no second factor, no passkey.
export function proven(handle: (visit: Visit) => Promise<Response>) {
  return async (visit: Visit) => (visit.account.proven ? handle(visit) : visit.go('/account'))
}

/** The account's own page; with the form that slipped and what was wrong in it. */
export async function showAccount(visit: Visit, slipped: AccountForm | null = null, problems: Problems = []) {
  const t = peopleWords(visit.language)
  const who = visit.account
  const db = visit.house.database.shared
  const [has, passkeys, sessions, places] = await Promise.all([
    hasPassword(db, who.accountId),
    passkeysOf(db, who.accountId),
    sessionsOf(db, who.accountId),
    placesOf(visit, t, who),
  ])
  const done = slipped ? null : t.find(`done.${visit.query('done') ?? ''}`)
  const props = { t, who, hasPassword: has, passkeys, sessions, places, slipped, problems, done }
  return show(visit, t('account.title'), <AccountPage {...props} />, slipped ? 422 : 200)
}

export function show(visit: Visit, title: string, body: Html, status: 200 | 422 = 200): Promise<Response> {
  const frame = placeWhere(visit.who, 'desk.open') ? 'desk' : 'my'
  return visit.show({ frame, title, body, modules: ['passkey'] }, status)
}

async function placesOf(visit: Visit, t: PeopleSay, who: SignedIn): Promise<readonly Place[]> {
  const institutions = await listInstitutions(visit.house.database.shared)
  return who.memberships.map(({ institution, role }) => ({
    institution: institutions.find(({ id }) => id === institution)?.short[t.language] ?? institution,
    role: sayRole(role, t),
    note: t.find(`role.${role}.opens`),
  }))
}

export function sayRole(role: Role, t: PeopleSay): string {
  return t(`role.${role}`)
}
