import { type Day, daysBetween } from '../../platform/days.ts'
import type { Law, Rule } from '../law/index.ts'
import type { StayRecord } from '../stays/index.ts'
import { currentRegistration } from './rules.ts'

/** A registration that its holder's absence has made void. */
export interface Voided {
  readonly registration: StayRecord
  readonly left: Day
  /** Calendar days away, until the return or today. */
  readonly days: number
  readonly rule: Rule
}

/**
 * The registration that an absence has made void, by the rule in force on the day of leaving (registration.absence): absences
 * that somebody wrote down, and the time between two stamps of the border. Null while none has.
 */
export function voidedBy(stay: readonly StayRecord[], law: Law): Voided | null {
  const registration = currentRegistration(stay)
  if (!registration) return null
  const found = absencesOf(stay, law.day).flatMap(({ left, back }): Voided[] => {
    const rule = law.on(left).find('registration.absence')
    const days = daysBetween(left, back)
    const holds = left >= (registration.from ?? left) && left <= (registration.to ?? left)
    return rule && holds && days >= Number(rule.value) ? [{ registration, left, days, rule }] : []
  })
  return found.toSorted((one, other) => (one.left < other.left ? -1 : 1))[0] ?? null
}

/** The registration that holds today: neither ended nor made void by an absence. */
export function validRegistration(stay: readonly StayRecord[], law: Law): StayRecord | null {
  const registration = currentRegistration(stay)
  const ended = registration?.to !== null && registration !== null && registration.to < law.day
  return !registration || ended || voidedBy(stay, law) ? null : registration
}

interface Absence {
  readonly left: Day
  readonly back: Day
}

function absencesOf(stay: readonly StayRecord[], today: Day): Absence[] {
  const valid = stay.filter(({ state }) => state === 'valid')
  const crossings = valid.filter(({ kind }) => kind === 'crossing')
  const returnAfter = (left: Day) =>
    crossings.flatMap(({ from, said }) => (said.direction === 'in' && from && from >= left ? [from] : [])).toSorted()[0]
  const written = valid.filter(({ kind, said }) => kind === 'absence' && said.where === 'abroad')
  const out = crossings.filter(({ said }) => said.direction === 'out')
  return [...written, ...out].flatMap(({ from, to }) =>
    from ? [{ left: from, back: to ?? returnAfter(from) ?? today }] : [],
  )
}
