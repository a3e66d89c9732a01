import { type Cefr, type Condition, type Criterion, cefr, type Field, type specialties } from '../packs/index.ts'

/** What is known of somebody. What is absent is not known: nobody is refused for it. */
export interface Known {
  readonly is?: 'student' | 'teacher' | 'staff' | undefined
  readonly yearsStudied?: number | undefined
  readonly specialty?: (typeof specialties)[number] | undefined
  readonly average?: number | undefined
  readonly language?: Cefr | 'none' | undefined
  readonly timesBefore?: number | undefined
  readonly age?: number | undefined
  readonly yearsSinceDegree?: number | undefined
  readonly daysThere?: number | undefined
  /** ISO 3166 code of two letters. */
  readonly citizenship?: string | undefined
  /** The key of the unit of the institution. */
  readonly unit?: string | undefined
  readonly field?: Field | undefined
  /** What the chosen host takes; absent or empty: it does not say. */
  readonly hostFields?: readonly Field[] | undefined
}

export type Answer = 'yes' | 'no' | 'open'

/** Does what is known meet the criterion? `open` where something is not known yet, or only people can judge. */
export function judge(criterion: Criterion, known: Known): Answer {
  if (criterion.kind === 'all') return weakest(criterion.of.map((one) => judge(one, known)))
  if (criterion.kind === 'any') return strongest(criterion.of.map((one) => judge(one, known)))
  if (criterion.kind === 'not') return opposite(judge(criterion.of, known))
  if (criterion.kind === 'when')
    return strongest([opposite(judge(criterion.holds, known)), judge(criterion.asks, known)])
  const met = isMet(criterion, known)
  return met === null ? 'open' : met ? 'yes' : 'no'
}

const weakest = (answers: readonly Answer[]): Answer =>
  answers.includes('no') ? 'no' : answers.includes('open') ? 'open' : 'yes'
const strongest = (answers: readonly Answer[]): Answer =>
  answers.includes('yes') ? 'yes' : answers.includes('open') ? 'open' : 'no'
const opposite = (answer: Answer): Answer => (answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'open')

// Null: not known.
function isMet(one: Condition, known: Known): boolean | null {
  const least = (value: number | undefined, bound: number) => (value === undefined ? null : value >= bound)
  const most = (value: number | undefined, bound: number) => (value === undefined ? null : value <= bound)
  switch (one.kind) {
    case 'years-studied':
      return least(known.yearsStudied, one.least)
    case 'average':
      return least(known.average, one.least)
    case 'specialty':
      return known.specialty ? one.of.includes(known.specialty) : null
    case 'language':
      return least(known.language && rankOf(known.language), rankOf(one.least))
    case 'times-before':
      return most(known.timesBefore, one.most)
    case 'age':
      return most(known.age, one.most)
    case 'years-since-degree':
      return most(known.yearsSinceDegree, one.most)
    case 'days-there':
      return least(known.daysThere, one.least)
    case 'is':
      return known.is ? one.of.includes(known.is) : null
    case 'citizenship':
      return known.citizenship ? one.of.includes(known.citizenship) : null
    case 'unit':
      return known.unit ? one.of.includes(known.unit) : null
    case 'field':
      return known.field && known.hostFields?.length ? known.hostFields.includes(known.field) : null
    case 'judged':
      return null
  }
}

const levels: readonly string[] = ['none', ...cefr]
const rankOf = (level: Cefr | 'none'): number => levels.indexOf(level)

type Single = Condition | Extract<Criterion, { readonly kind: 'not' }>

/** Why the answer is not yes: what would have to change, and whether all of it or any one. */
export type Why =
  | { readonly kind: 'one'; readonly of: Single; readonly answer: Answer }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Why[] }

/**
 * What stands between somebody and a yes; null when nothing does. Only what matters is named: meeting all of an `all` and
 * one of an `any` makes the answer yes, and leaving one of an `all` out does not.
 */
export function whyNotYet(criterion: Criterion, known: Known): Why | null {
  const answer = judge(criterion, known)
  if (answer === 'yes') return null
  if (criterion.kind === 'when') return whyNotYet(criterion.asks, known)
  if (criterion.kind !== 'all' && criterion.kind !== 'any') return { kind: 'one', of: criterion, answer }
  const open = criterion.of.flatMap((one) => whyNotYet(one, known) ?? [])
  const [only, ...others] = open
  return only && others.length === 0 ? only : { kind: criterion.kind, of: open }
}

/** What an explanation says of itself: a no among all of it, or nothing but noes where any would do, is a no. */
export function answerOf(why: Why): Answer {
  if (why.kind === 'one') return why.answer
  const answers = why.of.map(answerOf)
  return why.kind === 'all' ? weakest(answers) : strongest(answers)
}

/** The single conditions of a criterion, in their order, whatever combines them. */
export function conditionsOf(criterion: Criterion): readonly Condition[] {
  if (criterion.kind === 'all' || criterion.kind === 'any') return criterion.of.flatMap(conditionsOf)
  if (criterion.kind === 'when') return [criterion.holds, criterion.asks].flatMap(conditionsOf)
  return criterion.kind === 'not' ? conditionsOf(criterion.of) : [criterion]
}
