import { addDays, addYears, type Day, daysBetween } from '../../platform/days.ts'
import type { Problem } from '../../platform/web/form.ts'
import type { Law, Rule } from '../law/index.ts'
import { coveredDays, type Span, type StudyKind, studyKinds, totalOf } from '../stays/index.ts'

/** What an edition of the law allows of one visa or card. */
export interface Limit {
  readonly rule: Rule
  /** The rule with a term in days has ended, and no later one is loaded: `rule` is the one without dates. */
  readonly ended: Rule | null
  /** The last day of a visa that begins on this one. */
  readonly lastDay: (from: Day) => Day
}

type Pack = Pick<Law, 'find' | 'ended' | 'rule'>

const terms = { S: 'visa.study-first', RC: 'visa.resident-card' } as const

// EIMU's page says one academic year and gives it no days: a year is counted from the first day (docs/decisions/0029).
const yearFrom = (from: Day, years: number) => addDays(addYears(from, years), -1)

/** The edition that knows resident cards counts both kinds in days; before it, and when it has ended, there is the year. */
export function limitOf(law: Pack, kind: StudyKind): Limit {
  const rule = law.find(terms.RC) && law.find(terms[kind])
  if (rule) return { rule, ended: null, lastDay: (from) => addDays(from, Number(rule.value) - 1) }
  return { rule: law.rule('visa.study-total'), ended: law.ended(terms[kind]), lastDay: (from) => yearFrom(from, 1) }
}

/** The kinds that can be asked for on a day: before the edition of 2026 there was no resident card. */
export function kindsOn(law: Pack): readonly StudyKind[] {
  return law.find(terms.RC) || law.ended(terms.RC) ? studyKinds : ['S']
}

/** What comes next: where the law knows the card, it follows a visa or card that has not ended yet. */
export function nextKind(law: Pack, has: boolean): StudyKind {
  return has && kindsOn(law).includes('RC') ? 'RC' : 'S'
}

/** What universities report of a first visa where the law itself sets no days: it is said, and refuses nothing. */
export function firstVisa(
  law: Pack,
  { kind, from }: Asked,
  earlier: readonly Span[],
): { rule: Rule; last: Day } | null {
  const rule = earlier.length === 0 && kind === 'S' ? law.find(terms.S) : null
  return rule && { rule, last: addDays(from, Number(rule.value) - 1) }
}

export interface Asked extends Span {
  readonly kind: StudyKind
}

export interface About {
  /** The study visas and cards that the person has had. */
  readonly earlier: readonly Span[]
  /** The last day of study by contract or programme; null where neither says one. */
  readonly studyEnds: Day | null
}

/** The two measures of the total: the law says five years *or* the duration of the programme, so only both together refuse. */
export function passes(law: Pack, asked: Span, { earlier, studyEnds }: About) {
  const all = [...earlier, asked]
  return {
    years: coveredDays(all) > totalOf(law, all, asked.to).allowed,
    study: studyEnds === null ? null : asked.to > studyEnds,
  }
}

/** What of a visa's days the law does not allow, by the field it is about: `from` or `to`. */
export function limitFaults(law: Pack, asked: Asked, about: About): Problem[] {
  if (asked.to < asked.from) return [{ field: 'to', key: 'visa.endsFirst' }]
  const last = limitOf(law, asked.kind).lastDay(asked.from)
  if (asked.to > last)
    return [{ field: 'to', key: 'visa.tooLong', params: { most: daysBetween(asked.from, last) + 1, last } }]
  const { years, study } = passes(law, asked, about)
  return years && study !== false ? [{ field: 'to', key: 'visa.tooMuch' }] : []
}

/** The span to ask for: from the day after the visa that ends, as long as law, study and passport go. */
export function proposedSpan(law: Pack, kind: StudyKind, from: Day, ends: readonly (Day | null | undefined)[]): Span {
  const to = [limitOf(law, kind).lastDay(from), ...ends].flatMap((day) => (day && day > from ? [day] : [])).sort()[0]
  return { from, to: to ?? from }
}
