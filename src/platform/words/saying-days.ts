import type { Day } from '../days.ts'
import { daysBetween, remembered } from '../days.ts'
import type { Language } from './languages.ts'

const moment = byLanguage(
  (language) =>
    new Intl.DateTimeFormat(language, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'Asia/Bishkek',
    }),
)

/** `1 September 2026`, `1 сентября 2026 г.`, `2026-ж., 1-сентябрь`. */
export function sayDay(day: Day, language: Language): string {
  return days[language](day)
}

// A Russian day breaks only before its year: «1 сентября», «2026 г.».
const kept = (said: string) => said.replace(/^(\d+) (.+) г\./, '$1\u00a0$2\u00a0г.')

const days = byLanguage((language) => {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  return remembered((day: Day) => kept(format.format(new Date(`${day}T00:00:00Z`))))
})

/** Day and time in Bishkek. */
export function sayMoment(at: Date, language: Language): string {
  return kept(moment[language].format(at))
}

/** `in 9 days`, `yesterday`, as a person says it. */
export function sayDistance(day: Day, today: Day, language: Language): string {
  return distances[language](daysBetween(today, day))
}

const distances = byLanguage((language) => {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  return remembered((count: number) => format.format(count, 'day'))
})

const quantity = [
  { unit: 'kilobyte', size: 1000 },
  { unit: 'megabyte', size: 1_000_000 },
] as const

/** A file's size in the reader's words. @param bytes size in bytes */
export function sayBytes(bytes: number, language: Language): string {
  const fit = [...quantity].reverse().find((candidate) => bytes >= candidate.size) ?? quantity[0]
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: fit.unit,
    unitDisplay: 'short',
    maximumFractionDigits: fit.size > 1000 ? 1 : 0,
  }).format(Math.max(bytes / fit.size, Math.min(bytes, 1)))
}

function byLanguage<T>(make: (locale: string) => T): Readonly<Record<Language, T>> {
  return { en: make('en-GB'), ru: make('ru'), ky: make('ky') }
}
