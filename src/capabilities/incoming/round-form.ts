import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { dayField, line, mailAddress, oneOf, optionalLongText } from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'
import { languages } from '../../platform/words/languages.ts'
import { seasons } from './facts.ts'

const whole = (most: number) =>
  z
    .string()
    .trim()
    .refine((text) => text === '' || (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= most), 'round.notANumber')
    .transform((text) => (text === '' ? null : Number(text)))
    .optional()
    .default(null)
    .meta({ asked: { as: 'text', width: 'short' } })

/** A term for which guests are taken. */
export const roundForm = z.object({
  season: oneOf(seasons),
  year: z
    .string()
    .trim()
    .regex(/^20\d\d$/, 'round.notAYear')
    .transform(Number)
    .meta({ asked: { as: 'text', width: 'short' } }),
  from: dayField(),
  to: dayField(),
  nominateBy: dayField(),
  applyBy: dayField(),
  transcriptDays: whole(365),
})

/** What of a round's days doesn't fit together. */
export function roundProblems({ from, to, nominateBy, applyBy }: z.output<typeof roundForm>): Problem[] {
  const found: Problem[] = []
  if (to <= from) found.push({ field: 'to', key: 'incoming.endsFirst' })
  if (applyBy < nominateBy) found.push({ field: 'applyBy', key: 'round.appliesFirst' })
  else if (applyBy > from) found.push({ field: 'applyBy', key: 'round.appliesLate' })
  return found
}

/** Whom of a partner's office is asked, and until when. */
export const inviteForm = z.object({
  name: line(120),
  mail: mailAddress(),
  language: oneOf(languages),
  until: dayField(),
  places: whole(1000),
  note: optionalLongText(1000),
})

export function untilProblems(until: Day, today: Day, last: Day): Problem[] {
  if (until < today) return [{ field: 'until', key: 'invite.untilPast' }]
  return until > last ? [{ field: 'until', key: 'invite.untilFar' }] : []
}

/** Days for which a link may stay open at most: a forgotten one is a door. */
export const longest = 180
