import { type Day, daysBetween, readDay } from '../../platform/days.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { recordProblems } from '../stays/index.ts'
import type { Facts } from './facts.ts'
import type { RegistrationSituation } from './rules.ts'

type Misfits = (input: Typed, situation: RegistrationSituation) => readonly Problem[]

/** A day that has come, and not before another one: nothing is given before somebody has arrived. */
export function notBefore(earlier: 'crossedOn' | 'takenOn', key: string): Misfits {
  return ({ on = '' }, { facts, today }) => {
    const day = readDay(on)
    const before: Facts['takenOn'] = facts[earlier] ?? null
    if (!day) return []
    if (day > today) return [{ field: 'on', key: 'day.future' }]
    return before && day < before ? [{ field: 'on', key }] : []
  }
}

/** The day by which a returned registration is mended has not passed when it is entered. */
export const mendingFits: Misfits = ({ until = '' }, { today }) => {
  const last = readDay(until)
  return last && last < today ? [{ field: 'until', key: 'day.passed' }] : []
}

/** What the body wrote on the certificate, held against everything else that is known of the stay. */
export const registrationFits: Misfits = ({ certificate: number = '', from = '', to = '' }, situation) => {
  const { background, facts, today, law } = situation
  const typed = { number, from, to, address: facts.address ?? '', country: facts.passportCountry ?? '' }
  const about = { others: background.stay, birthDay: background.person?.birthDay ?? null, today, law }
  const problems = recordProblems('registration', typed, about).map(asAsked)
  const first = readDay(from)
  const arrived = facts.occasion === 'arrival' ? facts.crossedOn : undefined
  if (first && arrived && first < arrived) problems.push({ field: 'from', key: 'day.beforeArrival' })
  return problems
}

/** Only an absence as long as the rule of that day says makes a registration void. */
export const absenceFits: Misfits = ({ left = '', back = '' }, { facts, today, law }) => {
  const [from, to] = [readDay(left), readDay(back)]
  if (!from) return []
  if (from > today) return [{ field: 'left', key: 'day.future' }]
  if (facts.from && from < facts.from) return [{ field: 'left', key: 'absence.beforeRegistration' }]
  if (to && (to > today || to < from)) return [{ field: 'back', key: to < from ? 'absence.backFirst' : 'day.future' }]
  const rule = law.on(from).find('registration.absence')
  if (!rule) return [{ field: 'left', key: 'absence.noRule' }]
  return tooShort(from, to ?? today, Number(rule.value))
}

function tooShort(from: Day, to: Day, least: number): Problem[] {
  const days = daysBetween(from, to)
  return days < least ? [{ field: 'left', key: 'absence.tooShort', params: { days, least } }] : []
}

// The step asks for the number by another name, and not for what the case knows already.
const asAsked = (problem: Problem): Problem => ({
  ...problem,
  field: { number: 'certificate', country: 'from', address: 'from' }[problem.field] ?? problem.field,
})
