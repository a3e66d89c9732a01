import { addDays, type Day, day, weekday } from '../../platform/days.ts'
import type { Text } from '../../platform/words/languages.ts'

export type Unit = 'calendar-days' | 'working-days' | 'years' | 'months' | 'KGS' | 'USD' | 'text'

/** One dated rule of the law, or of an institution where it may set its own. */
export interface Rule {
  readonly id: string
  readonly value: number | string
  readonly unit: Unit
  readonly text: Text
  readonly validFrom: Day | null
  readonly validTo: Day | null
  readonly verified: boolean
  readonly asOf: string | null
  readonly source: readonly string[]
  readonly note: Text | null
}

export interface Country {
  readonly code: string
  /** The code of three letters that stands in passports. */
  readonly code3: string
  readonly name: Text
}

export interface CalendarDay {
  readonly day: Day
  readonly name: Text
  readonly working: boolean
  readonly provisional: boolean
  readonly kind: string | null
}

export interface VisaFreeRule extends Rule {
  readonly countries: readonly string[]
  readonly days: number | null
  readonly windowDays: number | null
}

/** Days without registration at the place of stay; 0 for those whom a source names as not exempt. */
export interface RegistrationRule extends Rule {
  readonly countries: readonly string[]
  readonly days: number
}

/** Everything the loaded pack says. */
export interface LawBook {
  readonly edition: string
  /** The days of the week on which nobody works; 1 is Monday. */
  readonly weekend: readonly number[]
  readonly rules: readonly Rule[]
  readonly countries: readonly Country[]
  readonly calendar: readonly CalendarDay[]
  readonly visaFree: readonly VisaFreeRule[]
  readonly registration: readonly RegistrationRule[]
}

export interface Deadline {
  readonly name: string
  readonly rule: Rule
  readonly start: Day
  readonly due: Day
  /** Days were counted over a year whose holidays are not announced yet. */
  readonly provisional: boolean
}

/** The law of one day. */
export interface Law {
  readonly day: Day
  readonly edition: string
  readonly countries: readonly Country[]
  country(code: string): Country | null
  /** The law of another day, by the same edition of the pack: an event is judged by the law of its own day. */
  on(day: Day): Law
  /** The rule in force on the day; throws when the pack has none, because then the program and the pack don't fit. */
  rule(id: string): Rule
  isWorkingDay(day: Day): boolean
  /** Counts forward from an event; the day of the event itself is not counted. */
  deadline(name: string, rule: string | Rule, event: { readonly from: Day }): Deadline
  /** The day so many calendar or working days after another, by the national calendar. */
  after(from: Day, term: { readonly value: number; readonly unit: Unit }): Day
  /** Counts back from a day: the latest safe day to have done it. */
  latestDay(name: string, rule: string | Rule, event: { readonly before: Day }): Deadline
  /** The visa-free stay of a citizenship; null means that a visa is needed to enter. */
  visaFree(citizenship: string): VisaFreeRule | null
  /** What the lists of states say of registration for a citizenship; null where they name it nowhere. */
  registration(citizenship: string): RegistrationRule | null
}

const inForce = (rule: Rule, day: Day) => (rule.validFrom ?? day) <= day && day <= (rule.validTo ?? day)

export function lawOn(book: LawBook, day: Day): Law {
  const special = calendarOf(book)
  const isWorkingDay = (on: Day) => isWorked(special.get(on), book.weekend.includes(weekday(on)))
  const find = (rule: string | Rule): Rule => {
    if (typeof rule !== 'string') return rule
    const found = book.rules.find((candidate) => candidate.id === rule && inForce(candidate, day))
    if (!found) throw new RangeError(`the law pack has no rule ${rule} on ${day}`)
    return found
  }
  const count = (name: string, rule: Rule, from: Day, direction: 1 | -1): Deadline => {
    const due = move(from, Number(rule.value), rule.unit, direction, isWorkingDay)
    const provisional = rule.unit === 'working-days' && crossesUnannounced(special, from, due)
    return { name, rule, start: from, due, provisional }
  }
  return {
    day,
    edition: book.edition,
    countries: book.countries,
    country: (code) => book.countries.find((country) => country.code === code) ?? null,
    on: (other) => lawOn(book, other),
    rule: find,
    isWorkingDay,
    deadline: (name, rule, { from }) => count(name, find(rule), from, 1),
    after: (from, { value, unit }) => move(from, value, unit, 1, isWorkingDay),
    latestDay: (name, rule, { before }) => count(name, find(rule), before, -1),
    visaFree: (citizenship) =>
      book.visaFree.find((rule) => rule.countries.includes(citizenship) && inForce(rule, day)) ?? null,
    registration: (citizenship) =>
      book.registration.find((rule) => rule.countries.includes(citizenship) && inForce(rule, day)) ?? null,
  }
}

// Only a transfer makes a weekend worked: a day of remembrance that falls on a Sunday stays a Sunday.
function isWorked(special: CalendarDay | undefined, weekend: boolean): boolean {
  if (!special) return !weekend
  return special.working && (!weekend || special.kind === 'transfer')
}

function move(from: Day, count: number, unit: Unit, direction: 1 | -1, isWorkingDay: (day: Day) => boolean): Day {
  if (unit === 'calendar-days') return addDays(from, count * direction)
  if (unit !== 'working-days') throw new RangeError(`a deadline can't be counted in ${unit}`)
  let day = from
  for (let left = count; left > 0; ) {
    day = addDays(day, direction)
    if (isWorkingDay(day)) left -= 1
  }
  return day
}

// Moving holidays of a year are announced late: a term that crosses such a day, or a year without a calendar, is provisional.
function crossesUnannounced(special: ReadonlyMap<Day, CalendarDay>, from: Day, due: Day): boolean {
  const [first, last] = from < due ? [from, due] : [due, from]
  for (let on = first; on <= last; on = addDays(on, 1)) {
    if (special.get(on)?.provisional || !special.has(newYear(on))) return true
  }
  return false
}

function newYear(on: Day): Day {
  return day(`${on.slice(0, 4)}-01-01`)
}

const calendars = new WeakMap<LawBook, ReadonlyMap<Day, CalendarDay>>()

function calendarOf(book: LawBook): ReadonlyMap<Day, CalendarDay> {
  let calendar = calendars.get(book)
  if (!calendar) {
    calendar = new Map(book.calendar.map((special) => [special.day, special]))
    calendars.set(book, calendar)
  }
  return calendar
}
