import { isUuid } from '../../platform/database/ids.ts'
import { addDays, type Day, daysBetween, readDay } from '../../platform/days.ts'

/** One date of one person: a clock that follows from the records of a stay, or a deadline of an open case. */
export interface DateRow {
  readonly personId: string
  /** The newest student that the person has become here. */
  readonly studentId: string | null
  readonly name: string
  /** The student's number, or the case's; what a calendar may show instead of a name. */
  readonly number: string | null
  readonly citizenship: string | null
  /** The name of a clock (`visa.ends`), or procedure and deadline (`admission:answer`). */
  readonly kind: string
  /** The record or the case whose date it is. */
  readonly about: string
  /** The last day. */
  readonly due: Day
  /** The latest safe day to start. */
  readonly start: Day
  readonly provisional: boolean
  readonly rule: string | null
  /** The case's procedure; null for a clock. */
  readonly procedure: string | null
  readonly waits: string | null
  /** What the order is made of, beside the day to start. */
  readonly whose: string
}

/** `missed`: the last day has passed. `late`: the day to start has. `soon`: it comes within `soonDays`. */
export const states = ['missed', 'late', 'soon'] as const
export type State = (typeof states)[number]
export const soonDays = 14

/** Choices of "ends within so many days". */
export const spans = [7, 14, 30, 60, 90] as const

export interface Cursor {
  readonly start: Day
  readonly whose: string
  readonly about: string
  readonly kind: string
}

/** What a wall is narrowed by; null is no matter. */
export interface Filter {
  readonly search: string
  readonly kind: string | null
  readonly state: State | null
  /** The last day comes within so many days; what was missed has come. */
  readonly within: number | null
  readonly unit: string | null
  readonly programme: string | null
  readonly citizenship: string | null
  /** Has to be begun before this day; it stands in no address. */
  readonly startsBefore?: Day
  /** The date behind which the page begins. */
  readonly after: Cursor | null
}

export const everything: Filter = {
  ...{ search: '', kind: null, state: null, within: null },
  ...{ unit: null, programme: null, citizenship: null, after: null },
}

/** The filter out of an address. What makes no sense filters nothing. */
export function readFilter(query: URLSearchParams): Filter {
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').slice(0, 200).toWellFormed()
  return {
    search: text('search').trim(),
    kind: /^[a-z0-9.:-]{1,80}$/i.test(text('kind')) ? text('kind') : null,
    state: states.find((state) => state === text('state')) ?? null,
    within: spans.find((days) => String(days) === text('within')) ?? null,
    unit: text('unit') || null,
    programme: text('programme') || null,
    citizenship: text('citizenship') || null,
    after: readCursor(text('after')),
  }
}

/** The filter as it stands in an address. */
export function queryOf({ after, startsBefore: _, ...filter }: Filter): string {
  const said = Object.entries(filter).flatMap(([name, value]): [string, string][] =>
    value ? [[name, `${value}`]] : [],
  )
  return new URLSearchParams([...said, ...(after ? [['after', sayCursor(after)]] : [])]).toString()
}

export function cursorOf({ start, whose, about, kind }: DateRow): Cursor {
  return { start, whose, about, kind }
}

const sayCursor = ({ start, whose, about, kind }: Cursor) => [start, whose, about, kind].join('_')

function readCursor(text: string): Cursor | null {
  const [from = '', whose = '', about = '', ...kind] = text.split('_')
  const start = readDay(from)
  return start && isUuid(whose) && isUuid(about) ? { start, whose, about, kind: kind.join('_') } : null
}

/** How urgent a date is on a day; null when there is time. */
export function stateOf({ due, start }: Pick<DateRow, 'due' | 'start'>, today: Day): State | null {
  if (due < today) return 'missed'
  if (start < today) return 'late'
  return daysBetween(today, start) <= soonDays ? 'soon' : null
}

/** The last day to start that counts as soon. */
export const lastSoon = (today: Day): Day => addDays(today, soonDays)

/** The deadline's name and procedure out of a kind; null for a clock. */
export function deadlineOf(kind: string): { readonly procedure: string; readonly name: string } | null {
  const [procedure = '', name] = kind.split(':')
  return name === undefined ? null : { procedure, name }
}

/** All clocks of one matter: `registration.` is the first one, the next, its end and its becoming void. */
export const families = ['registration.'] as const
export const isFamily = (kind: string) => families.some((family) => family === kind)

/** `SAMPLE Anna Maria` as `S. A. M.`: what a calendar on a telephone may show. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /\p{L}/u.test(word))
  return words.map((word) => `${[...word].find((letter) => /\p{L}/u.test(letter))?.toUpperCase()}.`).join(' ')
}
