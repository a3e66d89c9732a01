import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { longText, oneOf, optionalLongText } from '../../platform/web/fields.ts'

/** What the subject of a case and the office write to each other: one row each, never changed. */
export interface Message {
  readonly id: string
  readonly at: Date
  readonly side: 'subject' | 'office'
  readonly byName: string
  readonly way: 'written' | 'phone'
  readonly text: string
  /** The last day for an answer to a question of the subject. */
  readonly due: Day | null
  readonly answeredAt: Date | null
}

export const longest = 5000
/** Enough for somebody who writes line by line, too few for a machine. */
export const askingLimit = { name: 'question', most: 12, minutes: 60 }

const key = z.uuid({ error: 'form.notUnderstood' })
export const questionForm = z.object({ key, text: longText(longest) })
export const answerForm = z
  .object({
    key,
    text: optionalLongText(longest),
    way: oneOf(['written', 'phone']),
    /** The last question that stood open on the page; empty when none did. */
    seen: z.union([z.uuid(), z.literal('')], { error: 'form.notUnderstood' }),
  })
  .refine(({ way, text }) => way === 'phone' || text !== '', { path: ['text'], message: 'form.missing' })

export type Question = z.output<typeof questionForm>
export type Answer = z.output<typeof answerForm>

export const isOpenQuestion = ({ side, answeredAt }: Message) => side === 'subject' && answeredAt === null

export function openQuestions(messages: readonly Message[]): readonly Message[] {
  return messages.filter(isOpenQuestion)
}
