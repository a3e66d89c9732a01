import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { day } from '../../platform/days.ts'
import type { Typed } from '../../platform/web/form.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { recordProblems } from './drafts.ts'
import type { RecordKind, StayRecord } from './rules.ts'
import { staysWords } from './words.ts'

let town: TestHouse
let law: Law
beforeAll(async () => {
  town = await testHouse({ jobs: false, today: '2026-11-22' })
  law = await lawOfToday(town.house)
})
afterAll(() => town.close())

const record = (kind: RecordKind, from: string, to: string | null, said: Typed = {}): StayRecord => ({
  ...{ id: `${kind}-${from}`, personId: 'p', kind, number: '', from: day(from), to: to ? day(to) : null, said },
  ...{ caseId: null, state: 'valid', endedOn: null, endedWhy: '', addedAt: new Date(0), byName: '', version: 1 },
})
const held = record('passport', '2020-03-01', '2030-03-01', { country: 'PK' })
const [pk, gb] = [held, record('passport', '2021-01-01', '2031-01-01', { country: 'GB' })]

function problems(kind: RecordKind, typed: Typed, others: readonly StayRecord[] = [], birthDay = '2004-02-29') {
  const about = { others, birthDay: day(birthDay), today: day('2026-11-22'), law }
  return recordProblems(kind, typed, about).map(({ field, key }) => `${field} ${key}`)
}

const right: Readonly<Partial<Record<RecordKind, Typed>>> = {
  passport: { number: 'AB 123-4567', country: 'PK', from: '2020-03-01', to: '2030-02-28' },
  visa: { visaKind: 'S', number: '12345678', from: '2026-11-01', to: '2027-01-29', entries: 'single' },
  crossing: { direction: 'in', from: '2026-11-20', country: '' },
  home: { place: 'hostel', address: 'Hostel 2, room 14', from: '2026-11-20' },
  registration: { number: '', from: '2026-11-20', to: '2027-11-19' },
}

describe('bad input of records', () => {
  test.each(Object.keys(right))('a right %s is taken', (kind) => {
    expect(problems(kind as RecordKind, right[kind as RecordKind] ?? {})).toEqual([])
  })

  test.each<[RecordKind, Typed, string, StayRecord[]?]>([
    ['crossing', { from: '2026-11-23' }, 'from stay.crossing.notYet'],
    ['crossing', { from: '2020-02-29' }, 'from stay.crossing.beforePassport', [pk]],
    ['crossing', { from: '2004-02-28' }, 'from stay.beforeBirth'],
    ['crossing', {}, 'country stay.passport.which', [pk, gb]],
    ['crossing', { country: 'FR' }, 'country stay.passport.none', [pk, gb]],
    ['crossing', { from: '2026-02-29' }, 'from form.notADay'],
    ['crossing', { direction: 'sideways' }, 'direction form.choose'],
    ['visa', { to: '2026-10-31' }, 'to stay.ends.first'],
    ['visa', {}, 'from stay.visa.overlaps', [record('visa', '2026-06-01', '2026-11-01', {})]],
    ['visa', { visaKind: 'С' }, 'visaKind stay.visa.cyrillic'],
    ['visa', { visaKind: 'Ж' }, 'visaKind stay.visa.kind'],
    ['visa', { visaKind: 'S-1' }, 'visaKind stay.visa.kind'],
    ['passport', { number: 'АВ1234567' }, 'number stay.number.cyrillic'],
    ['passport', { number: 'AB1234О67' }, 'number stay.number.cyrillic'],
    ['passport', { number: 'AB123O567' }, 'number stay.number.lookAlike'],
    ['passport', { number: 'I23456789' }, 'number stay.number.lookAlike'],
    ['passport', { number: 'AB/123' }, 'number form.latinOnly'],
    ['passport', { number: '' }, 'number form.missing'],
    ['passport', { to: '2020-03-01' }, 'to stay.ends.first'],
    ['passport', { to: '2031-03-02' }, 'to stay.passport.tooLong'],
    ['passport', { from: '2026-11-23', to: '2036-11-22' }, 'from stay.passport.notYet'],
    ['passport', { from: '2004-02-28', to: '2009-02-28' }, 'from stay.passport.beforeBirth'],
    ['passport', {}, 'number stay.passport.twice', [{ ...pk, number: 'AB1234567' }]],
    ['home', { place: 'flat' }, 'owner stay.home.owner'],
    ['registration', { from: '2026-11-23', to: '2027-11-19' }, 'from stay.registration.notYet'],
    ['registration', { to: '2026-11-19' }, 'to stay.ends.first'],
  ])('%s %j: %s', (kind, typed, problem, others = []) => {
    expect(problems(kind, { ...right[kind], ...typed }, others)).toEqual([problem])
  })

  test.each<[RecordKind, Typed, StayRecord[]?]>([
    ['crossing', { from: '2026-11-22' }],
    ['crossing', { from: '2020-03-01' }, [pk]],
    ['crossing', { country: 'GB' }, [pk, gb]],
    ['crossing', { from: '2020-12-31' }, [pk, gb]],
    ['passport', { number: 'AB123O567', numberSure: 'yes' }],
    ['passport', { number: 'OI1234567' }],
    ['passport', { from: '2024-02-29', to: '2034-02-28' }],
    ['visa', { visaKind: 'rc' }],
    ['visa', {}, [record('visa', '2026-06-01', '2026-10-31')]],
    ['visa', {}, [{ ...record('visa', '2026-06-01', '2026-11-30'), state: 'ended', endedOn: day('2026-10-31') }]],
    ['visa', {}, [{ ...record('visa', '2026-06-01', '2026-11-30'), state: 'mistake' }]],
    ['home', { place: 'flat', owner: 'Asan Sample' }],
  ])('but this %s is right: %j', (kind, typed, others = []) => {
    expect(problems(kind, { ...right[kind], ...typed }, others)).toEqual([])
  })

  test('a look-alike is said with its place, in the reader’s language, and the Latin letter is offered', () => {
    const about = { others: [], birthDay: null, today: law.day, law }
    const [wrong] = recordProblems('passport', { ...right.passport, number: 'AB12З4567' }, about)
    expect(wrong?.params).toEqual({ found: 'З', at: 5, like: '?' })
    const [letter] = recordProblems('passport', { ...right.passport, number: 'АB1234567' }, about)
    expect(staysWords('ru').find(letter?.key ?? '', letter?.params)).toContain('Знак 1 номера, А, — кириллическая')
    const [kind] = recordProblems('visa', { ...right.visa, visaKind: 'С' }, about)
    expect(kind?.params).toEqual({ found: 'С', like: 'S' })
  })
})
