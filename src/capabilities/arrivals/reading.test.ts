import { describe, expect, test } from 'vitest'
import { day } from '../../platform/days.ts'
import { readChoice, readDayCell } from './cells.ts'
import { fields, recognise, templateHeading } from './fields.ts'

describe('headings', () => {
  test('of the template are recognised in each language', () => {
    for (const language of ['en', 'ru', 'ky'] as const) {
      const row = fields.map((field) => templateHeading(field, language))
      expect(recognise([row, ['x']], new Map()).fields).toEqual(fields)
    }
  })
  test('below a title, in two rows, merged over several columns and downwards', () => {
    const cells = [
      ['Прибывшие, сентябрь'],
      ['ФИО', 'Дата рождения', 'Паспорт', '', '', 'Виза', ''],
      ['', '', 'серия и номер', 'дата выдачи', 'срок действия', 'с', 'по'],
      ['SAMPLE Zara', '07.03.2006', 'AB1', '01.02.2022', '01.02.2032', '01.09.2026', '29.11.2026'],
    ]
    expect(recognise(cells, new Map())).toEqual({
      headingRow: 2,
      fields: ['name', 'birthDay', 'passport.number', 'passport.from', 'passport.to', 'visa.from', 'visa.to'],
    })
  })
  test('what an office has said once is known, and a column is read once', () => {
    const cells = [
      ['Студент', 'Студент', 'Загранпаспорт'],
      ['a', 'b', 'c'],
    ]
    const remembered = new Map([['zagranpasport', 'passport.number']])
    expect(recognise(cells, remembered)).toEqual({ headingRow: 0, fields: ['name', '', 'passport.number'] })
    expect(recognise([['?', '1']], new Map())).toEqual({ headingRow: 0, fields: ['', ''] })
  })
})

describe('cells', () => {
  test.each([
    ['20.11.2026', '2026-11-20'],
    ['5/9/2026', '2026-09-05'],
    ['05-09-2026 г.', '2026-09-05'],
    ['2026-11-20', '2026-11-20'],
    ['2026-11-20 00:00:00', '2026-11-20'],
    ['46346', '2026-11-20'],
    ['46346.0', '2026-11-20'],
    ['29.02.2004', '2004-02-29'],
    ['29.02.2026', 'cell.notADay'],
    ['31.04.2026', 'cell.notADay'],
    ['11/20/2026', 'cell.american'],
    ['20.11.26', 'cell.shortYear'],
    ['2026', 'cell.notADay'],
    ['осенью', 'cell.notADay'],
    ['=TODAY()', 'cell.notADay'],
  ])('%s: %s', (written, meant) => {
    const read = readDayCell(written)
    expect(read.ok ? read.value : read.key).toBe(read.ok ? day(meant) : meant)
  })
  test('choices as people write them', () => {
    expect(readChoice('home.place', 'Общежитие №2')).toEqual({ ok: true, value: 'hostel' })
    expect(readChoice('visa.entries', 'Многократная')).toEqual({ ok: true, value: 'multiple' })
    expect(readChoice('visa.entries', 'сколько угодно').ok).toBe(false)
  })
})
