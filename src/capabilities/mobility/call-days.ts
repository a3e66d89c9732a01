import type { Day } from '../../platform/days.ts'
import type { Deadline } from '../law/index.ts'
import { beganOf, type MobilitySituation, stayOf } from './rules.ts'
import { inThree } from './words.ts'

/** The days of the call, and of the stay: no law sets them. */
export function deadlines(situation: MobilitySituation): readonly Deadline[] {
  const { stage, stageSince } = situation
  const began = beganOf(situation)
  if (!began) return []
  const { call, said } = began
  const due = (name: Due, on: Day | null | undefined): Deadline[] =>
    on ? [{ name, rule: dayOfCall(name, on), start: stageSince, due: on, provisional: false }] : []
  const stay = stayOf(situation)
  if (stage === 'draft') return due('closes', call.closesOn)
  if (stage === 'screening') return due('screening', said.screenedUntil)
  if (stage === 'checking' || stage === 'selecting') return due('answer', said.answersOn)
  if (stage === 'accepted') return due('begins', stay.from)
  return stage === 'away' ? due('ends', stay.to) : []
}

type Due = 'closes' | 'screening' | 'answer' | 'begins' | 'ends'

function dayOfCall(name: Due, on: Day): Deadline['rule'] {
  return {
    ...{ id: `own.${name}`, value: on, unit: 'text', text: inThree(`rule.${name}`) },
    ...{ validFrom: null, validTo: null, verified: true, asOf: null, source: [], note: null },
  }
}
