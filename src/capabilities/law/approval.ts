import { type Day, yearsBetween } from '../../platform/days.ts'
import type { Law } from './rules.ts'

/**
 * Is somebody too young for the State Committee for National Security to be asked about? By `visa.scnb-age`, in years; false
 * where the birth day is not known, or no rule is in force.
 */
export function needsNoApproval(law: Law, birthDay: Day | undefined, on: Day): boolean {
  const rule = law.find('visa.scnb-age')
  return rule !== null && birthDay !== undefined && yearsBetween(birthDay, on) < Number(rule.value)
}
