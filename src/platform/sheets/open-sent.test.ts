import { describe, expect, test } from 'vitest'
import { openSent } from './open-sent.ts'
import { zipOf } from './zip.ts'

const rowsOf = (bytes: Buffer) => {
  const opened = openSent(bytes)
  return opened.ok ? opened.rows.map(({ cells }) => cells) : opened.problem
}

// What one-byte encodings have at the places of Russian letters.
const alphabets = {
  'windows-1251': (code: number) => code - 0x350,
  ibm866: (code: number) => (code < 0x440 ? code - 0x390 : code - 0x360),
  'koi8-r': (code: number) => koi.indexOf(String.fromCodePoint(code)) + 0xc0,
}
const koi = 'юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ'
const written = (text: string, encoding: keyof typeof alphabets) =>
  Buffer.from(
    [...text].map((one) =>
      /[а-яА-Я]/.test(one) ? alphabets[encoding](one.codePointAt(0) ?? 0) : (one.codePointAt(0) ?? 0),
    ),
  )

const table = 'Название;Страна;Город\r\nТехнический университет;Германия;Берлин\r\n'
const cells = [
  ['Название', 'Страна', 'Город'],
  ['Технический университет', 'Германия', 'Берлин'],
]

async function workbook(sheet: string, more: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  const parts: Readonly<Record<string, string>> = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="Secret" state="hidden" sheetId="1" r:id="a"/><sheet name="Partners" sheetId="2" r:id="b"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="a" Target="worksheets/1.xml"/><Relationship Id="b" Target="worksheets/2.xml"/></Relationships>',
    'xl/worksheets/1.xml': '<worksheet><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>',
    'xl/worksheets/2.xml': sheet,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd.mm.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    ...more,
  }
  const bytes: Uint8Array[] = []
  const entries = Object.entries(parts).map(([name, text]) => ({ name, text: [text] }))
  for await (const part of zipOf(entries)) bytes.push(part)
  return Buffer.concat(bytes)
}

describe('a sheet that an office sends', () => {
  test.each([
    ['UTF-8', Buffer.from(table)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${table}`)],
    ['UTF-16', Buffer.from(`\uFEFF${table}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(table, 'utf16le')],
    ['Windows-1251', written(table, 'windows-1251')],
    ['KOI8-R', written(table, 'koi8-r')],
    ['DOS', written(table, 'ibm866')],
    ['commas', Buffer.from(table.replaceAll(';', ','))],
    ['tabs', Buffer.from(table.replaceAll(';', '\t'))],
  ])('in %s is read', (_, bytes) => {
    expect(rowsOf(bytes)).toEqual(cells)
  })

  test('the first sheet that is not hidden; days, formulas by what they came to, hidden rows, cells merged downwards', async () => {
    const bytes = await workbook(`<worksheet><sheetData>
      <row r="2"><c r="A2" t="inlineStr"><is><t>Name</t></is></c><c r="B2" t="inlineStr"><is><t>Country</t></is></c><c r="C2" t="str"><v>Signed</v></c></row>
      <row r="3"><c r="A3" t="str"><f>A9&amp;"x"</f><v>Uni &amp; Co</v></c><c r="B3" t="str"><v>Germany</v></c><c r="C3" s="1"><v>45292</v></c></row>
      <row r="4" hidden="1"><c r="A4" t="str"><v>=cmd()</v></c><c r="C4" s="2"><v>45293.5</v></c></row>
      <row r="5"><c r="A5"><f>SUM(A1:A2)</f></c><c r="D5" t="e"><v>#N/A</v></c></row>
      </sheetData><mergeCells><mergeCell ref="B3:B5"/></mergeCells></worksheet>`)
    const opened = openSent(bytes)
    expect(opened.ok && opened.rows).toEqual([
      { line: 2, isHidden: false, cells: ['Name', 'Country', 'Signed'] },
      { line: 3, isHidden: false, cells: ['Uni & Co', 'Germany', '2024-01-01'] },
      { line: 4, isHidden: true, cells: ['=cmd()', 'Germany', '2024-01-02'] },
      { line: 5, isHidden: false, cells: ['', 'Germany', '', '#N/A'] },
    ])
    expect(opened.ok && [opened.sheet, opened.uncounted, opened.sheets.map(({ isHidden }) => isHidden)]).toEqual([
      1,
      1,
      [true, false],
    ])
    expect(openSent(bytes, { sheet: 0 })).toMatchObject({ rows: [{ cells: ['7'] }] })
  })

  test.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'oldExcel'],
    [
      'a workbook behind a password',
      Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'locked',
    ],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'notASheet'],
    ['a ZIP cut in the middle', Buffer.from('504b0304deadbeef', 'hex'), 'broken'],
    ['a program', Buffer.from('7f454c46000000000102030405', 'hex'), 'notASheet'],
  ])('%s is refused with its reason', (_, bytes, problem) => {
    expect(rowsOf(bytes)).toBe(problem)
  })

  test('a table of LibreOffice, and a workbook that would unpack to gigabytes or says a false size', async () => {
    expect(
      rowsOf(
        await workbook('', { 'content.xml': '', 'xl/workbook.xml': '' }).then((bytes) =>
          Buffer.from(bytes.toString('latin1').replaceAll('xl/workbook.xml', 'xx/workbook.xml'), 'latin1'),
        ),
      ),
    ).toBe('openDocument')
    const bomb = await workbook('<worksheet><sheetData/></worksheet>')
    const lying = Buffer.from(bomb)
    const entry = bomb.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24
    bomb.writeUInt32LE(4_000_000_000, entry)
    expect(rowsOf(bomb)).toBe('tooLarge')
    lying.writeUInt32LE(3, entry)
    expect(rowsOf(lying)).toBe('tooLarge')
  })
})
