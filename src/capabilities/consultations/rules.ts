import { type Day, readDay } from '../../platform/days.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Choice, Situation } from '../cases/index.ts'
import type { Unit } from '../institutions/index.ts'
import type { Deadline } from '../law/index.ts'
import type { Facts } from './facts.ts'
import { inThree } from './words.ts'

export interface Records {
  readonly units: readonly Unit[]
}

export type ConsultationSituation = Situation<Facts, Records>

/** Units that may ask: neither the whole university nor the office that answers. */
export const askingUnits = (units: readonly Unit[]) =>
  units.filter(({ parent, kind }) => parent && kind !== 'international-office')

/** A unit says which one it is; whoever asks for themselves is not asked, and no dean's office reads their question. */
export function isAsked(fact: string, { facts, background }: ConsultationSituation): boolean {
  return fact !== 'unit' || (facts.asker === 'unit' && background.units.length > 0)
}

export function choices(fact: string, { background }: ConsultationSituation): readonly Choice[] | null {
  return fact === 'unit' ? background.units.map(({ id, name }) => ({ value: id, text: name })) : null
}

/** The unit whose business it is. */
export const unitOf = ({ facts }: ConsultationSituation) => (facts.asker === 'unit' ? (facts.unit ?? null) : null)

/** Answers that can't all be true. */
export function disagreements({ facts, today, stage }: ConsultationSituation) {
  const late = stage === 'draft' && facts.wishedOn && facts.wishedOn < today
  return [
    ...(facts.way === 'call' && facts.phone === ''
      ? [{ fact: 'phone' as const, refusal: { key: 'consultation.phone' } }]
      : []),
    ...(late ? [{ fact: 'wishedOn' as const, refusal: { key: 'consultation.past' } }] : []),
  ]
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/

/** Nobody is invited to a day that is over, nor at an hour that no clock shows. */
export function meetingMisfits(input: Typed, { today }: ConsultationSituation): Problem[] {
  const on = readDay(input.meetingOn ?? '')
  return [
    ...(on && on < today ? [{ field: 'meetingOn', key: 'consultation.past' }] : []),
    ...(clock.test(input.meetingAt ?? '') ? [] : [{ field: 'meetingAt', key: 'consultation.time' }]),
  ]
}

/** The day of the meeting, as it was agreed: no law sets it. */
export function deadlines({ facts, stage, stageSince }: ConsultationSituation): readonly Deadline[] {
  const on = stage === 'meeting' && facts.meetingOn
  return on ? [{ name: 'meeting', rule: agreed(on), start: stageSince, due: on, provisional: false }] : []
}

function agreed(on: Day): Deadline['rule'] {
  return {
    ...{ id: 'own.meeting', value: on, unit: 'text', text: inThree('rule.meeting') },
    ...{ validFrom: null, validTo: null, verified: true, asOf: null, source: [], note: null },
  }
}

export const fullName = ({ familyName, givenName }: Partial<Facts>) => [familyName, givenName].filter(Boolean).join(' ')
