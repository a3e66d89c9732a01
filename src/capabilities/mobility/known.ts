import { type Day, daysBetween, yearsBetween } from '../../platform/days.ts'
import type { CallHost, Known } from '../calls/index.ts'
import type { Facts } from './facts.ts'

/** Days of a stay, the first and the last counted: Monday to Friday are five. */
export const daysOfStay = (from: Day, to: Day): number => daysBetween(from, to) + 1

/**
 * What an application says, as the rules of a call are asked about it. What is not answered is not known.
 * @param average over all sessions, in hundredths of the institution's own scale; null where it isn't known
 * @param host the host that it is asked for, where its fields matter
 */
export function knownOf(facts: Partial<Facts>, average: number | null, today: Day, host?: CallHost): Known {
  const { audience, post, studiesSince, birthDay, degreeOn, from, to, timesBefore } = facts
  const years = (since: Day | undefined) => (since && since <= today ? yearsBetween(since, today) : undefined)
  return {
    is: audience === 'students' ? 'student' : post,
    yearsStudied: audience === 'students' ? years(studiesSince) : undefined,
    specialty: facts.specialtyGroup,
    average: average === null ? undefined : average / 100,
    language: facts.languageLevel,
    timesBefore: timesBefore === undefined ? undefined : Number(timesBefore),
    age: years(birthDay),
    yearsSinceDegree: years(degreeOn),
    ...{ citizenship: facts.citizenship, unit: facts.unit, field: facts.field, hostFields: host?.fields },
    daysThere: from && to && from <= to ? daysOfStay(from, to) : undefined,
  }
}
