import { type Day, daysBetween } from '../../platform/days.ts'

/** Somebody who went to a partner, or came from one. */
export interface Stay {
  readonly direction: 'out' | 'in'
  readonly audience: 'students' | 'staff'
  /** The partner's record here; null where the host or the home university has none. */
  readonly partner: string | null
  readonly name: string
  /** ISO 3166-1, two letters; null where nobody has said it. */
  readonly country: string | null
  readonly from: Day | null
  readonly to: Day | null
}

/** The academic year in which a day lies, by the calendar year in which it begins: from August, when the first ones come. */
export function academicYear(on: Day): number {
  const year = Number(on.slice(0, 4))
  return on.slice(5, 7) >= '08' ? year : year - 1
}

export const sayYear = (year: number): string => `${year}/${year + 1}`

/** Days up to which a stay counts as one semester. */
const semester = 190

/** How much a stay weighs in an exchange: a semester 1, an academic year 2; teachers and staff don't weigh. */
export function termsOf({ audience, from, to }: Stay): number {
  if (audience === 'staff') return 0
  return from && to && daysBetween(from, to) > semester ? 2 : 1
}

export interface Balance {
  readonly partner: string | null
  readonly name: string
  readonly country: string | null
  readonly out: number
  readonly in: number
  /** Semesters, not people. */
  readonly termsOut: number
  readonly termsIn: number
}

/** Who sends and receives how much, by partner; where most moves first. */
export function balances(stays: readonly Stay[]): Balance[] {
  const found = new Map<string, Balance>()
  for (const stay of stays) {
    const key = stay.partner ?? `${stay.name}, ${stay.country}`
    const { partner, name, country } = stay
    const now = found.get(key) ?? { partner, name, country, out: 0, in: 0, termsOut: 0, termsIn: 0 }
    found.set(key, added(now, stay))
  }
  return [...found.values()].toSorted((one, other) => other.out + other.in - one.out - one.in || compare(one, other))
}

const compare = (one: Balance, other: Balance) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)

function added(now: Balance, stay: Stay): Balance {
  const terms = termsOf(stay)
  return stay.direction === 'out'
    ? { ...now, out: now.out + 1, termsOut: now.termsOut + terms }
    : { ...now, in: now.in + 1, termsIn: now.termsIn + terms }
}

export interface Flow {
  readonly key: string
  readonly out: number
  readonly in: number
}

/** How many went and came, by what a stay is counted under; stays that have none of it are left out. */
export function flowsBy(stays: readonly Stay[], keyOf: (stay: Stay) => string | null): Flow[] {
  const found = new Map<string, Flow>()
  for (const stay of stays) {
    const key = keyOf(stay)
    if (key === null) continue
    const now = found.get(key) ?? { key, out: 0, in: 0 }
    found.set(key, { ...now, [stay.direction]: now[stay.direction] + 1 })
  }
  return [...found.values()]
}

/** The steps of a call that a funnel counts, in order, each with the steps of its cases that lead there. */
export const funnelSteps = {
  sent: ['submit'],
  recommended: ['recommend'],
  admitted: ['admit'],
  selected: ['select', 'moveUp'],
  nominated: ['nominate'],
  accepted: ['hostAccepts'],
  away: ['leave'],
  returned: ['return'],
  completed: ['complete'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type FunnelStep = keyof typeof funnelSteps
