import type { Day } from '../../platform/days.ts'
import type { Law, Rule } from './rules.ts'

/** What the law says of registration at the place of stay for somebody who crossed the border on a day. */
export interface RegistrationAnswer {
  readonly kind: 'own-citizen' | 'exempt' | 'must-register'
  /** The last day without registration, or the last day for it. */
  readonly until: Day
  /** Days were counted over a year whose holidays are not announced yet. */
  readonly provisional: boolean
  /** What the answer rests on: the list that names the state, and the general term where it holds. */
  readonly rules: readonly Rule[]
}

/**
 * Asks the lists in force on the day of crossing the border; who stands in none registers within the general term. Stateless
 * persons are named by no list seen, so the general term holds for them.
 * @param known the law of any day: that of the day of crossing is asked
 * @param entered the day of crossing the border, in Bishkek; it is not counted itself
 */
export function registrationFor(known: Pick<Law, 'on'>, citizenship: string, entered: Day): RegistrationAnswer {
  const law = known.on(entered)
  if (citizenship === 'KG') return { kind: 'own-citizen', until: entered, provisional: false, rules: [] }
  const listed = law.registration(citizenship)
  if (listed && listed.days > 0) {
    const { due, provisional } = law.deadline('exempt', listed, { from: entered })
    return { kind: 'exempt', until: due, provisional, rules: [listed] }
  }
  const term = law.deadline('term', 'registration.term', { from: entered })
  return {
    kind: 'must-register',
    until: term.due,
    provisional: term.provisional,
    rules: listed ? [term.rule, listed] : [term.rule],
  }
}
