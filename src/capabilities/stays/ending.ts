import { addDays, type Day } from '../../platform/days.ts'
import type { Rule } from '../law/index.ts'
import { type ClockName, type Coming, holdsOn, openEnd, type Stay, type StayRecord, validOf } from './rules.ts'

type Line = (record: StayRecord) => string

/** The clock of a paper's end. Who has a later one of the same line has no date coming; nor who left before the end came. */
export function endOf(
  name: ClockName,
  record: StayRecord,
  stay: Stay,
  more: { readonly line?: Line; readonly rule?: Rule | null; readonly notLaterThan?: Rule | null } = {},
): Coming[] {
  const { line = () => '', ...rules } = more
  const { to } = record
  if (!to || isFollowed(record, stay, line) || (to < stay.law.day && isAbroad(stay))) return []
  return [{ name, due: to, since: record.from, ...rules }]
}

function isFollowed(record: StayRecord, stay: Stay, line: Line): boolean {
  const sameLine = validOf(stay.records, record.kind).filter((other) => line(other) === line(record))
  return sameLine.some((other) => other.id !== record.id && isLater(other, record))
}

// Of two that end on one day the one that began later goes on, and of two that began at once the one written later.
function isLater(other: StayRecord, record: StayRecord): boolean {
  const order = (one: StayRecord) => `${one.to ?? openEnd} ${one.from ?? ''} ${one.addedAt.toISOString()} ${one.id}`
  return order(other) > order(record)
}

/** The crossings of the border, the last one first. */
export function crossingsOf(stay: Stay): StayRecord[] {
  const order = (one: StayRecord) => `${one.from} ${one.addedAt.toISOString()}`
  return validOf(stay.records, 'crossing').toSorted((one, other) => (order(one) < order(other) ? 1 : -1))
}

export const isAbroad = (stay: Stay): boolean => crossingsOf(stay)[0]?.said.direction === 'out'

/** The rule in force on the day; of an edition that has ended, or begins later, that of today. */
export function ruleOn(stay: Stay, id: string, on: Day): Rule | null {
  return stay.law.on(on).find(id) ?? stay.law.find(id)
}

/** The registration that counts now: the one that began last. */
export function registrationOf(stay: Stay): StayRecord | null {
  const order = (one: StayRecord) => `${one.from ?? ''} ${one.to ?? openEnd}`
  return validOf(stay.records, 'registration').toSorted((one, other) => (order(one) < order(other) ? 1 : -1))[0] ?? null
}

/** Register again: after a change of address, passport or purpose while a registration runs, by the rule of that day. */
export function registerAgain(change: StayRecord, stay: Stay): Coming[] {
  const registration = registrationOf(stay)
  const { from: on, said } = change
  if (said.countedBy) return []
  if (!on || !registration?.from || on <= registration.from || !holdsOn(registration, on)) return []
  const rule = stay.law.on(on).find('registration.change')
  if (!rule) return []
  const { due, provisional } = stay.law.on(on).deadline('registration.again', rule, { from: on })
  return [{ name: 'registration.again', due, since: on, provisional, rule }]
}

/** Who left must be back before the registration is void: the last day abroad that does not make it so. */
export function away(leaving: StayRecord, stay: Stay): Coming[] {
  const { from: left } = leaving
  const registration = registrationOf(stay)
  const rule = left && stay.law.on(left).find('registration.absence')
  if (!left || !rule || !registration || !holdsOn(registration, left)) return []
  const due = addDays(stay.law.on(left).deadline('registration.void', rule, { from: left }).due, -1)
  return [{ name: 'registration.void', due, since: left, rule }]
}
