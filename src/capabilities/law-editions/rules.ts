import { addDays, type Day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { fingerprintOf, type LawBook, type Rule } from '../law/index.ts'

/** Everything of a book that is a rule: those with an id of their own, and the lists of states. */
export const rulesOf = (book: LawBook): readonly Rule[] => [...book.rules, ...book.visaFree, ...book.registration]

export interface ChangedRule {
  readonly before: Rule
  readonly after: Rule
}

/** What one book says otherwise than another. */
export interface Difference {
  readonly added: readonly Rule[]
  readonly changed: readonly ChangedRule[]
  readonly gone: readonly Rule[]
  /** Kinds of visas, and days of the calendar, that are not the same. */
  readonly kinds: readonly string[]
  readonly days: readonly Day[]
}

/** A rule is the same rule when its id and its first day are: the edition of that day says something else then. */
const placeOf = (rule: Rule) => `${rule.id} ${rule.validFrom ?? ''}`
const contentOf = (rule: Rule) =>
  JSON.stringify([fingerprintOf(rule), rule.source, rule.note, rule.asOf, rule.verified && !rule.checked])

export function differenceOf(before: LawBook, after: LawBook): Difference {
  const old = new Map(rulesOf(before).map((rule) => [placeOf(rule), rule]))
  const now = new Map(rulesOf(after).map((rule) => [placeOf(rule), rule]))
  const both = [...now].flatMap(([place, rule]) => {
    const earlier = old.get(place)
    return earlier ? [{ before: earlier, after: rule }] : []
  })
  return {
    added: [...now].flatMap(([place, rule]) => (old.has(place) ? [] : [rule])),
    changed: both.filter((pair) => contentOf(pair.before) !== contentOf(pair.after)),
    gone: [...old].flatMap(([place, rule]) => (now.has(place) ? [] : [rule])),
    kinds: unlike(before.visaKinds, after.visaKinds, ({ code, edition }) => `${code} (${edition})`),
    days: unlike(before.calendar, after.calendar, ({ day }) => day),
  }
}

function unlike<One, Key extends string>(
  before: readonly One[],
  after: readonly One[],
  keyOf: (one: One) => Key,
): Key[] {
  const said = (all: readonly One[]) => new Map(all.map((one) => [keyOf(one), JSON.stringify(one)]))
  const [old, now] = [said(before), said(after)]
  const keys = new Set([...old.keys(), ...now.keys()])
  return [...keys].filter((key) => old.get(key) !== now.get(key)).sort()
}

export const holdsOn = ({ validFrom, validTo }: Rule, on: Day): boolean =>
  (validFrom ?? on) <= on && on <= (validTo ?? on)

/** Rules that end without a later edition between two days, both counted. A list of states is followed by any other list. */
export function endingBetween(book: LawBook, from: Day, to: Day): readonly Rule[] {
  const followed = (rule: Rule, end: Day): boolean =>
    'countries' in rule && !('windowDays' in rule)
      ? book.registration.some((other) => holdsOn(other, addDays(end, 1)))
      : rulesOf(book).some((other) => other.id === rule.id && (other.validTo ?? '9999') > end)
  return rulesOf(book).filter((rule) => {
    const end = rule.validTo
    return end !== null && from <= end && end <= to && !followed(rule, end)
  })
}

export const shows = ['today', 'unverified', 'ending', 'all'] as const
export type Show = (typeof shows)[number]

export interface Wish {
  readonly show: Show
  readonly search: string
}

/** Calendar days before the end of a rule on which the office is told. */
export const toldBefore = 60
/** And after it, for as long as nothing has followed. */
export const toldAfter = 60

/** The rules that a wish asks for: every word of the search stands in the id, the text, the note or a source. */
export function wished(rules: readonly Rule[], { show, search }: Wish, today: Day, ending: readonly Rule[]): Rule[] {
  const words = foldWords(search)
  return rules
    .filter((rule) => {
      if (show === 'all') return true
      if (show === 'ending') return ending.includes(rule)
      return holdsOn(rule, today) && (show === 'today' || !rule.verified)
    })
    .filter((rule) => words.every((word) => haystack(rule).includes(` ${word}`)))
}

const haystack = (rule: Rule) =>
  ` ${foldWords([rule.id.replaceAll('.', ' '), ...Object.values(rule.text), ...Object.values(rule.note ?? {}), ...rule.source].join(' ')).join(' ')}`

/** The first part of an id says what a rule is about. */
export const topicOf = ({ id }: Rule): string => id.split('.')[0] ?? ''
