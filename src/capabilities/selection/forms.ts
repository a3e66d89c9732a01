import { z } from 'zod'
import { dayField, line, longText, oneOf, optionalLine, optionalListed } from '../../platform/web/fields.ts'

const key = z.uuid({ error: 'form.notUnderstood' })

/** How many, in digits. @param most at most */
const wholeNumber = (most: number) =>
  line(6)
    .refine((typed) => /^\d+$/.test(typed) && Number(typed) <= most, { error: 'form.notANumber' })
    .transform(Number)

export const runForm = z.object({ keep: wholeNumber(100_000), hash: z.string().length(64, 'form.notUnderstood') })
export const keepForm = z.object({ keep: wholeNumber(100_000) })
export const placesForm = z.object({ host: optionalListed(), places: wholeNumber(9999), reason: longText(1000) })

const needsHost = { path: ['host'], error: 'decision.chooseHost' }
const fields = { host: optionalListed(), funder: optionalLine(100), reason: longText(1000), key }
/** Before the results: what the next run respects. `open` leaves it to the ranking again. */
export const decisionForm = z
  .object({ ...fields, kind: oneOf(['place', 'reserve', 'out', 'open']) })
  .refine(({ kind, host }) => kind !== 'place' || host !== '', needsHost)
/** After them: an answer at once. */
export const answerForm = z
  .object({ ...fields, kind: oneOf(['place', 'reserve', 'out']) })
  .refine(({ kind, host }) => kind !== 'place' || host !== '', needsHost)

export const nameForm = z.object({ gap: z.string(), reason: longText(1000) })
export const publishForm = z.object({ run: key, appealUntil: dayField() })
export const appealForm = z.object({ text: longText(5000) })
export const appealDecisionForm = z
  .object({
    outcome: oneOf(['accepted', 'refused']),
    gets: z.preprocess((value) => value ?? '', z.enum(['', 'place', 'reserve'], { error: 'form.choose' })),
    host: optionalListed(),
    reason: longText(2000),
  })
  .refine(({ outcome, gets }) => outcome === 'refused' || gets !== '', { path: ['gets'], error: 'form.choose' })
  .refine(({ outcome, gets, host }) => outcome === 'refused' || gets !== 'place' || host !== '', needsHost)
