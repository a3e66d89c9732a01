import type { Db } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import { type Attempt, attempt } from '../../platform/web/attempts.ts'
import { problemAnswer } from '../../platform/web/problem.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findInstitution } from '../institutions/index.ts'
import { clientOf } from '../people/index.ts'
import { type ApiKey, hashOfKey, isSameHash, readKey, type Scope, stateOf } from './key-rules.ts'
import { findByPrefix, keepUse } from './key-store.ts'
import { apiWords } from './words.ts'

/** A program with a key: where it reads, and with which rights. */
export interface Caller {
  readonly key: ApiKey
  readonly institution: string
  /** Bound to the key's institution by row security. */
  readonly db: Db
  readonly today: Day
}

export const keyLimit = { name: 'api', most: 300, minutes: 1 }
/** Wrong keys from one place: far too few for guessing one. */
const guessLimit = { name: 'api-guess', most: 60, minutes: 10 }

export type Entered =
  | { readonly ok: true; readonly caller: Caller; readonly headers: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly answer: Response }

/** Who is at the door of the API. Without a key that opens, without the right, or too often: an answer that says so. */
export async function enter(visit: Visit, needs: Scope | null): Promise<Entered> {
  const caller = await callerOf(visit)
  if (typeof caller === 'string') return { ok: false, answer: await turnAway(visit, caller) }

  const used = await attempt(visit.house.database.shared, keyLimit, caller.key.id)
  const headers = limitHeaders(used)
  if (used.tooMany) return { ok: false, answer: problem(visit, 'too-many-requests', 429, {}, waiting(used, headers)) }
  if (needs && !caller.key.scopes.includes(needs))
    return { ok: false, answer: problem(visit, 'scope-missing', 403, { scope: needs }, headers) }
  if (caller.key.lastUsedOn !== caller.today) await keepUse(caller.db, caller.key.id, caller.today)
  return { ok: true, caller, headers }
}

type Wrong = 'key-missing' | 'key-unknown' | 'key-revoked' | 'key-ended'

async function callerOf(visit: Visit): Promise<Caller | Wrong> {
  const header = visit.headers.get('authorization')
  if (!header) return 'key-missing'
  const read = readKey(header)
  // An institution that nobody knows must not get a scope of the database.
  if (!read || !(await findInstitution(visit.house.database.shared, read.institution))) return 'key-unknown'
  const db = visit.within(read.institution)
  const found = await findByPrefix(db, read.prefix)
  if (!found || !isSameHash(found.hash, hashOfKey(read.text))) return 'key-unknown'
  const today = visit.house.clock.today()
  const state = stateOf(found.key, today)
  return state === 'live' ? { key: found.key, institution: read.institution, db, today } : `key-${state}`
}

async function turnAway(visit: Visit, wrong: Wrong): Promise<Response> {
  if (wrong === 'key-unknown') {
    const tried = await attempt(visit.house.database.shared, guessLimit, clientOf(visit))
    if (tried.tooMany) return problem(visit, 'too-many-requests', 429, {}, waiting(tried))
  }
  const error = wrong === 'key-missing' ? '' : ', error="invalid_token"'
  return problem(visit, wrong, 401, {}, { 'www-authenticate': `Bearer realm="Kopuro"${error}` })
}

/** The draft of the IETF for rate limits (draft-ietf-httpapi-ratelimit-headers-10). */
function limitHeaders({ left, seconds }: Attempt): Record<string, string> {
  return {
    'ratelimit-policy': `"key";q=${keyLimit.most};w=${keyLimit.minutes * 60}`,
    ratelimit: `"key";r=${left};t=${seconds}`,
  }
}

const waiting = ({ seconds }: Attempt, headers: Readonly<Record<string, string>> = {}) => ({
  ...headers,
  'retry-after': String(seconds),
})

/** What the API answers when it can't answer; `/api` explains each. */
export const problemKinds = {
  'key-missing': 401,
  'key-unknown': 401,
  'key-revoked': 401,
  'key-ended': 401,
  'scope-missing': 403,
  'not-found': 404,
  'bad-parameter': 422,
  'too-many-requests': 429,
  failed: 500,
} as const

export function problem(
  visit: Visit,
  kind: Exclude<keyof typeof problemKinds, 'not-found' | 'failed'>,
  status: 401 | 403 | 422 | 429,
  params: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
  errors?: readonly { readonly parameter: string; readonly detail: string }[],
): Response {
  const t = apiWords(visit.language)
  const words = { title: t(`problem.${kind}`), detail: t(`problem.${kind}.detail`, params) }
  return problemAnswer(visit, { kind, status, ...words, ...(errors ? { errors } : {}) }, headers)
}
