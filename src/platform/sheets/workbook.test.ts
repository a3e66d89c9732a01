import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import readSheets from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { partnerSheet } from '../../../test/partner-sheet.ts'
import { placeOf } from './places.ts'
import { cellsOf, fill, readWorkbook } from './workbook.ts'
import { xlsxOf } from './xlsx.ts'

const opened = (bytes: Uint8Array) => {
  const read = readWorkbook(bytes)
  if (!read.ok) throw new Error(read.problem)
  return read.workbook
}
const xmlOf = (bytes: Uint8Array, path = 'xl/worksheets/sheet1.xml') =>
  strFromU8(unzipSync(bytes)[path] ?? new Uint8Array())

describe('a partner’s own sheet', () => {
  const book = opened(partnerSheet())
  test('its cells are read with their places: shared words, words with runs, numbers, formulas', () => {
    expect(book.sheets.map(({ name }) => name)).toEqual(['Nominations & more', 'Notes'])
    const said = cellsOf(book, 'Nominations & more')
    expect(said).toContainEqual({ row: 1, column: 0, text: 'Nominations <2027>', isFormula: false })
    expect(said).toContainEqual({ row: 5, column: 1, text: '{{family}}', isFormula: false })
    expect(said).toContainEqual({ row: 5, column: 4, text: '0', isFormula: true })
  })
  test('values go in with the style of their cell; formulas, merged cells and everything else stay', async () => {
    const values = new Map<string, string | number>([
      ...([
        ['A5', 1],
        ['B5', 'Müller & <Söhne>'],
        ['C5', '=1+1'],
        ['E5', 'never'],
        ['B1', 'covered'],
      ] as const),
      ...([
        ['A6', 2],
        ['B6', 'Өмүрбек $& уулу'],
        ['B3', 'КГТУ'],
      ] as const),
    ])
    const { bytes, left } = fill(book, 'Nominations & more', values, 5)
    expect(left).toEqual(['E5', 'B1'])
    const xml = xmlOf(bytes)
    expect(xml).toContain(
      '<c r="B5" s="3" t="inlineStr"><is><t xml:space="preserve">Müller &amp; &lt;Söhne&gt;</t></is></c>',
    )
    expect(xml).toContain('<c r="B6" s="3" t="inlineStr"><is><t xml:space="preserve">Өмүрбек $&amp; уулу</t>')
    expect(xml).toContain('<c r="C5" t="inlineStr"><is><t xml:space="preserve">=1+1</t>')
    expect(xml).toContain('<c r="E5"><f>LEN(B5)</f><v>0</v></c>')
    expect(xml).toContain('<mergeCells count="1"><mergeCell ref="A1:E1"/></mergeCells>')
    expect(xml).toContain('<row r="5" ht="30" customHeight="1">')
    const before = unzipSync(partnerSheet())
    const after = unzipSync(bytes)
    expect(Object.keys(after)).toEqual(Object.keys(before))
    for (const path of ['xl/styles.xml', 'xl/worksheets/sheet2.xml', '[Content_Types].xml'])
      expect(after[path]).toEqual(before[path])
    expect(xmlOf(bytes, 'xl/workbook.xml')).toContain('<calcPr fullCalcOnLoad="1" calcId="191029"/>')
    const [first] = await readSheets(Buffer.from(bytes))
    expect(first?.data[5]?.slice(0, 2)).toEqual([2, 'Өмүрбек $& уулу'])
  })
  test('a sheet whose cells say no places, and one that is empty, can be filled too', async () => {
    const parts: Record<string, Uint8Array> = { ...unzipSync(partnerSheet()) }
    parts['xl/worksheets/sheet1.xml'] = strToU8(
      '<worksheet><sheetData><row><c><v>7</v></c><c><v>8</v></c></row></sheetData></worksheet>',
    )
    parts['xl/worksheets/sheet2.xml'] = strToU8('<worksheet><sheetData/></worksheet>')
    const bare = opened(zipSync(parts))
    expect(xmlOf(fill(bare, 'Nominations & more', new Map([['B1', 'x']])).bytes)).toContain(
      '<c r="A1"><v>7</v></c><c r="B1" t=',
    )
    const { bytes } = fill(bare, 'Notes', new Map([['C2', 5]]))
    expect(xmlOf(bytes, 'xl/worksheets/sheet2.xml')).toContain(
      '<sheetData><row r="2"><c r="C2"><v>5</v></c></row></sheetData>',
    )
  })
  test('a sheet of our own can be filled, with its formulas counted anew', async () => {
    const parts: Uint8Array[] = []
    const rows = async function* () {
      yield [['{{family}}', '2026-09-01']]
    }
    for await (const part of xlsxOf({
      name: 'Ours',
      columns: [{ title: 'A' }, { title: 'B', isDay: true }],
      portions: rows(),
    }))
      parts.push(part)
    const own = opened(Buffer.concat(parts))
    expect(cellsOf(own, 'Ours')).toContainEqual({ row: 2, column: 0, text: '{{family}}', isFormula: false })
    const { bytes } = fill(own, 'Ours', new Map([['A2', 'SAMPLE']]))
    expect(xmlOf(bytes, 'xl/workbook.xml')).toContain('</sheets><calcPr fullCalcOnLoad="1"/>')
  })
})

describe('a file that is none', () => {
  test.each([
    [new Uint8Array(), 'empty'],
    [new Uint8Array(2_000_001), 'too-large'],
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'old-excel'],
    [strToU8('%PDF-1.7'), 'not-a-workbook'],
    [strToU8('name;surname'), 'not-a-workbook'],
    [partnerSheet().subarray(0, 900), 'broken'],
    [zipSync({ 'word/document.xml': strToU8('<x/>') }), 'not-a-workbook'],
    [zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }), 'broken'],
    [zipSync({ 'xl/workbook.xml': new Uint8Array(61_000_000) }, { level: 9 }), 'too-large'],
  ] as const)('%#: says %s', (bytes, problem) => {
    expect(readWorkbook(bytes)).toEqual({ ok: false, problem })
  })
  test.each(['A0', '1', 'AAAA1', 'XFE1', 'A1048577', '', 'b'])('%j is no cell', (name) => {
    expect(placeOf(name)).toBeNull()
  })
})
