import type { Setting } from '../institutions/index.ts'
import type { Rule } from '../law/index.ts'
import { inThree } from './words.ts'

/** A term that the institution sets itself, in the shape of a rule: the page shows whether anybody has confirmed it. */
export function ownRule(name: 'answer' | 'resend' | 'accept', { value, unit, verified }: Setting): Rule {
  return { ...rule(name), value, unit, verified }
}

/** A day that an officer has set for one case, by name. @param days calendar days from the beginning of the stage */
export function setDay(name: 'condition', days: number): Rule {
  return { ...rule(name), value: days, unit: 'calendar-days', verified: true }
}

function rule(name: 'answer' | 'resend' | 'accept' | 'condition') {
  const text = inThree(`rule.${name}`)
  return { id: `own.${name}`, text, validFrom: null, validTo: null, asOf: null, source: [], note: null }
}
