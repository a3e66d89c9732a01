import { type Day, daysBetween } from '../../platform/days.ts'
import type { Rule } from '../law/index.ts'
import { inThree } from './words.ts'

/** A day that a person has set for one invitation, in the shape of a rule: no law stands behind it. */
export function ownTerm(name: 'repair' | 'use', from: Day, to: Day): Rule {
  return {
    id: `own.${name}`,
    text: inThree(`rule.${name}`),
    value: daysBetween(from, to),
    unit: 'calendar-days',
    validFrom: null,
    validTo: null,
    verified: true,
    asOf: null,
    source: [],
    note: null,
  }
}
