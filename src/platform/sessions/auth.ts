import { hash, verify } from '@node-rs/argon2'
import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { magicLink, twoFactor } from 'better-auth/plugins'
import { z } from 'zod'
import type { AccountsDb } from '../database/index.ts'
import { placeHeader } from '../web/client.ts'

export interface AuthSettings {
  readonly db: AccountsDb
  readonly secret: string
  readonly url: string
  readonly secureCookies: boolean
  /** Brings the one-time token to its owner. */
  readonly sendLink: (email: string, token: string, to: string) => Promise<void>
}

/** A link in a mail opens for a week, once. */
export const linkLifetimeDays = 7
export const shortestPassword = 10

/** better-auth on our tables; its own HTTP handler is not mounted, our forms call it. */
export function makeAuth({ db, secret, url, secureCookies, sendLink }: AuthSettings) {
  return betterAuth({
    secret,
    baseURL: url,
    basePath: '/auth',
    database: { db, type: 'postgres' },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      password: { hash: (password) => hash(password), verify: ({ hash: kept, password }) => verify(kept, password) },
    },
    user: {
      modelName: 'accounts',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: { language: { type: 'string', required: false, defaultValue: 'en', input: false } },
    },
    session: {
      modelName: 'sessions',
      expiresIn: 30 * 24 * 3600,
      // Its owner reads in the list of sessions when each was last used.
      updateAge: 600,
      fields: {
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        userId: 'user_id',
      },
    },
    account: {
      modelName: 'credentials',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    plugins: [
      magicLink({
        expiresIn: linkLifetimeDays * 24 * 3600,
        storeToken: 'hashed',
        disableSignUp: true,
        sendMagicLink: ({ email, token, metadata }) => sendLink(email, token, String(metadata?.to ?? '/my')),
      }),
      { ...secondFactor, hooks: { after: secondFactor.hooks.after.map(alsoAfterLink) } },
      { id: 'start', endpoints: { startAccount, enterByPasskey, enterByProvider } },
    ],
    advanced: {
      cookiePrefix: 'kopuro',
      useSecureCookies: secureCookies,
      ipAddress: { ipAddressHeaders: [placeHeader] },
      // A session and its account in one question.
      database: { generateId: () => crypto.randomUUID(), joins: true },
    },
  })
}

export type Auth = ReturnType<typeof makeAuth>

const secondFactor = twoFactor({
  issuer: 'Kopuro',
  twoFactorTable: 'second_factors',
  schema: {
    user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
    twoFactor: {
      fields: {
        userId: 'user_id',
        backupCodes: 'backup_codes',
        failedVerificationCount: 'failed_verification_count',
        lockedUntil: 'locked_until',
      },
    },
  },
})

type Hook = (typeof secondFactor.hooks.after)[number]

// better-auth asks for the second factor after a password only; a mailbox that somebody else reads, or the university's
// account, must not be a way round it. A passkey is both factors.
function alsoAfterLink(hook: Hook): Hook {
  const paths = ['/magic-link/verify', '/enter/provider']
  return { ...hook, matcher: (context) => hook.matcher(context) || paths.includes(context.path ?? '') }
}

/**
 * Makes an account of a mail address nobody has yet and signs its browser in. The address is unproven until its owner opens
 * a link; better-auth then ends every session that came before, so a stranger who typed it sees nothing that the owner adds.
 */
const startAccount = createAuthEndpoint(
  '/start',
  { method: 'POST', body: z.object({ email: z.email(), name: z.string() }), requireHeaders: true },
  async (ctx) => {
    const adapter = ctx.context.internalAdapter
    if (await adapter.findUserByEmail(ctx.body.email)) return ctx.json({ accountId: null })
    const user = await adapter.createUser({ ...ctx.body, emailVerified: false }, { method: 'start' }).catch(taken)
    if (!user) return ctx.json({ accountId: null })
    const session = await adapter.createSession(user.id)
    if (!session) return ctx.json({ accountId: null })
    await setSessionCookie(ctx, { session, user })
    return ctx.json({ accountId: user.id })
  },
)

/** Signs an account in that somebody else has recognised: our check of a passkey, or the university's provider. */
function enterAs<Path extends string>(path: Path) {
  return createAuthEndpoint(
    path,
    { method: 'POST', body: z.object({ accountId: z.string() }), requireHeaders: true },
    async (ctx) => {
      const adapter = ctx.context.internalAdapter
      const user = await adapter.findUserById(ctx.body.accountId)
      const session = user && (await adapter.createSession(user.id))
      if (!session) return ctx.json({ entered: false })
      await setSessionCookie(ctx, { session, user })
      return ctx.json({ entered: true })
    },
  )
}
const enterByPasskey = enterAs('/enter/passkey')
const enterByProvider = enterAs('/enter/provider')

// Two forms with one new address at once: for the second, somebody has it already.
function taken(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === '23505') return null
  throw error
}
