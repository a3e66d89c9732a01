import { type Day, readDay } from '../../platform/days.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'

/** A time as exactly as somebody knows it: `2001`, `2020-12` or `2020-12-31`. */
export type Sometime = string

/** Reads `2001`, `12.2020`, `2020-12`, `31.12.2020`; null for what is no time. */
export function readSometime(typed: string): Sometime | null {
  const text = typed.trim()
  const [, date, month, year] = /^(?:(\d{1,2})[./])?(?:(\d{1,2})[./])?(\d{4})$/.exec(text) ?? []
  const turned = year ? [year, ...[month ?? date, month ? date : undefined]].filter(Boolean) : text.split('-')
  const plain = turned.map((part, at) => (part ?? '').padStart(at === 0 ? 4 : 2, '0')).join('-')
  if (!/^(1[89]|20|21)\d\d(-\d\d(-\d\d)?)?$/.test(plain)) return null
  return readDay(`${plain}-01-01`.slice(0, 10)) ? plain : null
}

/** The first day that it may mean, for what comes before what. */
export function beginOf(time: Sometime): Day | null {
  return readDay(`${time}-01-01`.slice(0, 10))
}

/** `2001`, `December 2020`, `31 December 2020`. */
export function saySometime(time: Sometime, language: Language): string {
  const whole = readDay(time)
  if (whole) return sayDay(whole, language)
  const begin = beginOf(time)
  if (!begin || time.length === 4) return time
  const format = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.format(new Date(`${begin}T00:00:00Z`))
}
