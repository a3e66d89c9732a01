import type { Day } from '../../platform/days.ts'
import type { CallSaid } from '../packs/index.ts'

export const directions = ['outgoing', 'incoming'] as const
export const audiences = ['students', 'staff'] as const
export const callStates = ['draft', 'coming', 'open', 'closed', 'standing', 'past', 'archived'] as const
export type CallState = (typeof callStates)[number]

/** What an edition fixes, and what a draft changes: the words, the days, for whom. */
export interface Writing {
  readonly said: CallSaid
  /** First and last day of applications, both inclusive, in Bishkek. */
  readonly opensOn: Day | null
  readonly closesOn: Day | null
  readonly direction: (typeof directions)[number]
  readonly audience: (typeof audiences)[number]
}

/** A call for applications. `said` is what is in force; of a call never published, its draft. */
export interface Call extends Writing {
  readonly id: string
  readonly institution: string
  readonly slug: string
  /** Its name in the pack; null: made here. */
  readonly key: string | null
  readonly state: 'draft' | 'published' | 'archived'
  /** The edition in force; 0: never published. */
  readonly edition: number
  /** What somebody is changing; null: nothing beside what is in force. */
  readonly draft: Writing | null
  readonly copiedFrom: string | null
  readonly source: { readonly quote: string; readonly unread: readonly string[] } | null
  /** Goes up with every change: a form that was opened before it is refused. */
  readonly version: number
}

/** What an officer works on: the draft, or where there is none what is in force. */
export function workOf({ draft, said, opensOn, closesOn, direction, audience }: Call): Writing {
  return draft ?? { said, opensOn, closesOn, direction, audience }
}

/** What was published once. */
export interface Edition extends Writing {
  readonly edition: number
  readonly at: Date
  /** Empty: the pack. */
  readonly by: string
  readonly why: string
}

/** How a call stands on a day in Bishkek. Its last day is still open, to the last second. */
export function callState(call: Pick<Call, 'state' | 'opensOn' | 'closesOn' | 'said'>, today: Day): CallState {
  if (call.state !== 'published') return call.state
  const { opensOn, closesOn, said } = call
  if (said.to && said.to < today) return 'past'
  if (closesOn && closesOn < today) return 'closed'
  if (opensOn && opensOn > today) return 'coming'
  return opensOn || closesOn ? 'open' : 'standing'
}

/** The instant at which a call closes: midnight in Bishkek after its last day. */
export function closesAt(closesOn: Day): Date {
  const next = Temporal.PlainDate.from(closesOn).add({ days: 1 })
  return new Date(next.toZonedDateTime('Asia/Bishkek').epochMilliseconds)
}
