import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { longText, oneOf } from '../../platform/web/fields.ts'

export const kinds = ['correction', 'consent', 'erasure'] as const
export type Kind = (typeof kinds)[number]

/** What somebody asked about their own data, with the office's answer. */
export interface DataRequest {
  readonly id: string
  readonly personId: string
  readonly person: string
  readonly kind: Kind
  readonly text: string
  readonly askedAt: Date
  /** The last day for an answer. */
  readonly due: Day
  readonly answer: {
    readonly outcome: 'done' | 'refused'
    readonly text: string
    readonly by: string
    readonly at: Date
  } | null
}

export const askForm = z.object({
  key: z.uuid({ error: 'form.notUnderstood' }),
  kind: oneOf(kinds),
  text: longText(4000),
})
export const answerForm = z.object({ outcome: oneOf(['done', 'refused']), text: longText(4000) })
/** Erasing can't be taken back: the officer writes the reason down and says so a second time. */
export const eraseForm = z.object({ text: longText(4000), sure: z.literal('yes', { error: 'erase.sureMissing' }) })

export const askingLimit = { name: 'data-request', most: 6, minutes: 60 }
/** A whole archive reads every paper of a person. */
export const archiveLimit = { name: 'data-archive', most: 6, minutes: 60 }

/** What an erasure would take away and leave, counted before anybody says yes. */
export interface ErasurePlan {
  readonly files: number
  readonly drafts: number
  /** Cases that the office still works on: they stand in the way. */
  readonly open: readonly { readonly id: string; readonly procedure: string; readonly number: string | null }[]
  readonly decided: number
  readonly letters: number
}
