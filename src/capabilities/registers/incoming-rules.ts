import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import {
  dayField,
  line,
  longText,
  oneOf,
  optionalDay,
  optionalLine,
  optionalLongText,
} from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'

export const ways = ['post', 'hand', 'mail', 'courier', 'system'] as const

/** What is entered of a letter that came in. */
export const incomingForm = z.object({
  sender: line(200),
  subject: line(300),
  receivedOn: dayField(),
  way: oneOf(ways),
  theirNumber: optionalLine(60),
  theirDate: optionalDay(),
  caseNumber: optionalLine(40),
  answerNumber: optionalLine(40),
  note: optionalLongText(2000),
})
export type IncomingEntry = z.infer<typeof incomingForm>
export type IncomingField = keyof IncomingEntry

export const incomingFields = Object.keys(incomingForm.shape).filter(
  (name): name is IncomingField => name in incomingForm.shape,
)

export const voidForm = z.object({ reason: longText(1000) })

/** What several answers must meet together. */
export function disagreements({ receivedOn, theirDate }: IncomingEntry, today: Day): Problem[] {
  if (receivedOn > today) return [{ field: 'receivedOn', key: 'in.later' }]
  return theirDate && theirDate > receivedOn ? [{ field: 'theirDate', key: 'in.theirsLater' }] : []
}

/** A number as it is typed by hand: small letters and spaces do no harm. */
export const tidyNumber = (typed: string) => typed.toUpperCase().replace(/[\s№]/g, '')

/** `IN-2026/0001`: the place in that year's register of what came in. */
export function incomingNumber(year: number, sequence: number): string {
  return `IN-${year}/${String(sequence).padStart(4, '0')}`
}
