import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { dayField, line } from '../../platform/web/fields.ts'

/** What a key may read. Answers hold passport numbers, so they are a right of their own, and every look is written down. */
export const scopes = ['cases:read', 'facts:read', 'letters:read'] as const
export type Scope = (typeof scopes)[number]

export const isScope = (text: string): text is Scope => scopes.some((scope) => scope === text)

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly Scope[]
  readonly endsOn: Day | null
  readonly madeAt: Date
  readonly madeBy: string
  readonly lastUsedOn: Day | null
  readonly revokedAt: Date | null
  readonly revokedBy: string | null
}

/** Whether a key still opens the door on a day; its end day is the last on which it does. */
export function stateOf({ revokedAt, endsOn }: Pick<ApiKey, 'revokedAt' | 'endsOn'>, today: Day) {
  if (revokedAt) return 'revoked'
  return endsOn && endsOn < today ? 'ended' : 'live'
}

export interface NewSecret {
  /** The key as its owner keeps it: `kopuro_kslu_1a2b3c4d_…`. */
  readonly text: string
  readonly prefix: string
  readonly hash: string
}

/** A key names its institution, so that row security can be told where to look, and scanners of leaked secrets know it. */
export function newKey(institution: string): NewSecret {
  const prefix = randomBytes(4).toString('hex')
  const text = `kopuro_${institution}_${prefix}_${randomBytes(24).toString('hex')}`
  return { text, prefix, hash: hashOfKey(text) }
}

/** Reads an Authorization header; null when it holds no key of ours. */
export function readKey(header: string | undefined | null) {
  const [, text = '', institution = '', prefix = ''] =
    /^Bearer\s+(kopuro_([a-z][a-z0-9-]{1,30})_([0-9a-f]{8})_[0-9a-f]{48})\s*$/i.exec(header ?? '') ?? []
  return text ? { text, institution, prefix } : null
}

export function hashOfKey(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export function isSameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}

const ticked = z.literal('yes').optional()

const dayOrNone = dayField()
  .or(z.literal('').transform(() => null))
  .or(z.undefined().transform(() => null))

/** What an admin fills in for a key. */
export const keyForm = z
  .object({
    name: line(80),
    'cases:read': ticked,
    'facts:read': ticked,
    'letters:read': ticked,
    ends: dayOrNone,
    key: z.uuid(),
  })
  .transform(({ name, ends, key, ...ticks }, context) => {
    const chosen = scopes.filter((scope) => ticks[scope] === 'yes')
    if (chosen.length === 0) context.addIssue({ code: 'custom', path: ['scopes'], message: 'keys.noScope' })
    return { name, endsOn: ends, requestKey: key, scopes: chosen }
  })
export type KeyGiven = z.output<typeof keyForm>
