import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Condition, type Criterion, criterion } from '../packs/index.ts'
import { conditionsOf, judge, type Known, type Why, whyNotYet } from './criteria.ts'

const text = { en: 'A rule', ru: 'Правило', ky: 'Эреже' }

// KSTU's page on Erasmus+: at least 2 years (mo-e1), 4.5 and 4.7 (mo-c2, mo-c3), B2 (mo-c4), once (mo-e4).
const erasmus: Criterion = {
  kind: 'all',
  of: [
    { kind: 'is', of: ['student'], text },
    { kind: 'years-studied', least: 2, text },
    {
      kind: 'when',
      holds: { kind: 'specialty', of: ['technical'], text },
      asks: { kind: 'average', least: 4.5, text },
    },
    { kind: 'when', holds: { kind: 'specialty', of: ['economic'], text }, asks: { kind: 'average', least: 4.7, text } },
    { kind: 'language', least: 'B2', text },
    { kind: 'times-before', most: 0, text },
  ],
}
const good: Known = {
  is: 'student',
  yearsStudied: 2,
  specialty: 'technical',
  average: 4.5,
  language: 'B2',
  timesBefore: 0,
}

/** What stands in the way, as short words. */
function named(why: Why | null): unknown {
  if (!why) return []
  return why.kind === 'one' ? `${why.of.kind} ${why.answer}` : { [why.kind]: why.of.map(named) }
}

describe('the rules of one call', () => {
  test.each<[string, Known, string, unknown]>([
    ['whoever meets all of it', good, 'yes', []],
    ['4.49 in a technical specialty', { ...good, average: 4.49 }, 'no', 'average no'],
    ['4.6 in an economic specialty', { ...good, specialty: 'economic', average: 4.6 }, 'no', 'average no'],
    ['4.7 in an economic specialty', { ...good, specialty: 'economic', average: 4.7 }, 'yes', []],
    ['a specialty of which the rule says nothing', { ...good, specialty: 'other', average: 3 }, 'yes', []],
    ['B1', { ...good, language: 'B1' }, 'no', 'language no'],
    ['no language at all', { ...good, language: 'none' }, 'no', 'language no'],
    ['C2', { ...good, language: 'C2' }, 'yes', []],
    ['somebody who has been already', { ...good, timesBefore: 1 }, 'no', 'times-before no'],
    [
      'the first year, and B1',
      { ...good, yearsStudied: 1, language: 'B1' },
      'no',
      { all: ['years-studied no', 'language no'] },
    ],
    ['nothing known of the language', { ...good, language: undefined }, 'open', 'language open'],
    ['an average of 4.7, whatever the specialty', { ...good, specialty: undefined, average: 4.7 }, 'yes', []],
    ['an average of 4.6, specialty unknown', { ...good, specialty: undefined, average: 4.6 }, 'open', 'average no'],
  ])('%s', (_, known, answer, why) => {
    expect([judge(erasmus, known), named(whyNotYet(erasmus, known))]).toEqual([answer, why])
  })

  test('any one of several is enough, and then nothing is asked', () => {
    const either: Criterion = {
      kind: 'any',
      of: [
        { kind: 'age', most: 35, text },
        { kind: 'years-since-degree', most: 6, text },
      ],
    }
    expect(judge(either, { age: 40, yearsSinceDegree: 5 })).toBe('yes')
    expect(named(whyNotYet(either, { age: 40, yearsSinceDegree: 8 }))).toEqual({
      any: ['age no', 'years-since-degree no'],
    })
    expect(judge({ kind: 'not', of: either, text }, { age: 40, yearsSinceDegree: 8 })).toBe('yes')
  })

  test.each<[string, Condition, Known, string]>([
    ['a citizen of one of the states', { kind: 'citizenship', of: ['KG', 'KZ'], text }, { citizenship: 'KZ' }, 'yes'],
    ['a citizen of another', { kind: 'citizenship', of: ['KG'], text }, { citizenship: 'DE' }, 'no'],
    ['a unit that was named', { kind: 'unit', of: ['kstu-kgti'], text }, { unit: 'kstu-kgti' }, 'yes'],
    ['another unit', { kind: 'unit', of: ['kstu-kgti'], text }, { unit: 'kstu-stic' }, 'no'],
    ['a field that the host takes', { kind: 'field', text }, { field: '07', hostFields: ['06', '07'] }, 'yes'],
    ['a field that it does not', { kind: 'field', text }, { field: '09', hostFields: ['06', '07'] }, 'no'],
    ['a host that does not say', { kind: 'field', text }, { field: '09', hostFields: [] }, 'open'],
  ])('%s', (_, rule, known, answer) => {
    expect(judge(rule, known)).toBe(answer)
  })

  test('what only people can judge stays open, and refuses nobody', () => {
    expect(judge({ kind: 'judged', text }, good)).toBe('open')
  })

  test('a criterion that means nothing is not read', () => {
    for (const odd of [{ kind: 'average', least: 'much', text }, { kind: 'all', of: [] }, { kind: 'never' }, 7])
      expect(criterion.safeParse(odd).success).toBe(false)
    expect(criterion.safeParse(erasmus).success).toBe(true)
  })
})

describe('of whatever criterion and person,', () => {
  const leaf = fc.oneof(
    fc.record({ kind: fc.constant('age' as const), most: fc.integer({ min: 1, max: 5 }), text: fc.constant(text) }),
    fc.record({
      kind: fc.constant('years-studied' as const),
      least: fc.integer({ min: 1, max: 5 }),
      text: fc.constant(text),
    }),
    fc.record({
      kind: fc.constant('times-before' as const),
      most: fc.integer({ min: 0, max: 5 }),
      text: fc.constant(text),
    }),
    fc.record({ kind: fc.constant('judged' as const), text: fc.constant(text) }),
  )
  const { tree } = fc.letrec<{ tree: Criterion }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({ kind: fc.constant('all' as const), of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ kind: fc.constant('any' as const), of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ kind: fc.constant('not' as const), of: tie('tree'), text: fc.constant(text) }),
      fc.record({ kind: fc.constant('when' as const), holds: tie('tree'), asks: tie('tree') }),
    ),
  }))
  const number = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined })
  const known = fc.record({ age: number, yearsStudied: number, timesBefore: number })

  type Node = Criterion
  const met: Condition = { kind: 'is', of: ['student'], text }
  /** The criterion with some of its parts met. */
  function grant(one: Node, granted: ReadonlySet<Node>): Node {
    if (granted.has(one)) return met
    if (one.kind === 'all' || one.kind === 'any') return { ...one, of: one.of.map((part) => grant(part, granted)) }
    return one.kind === 'when' ? { ...one, asks: grant(one.asks, granted) } : one
  }
  /** What the explanation asks for: all of an `all`, one of an `any`. */
  function asked(why: Why, pick: number): Node[] {
    if (why.kind === 'one') return [why.of]
    if (why.kind === 'all') return why.of.flatMap((one) => asked(one, pick))
    const chosen = why.of[pick % why.of.length]
    return chosen ? asked(chosen, pick) : []
  }
  // The same part object may stand twice in a tree that a generator made; then meeting it meets both.
  const student = (one: Known): Known => ({ ...one, is: 'student' })

  test('there is an explanation exactly when the answer is not yes, and doing what it asks makes it yes', () => {
    fc.assert(
      fc.property(tree, known, fc.nat(5), (rule, who, pick) => {
        const why = whyNotYet(rule, student(who))
        expect(why === null).toBe(judge(rule, student(who)) === 'yes')
        if (why) expect(judge(grant(rule, new Set(asked(why, pick))), student(who))).toBe('yes')
      }),
      { numRuns: 2000 },
    )
  })

  test('of what it asks for nothing can be left out', () => {
    fc.assert(
      fc.property(tree, known, fc.nat(5), (rule, who, pick) => {
        const why = whyNotYet(rule, student(who))
        if (!why) return
        const wanted = [...new Set(asked(why, pick))]
        for (const left of wanted) {
          const rest = new Set(wanted.filter((one) => one !== left))
          expect(judge(grant(rule, rest), student(who))).not.toBe('yes')
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('knowing more never takes back a yes or a no', () => {
    fc.assert(
      fc.property(tree, known, known, (rule, who, more) => {
        const before = judge(rule, student(who))
        const filled = {
          ...student(more),
          ...Object.fromEntries(Object.entries(who).filter(([, value]) => value !== undefined)),
        }
        if (before !== 'open') expect(judge(rule, student(filled))).toBe(before)
      }),
      { numRuns: 2000 },
    )
  })

  test('its conditions can be listed', () => {
    fc.assert(
      fc.property(tree, (rule) => {
        expect(conditionsOf(rule).length).toBeGreaterThan(0)
      }),
    )
  })
})
