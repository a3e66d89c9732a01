import type { WantedDocument } from '../cases/index.ts'
import { type AdmissionSituation, needsVisa } from './rules.ts'
import { inThree } from './words.ts'

/** What is asked once, when a place is accepted, so that no later procedure asks it again. */
export const acceptanceSections = {
  plans: ['visaSupport', 'visaFrom', 'consulate', 'arrivesOn', 'hostel', 'preparatory'],
  basis: ['basis', 'directionNumber', 'directionDay', 'agreement'],
  emergency: ['emergencyName', 'emergencyPhone'],
} as const

/** Is a question of the acceptance asked, as things stand? Null: the question is none of the acceptance. */
export function askedAtAcceptance(fact: string, situation: AdmissionSituation): boolean | null {
  const { facts, background } = situation
  switch (fact) {
    case 'visaSupport':
      return needsVisa(situation) !== false
    case 'visaFrom':
    case 'consulate':
      return needsVisa(situation) !== false && facts.visaSupport === 'yes'
    case 'arrivesOn':
      return facts.livesIn !== 'KG'
    case 'preparatory':
      return facts.level !== 'preparatory'
    case 'basis':
      return background.terms.bases.length > 0
    case 'directionNumber':
    case 'directionDay':
      return facts.basis === 'ministry-direction'
    case 'agreement':
      return facts.basis === 'international-agreement'
    default:
      return null
  }
}

/** The paper of a direction, when the person has it: the ministry may also send it to the office itself. */
export function directionPaper({ facts, stage }: AdmissionSituation): readonly WantedDocument[] {
  if (facts.basis !== 'ministry-direction' || !['admitted', 'accepted'].includes(stage)) return []
  return [
    {
      type: 'direction',
      title: inThree('paper.direction'),
      hint: inThree('paper.direction.hint'),
      why: inThree('paper.direction.why'),
      optional: true,
    },
  ]
}

/** What a condition asks for, where it can be shown by a paper. */
export function conditionPaper({ facts }: AdmissionSituation): readonly WantedDocument[] {
  if (!facts.condition) return []
  const { condition } = facts
  return [
    {
      type: 'condition',
      title: inThree('paper.condition'),
      hint: { en: condition, ru: condition, ky: condition },
      why: inThree('paper.condition.why'),
      optional: true,
    },
  ]
}
