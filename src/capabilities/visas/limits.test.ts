import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { addDays, type Day, day } from '../../platform/days.ts'
import { type LawBook, lawBook, lawOn } from '../law/index.ts'
import { coveredDays, totalOf } from '../stays/index.ts'
import { type Asked, firstVisa, kindsOn, limitFaults, limitOf, nextKind, passes, proposedSpan } from './limits.ts'

// The pack as it is shipped: every row names the rule it comes from.
let town: TestHouse
let book: LawBook
beforeAll(async () => {
  town = await testHouse({ jobs: false })
  book = await lawBook(town.house)
})
afterAll(() => town.close())

const on = (text: string) => lawOn(book, day(text))
const span = (from: string, to: string) => ({ from: day(from), to: day(to) })
const asked = (kind: Asked['kind'], from: string, to: string): Asked => ({ kind, ...span(from, to) })
const keysOf = (law: string, one: Asked, earlier = [span('2000-01-01', '1999-12-31')], studyEnds: Day | null = null) =>
  limitFaults(on(law), one, { earlier, studyEnds }).map(({ key }) => key)

describe('R047, R388: one visa at a time, by the edition of the day', () => {
  test.each([
    // visa.study-total (seed 002, EIMU): at most one academic year.
    ['2025-09-01', 'S', '2025-09-10', '2026-09-09', 'visa.study-total', null],
    ['2025-09-01', 'S', '2027-03-01', '2028-02-29', 'visa.study-total', null],
    ['2025-09-01', 'S', '2028-02-29', '2029-02-27', 'visa.study-total', null],
    ['2026-04-29', 'S', '2026-05-01', '2027-04-30', 'visa.study-total', null],
    // visa.study-first (Resolution 312, unverified): up to 90 days.
    ['2026-04-30', 'S', '2026-05-01', '2026-07-29', 'visa.study-first', null],
    ['2026-05-15', 'S', '2026-12-15', '2027-03-14', 'visa.study-first', null],
    // visa.resident-card (Resolution 312, unverified): up to 365 days.
    ['2026-05-15', 'RC', '2026-06-01', '2027-05-31', 'visa.resident-card', null],
    ['2026-12-31', 'RC', '2028-01-01', '2028-12-30', 'visa.resident-card', null],
    // The provisional regulation has ended: the rule without dates, and a warning.
    ['2027-01-01', 'S', '2027-01-10', '2028-01-09', 'visa.study-total', '2026-12-31'],
    ['2027-01-15', 'RC', '2027-02-01', '2028-01-31', 'visa.study-total', '2026-12-31'],
  ] as const)('on %s a %s from %s ends on %s at the latest (%s)', (law, kind, from, last, rule, ended) => {
    const limit = limitOf(on(law), kind)
    expect([limit.lastDay(day(from)), limit.rule.id, limit.ended?.validTo ?? null]).toEqual([last, rule, ended])
    expect(keysOf(law, asked(kind, from, last))).toEqual([])
    expect(keysOf(law, asked(kind, from, addDays(day(last), 1)))).toEqual(['visa.tooLong'])
  })

  test('a first visa is usually of 90 days at most, by the universities: said before 2026, and no limit', () => {
    const first = asked('S', '2025-09-01', '2026-08-31')
    expect(firstVisa(on('2025-09-01'), first, [])).toMatchObject({
      last: '2025-11-29',
      rule: { value: 90, verified: true },
    })
    expect(firstVisa(on('2025-09-01'), first, [span('2024-09-01', '2025-08-31')])).toBeNull()
    expect(firstVisa(on('2027-01-10'), first, [])).toBeNull()
  })

  test('a visa of one day is one; one that ends before it begins is none', () => {
    expect(keysOf('2025-09-01', asked('S', '2025-09-10', '2025-09-10'))).toEqual([])
    expect(keysOf('2025-09-01', asked('S', '2025-09-10', '2025-09-09'))).toEqual(['visa.endsFirst'])
  })

  test.each([
    ['2025-09-01', ['S']],
    ['2026-04-30', ['S', 'RC']],
    ['2027-01-01', ['S', 'RC']],
  ])('on %s can be asked for: %s', (law, kinds) => {
    expect(kindsOn(on(law))).toEqual(kinds)
    expect([nextKind(on(law), false), nextKind(on(law), true)]).toEqual(['S', kinds.at(-1)])
  })
})

describe('R049: all visas of a person', () => {
  test.each([
    ['none', [], 0],
    ['one day', [['2026-01-01', '2026-01-01']], 1],
    ['a leap year', [['2028-01-01', '2028-12-31']], 366],
    [
      'two that follow each other',
      [
        ['2026-01-01', '2026-01-31'],
        ['2026-02-01', '2026-02-28'],
      ],
      59,
    ],
    [
      'two that overlap by ten days',
      [
        ['2026-01-01', '2026-01-31'],
        ['2026-01-22', '2026-02-28'],
      ],
      59,
    ],
    [
      'one inside the other',
      [
        ['2026-01-01', '2026-12-31'],
        ['2026-03-01', '2026-03-10'],
      ],
      365,
    ],
    [
      'the same twice',
      [
        ['2026-01-01', '2026-01-31'],
        ['2026-01-01', '2026-01-31'],
      ],
      31,
    ],
    [
      'a gap between two',
      [
        ['2026-01-01', '2026-01-10'],
        ['2026-02-01', '2026-02-10'],
      ],
      20,
    ],
    ['one that ends before it begins counts nothing', [['2026-01-10', '2026-01-01']], 0],
  ] as const)('%s', (_, given, days) => {
    expect(coveredDays(given.map(([from, to]) => span(from, to)))).toBe(days)
    expect(coveredDays(given.toReversed().map(([from, to]) => span(from, to)))).toBe(days)
  })

  test('a day is counted once, whatever spans it stands in', () => {
    const start = day('2027-12-01')
    const spans = fc.array(fc.tuple(fc.nat(800), fc.nat(400)), { maxLength: 8 })
    fc.assert(
      fc.property(spans, (given) => {
        const days = new Set(
          given.flatMap(([from, length]) => Array.from({ length: length + 1 }, (_, at) => from + at)),
        )
        const each = given.map(([from, length]) => ({ from: addDays(start, from), to: addDays(start, from + length) }))
        expect(coveredDays(each)).toBe(days.size)
      }),
    )
  })

  test('five years are five years with their leap days, and what lies ahead is issued but not used', () => {
    const visas = [span('2024-09-01', '2025-08-31'), span('2025-09-01', '2026-08-31')]
    expect(totalOf(on('2025-11-22'), visas, day('2025-09-10'))).toMatchObject({
      ...{ used: 375, issued: 730, allowed: 1826, left: 1096 },
    })
    expect(totalOf(on('2025-11-22'), [], day('2025-11-22'))).toMatchObject({ used: 0, issued: 0, left: 1826 })
    // From 1 March 2027 until 29 February 2032 there are two leap days.
    expect(totalOf(on('2025-11-22'), [span('2027-03-01', '2027-03-01')], day('2027-03-01')).allowed).toBe(1827)
  })

  const fiveYears = [span('2020-09-01', '2025-08-31')]
  test.each([
    ['the fifth year to its last day', [span('2021-09-01', '2025-08-31')], '2026-08-31', null, []],
    ['a day more, and nobody knows how long the studies last', fiveYears, '2025-09-01', null, ['visa.tooMuch']],
    ['a day more, within the studies (six years of medicine)', fiveYears, '2025-09-01', '2026-06-30', []],
    ['a day more, after the studies', fiveYears, '2026-06-30', '2026-06-29', ['visa.tooMuch']],
    ['after the studies, within five years', [], '2026-06-30', '2026-06-01', []],
  ])('%s', (_, earlier, to, studyEnds, keys) => {
    const ends = studyEnds === null ? null : day(studyEnds)
    expect(keysOf('2025-11-22', asked('S', '2025-09-01', to), earlier, ends)).toEqual(keys)
  })

  test('each of the two measures says by itself whether it is passed', () => {
    const about = { earlier: fiveYears, studyEnds: day('2026-06-30') }
    expect(passes(on('2025-11-22'), span('2025-09-01', '2026-06-30'), about)).toEqual({ years: true, study: false })
    expect(passes(on('2025-11-22'), span('2025-09-01', '2026-07-01'), { ...about, earlier: [] })).toEqual({
      ...{ years: false, study: true },
    })
  })
})

test.each([
  ['2025-11-22', 'S', '2026-02-01', [], '2027-01-31'],
  ['2025-11-22', 'S', '2026-02-01', ['2026-06-30', null, '2031-01-01'], '2026-06-30'],
  ['2026-05-22', 'RC', '2026-06-01', [undefined], '2027-05-31'],
  ['2026-05-22', 'S', '2026-06-01', ['2020-01-01'], '2026-08-29'],
] as const)('on %s a %s from %s that ends with %o is proposed until %s', (law, kind, from, ends, to) => {
  const known = ends.map((end) => (end ? day(end) : null))
  expect(proposedSpan(on(law), kind, day(from), known)).toEqual(span(from, to))
})
