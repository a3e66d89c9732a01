import { z } from 'zod'
import { addDays, type Day, daysBetween } from '../../../platform/days.ts'
import { dayField, oneOf, optionalLine } from '../../../platform/web/fields.ts'
import type { Problem } from '../../../platform/web/form.ts'
import { registrationFor, type VisaFreeRule } from '../../law/index.ts'
import { away, crossingsOf } from '../ending.ts'
import type { About, Coming, Draft, Kind, Stay, StayRecord } from '../rules.ts'
import { lastDay, validOf } from '../rules.ts'
import { afterBirth, notLater, passportChoice, passportOf, shortDay, whichPassport } from '../shared-checks.ts'

/** A stamp of the border: in or out. What runs from it is over when the next one comes. */
export const crossing: Kind = {
  name: 'crossing',
  fields: z.object({
    direction: oneOf(['in', 'out']),
    from: dayField(),
    checkpoint: optionalLine(80),
    country: passportChoice(),
  }),
  problems: (draft, about) => [
    ...notLater(draft, about, 'from', 'stay.crossing.notYet'),
    ...afterBirth(draft, about, 'stay.beforeBirth'),
    ...whichPassport(draft, about),
    ...beforeIssue(draft, about),
  ],
  clocks: (record, stay) => {
    if (crossingsOf(stay)[0]?.id !== record.id || !record.from) return []
    if (record.said.direction === 'out') return away(record, stay)
    return [...registrationTerm(record, record.from, stay), ...visaFreeTerm(record, record.from, stay)]
  },
}

function beforeIssue({ said, from }: Draft, { others }: About): Problem[] {
  if (!from) return []
  const passports = validOf(others, 'passport').filter((one) => !said.country || one.said.country === said.country)
  const first = passports.flatMap((one) => one.from ?? []).toSorted()[0]
  return first && from < first
    ? [{ field: 'from', key: 'stay.crossing.beforePassport', params: { issued: shortDay(first) } }]
    : []
}

/** The term of the first registration: by the list in force on the day of crossing, or the general one. */
function registrationTerm(record: StayRecord, entered: Day, stay: Stay): Coming[] {
  // While a case is about it, the case has the date: nobody is told twice.
  if (record.said.countedBy || isRegistered(entered, stay)) return []
  const { country } = passportOf(stay.records, record.said, entered, stay.citizenship)
  const { kind, until, provisional, rules } = registrationFor(stay.law, country, entered)
  if (kind === 'own-citizen') return []
  return [{ name: 'registration.first', due: until, since: entered, provisional, rule: rules[0] ?? null }]
}

// A registration goes on over a journey, unless the journey was as long as the rule of that day says.
function isRegistered(entered: Day, stay: Stay): boolean {
  const registrations = validOf(stay.records, 'registration')
  if (registrations.some(({ from }) => from && from >= entered)) return true
  const running = registrations.some((one) => (one.from ?? '') < entered && entered <= lastDay(one))
  return running && !wasVoided(entered, stay)
}

function wasVoided(entered: Day, stay: Stay): boolean {
  const left = crossingsOf(stay).find(({ from, said }) => from && from <= entered && said.direction === 'out')?.from
  const rule = stay.law.on(entered).find('registration.absence')
  return left !== undefined && left !== null && rule !== null && daysBetween(left, entered) >= Number(rule.value)
}

/** The last day of a stay without a visa, days of earlier stays in the window counted in. Registering does not lengthen it. */
function visaFreeTerm(record: StayRecord, entered: Day, stay: Stay): Coming[] {
  const covered = [...validOf(stay.records, 'visa'), ...validOf(stay.records, 'permit')]
  if (covered.some((one) => lastDay(one) >= entered)) return []
  const { country } = passportOf(stay.records, record.said, entered, stay.citizenship)
  const rule = country === 'KG' ? null : stay.law.on(entered).visaFree(country)
  if (!rule?.days) return []
  return [{ name: 'visa-free.ends', due: lastFreeDay(entered, rule.days, rule, stay), since: entered, rule }]
}

function lastFreeDay(entered: Day, days: number, { windowDays }: VisaFreeRule, stay: Stay): Day {
  if (!windowDays) return addDays(entered, days - 1)
  const stays = earlierStays(entered, stay)
  const usedIn = (first: Day) =>
    stays.reduce((sum, [from, to]) => sum + Math.max(0, daysBetween(from < first ? first : from, to) + 1), 0)
  for (let present = days; present > 0; present -= 1) {
    const last = addDays(entered, present - 1)
    if (present + usedIn(addDays(last, 1 - windowDays)) <= days) return last
  }
  return entered
}

// Each from one stamp in to the next one out; who came in and has no stamp out was not there, as far as anybody knows.
function earlierStays(entered: Day, stay: Stay): [Day, Day][] {
  const stamps = crossingsOf(stay).toReversed()
  return stamps.flatMap((one, at): [Day, Day][] => {
    const next = stamps[at + 1]
    const pair = one.said.direction === 'in' && next?.said.direction === 'out'
    return pair && one.from && next.from && one.from < entered ? [[one.from, next.from]] : []
  })
}
