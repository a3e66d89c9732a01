import { addDays, addYears, type Day, daysBetween } from '../../platform/days.ts'
import type { Law, Rule } from '../law/index.ts'
import { lastDay, type StayRecord } from './rules.ts'

/** What a foreigner studies on: the study visa S, or the resident card that follows it since 2026. */
export const studyKinds = ['S', 'RC'] as const
export type StudyKind = (typeof studyKinds)[number]

/** From the first day to the last, both counted. */
export interface Span {
  readonly from: Day
  readonly to: Day
}

/** The study visas and resident cards of a person, each until the day on which it ended; the last one first. */
export function studySpans(records: readonly StayRecord[]): (Span & { readonly record: StayRecord })[] {
  return records
    .filter(({ kind, said, state }) => kind === 'visa' && state !== 'mistake' && isStudyKind(said.visaKind))
    .flatMap((record) => (record.from ? [{ from: record.from, to: lastDay(record), record }] : []))
    .toSorted((one, other) => (one.to < other.to ? 1 : -1))
}

export const isStudyKind = (kind: string | undefined) => studyKinds.some((known) => known === kind)

/** The days that spans cover; a day of two overlapping visas is one day. */
export function coveredDays(spans: readonly Span[]): number {
  let count = 0
  let done: Day | null = null
  for (const { from, to } of spans.filter((span) => span.from <= span.to).toSorted(byFirstDay)) {
    const first: Day = done !== null && from <= done ? addDays(done, 1) : from
    if (first > to) continue
    count += daysBetween(first, to) + 1
    done = to
  }
  return count
}

const byFirstDay = (one: Span, other: Span) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0)

/** All study visas of a person, held against the years of the law. Days. */
export interface Total {
  /** Until today. */
  readonly used: number
  /** With what is issued but lies ahead. */
  readonly issued: number
  /** The years of the law from the first day of the first visa: the leap days in them are counted. */
  readonly allowed: number
  readonly left: number
  readonly rule: Rule
}

/** @param begins when the first visa begins, for a person who has none yet */
export function totalOf(law: Pick<Law, 'rule'>, spans: readonly Span[], today: Day, begins: Day = today): Total {
  const rule = law.rule('visa.study-total')
  const first = spans.toSorted(byFirstDay)[0]?.from ?? begins
  const allowed = daysBetween(first, addYears(first, Number(rule.value)))
  const issued = coveredDays(spans)
  const used = coveredDays(spans.map(({ from, to }) => ({ from, to: to < today ? to : today })))
  return { used, issued, allowed, left: Math.max(0, allowed - issued), rule }
}

export interface StudyUse extends Total {
  readonly since: Day
}

/** What of the time for which study visas are given in all has been used and what is left; null for who has had none. */
export function studyUse(records: readonly StayRecord[], law: Law): StudyUse | null {
  const spans = studySpans(records)
  const since = spans.toSorted(byFirstDay)[0]?.from
  if (!since || since > law.day || !law.find('visa.study-total')) return null
  return { ...totalOf(law, spans, law.day), since }
}
