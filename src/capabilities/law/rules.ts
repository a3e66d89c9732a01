import { addDays, type Day, day, weekday } from '../../platform/days.ts'
import type { Text } from '../../platform/words/languages.ts'

export const units = ['calendar-days', 'working-days', 'years', 'months', 'KGS', 'USD', 'text'] as const
export type Unit = (typeof units)[number]

/** What is said of a rule or a list beside what it says: between which days it holds, and how that is known. */
export interface Sourced {
  readonly validFrom: Day | null
  readonly validTo: Day | null
  readonly verified: boolean
  readonly asOf: string | null
  readonly source: readonly string[]
  readonly note: Text | null
}

/** So many days. */
export interface Term {
  readonly value: number
  readonly unit: Unit
}

/** Somebody of an institution held a rule against its act. */
export interface Check {
  readonly by: string
  readonly at: Date
  readonly note: string
}

/** One dated rule of the law, or of an institution where it may set its own. */
export interface Rule extends Sourced {
  /** Who of the institution has held it against the act; it is verified then. */
  readonly checked?: Check
  readonly id: string
  readonly value: number | string
  readonly unit: Unit
  readonly text: Text
}

/** What the letters of a visa mean in one edition of the rules: a visa keeps the edition it was issued by. */
export interface VisaKind extends Sourced {
  readonly code: string
  readonly edition: string
  readonly name: Text
  /** The longest stay that one such visa gives, in calendar days; null where no source says it. */
  readonly maxDays: number | null
}

/** What a body of the state does. */
export type Authority = 'registration' | 'visa' | 'security' | 'work' | 'education'

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
  /** The newest edition first. */
  readonly visaKinds: readonly VisaKind[]
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
  /** The rule in force on the day, or null: what was provisional has ended, and nothing later is loaded. */
  find(id: string): Rule | null
  /** The edition of a rule that ended last before the day; null when none did. */
  ended(id: string): Rule | null
  /** The body that does it on the day; its name is the rule's text. */
  authority(of: Authority): Rule | null
  /** Fines of the day in som, as information: `penalty.foreigner.*`, `penalty.host.*`, `penalty.inviting.*`. */
  penalties(): readonly Rule[]
  /** A state fee of the day by its name, such as `visa-support`: the unit is the currency. */
  fee(name: string): Rule | null
  /** Kinds of visas of the day, each once; when no edition is known, the last ones that were, ended as they are. */
  visaKinds(): readonly VisaKind[]
  /** A kind by its letters: of the day, or of the edition that a visa was issued by. */
  visaKind(code: string, edition?: string): VisaKind | null
  isWorkingDay(day: Day): boolean
  /** Counts forward from an event; the day of the event itself is not counted. */
  deadline(name: string, rule: string | Rule, event: { readonly from: Day }): Deadline
  /** The day so many calendar or working days after another, by the national calendar. */
  after(from: Day, term: Term): Day
  /** The day so many days before another, and whether holidays that are not announced yet lie between. */
  before(to: Day, term: Term): { readonly day: Day; readonly provisional: boolean }
  /** Counts back from a day: the latest safe day to have done it. */
  latestDay(name: string, rule: string | Rule, event: { readonly before: Day }): Deadline
  /** The visa-free stay of a citizenship; null means that a visa is needed to enter. */
  visaFree(citizenship: string): VisaFreeRule | null
  /** What the lists of states say of registration for a citizenship; null where they name it nowhere. */
  registration(citizenship: string): RegistrationRule | null
}

const inForce = (rule: Sourced, day: Day) => (rule.validFrom ?? day) <= day && day <= (rule.validTo ?? day)

export function lawOn(book: LawBook, day: Day): Law {
  const special = calendarOf(book)
  const isWorkingDay = (on: Day) => isWorked(special.get(on), book.weekend.includes(weekday(on)))
  const find = (id: string) => editionsOf(book, id).find((rule) => inForce(rule, day)) ?? null
  const sure = (rule: string | Rule): Rule => {
    const found = typeof rule === 'string' ? find(rule) : rule
    if (!found) throw new RangeError(`the law pack has no rule ${rule} on ${day}`)
    return found
  }
  const counted = (from: Day, { value, unit }: Term, direction: 1 | -1) => {
    const reached = move(from, value, unit, direction, isWorkingDay)
    return { day: reached, provisional: unit === 'working-days' && crossesUnannounced(special, from, reached) }
  }
  const count = (name: string, rule: Rule, from: Day, direction: 1 | -1): Deadline => {
    const { day: due, provisional } = counted(from, { value: Number(rule.value), unit: rule.unit }, direction)
    return { name, rule, start: from, due, provisional }
  }
  return {
    day,
    edition: book.edition,
    countries: book.countries,
    country: (code) => book.countries.find((country) => country.code === code) ?? null,
    on: (other) => lawOn(book, other),
    rule: sure,
    find,
    ended: (id) =>
      editionsOf(book, id)
        .filter(({ validTo }) => validTo && validTo < day)
        .toSorted((one, other) => ((one.validTo ?? '') < (other.validTo ?? '') ? 1 : -1))[0] ?? null,
    authority: (of) => find(`authority.${of}`),
    penalties: () => book.rules.filter((rule) => rule.id.startsWith('penalty.') && inForce(rule, day)),
    fee: (name) => find(`fee.${name}`),
    visaKinds: () => kindsOn(book.visaKinds, day),
    visaKind: (code, edition) =>
      (edition ? book.visaKinds.filter((kind) => kind.edition === edition) : kindsOn(book.visaKinds, day)).find(
        (kind) => kind.code === code,
      ) ?? null,
    isWorkingDay,
    deadline: (name, rule, { from }) => count(name, sure(rule), from, 1),
    after: (from, { value, unit }) => move(from, value, unit, 1, isWorkingDay),
    before: (to, term) => counted(to, term, -1),
    latestDay: (name, rule, { before }) => count(name, sure(rule), before, -1),
    visaFree: (citizenship) =>
      book.visaFree.find((rule) => rule.countries.includes(citizenship) && inForce(rule, day)) ?? null,
    registration: (citizenship) =>
      book.registration.find((rule) => rule.countries.includes(citizenship) && inForce(rule, day)) ?? null,
  }
}

// The newest edition comes first: where a letter stands in two on one day, it is the newer's.
function kindsOn(all: readonly VisaKind[], day: Day): readonly VisaKind[] {
  const held = all.filter((kind) => inForce(kind, day))
  const last = all
    .map(({ validTo }) => validTo ?? '')
    .toSorted()
    .at(-1)
  const kinds = held.length > 0 ? held : all.filter((kind) => kind.validTo === last)
  return kinds.filter((kind, at) => kinds.findIndex(({ code }) => code === kind.code) === at)
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

const editions = new WeakMap<LawBook, ReadonlyMap<string, readonly Rule[]>>()

function editionsOf(book: LawBook, id: string): readonly Rule[] {
  const byId = editions.get(book) ?? Map.groupBy(book.rules, (rule) => rule.id)
  editions.set(book, byId)
  return byId.get(id) ?? []
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
