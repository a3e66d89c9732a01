import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { addDays, type Day, day } from '../../platform/days.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { clocksOf } from './clocks.ts'
import type { RecordKind, StayRecord } from './rules.ts'

let town: TestHouse
let law: Law
beforeAll(async () => {
  town = await testHouse({ jobs: false, today: '2026-11-22' })
  law = await lawOfToday(town.house)
})
afterAll(() => town.close())

/** `visa 2026-01-10..2026-12-31 visaKind=S`, as a person's file would list it. */
function stayOf(...lines: readonly string[]): StayRecord[] {
  return lines.map((line, at) => {
    const [kind = '', period = '', ...said] = line.split(' ')
    const [from = '', to = ''] = period.split('..')
    return {
      ...{ id: `${kind}-${at + 1}`, personId: 'p', kind: kind as RecordKind, number: '', caseId: null, version: 1 },
      ...{ from: from ? day(from) : null, to: to ? day(to) : null, said: Object.fromEntries(said.map(pair)) },
      ...{ state: 'valid', endedOn: null, endedWhy: '', addedAt: new Date(2026, 0, 1 + at), byName: 'Aida' },
    }
  })
}
const pair = (text: string): [string, string] => {
  const [name = '', value = ''] = text.split('=')
  return [name, value]
}
const said = (records: readonly StayRecord[], on: Law = law) =>
  clocksOf(records, on).map(({ name, due, rule }) => `${name} ${due} ${rule?.id ?? '-'}`)

describe('what runs from a crossing of the border', () => {
  // registration-exemption.json: the list of 2019 holds until 2026-09-22, that of 2026 from 2026-09-23 (Resolution 600);
  // who is in none: 5 working days (Law on External Migration, article 6); holidays.json: nobody works from 1 to 7 January 2027.
  test.each([
    ['PK', '2026-10-05', 'registration.first 2026-10-12 registration.term'],
    ['PK', '2026-12-29', 'registration.first 2027-01-12 registration.term'],
    ['AU', '2026-09-22', 'registration.first 2026-11-21 registration.exempt-2019-60'],
    ['AU', '2026-09-23', 'registration.first 2026-10-23 registration.exempt-2026-30'],
    ['IR', '2026-11-20', 'registration.first 2026-11-28 registration.exempt-2026-8'],
    ['GE', '2026-10-01', 'registration.first 2026-12-30 registration.exempt-2026-90'],
  ])('%s in on %s: %s', (country, entered, clock) => {
    expect(said(stayOf(`crossing ${entered} direction=in country=${country}`)).join()).toContain(clock)
  })

  test('a citizen of Kyrgyzstan has no date', () => {
    expect(said(stayOf('crossing 2026-10-05 direction=in country=KG'))).toEqual([])
  })
  test('nobody knows the citizenship: the general term, which is the shortest', () => {
    expect(said(stayOf('crossing 2026-10-05 direction=in'))).toEqual([
      'registration.first 2026-10-12 registration.term',
    ])
  })
  test('the passport of the person says the citizenship, when there is one only', () => {
    const one = stayOf('crossing 2026-10-01 direction=in', 'passport 2020-01-01..2030-01-01 country=GE')
    expect(said(one)).toContain('registration.first 2026-12-30 registration.exempt-2026-90')
    const two = [...one, ...stayOf('passport 2020-01-01..2030-01-01 country=PK')]
    expect(said(two)).toContain('registration.first 2026-10-08 registration.term')
    const named = [...two.slice(1), ...stayOf('crossing 2026-10-01 direction=in country=GE')]
    expect(said(named)).toContain('registration.first 2026-12-30 registration.exempt-2026-90')
  })
  test('a registration made since ends the term', () => {
    const arrived = ['crossing 2026-10-05 direction=in country=PK', 'visa 2026-10-01..2026-12-29 visaKind=S']
    expect(said(stayOf(...arrived, 'registration 2026-10-07..2027-10-06'))).toEqual([
      'visa.ends 2026-12-29 visa.extension-lead',
      'registration.ends 2027-10-06 registration.contract',
    ])
  })
  // study-and-registration.json: leaving for 30 days or more makes the registration void (Resolution 600, from 2026-09-23).
  test.each([
    ['2026-10-30', []],
    ['2026-10-31', ['registration.first 2026-11-06 registration.term']],
  ])('out on 1 October, in on %s under a registration that runs', (back, clocks) => {
    const stay = stayOf(
      'registration 2026-03-01..2027-02-28',
      'crossing 2026-10-01 direction=out country=PK',
      `crossing ${back} direction=in country=PK`,
    )
    expect(said(stay).filter((clock) => clock.startsWith('registration.first'))).toEqual(clocks)
  })
  test('who left is to be back on the 29th day, the last one that keeps the registration', () => {
    const stay = stayOf('registration 2026-03-01..2027-02-28', 'crossing 2026-11-01 direction=out country=PK')
    expect(said(stay)).toContain('registration.void 2026-11-30 registration.absence')
    const absent = stayOf('registration 2026-03-01..2027-02-28', 'absence 2026-11-01 where=abroad')
    expect(said(absent)).toContain('registration.void 2026-11-30 registration.absence')
    expect(said([...absent, ...stayOf('crossing 2026-11-10 direction=in')])).not.toContain(
      'registration.void 2026-11-30 registration.absence',
    )
  })
})

describe('a stay without a visa (stay-limits.json: calendar days from the day of crossing, within a window)', () => {
  test.each([
    ['KZ', [], '2026-10-01', 'visa-free.ends 2026-12-29 visa-free.eaeu'],
    ['DE', [], '2026-10-01', 'visa-free.ends 2026-10-30 visa-free.annex-1'],
    // 20 of 30 days were used within the last 60: 10 are left.
    ['DE', ['2026-09-01..2026-09-20'], '2026-10-01', 'visa-free.ends 2026-10-10 visa-free.annex-1'],
    // The earlier stay leaves the window day by day: it ended 59 days before.
    ['DE', ['2026-07-20..2026-08-03'], '2026-10-01', 'visa-free.ends 2026-10-30 visa-free.annex-1'],
    ['MV', ['2026-09-01..2026-09-20'], '2026-10-01', 'visa-free.ends 2026-10-30 visa-free.maldives'],
  ])('%s after %j, in on %s', (country, earlier, entered, clock) => {
    const stamps = earlier.flatMap((stay) => {
      const [from, to] = stay.split('..')
      return [`crossing ${from} direction=in country=${country}`, `crossing ${to} direction=out country=${country}`]
    })
    expect(said(stayOf(...stamps, `crossing ${entered} direction=in country=${country}`))).toContain(clock)
  })
  test('who has a visa, or needs one, has no such date', () => {
    const [visa, entered] = ['visa 2026-09-01..2026-12-31 visaKind=S', 'crossing 2026-10-01 direction=in country=']
    expect(said(stayOf(visa, `${entered}DE`)).join()).not.toContain('visa-free')
    expect(said(stayOf(`${entered}PK`)).join()).not.toContain('visa-free')
  })
})

describe('what ends', () => {
  test('a later paper of the same line takes the date over; another citizenship’s does not', () => {
    expect(
      said(stayOf('passport 2016-01-01..2027-01-01 country=PK', 'passport 2026-01-01..2036-01-01 country=PK')),
    ).toEqual(['passport.ends 2036-01-01 -'])
    expect(
      said(stayOf('passport 2016-01-01..2027-01-01 country=PK', 'passport 2026-01-01..2036-01-01 country=GB')),
    ).toEqual(['passport.ends 2027-01-01 -', 'passport.ends 2036-01-01 -'])
  })
  test('an ended or mistaken record has no date', () => {
    const [visa] = stayOf('visa 2026-09-01..2026-12-31 visaKind=S')
    for (const state of ['ended', 'mistake'] as const) expect(said([{ ...(visa as StayRecord), state }])).toEqual([])
  })
  test('a visa that ended while its holder is abroad is no date; before its end it is', () => {
    const left = 'crossing 2026-09-30 direction=out'
    expect(said(stayOf('visa 2026-01-01..2026-10-31 visaKind=S', left))).toEqual([])
    expect(said(stayOf('visa 2026-01-01..2026-12-31 visaKind=S', left)).length).toBe(1)
  })
  test('five working days before the end by law, and earlier by the institution’s own lead time', () => {
    const [clock] = clocksOf(stayOf('visa 2026-01-01..2026-12-31 visaKind=S'), law)
    expect(clock).toMatchObject({ due: '2026-12-31', start: '2026-12-03', rule: { id: 'visa.extension-lead' } })
    const short = { 'visa.ends': { value: 1, unit: 'working-days' } } as const
    const [late] = clocksOf(stayOf('visa 2026-01-01..2026-12-31 visaKind=S'), law, short)
    expect(late?.start).toBe('2026-12-24')
  })
  test('no edition is known for next summer: the last one is used and says when it ends; after it the limit of all editions', () => {
    const visa = stayOf('visa 2026-09-01..2027-06-30 visaKind=S')
    expect(clocksOf(visa, law)[0]?.rule).toMatchObject({ id: 'visa.extension-lead', validTo: '2026-12-31' })
    expect(clocksOf(visa, law.on(day('2027-02-01')))[0]?.rule?.id).toBe('visa.study-total')
  })
})

// study-and-registration.json: within 10 working days of a change of address, passport or purpose (Resolution 600, from 2026-09-23).
describe('register again', () => {
  const registered = 'registration 2026-03-01..2027-02-28'
  test.each([
    ['a move', ['home 2026-10-01..  place=flat'], 'registration.again 2026-10-15 registration.change'],
    [
      'a new passport of the same state',
      ['passport 2020-01-01..2027-01-01 country=PK', 'passport 2026-10-01..2036-10-01 country=PK'],
      'registration.again 2026-10-15 registration.change',
    ],
    [
      'another kind of visa',
      ['visa 2026-01-01..2026-09-30 visaKind=S', 'visa 2026-10-01..2027-03-31 visaKind=W1'],
      'registration.again 2026-10-15 registration.change',
    ],
  ])('%s', (_, changes, clock) => {
    expect(said(stayOf(registered, ...changes))).toContain(clock)
    expect(said(stayOf(registered, ...changes, 'registration 2026-10-10..2027-02-28'))).not.toContain(clock)
  })
  test.each([
    ['the same home as before', ['home 2026-02-01.. place=flat']],
    [
      'a passport of another state',
      ['passport 2020-01-01..2030-01-01 country=PK', 'passport 2026-10-01..2036-10-01 country=GB'],
    ],
    [
      'the next visa of the same kind',
      ['visa 2026-01-01..2026-09-30 visaKind=S', 'visa 2026-10-01..2027-03-31 visaKind=S'],
    ],
    ['a move before the rule held', ['home 2026-05-01.. place=flat']],
  ])('not after %s', (_, changes) => {
    expect(said(stayOf(registered, ...changes)).join()).not.toContain('registration.again')
  })
})

test('for any crossing of any citizenship: no date before its event, no start on a day off, nothing to begin after its end', () => {
  const days = fc.integer({ min: 0, max: 1500 }).map((count) => addDays(day('2024-01-01'), count))
  const states = fc.constantFrom(...law.countries.map(({ code }) => code))
  fc.assert(
    fc.property(days, states, (entered: Day, country) => {
      for (const clock of clocksOf(stayOf(`crossing ${entered} direction=in country=${country}`), law)) {
        expect(clock.due >= entered).toBe(true)
        expect(clock.start <= clock.due && clock.start >= entered).toBe(true)
        expect(law.isWorkingDay(clock.start) || clock.start === entered).toBe(true)
        if (clock.rule?.unit === 'working-days') expect(law.isWorkingDay(clock.due)).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})

test('counting back the lead time, then forward, returns the day of work', () => {
  const days = fc.integer({ min: 0, max: 1500 }).map((count) => addDays(day('2024-01-01'), count))
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 40 }), (to, value) => {
      const term = { value, unit: 'working-days' } as const
      const before = law.before(to, term).day
      const forward = law.after(before, term)
      expect(law.isWorkingDay(before)).toBe(true)
      // From a day off the way forward ends on the first working day after it.
      expect(forward).toBe(law.isWorkingDay(to) ? to : law.after(to, { value: 1, unit: 'working-days' }))
    }),
    { numRuns: 300 },
  )
})
