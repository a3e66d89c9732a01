import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Criterion } from '../packs/index.ts'
import { added, countRules, moved, moves, partsOf, ruleAt, withRule } from './criteria-edit.ts'
import { type Input, readInputs, typedOf } from './inputs.ts'
import { freeKey, inputsOf, parts } from './parts.ts'
import { callWords } from './words.ts'

const text = { en: 'A rule', ru: 'Правило', ky: 'Эреже' }
const age = (most: number): Criterion => ({ kind: 'age', most, text })
const all = (...of: Criterion[]): Criterion => ({ kind: 'all', of })
const any = (...of: Criterion[]): Criterion => ({ kind: 'any', of })

describe('a tree of rules', () => {
  test('grows and shrinks, and never holds an empty group', () => {
    expect(added(null, '', age(1))).toEqual(all(age(1)))
    expect(added(all(age(1)), '', age(2))).toEqual(all(age(1), age(2)))
    expect(added(all(age(1), any(age(2))), '1', age(3))).toEqual(all(age(1), any(age(2), age(3))))
    expect(withRule(all(age(1), any(age(2))), '1.0', null)).toEqual(all(age(1)))
    expect(withRule(all(any(age(2))), '0.0', null)).toBeNull()
  })

  test.each<[string, Criterion, string, (typeof moves)[number], Criterion | null]>([
    ['a group of its own', all(age(1)), '0', 'any', all(any(age(1)))],
    ['a group undone', all(any(age(1), age(2)), age(3)), '0', 'unwrap', all(age(1), age(2), age(3))],
    ['a condition for some undone', { kind: 'when', holds: age(1), asks: age(2) }, '', 'unwrap', age(2)],
    ['what a condition is for, taken away', { kind: 'when', holds: age(1), asks: age(2) }, '0', 'remove', age(2)],
    ['what it asks, taken away', { kind: 'when', holds: age(1), asks: age(2) }, '1', 'remove', null],
    ['before its neighbour', all(age(1), age(2)), '1', 'up', all(age(2), age(1))],
    ['the first one', all(age(1), age(2)), '0', 'up', all(age(1), age(2))],
    ['one is enough', all(age(1), age(2)), '', 'switch', any(age(1), age(2))],
  ])('%s', (_, tree, at, move, expected) => {
    expect(moved(tree, at, move)).toEqual(expected)
  })

  const { tree } = fc.letrec<{ tree: Criterion }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.nat(9).map(age),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((of) => all(...of)),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((of) => any(...of)),
      tie('tree').map((of): Criterion => ({ kind: 'not', of, text })),
      fc.tuple(tie('tree'), tie('tree')).map(([holds, asks]): Criterion => ({ kind: 'when', holds, asks })),
    ),
  }))
  const places = (rule: Criterion): string[] => [
    '',
    ...partsOf(rule).flatMap((part, at) => places(part).map((below) => (below === '' ? `${at}` : `${at}.${below}`))),
  ]
  const leaves = (rule: Criterion): number =>
    partsOf(rule).length === 0 ? 1 : partsOf(rule).reduce((sum, part) => sum + leaves(part), 0)

  test('whatever is moved, no condition is lost unless it is taken away, and every group holds something', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.constantFrom(...moves), (rule, nth, move) => {
        const all = places(rule)
        const at = all[nth % all.length] ?? ''
        const now = moved(rule, at, move)
        const isWhen = ruleAt(rule, at)?.kind === 'when'
        if (move !== 'remove' && !(move === 'unwrap' && isWhen)) expect(now && leaves(now)).toBe(leaves(rule))
        if (now) for (const place of places(now)) expect(countRules(ruleAt(now, place))).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})

describe('what an officer types', () => {
  test('is read back as it was shown', () => {
    const inputs: readonly Input[] = inputsOf.sums
    const sum = { kind: 'scholarship', amount: 500050, currency: 'CNY', per: 'semester', payer: text }
    expect(readInputs(inputs, typedOf(inputs, sum))).toEqual({ value: sum, problems: [] })
    const host = { name: 'X', country: 'CN', places: 0, fields: ['07'], languages: ['zh', 'en'], partner: null }
    expect(readInputs(inputsOf.hosts, typedOf(inputsOf.hosts, host)).value).toEqual(host)
  })

  test.each(['0', '-5', '1e9', 'NaN', '5,5,5', '9'.repeat(600)])('%s is no sum', (amount) => {
    expect(readInputs([{ name: 'amount', as: 'money' }], { amount }).problems).toHaveLength(1)
  })

  test('has a key of its own, whatever the name', () => {
    expect(freeKey('Харбинский институт', [])).toBe('kharbinskii-institut')
    expect(freeKey('大学', ['x'])).toBe('x-2')
    expect(freeKey('A very long name of a university that goes on and on', []).length).toBeLessThanOrEqual(40)
  })

  test('has words for every part and every question', () => {
    const t = callWords.byData('en')
    for (const part of parts) expect(t(`part.${part}`)).not.toBe('')
    for (const [part, inputs] of Object.entries(inputsOf))
      for (const { name } of inputs) expect(t.find(`in.${part}.${name}`) ?? t.find(`in.${name}`)).not.toBeNull()
  })
})
