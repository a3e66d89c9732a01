import { z } from 'zod'
import { readDay } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { oneOf, optionalDay, optionalLine, optionalLongText } from '../../platform/web/fields.ts'
import type { Step } from '../cases/index.ts'
import { type Basis, bases, type Facts } from './facts.ts'
import { keepBasis, makeStudentOf } from './new-student.ts'
import { revokeLetters } from './revoking.ts'
import type { AdmissionSituation, Records } from './rules.ts'

type AcceptanceStep = Step<'admitted' | 'accepted' | 'declined', Facts, Records>

/** The person answers the offer; the office keeps the basis of study and makes the contract. */
export const acceptanceSteps = {
  accept: {
    from: 'admitted',
    to: 'accepted',
    by: 'subject',
    mandate: 'accept',
    needs: 'every-document',
    unless: tooLateToAccept,
    tells: 'subject',
    final: true,
    also: makeStudentOf,
  },
  decline: {
    from: 'admitted',
    to: 'declined',
    by: 'subject',
    asks: z.object({ reason: optionalLongText(2000) }),
    tells: 'subject',
    tone: 'danger',
    also: revokeLetters('decision.declined'),
  },
  contract: {
    from: 'accepted',
    to: 'accepted',
    by: 'office',
    unless: ({ facts }) =>
      facts.basis === 'individual-contract'
        ? null
        : { key: 'acceptance.noContract', remedy: 'acceptance.noContract.remedy' },
    register: 'contracts',
    letter: 'contract',
    tells: 'subject',
    final: true,
    also: revokeLetters('decision.contractAnew', 'admission.contract'),
  },
  changeBasis: {
    from: 'accepted',
    to: 'accepted',
    by: 'office',
    asks: z.object({
      basis: oneOf(bases),
      number: optionalLine(100),
      issued: optionalDay(),
      agreement: optionalLine(300),
      reason: optionalLongText(2000),
    }),
    settles: ({ basis, number, issued, agreement }) => ({
      basis: basisOf(basis),
      directionNumber: number,
      directionDay: readDay(issued ?? ''),
      agreement,
    }),
    tells: 'subject',
    also: keepBasis,
  },
} as const satisfies Readonly<Record<string, AcceptanceStep>>

// The day itself is in time.
function tooLateToAccept({ facts, today }: AdmissionSituation): Refusal | null {
  if (!facts.acceptBy || facts.acceptBy >= today) return null
  return { key: 'acceptance.late', remedy: 'acceptance.late.remedy' }
}

function basisOf(value: string | undefined): Basis | undefined {
  return bases.find((basis) => basis === value)
}
