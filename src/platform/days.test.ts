import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addYears, clock, day, dayOf, daysBetween, readDay, weekday, yearsBetween } from './days.ts'

test.each(['2026-09-01', '2024-02-29', '1926-01-01', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
  expect(readDay(text)).toBe(text)
})

test.each([
  '2026-02-29',
  '2026-02-31',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-09-00',
  '2026-9-1',
  '26-09-01',
  '2026-09-01T00:00',
  ' 2026-09-01',
  '20260901',
  '0000-01-01',
  '+002026-09-01',
  '２０２６-09-01',
  '',
])('“%s” is none', (text) => {
  expect(readDay(text)).toBeNull()
  expect(() => day(text)).toThrow('not a day')
})

test('counting stays within the days that four digits can say', () => {
  expect(addDays(day('9999-12-31'), 1)).toBe('9999-12-31')
  expect(addDays(day('0001-01-01'), -400)).toBe('0001-01-01')
  expect([addYears(day('9999-06-01'), 3), addYears(day('0001-06-01'), -1)]).toEqual(['9999-12-31', '0001-01-01'])
  expect(addDays(day('9999-12-30'), 1)).toBe('9999-12-31')
})

describe('the day is the day in Bishkek', () => {
  test.each([
    ['2026-08-31T17:59:59Z', '2026-08-31'],
    ['2026-08-31T18:00:00Z', '2026-09-01'],
    ['2026-12-31T18:00:00Z', '2027-01-01'],
  ])('at %s it is %s', (instant, expected) => {
    expect(dayOf(new Date(instant))).toBe(expected)
  })

  test('a fixed day stays, and its hours run', () => {
    const fixed = clock(day('2026-09-01'))
    expect(fixed.today()).toBe('2026-09-01')
    expect(dayOf(fixed.now())).toBe('2026-09-01')
    expect(clock(null).today()).toBe(dayOf(new Date()))
  })
})

test.each([
  ['2004-02-29', '2022-02-28', 17],
  ['2004-02-29', '2022-03-01', 18],
  ['2012-09-01', '2026-09-01', 14],
  ['2012-09-02', '2026-09-01', 13],
])('born %s, on %s one is %i', (born, on, age) => {
  expect(yearsBetween(day(born), day(on))).toBe(age)
})

test.each([
  ['2024-02-29', 1, '2025-02-28'],
  ['2024-02-29', 4, '2028-02-29'],
  ['2026-09-01', -1, '2025-09-01'],
])('%s and %i years: %s', (from, years, expected) => {
  expect(addYears(day(from), years)).toBe(expected)
})

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
])('%s and %i days: %s', (from, days, expected) => {
  expect(addDays(day(from), days)).toBe(expected)
})

test('days add up, and the week goes round', () => {
  expect(weekday(day('2026-09-01'))).toBe(2)
  expect(weekday(day('2026-09-06'))).toBe(7)
  const anyDay = fc.integer({ min: 0, max: 60_000 }).map((step) => addDays(day('1900-01-01'), step))
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (from, count) => {
      const to = addDays(from, count)
      expect(daysBetween(from, to)).toBe(count)
      expect(addDays(to, -count)).toBe(from)
      expect(to > from).toBe(count > 0)
      expect((weekday(to) - weekday(from) - count) % 7 === 0).toBe(true)
      expect(readDay(to)).toBe(to)
    }),
  )
})
