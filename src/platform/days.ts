/** A calendar day, `2026-09-01`. The day is the day in Bishkek, wherever the server stands. */
export type Day = string & { readonly __day: true }

const zone = 'Asia/Bishkek'

/** Reads a day; null when there is no such day (31 February, a wrong form, the year 0 that the database hasn't got). */
export function readDay(text: string): Day | null {
  return /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) ? dayWritten(text) : null
}

const dayWritten = remembered((text: string): Day | null => {
  try {
    return asDay(Temporal.PlainDate.from(text, { overflow: 'reject' }))
  } catch {
    return null
  }
})

/** A day that the program itself wrote; throws when it is none. */
export function day(text: string): Day {
  const found = readDay(text)
  if (!found) throw new RangeError('not a day')
  return found
}

/** The day in Bishkek at an instant. */
export function dayOf(instant: Date): Day {
  return dayOfHour(Math.floor(instant.getTime() / hour))
}

const hour = 3_600_000

// Bishkek is whole hours from UTC, so an hour lies in one day; lists ask for the same ones again and again.
const dayOfHour = remembered((hours: number) =>
  asDay(
    Temporal.Instant.fromEpochMilliseconds(hours * hour)
      .toZonedDateTimeISO(zone)
      .toPlainDate(),
  ),
)

/** Keeps the last thousand answers of a function whose answer never changes. */
export function remembered<Key, Answer>(ask: (key: Key) => Answer): (key: Key) => Answer {
  const answers = new Map<Key, Answer>()
  return (key) => {
    const before = answers.get(key)
    if (before !== undefined) return before
    if (answers.size >= 1000) answers.clear()
    const answer = ask(key)
    answers.set(key, answer)
    return answer
  }
}

/** Adds calendar days (negative: goes back); nobody comes before the first or behind the last day that four digits can say. */
export function addDays(from: Day, days: number): Day {
  return within(Temporal.PlainDate.from(from).add({ days }))
}

/** Adds whole years; 29 February becomes 28 February where the year has none. */
export function addYears(from: Day, years: number): Day {
  return within(Temporal.PlainDate.from(from).add({ years }))
}

// A fifth digit, or a sign, is no day to the database nor to readDay.
function within(date: Temporal.PlainDate): Day {
  if (date.year > 9999) return day('9999-12-31')
  return date.year < 1 ? day('0001-01-01') : asDay(date)
}

/** Adds whole months; where the month has no such day, its last one. */
export function addMonths(from: Day, months: number): Day {
  return within(Temporal.PlainDate.from(from).add({ months }))
}

/** Calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / (24 * hour)
}

/** Whole years between two days, as an age is counted. */
export function yearsBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'years' }).years
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(on: Day): number {
  return Temporal.PlainDate.from(on).dayOfWeek
}

// Its own line is the only place where a string becomes a Day.
function asDay(date: Temporal.PlainDate): Day {
  return date.toString() as Day
}

/** Where the program's time comes from: `KOPURO_TODAY` fixes the day in evaluation and tests; the hours of that day run. */
export interface Clock {
  now(): Date
  today(): Day
}

export function clock(fixedDay: Day | null): Clock {
  if (!fixedDay) return { now: () => new Date(), today: () => dayOf(new Date()) }
  const date = Temporal.PlainDate.from(fixedDay)
  return {
    now: () => {
      const time = Temporal.Now.plainTimeISO(zone)
      return new Date(date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds)
    },
    today: () => fixedDay,
  }
}
