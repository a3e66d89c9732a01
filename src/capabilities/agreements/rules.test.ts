import { expect, test } from 'vitest'
import { day } from '../../platform/days.ts'
import type { Stay } from '../mobility-numbers/index.ts'
import { balanceOfStays, weightOf } from './balance.ts'
import { endOf, noticeBy, readAgreementFilter, regionOf, stateOn } from './rules.ts'
import { leadReached } from './warnings.ts'

const dated = {
  ...{ from: day('2024-01-01'), until: day('2026-01-01'), renewsItself: false, renewMonths: null, noticeDays: null },
  ...({ keptState: 'inForce', renewedBy: null, endedOn: null } as const),
}

test.each([
  ['2025-01-01', 'inForce'],
  ['2025-07-05', 'ending'],
  ['2026-01-01', 'ending'],
  ['2026-01-02', 'ended'],
])('on %s an agreement that ends on 1 January 2026 is %s', (today, state) => {
  expect(stateOn(dated, day(today), 180)).toBe(state)
})

test('one that was ended early, or renewed, says so', () => {
  expect(stateOn({ ...dated, endedOn: day('2025-02-01') }, day('2025-02-01'), 180)).toBe('ended')
  expect(stateOn({ ...dated, renewedBy: 'x' }, day('2027-02-01'), 180)).toBe('renewed')
  expect(stateOn({ ...dated, until: null }, day('2030-02-01'), 180)).toBe('inForce')
})

test('one that renews itself goes on term by term, and its notice is due before each', () => {
  const itself = { ...dated, renewsItself: true, noticeDays: 90 }
  expect(endOf(itself, day('2026-06-01'))).toBe('2028-01-01')
  expect(endOf({ ...itself, renewMonths: 12 }, day('2026-06-01'))).toBe('2027-01-01')
  expect(noticeBy(itself, day('2025-06-01'))).toBe('2025-10-03')
  expect(stateOn(itself, day('2025-09-01'), 180)).toBe('ending')
  expect(stateOn(itself, day('2025-11-01'), 180)).toBe('inForce')
})

test('a lead time is reached once, and the nearest counts', () => {
  const leads = [180, 90, 30]
  expect(leadReached(day('2026-12-31'), day('2026-01-01'), leads)).toBeNull()
  expect(leadReached(day('2026-12-31'), day('2026-10-10'), leads)).toBe(90)
  expect(leadReached(day('2026-12-31'), day('2026-12-30'), leads)).toBe(30)
})

test('a balance counts people and weighs terms; staff weigh nothing', () => {
  const stay = { direction: 'out', audience: 'students', partner: 'p', name: 'P', country: null } as const
  const weights = { shortDays: 60, short: 50, one: 100, year: 200 }
  const of = (from: string, to: string): Stay => ({ ...stay, from: day(from), to: day(to) })
  expect(weightOf(of('2026-09-01', '2026-10-01'), weights)).toBe(50)
  expect(weightOf(of('2026-09-01', '2027-01-31'), weights)).toBe(100)
  expect(weightOf(of('2026-09-01', '2027-06-30'), weights)).toBe(200)
  expect(weightOf({ ...stay, audience: 'staff', from: null, to: null }, weights)).toBe(0)
  const guest = { ...of('2026-09-01', '2027-01-31'), direction: 'in' } as const
  expect(balanceOfStays([of('2026-09-01', '2027-06-30'), guest], weights)).toEqual({
    ...{ out: 1, in: 1, weightedOut: 200, weightedIn: 100 },
  })
})

test('what makes no sense in an address filters nothing', () => {
  const filter = readAgreementFilter(
    new URLSearchParams('state=x&kind=y&country=usa&field=9&partner=1&after=z&region=mars'),
  )
  expect(Object.values(filter).filter(Boolean)).toEqual([])
  expect([regionOf('KZ'), regionOf('DE'), regionOf(null)]).toEqual(['cis', 'europe', 'none'])
})
