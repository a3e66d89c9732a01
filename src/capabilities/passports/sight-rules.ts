import { z } from 'zod'
import { addDays, type Day } from '../../platform/days.ts'
import { dayField, optionalDay, optionalLine, optionalListed } from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'

/** An original that somebody looked at. There is no word for keeping it: law, rule `study.passport-keeping`. */
export const sightForm = z.object({
  record: optionalListed(),
  seenOn: dayField(),
  toWhom: optionalLine(200),
  whatFor: optionalLine(300),
  backBy: optionalDay(),
})
export type SightEntry = z.output<typeof sightForm>
export const returnForm = z.object({ returnedOn: dayField() })

export interface Sight {
  readonly id: string
  readonly personId: string
  /** Of the passport; empty when it was not said which. */
  readonly number: string
  readonly seenOn: Day
  /** Where it went from the room; null when it was given back at once. */
  readonly out: { readonly toWhom: string; readonly whatFor: string; readonly backBy: Day } | null
  readonly returnedOn: Day | null
  readonly at: Date
  readonly byName: string
  readonly returnedByName: string | null
}

/** The longest that an original may be at a ministry before the form asks whether the day is a slip. */
const mostDays = 60

/** @param away whether it leaves the room; then three answers belong together */
export function sightProblems(entry: SightEntry, away: boolean, today: Day): Problem[] {
  const { seenOn, toWhom, whatFor, backBy } = entry
  const found: Problem[] = []
  if (seenOn > today) found.push({ field: 'seenOn', key: 'passport.later' })
  if (!away) return found
  if (!toWhom) found.push({ field: 'toWhom', key: 'form.missing' })
  if (!whatFor) found.push({ field: 'whatFor', key: 'form.missing' })
  if (!backBy) found.push({ field: 'backBy', key: 'form.missing' })
  else if (backBy < seenOn) found.push({ field: 'backBy', key: 'sight.backFirst' })
  else if (backBy > addDays(seenOn, mostDays))
    found.push({ field: 'backBy', key: 'sight.tooLong', params: { days: mostDays } })
  return found
}

export function returnProblems({ seenOn }: Sight, returnedOn: Day, today: Day): Problem[] {
  if (returnedOn > today) return [{ field: 'returnedOn', key: 'passport.later' }]
  return returnedOn < seenOn ? [{ field: 'returnedOn', key: 'sight.returnedFirst' }] : []
}

/** Is the passport out of its owner's hands longer than a day? */
export const isTooLong = ({ seenOn, returnedOn }: Sight, today: Day) => !returnedOn && addDays(seenOn, 1) < today
