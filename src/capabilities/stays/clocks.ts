import { addDays, type Day } from '../../platform/days.ts'
import type { Law } from '../law/index.ts'
import { kinds } from './kinds.ts'
import { defaultLeads } from './leads.ts'
import type { Clock, Coming, Leads, StayRecord } from './rules.ts'

/**
 * The dates that follow from the records of one person, by the day on which to start. Pure.
 * @param law the law of today; a clock that an event starts is counted by the law of the event's day
 * @param citizenship what the office knows of it, for whom it has no passport written down
 * @param leads the institution's lead times by name of the clock; what it has not set is `defaultLeads`
 */
export function clocksOf(
  records: readonly StayRecord[],
  law: Law,
  leads: Leads = defaultLeads,
  citizenship: string | null = null,
): readonly Clock[] {
  const valid = records.filter(({ state }) => state === 'valid')
  const clocks = valid.flatMap((record) => {
    const coming = kinds[record.kind].clocks?.(record, { records, law, citizenship }) ?? []
    return coming.map((one) => clockFrom(one, record, law, leads))
  })
  return clocks.toSorted((one, other) => compare(one.start, other.start) || compare(one.due, other.due))
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function clockFrom(coming: Coming, record: StayRecord, law: Law, leads: Leads): Clock {
  const { name, due, since, rule = null, notLaterThan } = coming
  const lead = leads[name] ?? defaultLeads[name]
  const own = law.before(due, lead)
  const byLaw = notLaterThan ? law.latestDay(name, notLaterThan, { before: due }) : null
  const latest = byLaw && byLaw.due < own.day ? byLaw.due : own.day
  const start = workedBefore(latest, law)
  return {
    name,
    recordId: record.id,
    since,
    due,
    lead,
    start: since && start < since ? since : start,
    provisional: (coming.provisional ?? false) || own.provisional || (byLaw?.provisional ?? false),
    rule,
  }
}

// Nobody starts anything on a day when the office is closed.
function workedBefore(on: Day, law: Law): Day {
  let day = on
  for (let tries = 0; tries < 31 && !law.isWorkingDay(day); tries += 1) day = addDays(day, -1)
  return day
}
