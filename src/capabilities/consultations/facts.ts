import { z } from 'zod'
import { dayField, line, listed, longText, oneOf, optionalDay, optionalLine } from '../../platform/web/fields.ts'

/** Who asks: somebody for themselves, or a unit of the university for its work. */
export const askers = ['self', 'unit'] as const
export const topics = ['mobility', 'funding', 'documents-abroad', 'partners', 'other'] as const
export const ways = ['page', 'meeting', 'call'] as const

const optionalPhone = () =>
  optionalLine(40)
    .transform((text) => text.replace(/[\s().-]/g, ''))
    .pipe(z.string().regex(/^$|^\+?\d{7,15}$/, 'form.notAPhone'))
    .meta({ asked: { as: 'phone', autocomplete: 'tel' } })

export const facts = z.object({
  /** Written down at the beginning, asked of nobody again. */
  asker: oneOf(askers),

  familyName: line(100, { autocomplete: 'family-name' }),
  givenName: optionalLine(100, { autocomplete: 'given-name' }),
  phone: optionalPhone(),
  unit: listed(),

  topic: oneOf(topics),
  question: longText(6000),

  way: oneOf(ways),
  wishedOn: optionalDay(),
  wished: optionalLine(200),

  /** Settled by steps. */
  meetingOn: dayField(),
  meetingAt: line(5),
  place: line(300),
  answer: longText(6000),
})
export type Facts = z.infer<typeof facts>

export const sections = {
  question: ['topic', 'question'],
  you: ['familyName', 'givenName', 'phone', 'unit'],
  answer: ['way', 'wishedOn', 'wished'],
} as const satisfies Readonly<Record<string, readonly (keyof Facts)[]>>
