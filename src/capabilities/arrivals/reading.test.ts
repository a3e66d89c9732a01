import { describe, expect, test } from 'vitest'
import writeSheet, { type SheetData } from 'write-excel-file/node'
import { day } from '../../platform/days.ts'
import { readChoice, readDayCell } from './cells.ts'
import { fields, recognise, templateHeading } from './fields.ts'
import { readCells } from './reading.ts'

const bytesOf = (rows: SheetData) => writeSheet(rows).toBuffer()
const cellsOf = async (bytes: Buffer) => {
  const read = await readCells(bytes)
  return read.ok ? read.cells : read.problem
}
const text = (value: string) => ({ value, type: String })

describe('files', () => {
  test('a workbook: dates as days, dates as numbers and as text, formulas by what they came to, merged cells by their first', async () => {
    const bytes = await bytesOf([
      [{ value: 'Список прибывших', columnSpan: 3, type: String }, null, null],
      [text('ФИО'), text('Дата рождения'), text('Номер паспорта')],
      [
        text('SAMPLE Zara'),
        { value: new Date('2006-03-07T00:00:00Z'), type: Date, format: 'dd.mm.yyyy' },
        text('AB1234567'),
      ],
      [text('SAMPLE Omar'), { value: 38_783, type: Number }, { value: 1_234_567, type: Number }],
    ])
    expect(await cellsOf(bytes)).toEqual([
      ['Список прибывших', '', ''],
      ['ФИО', 'Дата рождения', 'Номер паспорта'],
      ['SAMPLE Zara', '2006-03-07', 'AB1234567'],
      ['SAMPLE Omar', '38783', '1234567'],
    ])
  })

  test.each([
    ['UTF-8 with a mark and semicolons', Buffer.from('\uFEFFФИО;Адрес\r\n"Иванов; Иван";"ул. ""Чуй"""\r\n')],
    ['UTF-8 with commas', Buffer.from('ФИО,Адрес\n"Иванов; Иван","ул. ""Чуй"""')],
    ['tabs', Buffer.from('ФИО\tАдрес\nИванов; Иван\t"ул. ""Чуй"""\n\n\n')],
    ['Windows-1251', cyrillic('ФИО;Адрес\r\n"Иванов; Иван";"ул. ""Чуй"""\r\n')],
  ])('a table of text: %s', async (_, bytes) => {
    expect(await cellsOf(bytes)).toEqual([
      ['ФИО', 'Адрес'],
      ['Иванов; Иван', 'ул. "Чуй"'],
    ])
  })

  test.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['empty lines', Buffer.from('\r\n;;\r\n'), 'empty'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'not-a-sheet'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old-excel'],
    ['a ZIP that is no workbook', Buffer.from('504b0304deadbeef', 'hex'), 'not-a-sheet'],
    ['a program', Buffer.from('7f454c4600000000', 'hex'), 'not-a-sheet'],
    ['too much', Buffer.alloc(5_000_001, 'a'), 'too-large'],
    ['too many lines', Buffer.from('a\n'.repeat(2021)), 'too-many-rows'],
  ])('%s is refused with its reason', async (_, bytes, problem) => {
    expect(await cellsOf(bytes)).toBe(problem)
  })

  test('an empty workbook, a broken one, and one that would unpack to gigabytes', async () => {
    expect(await cellsOf(await bytesOf([[]]))).toBe('empty')
    const whole = await bytesOf([[text('a')]])
    const broken = Buffer.from(whole)
    broken.fill(0x55, 30, whole.length - 900)
    expect(['broken', 'not-a-sheet']).toContain(await cellsOf(broken))
    const bomb = Buffer.from(whole)
    bomb.writeUInt32LE(4_000_000_000, bomb.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24)
    expect(await cellsOf(bomb)).toBe('too-large')
  })
})

// Only what Windows-1251 has at these places: enough for Russian.
function cyrillic(written: string): Buffer {
  return Buffer.from(
    [...written].map((letter) => {
      const code = letter.codePointAt(0) ?? 0
      return code >= 0x410 && code <= 0x44f ? code - 0x350 : code
    }),
  )
}

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
