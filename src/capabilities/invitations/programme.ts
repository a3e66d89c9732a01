import type { Day } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { dayWritten } from './written-days.ts'

/** One day of a visit, and what is done on it. */
export interface VisitDay {
  readonly day: Day
  readonly lines: readonly string[]
}

export interface Programme {
  readonly days: readonly VisitDay[]
  /** The first line that can't stand there. */
  readonly fault: Refusal | null
}

/**
 * A programme day by day, as the office writes it: a line begins with its day (`12.12.2026` or `2026-12-12`), a line without
 * one goes on with the day before. Days come in order, within the visit where that is known.
 */
export function readProgramme(text: string, from?: Day, to?: Day): Programme {
  const days: { day: Day; lines: string[] }[] = []
  for (const [at, written] of text.split('\n').entries()) {
    const { day, rest } = beginning(written.trim())
    const last = days.at(-1)
    const refusal = (key: string): Programme => ({ days, fault: { key, params: { line: at + 1 } } })
    if (day === 'none') return refusal('programme.noSuchDay')
    if (day === null) {
      if (rest === '') continue
      if (!last) return refusal('programme.noDay')
      last.lines.push(rest)
      continue
    }
    if ((from && day < from) || (to && day > to)) return refusal('programme.outside')
    if (last && day < last.day) return refusal('programme.order')
    if (last?.day === day) last.lines.push(...nonEmpty(rest))
    else days.push({ day, lines: nonEmpty(rest) })
  }
  return { days, fault: null }
}

const nonEmpty = (text: string) => (text === '' ? [] : [text])

// `none`: it looks like a day and there is none, as 31 November.
function beginning(line: string): { day: Day | null | 'none'; rest: string } {
  const [, written, rest = ''] = /^(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})[\s:,–—-]*(.*)$/s.exec(line) ?? []
  return written ? { day: dayWritten(written) ?? 'none', rest } : { day: null, rest: line }
}
