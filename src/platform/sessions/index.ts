import type { AccountsDb } from '../database/index.ts'
import type { Clock } from '../days.ts'
import { placeHeader } from '../web/client.ts'
import { asLanguage, type Language } from '../words/languages.ts'
import type { Auth } from './auth.ts'
import { type Permission, type Role, roleMay, roles } from './permissions.ts'

export { type Permission, type Role, roles } from './permissions.ts'

export interface Membership {
  readonly institution: string
  readonly role: Role
  readonly unit: string | null
}

/** Who is at the door. */
export interface SignedIn {
  readonly accountId: string
  readonly sessionId: string
  readonly name: string
  readonly email: string
  /** The address has been proven by opening a link sent to it. */
  readonly proven: boolean
  readonly secondFactor: boolean
  readonly language: Language
  /** What it is in the institution where it works now. */
  readonly memberships: readonly Membership[]
  /** Every institution where it has a role today; it works in one of them at a time. */
  readonly institutions: readonly string[]
  /** Its roles wait: the institution wants both factors of its staff, and this session has shown one. */
  readonly waits: boolean
}

export type SignInAnswer =
  | { readonly kind: 'in' | 'second-factor'; readonly cookies: readonly string[] }
  | { readonly kind: 'wrong' }

export interface Sessions {
  readonly auth: Auth
  /** The account behind a request's cookies, or null. Remembered for ten seconds, so a look costs no query. */
  who(headers: Headers): Promise<SignedIn | null>
  /** Forgets what was remembered, after a change of rights or a sign-out in this process. */
  forget(): void
  withPassword(headers: Headers, email: string, password: string): Promise<SignInAnswer>
  /** The six digits of the app, or one of the backup codes. */
  withCode(headers: Headers, code: string): Promise<SignInAnswer>
  withLink(headers: Headers, token: string): Promise<SignInAnswer>
  /** Sends a one-time link to an address that has an account; says nothing about whether it has. */
  sendLink(headers: Headers, email: string, to: string): Promise<void>
  /** Makes an account for a new address and signs this browser in; null when somebody has the address already. */
  begin(headers: Headers, email: string): Promise<{ accountId: string; cookies: readonly string[] } | null>
  /** Signs in whom a passkey (both factors at once) or the university's provider (the second is still asked) has named. */
  enter(headers: Headers, by: 'passkey' | 'provider', accountId: string): Promise<SignInAnswer>
  signOut(headers: Headers): Promise<readonly string[]>
}

const remembered = 10_000

/** @param wantsBoth whether staff must show both factors where their institution has not said */
export function openSessions(auth: Auth, db: AccountsDb, clock: Clock, wantsBoth: boolean): Sessions {
  const known = new Map<string, { until: number; signedIn: SignedIn | null }>()

  const answered = async (attempt: () => Promise<Response>): Promise<SignInAnswer> => {
    known.clear()
    const response = await attempt().catch(() => null)
    if (!response) return { kind: 'wrong' }
    const cookies = response.headers.getSetCookie()
    const session = cookies.some((cookie) => /session_token=[^;]/.test(cookie) && !/max-age=0/i.test(cookie))
    if (session) return { kind: 'in', cookies }
    return cookies.some((cookie) => /two_factor=[^;]/.test(cookie))
      ? { kind: 'second-factor', cookies }
      : { kind: 'wrong' }
  }

  return {
    auth,
    forget: () => known.clear(),
    async who(headers) {
      const token = /(?:^|;\s*)(?:__Secure-)?kopuro\.session_token=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1]
      if (!token) return null
      const before = known.get(token)
      if (before && before.until > Date.now()) return before.signedIn
      const found = await auth.api.getSession({ headers: cookiesOnly(headers) }).catch(() => null)
      const signedIn = found
        ? {
            accountId: found.user.id,
            sessionId: found.session.id,
            name: found.user.name,
            email: found.user.email,
            proven: found.user.emailVerified,
            secondFactor: found.user.twoFactorEnabled === true,
            language: asLanguage(found.user.language),
            ...(await rolesOf(db, found.session.id, clock.today(), {
              wantsBoth,
              has: found.user.twoFactorEnabled === true,
            })),
          }
        : null
      if (known.size > 5000) known.clear()
      known.set(token, { until: Date.now() + remembered, signedIn })
      return signedIn
    },
    withPassword: (headers, email, password) =>
      answered(() =>
        auth.api.signInEmail({
          body: { email: email.toLowerCase(), password },
          headers: cookiesOnly(headers),
          asResponse: true,
        }),
      ),
    withCode: (headers, code) =>
      answered(() => {
        const asked = { body: { code }, headers: cookiesOnly(headers), asResponse: true } as const
        return /^\d{6}$/.test(code) ? auth.api.verifyTOTP(asked) : auth.api.verifyBackupCode(asked)
      }),
    withLink: (headers, token) =>
      answered(() => auth.api.magicLinkVerify({ query: { token }, headers: cookiesOnly(headers), asResponse: true })),
    async sendLink(headers, email, to) {
      const account = await db
        .selectFrom('accounts')
        .select('id')
        .where('email', '=', email.toLowerCase())
        .executeTakeFirst()
      if (!account) return
      await auth.api.signInMagicLink({
        body: { email: email.toLowerCase(), metadata: { to } },
        headers: cookiesOnly(headers),
      })
    },
    async begin(headers, email) {
      const response = await auth.api.startAccount({
        body: { email: email.toLowerCase(), name: '' },
        headers: cookiesOnly(headers),
        asResponse: true,
      })
      const answer: unknown = await response.json()
      const accountId = typeof answer === 'object' && answer && 'accountId' in answer ? answer.accountId : null
      return typeof accountId === 'string' ? { accountId, cookies: response.headers.getSetCookie() } : null
    },
    async enter(headers, by, accountId) {
      const asked = { body: { accountId }, headers: cookiesOnly(headers), asResponse: true } as const
      const { api } = auth
      const answer = await answered(() => (by === 'passkey' ? api.enterByPasskey(asked) : api.enterByProvider(asked)))
      if (by === 'passkey' && answer.kind === 'in') await keepBothFactors(db, answer.cookies)
      return answer
    },
    async signOut(headers) {
      known.clear()
      const response = await auth.api.signOut({ headers: cookiesOnly(headers), asResponse: true })
      return response.headers.getSetCookie()
    },
  }
}

/** The first membership that allows something; the desk opens there. */
export function placeWhere(who: SignedIn | null, permission: Permission, institution?: string): Membership | null {
  const fits = (place: Membership) =>
    roleMay(place.role, permission) && (!institution || place.institution === institution)
  return who?.memberships.find(fits) ?? null
}

// better-auth checks Origin itself; our forms are checked at the door, and a proxy may have changed the host.
export function cookiesOnly(headers: Headers): Headers {
  const kept = new Headers()
  for (const name of ['cookie', 'user-agent', placeHeader]) {
    const value = headers.get(name)
    if (value) kept.set(name, value)
  }
  return kept
}

async function keepBothFactors(db: AccountsDb, cookies: readonly string[]): Promise<void> {
  const cookie = cookies.map((one) => /session_token=([^;]+)/.exec(one)?.[1]).find(Boolean) ?? ''
  const [token = ''] = decodeURIComponent(cookie).split('.')
  await db.updateTable('sessions').set({ both_factors: true }).where('token', '=', token).execute()
}

type Factors = { readonly wantsBoth: boolean; readonly has: boolean }
type Roles = Pick<SignedIn, 'memberships' | 'institutions' | 'waits'>

async function rolesOf(db: AccountsDb, sessionId: string, today: string, { wantsBoth, has }: Factors): Promise<Roles> {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('memberships', 'memberships.account_id', 'sessions.user_id')
    .innerJoin('institutions', 'institutions.id', 'memberships.institution_id')
    .select(['memberships.institution_id', 'role', 'unit', 'works_at', 'both_factors', 'staff_both_factors'])
    .where('sessions.id', '=', sessionId)
    .where((where) => where.or([where('until', 'is', null), where('until', '>=', today)]))
    .orderBy('memberships.institution_id')
    .execute()
  const here = rows.find((row) => row.institution_id === row.works_at) ?? rows[0]
  const waits = here !== undefined && (here.staff_both_factors ?? wantsBoth) && !has && !here.both_factors
  const own = rows.filter((row) => row.institution_id === here?.institution_id && !waits)
  return {
    memberships: own.flatMap((row) => {
      const role = roles.find((known) => known === row.role)
      return role ? [{ institution: row.institution_id, role, unit: row.unit }] : []
    }),
    institutions: [...new Set(rows.map((row) => row.institution_id))],
    waits,
  }
}
