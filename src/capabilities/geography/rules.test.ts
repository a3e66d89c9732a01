import { expect, test } from 'vitest'
import { day } from '../../platform/days.ts'
import { byYear, queryOf, readMapFilter } from './rules.ts'

test('agreements stand in the year of their signature, years without one are there too, and what nobody knows is said', () => {
  const signed = [
    { signedOn: day('2019-05-01'), signedYear: null },
    { signedOn: null, signedYear: 2021 },
    { signedOn: day('2021-12-31'), signedYear: null },
    { signedOn: null, signedYear: null },
  ]
  expect(byYear(signed)).toEqual({
    years: [
      { year: 2019, count: 1 },
      { year: 2020, count: 0 },
      { year: 2021, count: 2 },
    ],
    unknown: 1,
  })
  expect(byYear([])).toEqual({ years: [], unknown: 0 })
})

test('a filter in an address is read back; what makes no sense filters nothing', () => {
  const said = '?kind=university&region=cis&country=RU'
  expect(queryOf(readMapFilter(new URLSearchParams(said)))).toBe(said)
  expect(queryOf(readMapFilter(new URLSearchParams('?kind=x&region=moon&country=<script>&status=')))).toBe('')
})
