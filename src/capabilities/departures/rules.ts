import { type Day, readDay, yearsBetween } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Situation, Warning } from '../cases/index.ts'
import type { Institution, Signatory } from '../institutions/index.ts'
import type { Deadline } from '../law/index.ts'
import type { Embassy } from '../passports/index.ts'
import type { Student } from '../students/index.ts'
import type { ChecklistLine } from './checklist-rules.ts'
import type { Facts } from './facts.ts'
import { departuresWords, inThree } from './words.ts'

/** What of an institution's own records a departure looks at. */
export interface Records {
  readonly institution: Institution
  readonly signatory: Signatory | null
  readonly checklist: readonly ChecklistLine[]
  readonly embassies: readonly Embassy[]
  /** The person's record, when the person studies here. */
  readonly student: Student | null
}

export type DepartureSituation = Situation<Facts, Records>

const youngest = 14
const oldest = 100

/** Answers that can't all be true. */
export function disagreements({ facts, today }: DepartureSituation) {
  const { from, to, country, birthDay, passportEnds } = facts
  const found: { readonly fact: keyof Facts; readonly refusal: Refusal }[] = []
  const say = (fact: keyof Facts, key: string) => found.push({ fact, refusal: { key } })
  if (country === 'KG') say('country', 'departure.notAbroad')
  if (from && to && to < from) say('to', 'departure.endsFirst')
  else if (to && to < today) say('to', 'departure.over')
  if (passportEnds && to && passportEnds < to) say('passportEnds', 'departure.passportTooShort')
  const age = birthDay && yearsBetween(birthDay, today)
  if (birthDay && (birthDay > today || (age ?? 0) < youngest || (age ?? 0) > oldest)) say('birthDay', 'departure.age')
  return found
}

/** Is the fact asked? A student has a programme instead of a post. */
export function isAsked(fact: string, { facts }: DepartureSituation): boolean {
  if (fact === 'position') return facts.who !== undefined && facts.who !== 'student'
  return true
}

/** What of a visa's days the journey doesn't fit; it stops nobody, for embassies also give two visas. */
export function warnings({ facts }: DepartureSituation, language: Language): readonly Warning[] {
  const { from, to, visaFrom, visaTo } = facts
  if (!from || !to || !visaFrom || !visaTo || (visaFrom <= from && to <= visaTo)) return []
  const days = { from: sayDay(visaFrom, language), to: sayDay(visaTo, language) }
  return [{ fact: 'to', text: departuresWords(language)('warns.visa', days) }]
}

/** A day that has not come yet is no day on which something was done. */
export function notYet(field: string) {
  return (input: Typed, { today }: DepartureSituation): Problem[] => {
    const on = readDay(input[field] ?? '')
    return on && on > today ? [{ field, key: 'departure.later' }] : []
  }
}

export function interviewMisfits(input: Typed, { facts }: DepartureSituation): Problem[] {
  const on = readDay(input.interviewOn ?? '')
  return on && facts.appliedOn && on < facts.appliedOn
    ? [{ field: 'interviewOn', key: 'departure.interviewFirst' }]
    : []
}

export function visaMisfits(input: Typed, { facts }: DepartureSituation): Problem[] {
  const [from, to] = [readDay(input.visaFrom ?? ''), readDay(input.visaTo ?? '')]
  if (from && to && to < from) return [{ field: 'visaTo', key: 'departure.visaEndsFirst' }]
  return to && facts.from && to < facts.from ? [{ field: 'visaTo', key: 'departure.visaTooEarly' }] : []
}

export function returnMisfits(input: Typed, situation: DepartureSituation): Problem[] {
  const on = readDay(input.returnedOn ?? '')
  const { goneOn } = situation.facts
  if (on && goneOn && on < goneOn) return [{ field: 'returnedOn', key: 'departure.returnedFirst' }]
  return notYet('returnedOn')(input, situation)
}

/** The days of the embassy and of the journey, as they stand in the case: no law sets them. */
export function deadlines({ facts, stage, stageSince }: DepartureSituation): readonly Deadline[] {
  const due = (name: 'interview' | 'journey' | 'return', on: Day | undefined): Deadline[] =>
    on ? [{ name, rule: dayOfCase(name, on), start: stageSince, due: on, provisional: false }] : []
  if (stage === 'gone') return due('return', facts.to)
  if (stage === 'applied') return [...due('interview', facts.interviewOn), ...due('journey', facts.from)]
  return stage === 'draft' ? [] : due('journey', facts.from)
}

// A day of the case is no term: nobody has set itself so many days.
function dayOfCase(name: 'interview' | 'journey' | 'return', on: Day): Deadline['rule'] {
  return {
    ...{ id: `own.${name}`, value: on, unit: 'text', text: inThree(`rule.${name}`) },
    ...{ validFrom: null, validTo: null, verified: true, asOf: null, source: [], note: null },
  }
}

export const fullName = ({ familyName, givenName }: Partial<Facts>) => [familyName, givenName].filter(Boolean).join(' ')
