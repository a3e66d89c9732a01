import { daysBetween } from '../../platform/days.ts'
import type { Deadline } from '../law/index.ts'
import { type RegistrationSituation, termOf } from './rules.ts'
import { inThree } from './words.ts'

/**
 * The clocks of a case. The term runs until the university has taken the papers over, which counts as met; then the payment
 * of the code, and the day by which a returned registration is mended. The day itself is in time.
 */
export function deadlines(situation: RegistrationSituation): readonly Deadline[] {
  const { stage, facts } = situation
  if (stage === 'back') return mend(situation)
  const term = ['arriving', 'collecting', 'given'].includes(stage) && !facts.takenOn ? termOf(situation) : null
  const open = ['collecting', 'given', 'taken'].includes(stage)
  return [...(term ? [term] : []), ...(open ? payment(situation) : [])]
}

// Source: rule registration.payment; it begins with the code, which the office enters.
function payment({ facts, law }: RegistrationSituation): Deadline[] {
  const { codeOn } = facts
  const rule = codeOn ? law.on(codeOn).find('registration.payment') : null
  return codeOn && rule ? [law.on(codeOn).deadline('payment', rule, { from: codeOn })] : []
}

// No source names a term for mending: the body sets the day, and the office enters it.
function mend({ facts, stageSince }: RegistrationSituation): Deadline[] {
  if (!facts.mendBy) return []
  const rule = {
    ...{ id: 'own.mend', value: daysBetween(stageSince, facts.mendBy), unit: 'calendar-days' as const },
    ...{
      text: inThree('rule.mend'),
      validFrom: null,
      validTo: null,
      verified: true,
      asOf: null,
      source: [],
      note: null,
    },
  }
  return [{ name: 'mend', rule, start: stageSince, due: facts.mendBy, provisional: false }]
}
