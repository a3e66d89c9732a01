import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Happening } from '../../platform/listeners.ts'
import { line } from '../../platform/web/fields.ts'
import { happening as happeningShape } from './shapes.ts'

/** What can be told. `case.changed` is every other row of a case's journal: a paper decided, an owner taken. */
export const events = ['case.arrived', 'case.moved', 'case.changed', 'letter.issued', 'letter.revoked'] as const
export type HookEvent = (typeof events)[number]

export const isEvent = (text: string): text is HookEvent => events.some((event) => event === text)

export interface Webhook {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly events: readonly HookEvent[]
  readonly sealedSecret: string
  readonly madeAt: Date
  readonly madeBy: string
  readonly stoppedAt: Date | null
  /** Null while it runs; empty when the program itself gave up. */
  readonly stoppedBy: string | null
  readonly failingSince: Date | null
  readonly pausedUntil: Date | null
}

export function stateOfHook({ stoppedAt, stoppedBy, failingSince }: Webhook) {
  if (stoppedAt) return stoppedBy === '' ? 'given-up' : 'stopped'
  return failingSince ? 'failing' : 'live'
}

const minute = 60_000
const hour = 60 * minute
/** Pauses between the attempts: eight in 28 hours, after which a telling is given up. */
const pauses = [minute, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour] as const
/** How long every attempt may fail before nothing is sent there any more. */
export const patience = 3 * 24 * hour
/** How long nothing is tried after a failure. */
export const breath = minute

/** When a telling is tried again after so many attempts; null: no more. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const pause = pauses[attempts - 1]
  return pause === undefined ? null : new Date(now.getTime() + pause)
}

/** What other programs may be told of; the states of students are the house's own matter. */
type Telling = Exclude<Happening, { readonly kind: 'student' }>

export function eventOf(happened: Telling): HookEvent {
  if (happened.kind === 'letter') return `letter.${happened.what}`
  if (happened.arrives) return 'case.arrived'
  return happened.from === happened.to ? 'case.changed' : 'case.moved'
}

/** What is sent, as it is signed: ids and states, nobody's name. */
export function bodyOf(happened: Telling, url: string): string {
  const { institution, at, caseId, number } = happened
  const type = eventOf(happened)
  const timestamp = at.toISOString()
  const address = caseId && `${url}/api/v1/cases/${caseId}`
  if (happened.kind === 'letter') {
    const { letterId: id, about: kind } = happened
    const data = { institution, id, number, kind, case: caseId, url: address && `${address}/letters` }
    return textOf({ type, timestamp, data })
  }
  const { procedure, action, from, to, version } = happened
  const data = {
    institution,
    procedure,
    id: caseId,
    number,
    action,
    from_stage: from,
    stage: to,
    version,
    url: address,
  }
  return textOf({ type, timestamp, data })
}

export function testBody(institution: string, at: Date): string {
  return textOf({ type: 'test', timestamp: at.toISOString(), data: { institution } })
}

const textOf = (event: unknown) => JSON.stringify(happeningShape.parse(event))

const secretPrefix = 'whsec_'

export const newSecret = () => `${secretPrefix}${randomBytes(32).toString('base64')}`

/**
 * Standard Webhooks: HMAC-SHA256 over id, time and body, so that neither can be changed nor an old telling be repeated.
 * @param seconds of the clock that the receiver has too
 */
export function signature(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
}

const ticked = z.literal('yes').optional()

/** What an admin fills in for a webhook. */
export const hookForm = z
  .object({
    name: line(80),
    url: line(500),
    'case.arrived': ticked,
    'case.moved': ticked,
    'case.changed': ticked,
    'letter.issued': ticked,
    'letter.revoked': ticked,
    key: z.uuid(),
  })
  .transform(({ name, url, key, ...ticks }, context) => {
    const chosen = events.filter((event) => ticks[event] === 'yes')
    if (chosen.length === 0) context.addIssue({ code: 'custom', path: ['events'], message: 'hooks.noEvent' })
    return { name, url, requestKey: key, events: chosen }
  })
export type HookGiven = z.output<typeof hookForm>
