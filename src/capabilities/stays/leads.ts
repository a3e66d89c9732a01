import type { ClockName, Leads } from './rules.ts'

/**
 * What an office needs before a date, until it sets its own. No law: five working days for a visa are the law's (the rule
 * is asked for them), the rest is for the committee's answer, the package, and a student who is not found at once.
 */
export const defaultLeads = {
  'passport.ends': { value: 180, unit: 'calendar-days' },
  'visa.ends': { value: 20, unit: 'working-days' },
  'visa-free.ends': { value: 15, unit: 'working-days' },
  'registration.first': { value: 2, unit: 'working-days' },
  'registration.again': { value: 3, unit: 'working-days' },
  'registration.ends': { value: 10, unit: 'working-days' },
  'registration.void': { value: 7, unit: 'calendar-days' },
  'contract.ends': { value: 30, unit: 'calendar-days' },
  'insurance.ends': { value: 14, unit: 'calendar-days' },
  'permit.ends': { value: 30, unit: 'working-days' },
  'home.ends': { value: 14, unit: 'calendar-days' },
  'absence.ends': { value: 3, unit: 'calendar-days' },
} as const satisfies Leads & Record<ClockName, unknown>
