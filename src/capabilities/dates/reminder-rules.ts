import { z } from 'zod'
import { longText } from '../../platform/web/fields.ts'
import type { Procedure } from '../cases/index.ts'
import type { Leads } from '../stays/index.ts'
import { deadlineOf } from './rules.ts'

/** Where the office has set nothing: days before the last day, -1 is the day after; and once a week before the day to start. */
const usualSteps = [90, 30, 14, 7, 1, -1]
const week = 7
const workingWeek = 5

/** The steps of a clock by its lead time: who has to begin half a year before is not told a month before. */
export function defaultSteps({ value, unit }: Leads[string]): readonly number[] {
  const days = unit === 'working-days' ? Math.ceil((value * week) / workingWeek) : value
  return [days + week, ...usualSteps.filter((step) => step <= days)]
}

/** A day that was missed longer ago is the office's to talk about: no mail mends it. Calendar days. */
export const longestAgo = 30
export const farthestAhead = 365
const mostSteps = 10

/**
 * The step that has been reached: the nearest one, so that a day on which the program did not run is made up for by one mail.
 * @param left days until the last day, negative when it has passed; null when no step has been reached yet
 */
export function reached(steps: readonly number[], left: number): number | null {
  return steps.filter((before) => left <= before).toSorted((a, b) => a - b)[0] ?? null
}

/** The steps of a kind: what the office has set, else the procedure's or the program's own. */
export function stepsFor(
  kind: string,
  set: ReadonlyMap<string, readonly number[]>,
  procedures: readonly Procedure[],
  leads: Leads,
): readonly number[] {
  const deadline = deadlineOf(kind)
  if (deadline) return set.get(kind) ?? procedures.find(({ name }) => name === deadline.procedure)?.reminds ?? []
  const lead = leads[kind]
  return set.get(kind) ?? (lead ? defaultSteps(lead) : usualSteps)
}

/** `30, 14, 1, -1`: whole days between 30 after and a year before, each once, the farthest first. */
export function readSteps(text: string): readonly number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '')
  const days = parts
    .map((part) => part.replace(/^[−–]/, '-'))
    .map((part) => (/^-?\d{1,3}$/.test(part) ? Number(part) : NaN))
  const fits = days.every((one) => one >= -longestAgo && one <= farthestAhead) && days.length <= mostSteps
  return fits ? [...new Set(days)].toSorted((a, b) => b - a) : null
}

export const pauseReason = longText(500)
export const steps = z
  .string()
  .optional()
  .transform((text, context) => {
    const read = readSteps(text ?? '')
    if (read) return read
    context.addIssue({ code: 'custom', message: 'kinds.steps.wrong' })
    return z.NEVER
  })
