import { z } from 'zod'
import { readDay } from '../../platform/days.ts'
import {
  country,
  dayField,
  line,
  oneOf,
  optionalDay,
  optionalLine,
  optionalLongText,
} from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Situation } from '../cases/index.ts'
import type { Institution, Signatory } from '../institutions/index.ts'
import type { Authority, Deadline, Law, Rule, Term } from '../law/index.ts'
import type { Student } from '../students/index.ts'
import { inThree } from './words.ts'

/** What a university as host, inviting side or employer has to tell the state. */
export const kinds = ['absence', 'leave', 'expulsion', 'graduation', 'dismissal', 'other'] as const
export type Kind = (typeof kinds)[number]

export const bodies = ['registration', 'visa', 'security', 'work', 'other'] as const satisfies readonly (
  | Authority
  | 'other'
)[]
export const ways = ['letter', 'portal', 'in-person', 'mail'] as const
export const letterLanguages = ['ru', 'ky'] as const

export const facts = z.object({
  kind: oneOf(kinds),
  happenedOn: dayField(),
  about: optionalLongText(2000),
  name: line(200),
  citizenship: country(),
  birthDay: optionalDay(),

  /** Settled by steps, asked of nobody as a question. */
  letterLanguage: oneOf(letterLanguages),
  body: oneOf(bodies),
  bodyName: optionalLine(200),
  toldOn: dayField(),
  toldNumber: optionalLine(60),
  toldWay: oneOf(ways),
})
export type Facts = z.infer<typeof facts>

export interface Records {
  readonly institution: Institution
  readonly signatory: Signatory | null
  readonly terms: ReadonlyMap<Kind, Term>
  readonly student: Student | null
}

export type DutySituation = Situation<Facts, Records>

/** The rule that gives a kind its term, where one is known; no source names one for students. */
const ruleIds: Readonly<Partial<Record<Kind, string>>> = { dismissal: 'work.dismissal' }

/** The rule of a kind on the day of the event: the law's, or the institution's own; null when no term is known. */
export function termOf(kind: Kind, on: Law, terms: ReadonlyMap<Kind, Term>): Rule | null {
  const id = ruleIds[kind]
  const known = id ? on.find(id) : null
  const own = terms.get(kind)
  if (known || !own) return known
  const text = inThree('rule.own')
  return {
    ...{
      id: 'own.duty',
      ...own,
      text,
      validFrom: null,
      validTo: null,
      verified: true,
      asOf: null,
      source: [],
      note: null,
    },
  }
}

export function deadlines({ facts, stage, law, background }: DutySituation): readonly Deadline[] {
  const { kind, happenedOn } = facts
  if (!kind || !happenedOn || stage === 'told' || stage === 'none') return []
  const on = law.on(happenedOn)
  const rule = termOf(kind, on, background.terms)
  return rule ? [on.deadline('tell', rule, { from: happenedOn })] : []
}

/** Nothing is told of a day that has not come, and nobody was told before it happened. */
export function toldMisfits({ toldOn = '' }: Typed, { facts, today }: DutySituation): Problem[] {
  const on = readDay(toldOn)
  if (on && on > today) return [{ field: 'toldOn', key: 'duty.later' }]
  return on && facts.happenedOn && on < facts.happenedOn ? [{ field: 'toldOn', key: 'duty.before' }] : []
}

export function happenedMisfits({ happenedOn = '' }: Typed, { today }: DutySituation): Problem[] {
  const on = readDay(happenedOn)
  return on && on > today ? [{ field: 'happenedOn', key: 'duty.later' }] : []
}

/** What a student's new state has to be told as; null when nothing has. */
export function dutyOf(state: string): Kind | null {
  if (state === 'expelled') return 'expulsion'
  if (state === 'graduated') return 'graduation'
  return state === 'on-leave' ? 'leave' : null
}
