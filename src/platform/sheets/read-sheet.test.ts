import { describe, expect, test } from 'vitest'
import writeSheet, { type SheetData } from 'write-excel-file/node'
import { readSheet } from './read-sheet.ts'

const bytesOf = (rows: SheetData) => writeSheet(rows).toBuffer()
const cellsOf = async (bytes: Buffer) => {
  const read = await readSheet(bytes, { mostBytes: 5_000_000, mostRows: 2000 })
  return read.ok ? read.cells : read.problem
}
const text = (value: string) => ({ value, type: String })

describe('a sent sheet', () => {
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
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'notASheet'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'oldExcel'],
    ['a ZIP that is no workbook', Buffer.from('504b0304deadbeef', 'hex'), 'notASheet'],
    ['a program', Buffer.from('7f454c4600000000', 'hex'), 'notASheet'],
    ['too much', Buffer.alloc(5_000_001, 'a'), 'tooLarge'],
    ['too many lines', Buffer.from('a\n'.repeat(2021)), 'tooManyRows'],
  ])('%s is refused with its reason', async (_, bytes, problem) => {
    expect(await cellsOf(bytes)).toBe(problem)
  })

  test('an empty workbook, a broken one, and one that would unpack to gigabytes', async () => {
    expect(await cellsOf(await bytesOf([[]]))).toBe('empty')
    const whole = await bytesOf([[text('a')]])
    const broken = Buffer.from(whole)
    broken.fill(0x55, 30, whole.length - 900)
    expect(['broken', 'notASheet']).toContain(await cellsOf(broken))
    const bomb = Buffer.from(whole)
    bomb.writeUInt32LE(4_000_000_000, bomb.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24)
    expect(await cellsOf(bomb)).toBe('tooLarge')
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
