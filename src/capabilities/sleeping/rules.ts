import { z } from 'zod'
import { addMonths, type Day } from '../../platform/days.ts'
import { dayField, line, longText, optionalLine } from '../../platform/web/fields.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Agreement } from '../agreements/index.ts'
import type { Partner } from '../partners/index.ts'

/** Months without mobility and without a contact after which an agreement sleeps, where the office has set none: Kopuro's own. */
export const usualMonths = 24
/** Years over which the balance of exchange is counted. */
export const balanceYears = 5

export const suggestions = ['renew', 'revive', 'close'] as const
export type Suggestion = (typeof suggestions)[number]
const reasons = [
  ...(['movedAndEnds', 'movedOnce', 'spokenOnly', 'neverAndEnds', 'nothingKnown', 'neverMoved', 'stillYoung'] as const),
] as const
export type Reason = (typeof reasons)[number]

/** What is known of the life of an agreement: of all its partners together. */
export interface Life {
  /** The last day on which somebody was there or here; of those who still are, today. */
  readonly lastMobility: Day | null
  readonly lastContact: Day | null
  /** Who went and who came within the years of the balance. */
  readonly out: number
  readonly in: number
}

/** An agreement that sleeps, with what might be done. */
export interface Sleeper {
  readonly agreement: Agreement
  readonly partners: readonly Partner[]
  readonly life: Life
  readonly suggestion: Suggestion
  readonly reason: Reason
  /** It waits until this day; null for who is shown. */
  readonly snoozedUntil: Day | null
}

const latest = (...days: readonly (Day | null)[]) =>
  days
    .flatMap((one) => one ?? [])
    .toSorted()
    .at(-1) ?? null

type Judged = Pick<Agreement, 'state' | 'signedOn' | 'from' | 'endedOn'>

/**
 * Whether an agreement sleeps, and what to do: nobody went, came, wrote or spoke for so many months, and it was not signed
 * since either.
 * @returns null for one that is awake, on its way, or ended by the office
 */
export function judge(one: Judged, life: Life, today: Day, months: number): [Suggestion, Reason] | null {
  if (one.endedOn || !['signed', 'inForce', 'ending', 'ended'].includes(one.state)) return null
  const { lastMobility, lastContact } = life
  const alive = latest(lastMobility, lastContact, one.signedOn ?? one.from)
  if (alive && alive > addMonths(today, -months)) return null
  const ends = one.state === 'ending' || one.state === 'ended'
  if (lastMobility) return ends ? ['renew', 'movedAndEnds'] : ['revive', 'movedOnce']
  if (ends) return ['close', 'neverAndEnds']
  if (lastContact) return ['revive', 'spokenOnly']
  if (!alive) return ['revive', 'nothingKnown']
  return alive <= addMonths(today, -2 * months) ? ['close', 'neverMoved'] : ['revive', 'stillYoung']
}

/** What the list is narrowed by; null is no matter. */
export interface SleepingFilter {
  readonly search: string
  readonly suggestion: Suggestion | null
  /** Those that wait until a day instead of those that are shown. */
  readonly snoozed: boolean
}

export function readSleepingFilter(query: URLSearchParams): SleepingFilter {
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').slice(0, 200).toWellFormed().trim()
  return {
    search: text('search'),
    suggestion: suggestions.find((one) => one === text('suggestion')) ?? null,
    snoozed: text('snoozed') === 'yes',
  }
}

export function queryOf({ search, suggestion, snoozed }: SleepingFilter): string {
  const parts = Object.entries({ search, suggestion, snoozed: snoozed ? 'yes' : null })
  return new URLSearchParams(
    parts.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])),
  ).toString()
}

export function narrowed(sleepers: readonly Sleeper[], { search, suggestion, snoozed }: SleepingFilter): Sleeper[] {
  const wanted = foldWords(search)
  return sleepers.filter((one) => {
    const names = one.partners.flatMap(({ name, names }) => [name, ...names.map(({ text }) => text)])
    const words = foldWords([...Object.values(one.agreement.title), ...names].join(' '))
    return (
      (one.snoozedUntil !== null) === snoozed &&
      (suggestion === null || one.suggestion === suggestion) &&
      wanted.every((word) => words.some((known) => known.startsWith(word)))
    )
  })
}

export const monthsForm = z.object({
  months: line(3).refine((text) => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 240, {
    error: 'settings.notMonths',
  }),
})
export const snoozeForm = z.object({ until: dayField(), why: optionalLine(300) })
export const closeForm = z.object({ why: line(300) })
export const mailForm = z.object({ subject: line(200), body: longText(8000) })
