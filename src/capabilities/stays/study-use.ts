import { addDays, addYears, type Day, daysBetween } from '../../platform/days.ts'
import type { Law, Rule } from '../law/index.ts'
import { lastDay, type StayRecord } from './rules.ts'

export interface StudyUse {
  readonly since: Day
  /** Days under visas of study and resident cards until today, each day once. */
  readonly used: number
  /** Days that are left of the longest time, from today. */
  readonly left: number
  /** The last day of the longest time that study visas are given for, in all. */
  readonly until: Day
  readonly rule: Rule
}

/** What of the time for which study visas are given in all has been used and what is left; null for who has had none. */
export function studyUse(records: readonly StayRecord[], law: Law): StudyUse | null {
  const study = records.filter(({ kind, state, said }) => kind === 'visa' && state !== 'mistake' && isOfStudy(said))
  const since = study.flatMap(({ from }) => from ?? []).toSorted()[0]
  const rule = law.find('visa.study-total')
  if (!since || !rule || since > law.day) return null
  const until = addDays(addYears(since, Number(rule.value)), -1)
  const days = new Set(study.flatMap((visa) => daysOf(visa, law.day)))
  return { since, used: days.size, left: Math.max(0, daysBetween(law.day, until)), until, rule }
}

// S in all editions; RC is the card that follows it.
const isOfStudy = ({ visaKind = '' }: StayRecord['said']) => /^(S\d?|RC)$/.test(visaKind)

function daysOf(visa: StayRecord, today: Day): Day[] {
  if (!visa.from) return []
  const last = lastDay(visa) < today ? lastDay(visa) : today
  const count = daysBetween(visa.from, last) + 1
  return Array.from({ length: Math.max(0, count) }, (_, at) => addDays(visa.from ?? last, at))
}
