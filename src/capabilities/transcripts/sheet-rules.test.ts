import { describe, expect, test } from 'vitest'
import { day } from '../../platform/days.ts'
import type { Scale } from './rules.ts'
import { countsOf, type KnownPerson, lacking, planOf, recognise } from './sheet-rules.ts'

const level = (value: number, en: string, ru: string) => ({ value, name: { en, ru, ky: '-' } })
const scale: Scale = {
  ...{ name: { en: 'five-point scale', ru: '-', ky: '-' }, least: 2, most: 5, pass: 3, step: 1 },
  ...{ levels: [level(5, 'Excellent', 'отлично'), level(4, 'Good', 'хорошо')], verified: true, source: [], note: null },
}
const zoe: KnownPerson = {
  ...{ id: 'zoe', name: 'EXAMPLE Zoe', birthDay: '2005-02-03', numbers: ['KSTU-S-2026/0001'], entries: [] },
}
const twin: KnownPerson = { ...zoe, id: 'twin', numbers: [] }

const plan = (cells: readonly (readonly string[])[], people: readonly KnownPerson[] = [zoe], only = false) =>
  planOf(cells, recognise(cells), { scale, today: day('2026-11-22'), people, only: only ? zoe : null })
const problems = (cells: readonly (readonly string[])[], people?: readonly KnownPerson[], only = false) =>
  plan(cells, people, only).map((line) => line.problems.map(({ field, key }) => `${field} ${key}`))

const one = ['Сессия', 'Предмет', 'Оценка']
const many = ['№', 'ФИО', 'Дата рождения', 'Номер студента', 'Семестр', 'Дисциплина', 'Оценка']

test('finds the headings below a title, in Russian, and says what is lacking', () => {
  const read = recognise([['Ведомость'], [], many, ['1']])
  expect(read).toMatchObject({
    headingRow: 2,
    fields: ['', 'name', 'birthDay', 'number', 'session', 'subject', 'grade'],
  })
  expect(lacking(read, false)).toEqual([])
  expect(lacking(recognise([one]), true)).toEqual([])
  expect(lacking(recognise([['Предмет', 'Оценка']]), false)).toEqual(['number', 'session'])
})

describe('a line', () => {
  test.each<[string, string, object]>([
    ['a number', '5', { kind: 'graded', grade: 500 }],
    ['a number with its word', '4 (хорошо)', { kind: 'graded', grade: 400 }],
    ['the scale’s own word', 'Отлично', { kind: 'graded', grade: 500 }],
    ['passed', 'зачтено', { kind: 'pass', grade: null }],
    ['passed, short', 'Зачет', { kind: 'pass', grade: null }],
    ['not passed', 'не зачтено', { kind: 'fail', grade: null }],
  ])('says a grade as %s', (_, text, said) => {
    expect(plan([one, ['1', 'Algebra', text]], [], true)[0]).toMatchObject({ said, problems: [] })
  })

  test('of another scale, without a subject, or with a formula that failed is refused, not converted', () => {
    const lines = [one, ['1', 'Algebra', '85'], ['1', '', '5'], ['1', 'Physics', 'B+'], ['x', 'Drawing', '5']]
    expect(problems(lines, [], true)).toEqual([
      ['grade entry.otherScale'],
      ['subject form.missing'],
      ['grade entry.noGrade'],
      ['session entry.noSession'],
    ])
  })

  test('finds its person by number, or by name in any order and alphabet with the day of birth', () => {
    const line = (name: string, born: string, number: string) => ['1', name, born, number, '1', 'Algebra', '5']
    const found = plan([
      many,
      line('', '', 'kstu-s-2026/0001'),
      line('Zoe EXAMPLE', '03.02.2005', ''),
      line('Эксампле Зое', '03.02.2005', ''),
      line('Зое Example', '03.02.2005', ''),
      line('EXAMPLE Zoe', '04.02.2005', ''),
      line('EXAMPLE Zoe', '', ''),
      line('', '', 'KSTU-S-2026/9999'),
    ])
    expect(found.map(({ person }) => person?.id ?? null)).toEqual(['zoe', 'zoe', null, 'zoe', null, null, null])
    expect(found.slice(4).map((line) => line.problems[0]?.key)).toEqual([
      ...['line.nobody', 'line.whose', 'line.nobodyByNumber'],
    ])
  })

  test('is about nobody when two people fit', () => {
    const line = ['1', 'EXAMPLE Zoe', '03.02.2005', '', '1', 'Algebra', '5']
    expect(problems([many, line], [zoe, twin])).toEqual([['name line.several']])
  })

  test('that says the same as before adds nothing; that says another grade changes none', () => {
    const entry = {
      ...{ id: '1', session: 1, subject: 'Algebra', credits: null, kind: 'graded' as const, grade: 500, attempt: 1 },
      ...{ on: null, sheetId: null, at: new Date(0), byName: '', confirmedAt: null, confirmedBy: null },
    }
    const known = { ...zoe, entries: [entry] }
    const cells = [one, ['1', 'ALGEBRA', '5'], ['1', 'Algebra ', '4']]
    const ground = { scale, today: day('2026-11-22'), people: [], only: known }
    const [same, other] = planOf(cells, recognise(cells), ground)
    expect(same).toMatchObject({ isThere: true, problems: [] })
    expect(other?.problems.map(({ key }) => key)).toContain('line.different')
  })

  test('that stands twice is written once', () => {
    const found = plan([one, ['1', 'Algebra', '5'], ['1', 'algebra', '4'], [], ['2', 'Algebra', '4']], [], true)
    expect(found.map((line) => line.problems.map(({ key }) => key))).toEqual([[], ['line.twice'], []])
    expect(countsOf(found)).toEqual({ writes: 2, there: 0, wrong: 1, people: 1 })
  })
})
