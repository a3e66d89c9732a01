import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../platform/days.ts'
import { averageOf, type Entry, type Kind, readEntry, readHundredths, type Scale, sayHundredths } from './rules.ts'

const fivePoint: Scale = {
  ...{ name: { en: 'five-point scale', ru: '-', ky: '-' }, least: 2, most: 5, pass: 3, step: 1, levels: [] },
  ...{ verified: true, source: [], note: null },
}

let serial = 0
function entry(session: number, subject: string, grade: number | null, more: Partial<Entry> = {}): Entry {
  serial += 1
  const kind: Kind = grade === null ? 'pass' : 'graded'
  return {
    ...{ id: String(serial), session, subject, credits: null, kind, grade: grade === null ? null : grade * 100 },
    ...{ attempt: 1, on: null, sheetId: null, at: new Date(0), byName: '', confirmedAt: null, confirmedBy: null },
    ...more,
  }
}

const of = (...entries: readonly Entry[]) => averageOf({ entries })

describe('the average over all sessions', () => {
  test('counts every graded subject the same, whatever its credits', () => {
    const found = of(entry(1, 'Algebra', 5, { credits: 900 }), entry(1, 'Physics', 4), entry(2, 'Drawing', 4))
    expect(found).toMatchObject({ value: 433, sessions: 2, missing: [], counted: 3 })
  })

  test('rounds a half upwards, in whole hundredths', () => {
    // Eight grades of 4 and 5: 35 / 8 = 4.375.
    const eight = [5, 5, 5, 4, 4, 4, 4, 4].map((grade, at) => entry(1, `Subject ${at}`, grade))
    expect(of(...eight).value).toBe(438)
    const three = [5, 4, 4].map((grade, at) => entry(1, `Subject ${at}`, grade))
    expect(of(...three).value).toBe(433)
  })

  test('of a subject taken again the last attempt counts, also when it is worse, however the subject is spelt', () => {
    const found = of(
      entry(1, 'Высшая математика', 2),
      entry(1, 'ВЫСШАЯ  МАТЕМАТИКА', 4, { attempt: 2 }),
      entry(1, 'Physics', 5, { attempt: 1 }),
      entry(1, 'physics', 3, { attempt: 3 }),
    )
    expect(found).toMatchObject({ value: 350, counted: 2, notCounted: { retaken: 2, passFail: 0 } })
  })

  test('the same subject of another session is another subject', () => {
    expect(of(entry(1, 'English', 3), entry(2, 'English', 5)).value).toBe(400)
  })

  test('does not count what is passed or failed without a grade, and is not there when nothing else is', () => {
    const sport = entry(1, 'Sport', null)
    const failed = entry(1, 'Practice', null, { kind: 'fail' })
    expect(of(sport, failed, entry(1, 'Algebra', 5))).toMatchObject({ value: 500, notCounted: { passFail: 2 } })
    expect(of(sport, failed).value).toBeNull()
    expect(of()).toMatchObject({ value: null, sessions: 0, missing: [] })
  })

  test('is not known while a session is missing, and says which; a session of passes alone is there', () => {
    expect(of(entry(1, 'Algebra', 5), entry(4, 'Physics', 5))).toMatchObject({ value: null, missing: [2, 3] })
    expect(of(entry(1, 'Algebra', 5), entry(2, 'Sport', null), entry(3, 'Physics', 4)).value).toBe(450)
    expect(averageOf({ entries: [entry(1, 'Algebra', 5)] }, 2)).toMatchObject({ value: null, missing: [2] })
  })

  test('says how many of the counted nobody has confirmed', () => {
    const confirmed = { confirmedAt: new Date(0), confirmedBy: 'Asel' }
    expect(of(entry(1, 'Algebra', 5, confirmed), entry(1, 'Physics', 4)).unconfirmed).toBe(1)
  })

  test('lies between the worst and the best grade, and does not depend on the order', () => {
    const grades = fc.array(
      fc.record({ grade: fc.integer({ min: 2, max: 5 }), session: fc.integer({ min: 1, max: 2 }) }),
    )
    fc.assert(
      fc.property(grades, (rows) => {
        const entries = rows.map(({ grade, session }, at) => entry(session, `S${at}`, grade))
        const { value } = of(...entries)
        expect(of(...entries.toReversed()).value).toBe(value)
        if (value === null) return
        expect(value).toBeGreaterThanOrEqual(100 * Math.min(...rows.map(({ grade }) => grade)))
        expect(value).toBeLessThanOrEqual(100 * Math.max(...rows.map(({ grade }) => grade)))
      }),
    )
  })
})

describe('an entry', () => {
  const today = day('2026-11-22')
  const typed = {
    session: '1',
    subject: 'Algebra',
    kind: 'graded',
    grade: '5',
    credits: '',
    attempt: '',
    on: null,
  } as const
  const wrong = (more: object, scale: Scale | null = fivePoint) => {
    const read = readEntry({ ...typed, ...more }, scale, today)
    return read.ok ? [] : read.problems.map(({ field, key }) => `${field} ${key}`)
  }

  test('is kept in hundredths of its own scale', () => {
    const read = readEntry({ ...typed, credits: '4,5', attempt: '2' }, fivePoint, today)
    expect(read).toMatchObject({ ok: true, said: { grade: 500, credits: 450, attempt: 2 } })
  })

  test.each<[string, object, string[]]>([
    ['a grade of another scale is refused, not converted', { grade: '85' }, ['grade entry.otherScale']],
    ['so is one below the least', { grade: '1' }, ['grade entry.otherScale']],
    ['so is one between two steps', { grade: '4,5' }, ['grade entry.betweenSteps']],
    ['a letter is no grade', { grade: 'A' }, ['grade entry.noGrade']],
    ['a graded subject has a grade', { grade: '' }, ['grade form.missing']],
    ['a passed one has none', { kind: 'pass' }, ['grade entry.gradeToo']],
    ['there is no session 0', { session: '0' }, ['session entry.noSession']],
    ['nor 25', { session: '25' }, ['session entry.noSession']],
    ['credits of 0 are none', { credits: '0' }, ['credits entry.noCredits']],
    ['nor are 200', { credits: '200' }, ['credits entry.noCredits']],
    ['an exam of tomorrow has no grade', { on: day('2026-11-23') }, ['on entry.future']],
    ['everything is told at once', { session: 'x', grade: '9' }, ['session entry.noSession', 'grade entry.otherScale']],
  ])('%s', (_, more, problems) => {
    expect(wrong(more)).toEqual(problems)
  })

  test('without a scale no grade is kept', () => {
    expect(wrong({}, null)).toEqual(['grade entry.noScale'])
    expect(wrong({ kind: 'pass', grade: '' }, null)).toEqual([])
  })
})

test.each([
  ['4', 400],
  ['4.5', 450],
  ['4,05', 405],
  ['4.500', 450],
  ['4.555', null],
  ['-4', null],
  ['', null],
  ['4e1', null],
])('%s read in hundredths is %s', (text, hundredths) => {
  expect(readHundredths(text)).toBe(hundredths)
})

test('a number is said as its language writes it', () => {
  expect(sayHundredths(450, 'en')).toBe('4.5')
  expect(sayHundredths(450, 'ru', 'two')).toBe('4,50')
  expect(sayHundredths(12000, 'ky')).toBe('120')
})
