import { z } from 'zod'
import {
  dayField,
  line,
  longText,
  mailAddress,
  oneOf,
  optionalLine,
  optionalLongText,
} from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { languages } from '../../platform/words/languages.ts'
import { type Criterion, type Marks, markFaults, type Sheet } from './rules.ts'
import { seats } from './store.ts'

const whole = (least: number, most: number) =>
  z
    .string()
    .optional()
    .transform((typed) => (/^\s*\d{1,4}\s*$/.test(typed ?? '') ? Number(typed) : Number.NaN))
    .pipe(z.number('form.wholeNumber').min(least, 'form.wholeNumber').max(most, 'form.wholeNumber'))

const common = { id: z.uuid(), role: oneOf(seats) }
/** A member with an account of the institution. */
export const memberForm = z.object({ ...common, account: z.string().min(1) })
/** A guest of another house, who comes by a link. */
export const guestForm = z.object({
  ...{ ...common, name: line(120), email: mailAddress(), partner: optionalLine(160), speaks: oneOf(languages) },
})
export const quorumForm = z.object({ quorum: whole(1, 99) })
export const whyForm = z.object({ why: line(500) })
export const slotsForm = z.object({
  key: z.uuid(),
  on: dayField(),
  from: z
    .string()
    .optional()
    .transform((typed) => (typed ?? '').trim().replace('.', ':').padStart(5, '0'))
    .pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'form.notAnHour')),
  count: whole(1, 60),
  minutes: whole(5, 240),
  pause: whole(0, 240),
  place: line(300),
  hours: whole(0, 720),
})
export const minutesForm = z.object({
  id: z.uuid(),
  on: dayField(),
  place: optionalLine(200),
  language: oneOf(languages),
  decisions: longText(10_000),
})
export const noteForm = z.object({ note: optionalLongText(4000) })
export const interviewForm = z.object({ case: z.uuid(), appeared: oneOf(['yes', 'no']) })

/** Marks as they were typed, with what is wrong by field. */
export function readMarks(sheet: Sheet, criteria: readonly Criterion[], typed: Typed) {
  const given = criteria.map(({ id }) => {
    const text = (typed[`mark-${id}`] ?? '').trim()
    return [id, /^\d{1,4}$/.test(text) ? Number(text) : undefined] as const
  })
  const wrong = new Set(markFaults(sheet, criteria, Object.fromEntries(given.filter(([, mark]) => mark !== undefined))))
  const problems: readonly Problem[] = [...wrong].map((id) => ({ field: `mark-${id}`, key: 'reading.range' }))
  const marks: Marks = Object.fromEntries(given.flatMap(([id, mark]) => (mark === undefined ? [] : [[id, mark]])))
  return { marks, problems }
}
