import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { addDays, day, daysBetween, weekday } from '../../platform/days.ts'
import { type Law, type LawBook, lawBook, lawOn, type Rule } from './index.ts'

// The pack as it is shipped and loaded, not a calendar made for the test.
let town: TestHouse
let book: LawBook
let law: Law
beforeAll(async () => {
  town = await testHouse({ jobs: false })
  book = await lawBook(town.house)
  law = lawOn(book, day('2026-09-01'))
})
afterAll(() => town.close())

const term = (value: number, unit: Rule['unit']): Rule => {
  const text = { en: 'A term', ru: 'Срок', ky: 'Мөөнөт' }
  return {
    id: 'term',
    value,
    unit,
    text,
    validFrom: null,
    validTo: null,
    verified: true,
    asOf: null,
    source: [],
    note: null,
  }
}
const workingDays = (value: number) => term(value, 'working-days')
const calendarDays = (value: number) => term(value, 'calendar-days')
const forward = (from: string, rule: Rule) => law.deadline('due', rule, { from: day(from) })
const backward = (before: string, rule: Rule) => law.latestDay('start', rule, { before: day(before) })

describe('a working day', () => {
  test.each([
    ['2025-12-31', true, 'the last day of the year'],
    ['2026-01-01', false, 'New Year'],
    ['2026-01-05', false, 'a Monday of the New Year holidays'],
    ['2026-01-07', false, 'Christmas'],
    ['2026-01-08', false, 'prolonged by decision'],
    ['2026-01-09', false, 'prolonged by decision'],
    ['2026-01-10', false, 'a Saturday'],
    ['2026-01-12', true, 'the first Monday after'],
    ['2026-02-23', true, 'remembered, and worked'],
    ['2026-03-20', false, 'Eid al-Fitr, a Friday'],
    ['2026-03-23', true, 'Nooruz fell on a Saturday and moves nothing'],
    ['2026-04-30', true, 'the eve of a holiday'],
    ['2026-05-01', false, 'Labour Day'],
    ['2026-05-04', false, 'the May holidays'],
    ['2026-05-08', false, 'the May holidays'],
    ['2026-05-11', true, 'the Monday after Victory Day'],
    ['2026-08-31', false, 'Independence Day'],
    ['2026-09-01', true, 'the day after'],
    ['2026-11-07', false, 'a day of remembrance that is a Saturday stays a Saturday'],
    ['2026-11-08', false, 'a day of remembrance that is a Sunday stays a Sunday'],
    ['2027-11-08', true, 'a day of remembrance on a Monday is worked'],
    ['2028-02-29', true, 'a Tuesday that most years don’t have'],
  ])('%s: %s (%s)', (on, working) => {
    expect(law.isWorkingDay(day(on))).toBe(working)
  })
})

describe('counting forward: the day of the event is not counted', () => {
  test.each([
    ['2025-12-31', 1, '2026-01-12'],
    ['2026-01-01', 1, '2026-01-12'],
    ['2026-01-09', 1, '2026-01-12'],
    ['2026-01-11', 5, '2026-01-16'],
    ['2026-03-19', 1, '2026-03-23'],
    ['2026-04-30', 1, '2026-05-11'],
    ['2026-04-29', 5, '2026-05-14'],
    ['2026-05-26', 1, '2026-05-28'],
    ['2026-08-28', 1, '2026-09-01'],
    ['2026-08-27', 5, '2026-09-04'],
    ['2028-02-28', 1, '2028-02-29'],
  ])('from %s, %i working days: %s', (from, count, due) => {
    expect(forward(from, workingDays(count)).due).toBe(due)
  })

  test.each([
    ['2026-01-01', 30, '2026-01-31'],
    ['2026-02-27', 2, '2026-03-01'],
    ['2028-02-27', 2, '2028-02-29'],
    ['2028-02-29', 365, '2029-02-28'],
    ['2027-12-31', 60, '2028-02-29'],
    ['2026-05-01', 3, '2026-05-04'],
  ])('from %s, %i calendar days, holidays or not: %s', (from, count, due) => {
    expect(forward(from, calendarDays(count)).due).toBe(due)
  })
})

describe('counting back: the latest safe day', () => {
  test.each([
    ['2026-01-12', 1, '2025-12-31'],
    ['2026-05-11', 1, '2026-04-30'],
    ['2026-09-01', 1, '2026-08-28'],
    ['2026-09-07', 5, '2026-08-28'],
    ['2028-03-01', 1, '2028-02-29'],
  ])('before %s, %i working days: %s', (before, count, due) => {
    expect(backward(before, workingDays(count)).due).toBe(due)
  })

  test.each([
    ['2026-03-01', 1, '2026-02-28'],
    ['2028-03-01', 1, '2028-02-29'],
    ['2026-01-10', 15, '2025-12-26'],
  ])('before %s, %i calendar days: %s', (before, count, due) => {
    expect(backward(before, calendarDays(count)).due).toBe(due)
  })
})

describe('whatever the day and the term,', () => {
  const anyDay = fc.integer({ min: 0, max: 365 * 4 }).map((step) => addDays(day('2024-06-01'), step))
  const anyCount = fc.integer({ min: 1, max: 40 })

  test('a term of working days ends after its event, on a working day, with exactly that many between', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (from, count) => {
        const { due } = law.deadline('due', workingDays(count), { from })
        expect(due > from).toBe(true)
        expect(law.isWorkingDay(due)).toBe(true)
        const steps = Array.from({ length: daysBetween(from, due) }, (_, step) => addDays(from, step + 1))
        expect(steps.filter((on) => law.isWorkingDay(on))).toHaveLength(count)
      }),
    )
  })

  test('a term of calendar days ends that many days later', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (from, count) => {
        expect(daysBetween(from, law.deadline('due', calendarDays(count), { from }).due)).toBe(count)
      }),
    )
  })

  test('counting forward and back again leads to the working day that it began on', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (from, count) => {
        fc.pre(law.isWorkingDay(from))
        for (const rule of [workingDays(count), calendarDays(count)]) {
          const { due } = law.deadline('due', rule, { from })
          expect(law.latestDay('start', rule, { before: due }).due).toBe(from)
          const safe = law.latestDay('start', rule, { before: from }).due
          expect(law.deadline('due', rule, { from: safe }).due).toBe(from)
        }
      }),
    )
  })

  test('a longer term never ends earlier, and a later event never gives an earlier end', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (from, count) => {
        const { due } = law.deadline('due', workingDays(count), { from })
        expect(law.deadline('due', workingDays(count + 1), { from }).due > due).toBe(true)
        expect(law.deadline('due', workingDays(count), { from: addDays(from, 1) }).due >= due).toBe(true)
      }),
    )
  })

  test('no Saturday or Sunday is worked, unless a day off was moved away from it', () => {
    const moved = new Set(
      book.calendar.filter(({ kind, working }) => kind === 'transfer' && working).map(({ day }) => day),
    )
    fc.assert(
      fc.property(anyDay, (on) => {
        if (weekday(on) > 5 && !moved.has(on)) expect(law.isWorkingDay(on)).toBe(false)
      }),
    )
  })

  test('a Saturday that was exchanged for a Monday off is worked', () => {
    const saturday = {
      day: day('2026-06-06'),
      name: term(0, 'text').text,
      working: true,
      provisional: false,
      kind: 'transfer',
    }
    const exchanged = lawOn({ ...book, calendar: [...book.calendar, saturday] }, law.day)
    expect(exchanged.isWorkingDay(day('2026-06-06'))).toBe(true)
    expect(exchanged.isWorkingDay(day('2026-06-07'))).toBe(false)
  })
})

describe('a date is provisional', () => {
  test.each([
    ['over a holiday whose day is not announced', '2027-03-05', 3, true],
    ['when it would fall on that day but for the holiday', '2027-03-09', 1, true],
    ['not when the term ends before it', '2027-03-01', 3, false],
    ['not when the term begins after it', '2027-03-10', 3, false],
    ['over the turn into a year whose calendar nobody has written', '2028-12-28', 5, true],
    ['wholly within such a year', '2029-03-01', 5, true],
    ['not within an announced year', '2026-09-01', 5, false],
  ])('%s (%s)', (_, from, count, provisional) => {
    expect(forward(from, workingDays(count)).provisional).toBe(provisional)
  })

  test.each([
    ['back into a year whose calendar nobody has written', '2024-01-08', 5, true],
    ['back over a holiday whose day is not announced', '2027-03-11', 2, true],
    ['not within announced years', '2026-01-14', 5, false],
  ])('counted back: %s (%s)', (_, before, count, provisional) => {
    expect(backward(before, workingDays(count)).provisional).toBe(provisional)
  })
})

test('a date of calendar days is certain, whatever is announced late', () => {
  expect(forward('2027-03-05', calendarDays(30)).provisional).toBe(false)
  expect(forward('2029-03-01', calendarDays(30)).provisional).toBe(false)
})

describe('a rule', () => {
  test('that the pack doesn’t have is the program’s fault and is thrown, not guessed', () => {
    expect(() => law.rule('registration.nothing-like-it')).toThrow('no rule registration.nothing-like-it')
    expect(() => law.deadline('due', 'registration.nothing-like-it', { from: law.day })).toThrow(RangeError)
  })

  test.each([
    ['2026-09-22', false],
    ['2026-09-23', true],
  ])('holds from its first day on: registration.change on %s: %s', (on, holds) => {
    const that = lawOn(book, day(on))
    if (holds) expect(that.rule('registration.change').value).toBe(10)
    else expect(() => that.rule('registration.change')).toThrow(RangeError)
  })

  test.each([
    ['2026-04-29', false],
    ['2026-04-30', true],
    ['2026-12-31', true],
    ['2027-01-01', false],
  ])('ends with its last day: visa.resident-card on %s: %s', (on, holds) => {
    const that = lawOn(book, day(on))
    expect(that.find('visa.resident-card')?.value ?? null).toBe(holds ? 365 : null)
    if (!holds) expect(() => that.rule('visa.resident-card')).toThrow(RangeError)
  })

  test.each([
    ['2025-06-01', true, null],
    ['2026-04-29', true, null],
    ['2026-04-30', false, '2026-12-31'],
    ['2026-12-31', false, '2026-12-31'],
  ])('of the first study visa changes its edition: on %s verified: %s, ends %s', (on, verified, ends) => {
    const found = lawOn(book, day(on)).find('visa.study-first')
    expect(found).toMatchObject({ value: 90, verified, validTo: ends ?? '2026-04-29' })
  })

  // kg-rules, penalties-and-fees.json: fee registration-service, "632 before"; penalty h-purpose, "since 2025-04-24".
  test.each([
    ['2026-03-08', 632],
    ['2026-03-09', 1113],
  ])('of a fee: registration service on %s is %i som', (on, value) => {
    expect(lawOn(book, day(on)).fee('registration-service')).toMatchObject({ value, unit: 'KGS', verified: false })
    expect(lawOn(book, day(on)).fee('nothing-like-it')).toBeNull()
  })

  test.each([
    ['2025-04-23', 13000],
    ['2025-04-24', 30000],
  ])('of a fine: inviting for another purpose on %s is %i som', (on, value) => {
    const fines = lawOn(book, day(on)).penalties()
    expect(fines.filter(({ id }) => id === 'penalty.inviting.purpose')).toMatchObject([{ value, unit: 'KGS' }])
  })

  // kg-rules, acts-and-authorities.json: reg-1, reg-2, work-1, work-2, work-3.
  test.each([
    ['registration', '2026-09-27', /Kyzmat/],
    ['registration', '2026-09-28', /Ministry of Labour/],
    ['work', '2024-12-31', /Ministry of Labour/],
    ['work', '2025-01-01', /Consular Department/],
    ['work', '2026-09-28', /Ministry of Labour/],
    ['visa', '2026-11-22', /Consular Service/],
    ['security', '2026-11-22', /National Security/],
  ] as const)('names who does it: %s on %s', (of, on, name) => {
    expect(lawOn(book, day(on)).authority(of)?.text.en).toMatch(name)
  })

  test('of another day is asked of the same edition', () => {
    expect(law.on(day('2026-09-23')).rule('registration.change').value).toBe(10)
    expect(() => law.on(day('2026-09-23')).on(day('2026-09-22')).rule('registration.change')).toThrow(RangeError)
  })

  test('in years can’t be counted as a deadline', () => {
    expect(() => law.deadline('due', 'study.bachelor-length', { from: law.day })).toThrow('years')
  })

  test('the same rule never stands twice on one day', () => {
    const edges = book.rules.flatMap(({ validFrom, validTo }) => [validFrom, validTo]).filter((edge) => edge !== null)
    for (const on of [law.day, ...edges]) {
      const held = book.rules.filter(({ validFrom, validTo }) => (validFrom ?? on) <= on && on <= (validTo ?? on))
      expect(new Set(held.map(({ id }) => id)).size).toBe(held.length)
    }
  })
})

// kg-rules, visa-categories.json: the letters changed in 2020, 2022, 2025 and 2026.
describe('a kind of visa', () => {
  const codes = (on: string) =>
    lawOn(book, day(on))
      .visaKinds()
      .map(({ code, edition }) => `${edition} ${code}`)

  test.each([
    ['J', '2025-01-21', null],
    ['J', '2025-01-22', '2025-01'],
    ['J', '2026-04-29', '2025-01'],
    ['J', '2026-04-30', '2026'],
    ['TS', '2025-01-21', '2022'],
    ['TS', '2025-01-22', null],
    ['TS', '2026-04-30', '2026'],
    ['W', '2026-04-29', '2022'],
    ['W', '2026-04-30', null],
    ['RC', '2025-06-26', null],
    ['RC', '2025-06-27', '2026'],
    ['S', '2022-08-02', '2020'],
    ['S', '2022-08-03', '2022'],
    ['S', '2026-11-22', '2026'],
    // A Cyrillic С is no Latin S or C.
    ['С', '2026-11-22', null],
  ])('%s on %s is of the edition %s', (code, on, edition) => {
    expect(lawOn(book, day(on)).visaKind(code)?.edition ?? null).toBe(edition)
  })

  test('stands once a day, and a visa of an earlier edition keeps its meaning', () => {
    for (const on of ['2016-05-01', '2021-01-01', '2023-01-01', '2025-03-01', '2025-08-01', '2026-11-22']) {
      const found = lawOn(book, day(on))
        .visaKinds()
        .map(({ code }) => code)
      expect(new Set(found).size).toBe(found.length)
    }
    expect(lawOn(book, day('2026-11-22')).visaKind('J', '2025-01')?.name.en).toMatch(/tourist/)
    expect(lawOn(book, day('2026-11-22')).visaKind('J', '1999')).toBeNull()
  })

  test('of an ended edition is still offered when no later one is loaded, and says when it ended', () => {
    expect(codes('2027-01-01')).toEqual(codes('2026-12-31'))
    expect(lawOn(book, day('2027-01-01')).visaKind('S')).toMatchObject({ edition: '2026', validTo: '2026-12-31' })
  })
})

describe('the visa-free stay', () => {
  test.each([
    ['DE', '2025-12-30', 60],
    ['DE', '2025-12-31', 30],
    ['JP', '2025-12-30', 60],
    ['JP', '2026-09-01', 30],
    ['KZ', '2025-12-30', 90],
    ['KZ', '2026-09-01', 90],
    ['UZ', '2026-09-01', 60],
    ['TR', '2026-09-01', 90],
    ['SA', '2026-09-01', 180],
    ['MY', '2026-09-01', 30],
    ['MD', '2026-09-23', 90],
  ])('%s on %s: %i days', (citizenship, on, days) => {
    expect(lawOn(book, day(on)).visaFree(citizenship)?.days).toBe(days)
  })

  test.each([
    ['a citizen of Pakistan', 'PK', '2026-09-01'],
    ['a citizen of India', 'IN', '2026-09-01'],
    ['a citizen of Germany before any edition of annex 1', 'DE', '2023-10-27'],
    ['a citizen of Moldova the day before the rule', 'MD', '2026-09-22'],
    ['a stateless person', 'XXA', '2026-09-01'],
    ['a word that is no country', 'constructor', '2026-09-01'],
  ])('%s needs a visa (%s, %s)', (_, citizenship, on) => {
    expect(lawOn(book, day(on)).visaFree(citizenship)).toBeNull()
  })

  test('without an end: the citizen needs no visa, however long', () => {
    const rule = lawOn(book, day('2026-09-01')).visaFree('KP')
    expect(rule).not.toBeNull()
    expect(rule?.days).toBeNull()
  })

  test('of one citizenship stands in one rule on one day, and each country named is in the list of countries', () => {
    const known = new Set(book.countries.map(({ code }) => code))
    for (const on of ['2025-12-30', '2025-12-31', '2026-09-01', '2026-09-23'].map(day)) {
      const named = book.visaFree
        .filter(({ validFrom, validTo }) => (validFrom ?? on) <= on && on <= (validTo ?? on))
        .flatMap(({ countries }) => countries)
      expect(new Set(named).size).toBe(named.length)
      expect(named.filter((code) => !known.has(code))).toEqual([])
    }
  })

  test('stateless persons stand in the list of countries', () => {
    expect(law.country('XXA')?.name.en).toMatch(/stateless/i)
    expect(law.country('XX')).toBeNull()
  })
})
