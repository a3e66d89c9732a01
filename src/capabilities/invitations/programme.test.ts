import { describe, expect, test } from 'vitest'
import { day } from '../../platform/days.ts'
import { readCsv } from '../../platform/sheets/read-csv.ts'
import { personProblems } from './members.ts'
import { readProgramme } from './programme.ts'
import { dayWritten } from './written-days.ts'

const [from, to] = [day('2026-12-10'), day('2026-12-12')]

describe('a programme day by day', () => {
  test('is read in the ways in which people write days, and a line without one goes on', () => {
    const { days, fault } = readProgramme('10.12.2026 10:00 Rector\nLunch\n\n2026-12-12: Lecture', from, to)
    expect(fault).toBeNull()
    expect(days).toEqual([
      { day: '2026-12-10', lines: ['10:00 Rector', 'Lunch'] },
      { day: '2026-12-12', lines: ['Lecture'] },
    ])
  })

  test.each([
    ['Rector', 'programme.noDay', 1],
    ['10.12.2026 Rector\n31.11.2026 Nobody', 'programme.noSuchDay', 2],
    ['10.12.2026 Rector\n13.12.2026 Too late', 'programme.outside', 2],
    ['09.12.2026 Too early', 'programme.outside', 1],
    ['11.12.2026 One\n10.12.2026 Two', 'programme.order', 2],
    ['29.02.2027 No leap year', 'programme.noSuchDay', 1],
  ])('%j is refused: %s in line %i', (text, key, line) => {
    expect(readProgramme(text, from, to).fault).toEqual({ key, params: { line } })
  })
})

test.each([
  ['12.12.2026', '2026-12-12'],
  ['1/2/2026', '2026-02-01'],
  [' 2028-02-29 ', '2028-02-29'],
  ['29.02.2026', null],
  ['12.12.26', null],
  ['tomorrow', null],
])('the day %j of a sheet is %s', (text, read) => {
  expect(dayWritten(text)).toBe(read)
})

describe('a sheet as text', () => {
  test.each([
    [
      'a;b\nc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      '\uFEFFa,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\tb, c', [['a', 'b, c']]],
    ['"a;""b""";c', [['a;"b"', 'c']]],
    ['"two\nlines";c', [['two\nlines', 'c']]],
  ])('%j', (text, rows) => {
    expect(readCsv(text)).toEqual(rows)
  })
})

describe('a passport and a visit', () => {
  const visit = { today: day('2026-11-22'), visitFrom: from, visitTo: to }
  test.each([
    [{ passportEnds: day('2026-12-09') }, 'invitation.passportBefore'],
    [{ passportEnds: day('2026-12-11') }, 'invitation.passportWithin'],
    [{ passportEnds: day('2026-11-21') }, 'invitation.passportEnded'],
    [{ passportIssued: day('2026-11-23') }, 'invitation.passportNotYet'],
    [{ passportIssued: day('2020-01-01'), passportEnds: day('2020-01-01') }, 'invitation.passportEnded'],
    [{ birthDay: day('2026-11-23') }, 'invitation.bornLater'],
    [{ birthDay: day('1890-02-28') }, 'invitation.age'],
    [{ birthDay: day('2000-02-29'), passportIssued: day('1999-01-01') }, 'invitation.passportBeforeBirth'],
    [{ citizenship: 'KG' }, 'invitation.ownCitizen'],
  ])('%j: %s', (person, key) => {
    expect(personProblems(person, visit).map((problem) => problem.key)).toContain(key)
  })

  test('a passport that ends on the last day lasts', () => {
    expect(personProblems({ birthDay: day('2000-02-29'), passportEnds: to }, visit)).toEqual([])
  })
})
