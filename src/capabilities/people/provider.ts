import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  type IDToken,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { z } from 'zod'
import type { Config } from '../../platform/config.ts'
import type { House } from '../../platform/house.ts'
import { failure } from '../../platform/log.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { SignInAnswer } from '../../platform/sessions/index.ts'
import { keepChallenge, takeChallenge } from './challenges.ts'
import { accountOf } from './provider-store.ts'

export const callbackPath = '/sign-in/provider/callback'

/** Why the provider brought nobody in; each has its own sentence. */
export type ProviderProblem = 'down' | 'refused' | 'stale' | 'failed' | 'unverified' | 'unknown'

export type ProviderAnswer =
  | { readonly kind: 'entered'; readonly answer: Exclude<SignInAnswer, { kind: 'wrong' }>; readonly to: string }
  | { readonly kind: 'problem'; readonly problem: ProviderProblem; readonly to: string }

/** Where the browser goes to sign in at the provider, and the state that its cookie keeps; null when nobody answers there. */
export async function askProvider(house: House, to: string): Promise<{ readonly address: URL; state: string } | null> {
  const configuration = await reached(house)
  if (!configuration) return null
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
  const content = { nonce, verifier, to }
  await keepChallenge(
    house.database.shared,
    { id: state, purpose: 'provider', accountId: null, content },
    house.clock.now(),
  )
  const address = buildAuthorizationUrl(configuration, {
    redirect_uri: `${house.url}${callbackPath}`,
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  return { address, state }
}

const asked = z.object({ nonce: z.string(), verifier: z.string(), to: z.string() })

/**
 * Reads what the provider sent the browser back with. Only the browser that was sent away may come back, and once: its
 * cookie holds the state. Issuer, audience, nonce, signature and times of the token are checked by the library.
 * @param query of the address that the browser came back to
 */
export async function answerProvider(
  house: House,
  headers: Headers,
  query: URLSearchParams,
  kept: string,
): Promise<ProviderAnswer> {
  const state = query.get('state') ?? ''
  const taken =
    state !== '' && state === kept
      ? await takeChallenge(house.database.shared, state, 'provider', house.clock.now())
      : null
  if (!taken) return { kind: 'problem', problem: 'stale', to: '' }
  const { nonce, verifier, to } = asked.parse(taken.content)
  const problem = (problem: ProviderProblem) => ({ kind: 'problem', problem, to }) as const
  if (query.get('error') === 'access_denied') return problem('refused')
  const configuration = await reached(house)
  if (!configuration) return problem('down')
  const claims = await claimsOf(house, configuration, query, { nonce, verifier, state })
  if (!claims) return problem('failed')
  const found = await accountOf(house.database.shared, claims)
  if (found.kind !== 'account') return problem(found.kind)
  const answer = await house.sessions.enter(headers, 'provider', found.accountId)
  return answer.kind === 'wrong' ? problem('failed') : { kind: 'entered', answer, to }
}

export interface Claims {
  readonly issuer: string
  readonly subject: string
  readonly email: string | null
  readonly verified: boolean
}

type Asked = { readonly nonce: string; readonly verifier: string; readonly state: string }

async function claimsOf(house: House, configuration: Configuration, query: URLSearchParams, asked: Asked) {
  try {
    const tokens = await authorizationCodeGrant(configuration, new URL(`${callbackPath}?${query}`, house.url), {
      pkceCodeVerifier: asked.verifier,
      expectedNonce: asked.nonce,
      expectedState: asked.state,
      idTokenExpected: true,
    })
    const token = tokens.claims()
    if (!token) return null
    const hasMail = typeof token.email === 'string'
    return readClaims(token, hasMail ? token : await fetchUserInfo(configuration, tokens.access_token, token.sub))
  } catch (error) {
    // What the provider answered wrongly is for the administrator; the person is told to try again or another way.
    house.log.warn(failure(error), 'the sign-in provider’s answer was refused')
    return null
  }
}

const mail = z.object({ email: z.email().optional().catch(undefined), email_verified: z.unknown().optional() })

function readClaims(token: IDToken, said: unknown): Claims {
  const { email, email_verified } = mail.parse(said)
  return {
    issuer: token.iss,
    subject: token.sub,
    email: email?.toLowerCase() ?? null,
    verified: email_verified === true,
  }
}

const known = new WeakMap<House, { readonly until: number; readonly configuration: Configuration }>()
const keptFor = 10 * 60_000
/** Seconds that two clocks may be apart, and that the provider has for an answer. */
const tolerance = 60
const patience = 8

async function reached(house: House): Promise<Configuration | null> {
  const before = known.get(house)
  if (before && performance.now() < before.until) return before.configuration
  const settings = settingsOf(house.config)
  // The library trusts a token that came straight from the provider unless it is told to check its signature too.
  const insecure = settings.issuer.startsWith('http:') ? [allowInsecureRequests] : []
  const execute = [enableNonRepudiationChecks, ...insecure]
  const metadata = { client_secret: settings.secret, [clockTolerance]: tolerance }
  try {
    const configuration = await discovery(new URL(settings.issuer), settings.client, metadata, undefined, {
      execute,
      timeout: patience,
    })
    known.set(house, { until: performance.now() + keptFor, configuration })
    return configuration
  } catch (error) {
    house.log.warn(failure(error), 'the sign-in provider can’t be reached')
    return null
  }
}

/** The provider of this installation; without one its addresses don't exist. */
export function settingsOf(config: Config): NonNullable<Config['provider']> {
  if (!config.provider) throw new NotFound()
  return config.provider
}
