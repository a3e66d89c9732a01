import { type Day, day, daysBetween } from '../days.ts'
import { columnName } from './places.ts'
import type { Sheet } from './sheet.ts'
import { type ZipEntry, zipOf } from './zip.ts'

/** Excel's own limit. What is more goes on in the next sheet. */
const mostRows = 1_048_576

/** A sheet as a workbook, as it is made. Texts are strings and never formulas, days are days that Excel can sort. */
export function xlsxOf(sheet: Sheet): AsyncGenerator<Uint8Array> {
  return zipOf(parts(sheet))
}

async function* parts(sheet: Sheet): AsyncGenerator<ZipEntry> {
  const rows = sheet.portions[Symbol.asyncIterator]()
  let sheets = 0
  let rest = { rows: [] as readonly (readonly string[])[], ended: false }
  do {
    sheets += 1
    const text = worksheet(sheet, rows, rest, (left) => {
      rest = left
    })
    yield { name: `xl/worksheets/sheet${sheets}.xml`, text }
  } while (!rest.ended || rest.rows.length > 0)
  yield* frame(sheet.name, sheets)
}

interface Rest {
  readonly rows: readonly (readonly string[])[]
  readonly ended: boolean
}

async function* worksheet(
  { columns }: Sheet,
  portions: AsyncIterator<readonly (readonly string[])[]>,
  rest: Rest,
  leave: (rest: Rest) => void,
): AsyncGenerator<string> {
  const isDay = columns.map((column) => column.isDay === true)
  const widths = columns.map(
    (_, at) => `<col min="${at + 1}" max="${at + 1}" width="${at === 0 ? 32 : 20}" customWidth="1"/>`,
  )
  yield `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
  const places = columns.map((_, at) => columnName(at))
  yield `<row r="1">${columns.map(({ title }, at) => textCell(`${places[at]}1`, title, 1)).join('')}</row>`
  let written = 1
  let { rows, ended } = rest
  while (written < mostRows) {
    if (rows.length === 0) {
      if (ended) break
      const next = await portions.next()
      if (next.done) ended = true
      else rows = next.value
      continue
    }
    const fits = rows.slice(0, mostRows - written)
    const first = written + 1
    yield fits
      .map((cells, row) => {
        const at = first + row
        const texts = cells.map((text, column) => cell(`${places[column]}${at}`, text, isDay[column] === true))
        return `<row r="${at}">${texts.join('')}</row>`
      })
      .join('')
    written += fits.length
    rows = rows.slice(fits.length)
  }
  leave({ rows, ended })
  yield '</sheetData></worksheet>'
}

function cell(place: string, text: string, isDay: boolean): string {
  if (text === '') return `<c r="${place}"/>`
  return isDay ? `<c r="${place}" s="2"><v>${serial(day(text))}</v></c>` : textCell(place, text, 0)
}

function textCell(place: string, text: string, style: number): string {
  return `<c r="${place}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

// Excel counts days from the end of 1899, with a 29 February 1900 that never was.
const beginning = day('1899-12-30')
const serial = (on: Day) => daysBetween(beginning, on)

function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 knows no other control characters than tab and line ends.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  )
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const package_ = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function* frame(name: string, sheets: number): Generator<ZipEntry> {
  const each = Array.from({ length: sheets }, (_, at) => at + 1)
  const title = escaped(name.replace(/[[\]*?/\\:]/g, ' ').slice(0, 27)).replaceAll('"', '&quot;')
  const file = (path: string, text: string): ZipEntry => ({ name: path, text: [xml, text] })
  yield file(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each
      .map((at) => `<sheet name="${at === 1 ? title : `${title} ${at}`}" sheetId="${at}" r:id="rId${at}"/>`)
      .join('')}</sheets></workbook>`,
  )
  yield file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${package_}/relationships">${each
      .map((at) => `<Relationship Id="rId${at}" Type="${relations}/worksheet" Target="worksheets/sheet${at}.xml"/>`)
      .join('')}<Relationship Id="rId${sheets + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  )
  yield file('xl/styles.xml', styles)
  yield file(
    '_rels/.rels',
    `<Relationships xmlns="${package_}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  yield file(
    '[Content_Types].xml',
    `<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${each
      .map((at) => `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="${types}.worksheet+xml"/>`)
      .join('')}</Types>`,
  )
}

// Three styles: plain, heading, and a day in the reader's own form (number format 14).
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`
