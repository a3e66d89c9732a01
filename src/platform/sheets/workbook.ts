/**
 * Somebody else's workbook: what its cells say, and new values put into it. Everything else of the file stays as it is, byte
 * for byte: styles, widths, merged cells, formulas, pictures. Libraries that read a workbook and write it anew lose what they
 * do not know, so the few cells are written into the sheet's own XML.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { cellName, type Place, placeOf } from './places.ts'

/** A workbook that somebody sent to be filled is at most this large, in bytes. */
export const largestWorkbook = 2_000_000
/** Bytes that may come out of a workbook: it is packed, and a bomb is too. */
const mostUnpacked = 60_000_000

export type WorkbookProblem = 'empty' | 'too-large' | 'old-excel' | 'not-a-workbook' | 'broken'

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly path: string }[]
  readonly parts: Readonly<Record<string, Uint8Array>>
  readonly shared: readonly string[]
}

export type ReadWorkbook =
  | { readonly ok: true; readonly workbook: Workbook }
  | { readonly ok: false; readonly problem: WorkbookProblem }

/** Opens a workbook that somebody sent; what is none says why. */
export function readWorkbook(bytes: Uint8Array): ReadWorkbook {
  const refused = (problem: WorkbookProblem) => ({ ok: false, problem }) as const
  if (bytes.length === 0) return refused('empty')
  if (bytes.length > largestWorkbook) return refused('too-large')
  const start = strFromU8(bytes.subarray(0, 4), true)
  // What Excel wrote before 2007, and what it writes behind a password.
  if (start === '\xd0\xcf\x11\xe0') return refused('old-excel')
  if (start !== 'PK\x03\x04') return refused('not-a-workbook')
  const parts = unpacked(bytes)
  if (parts === 'broken' || parts === 'too-large') return refused(parts)
  if (!parts['xl/workbook.xml']) return refused('not-a-workbook')
  const sheets = sheetsOf(parts)
  return sheets.length > 0 ? { ok: true, workbook: { sheets, parts, shared: sharedOf(parts) } } : refused('broken')
}

function unpacked(bytes: Uint8Array): Record<string, Uint8Array> | 'broken' | 'too-large' {
  let sum = 0
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        sum += originalSize
        if (sum > mostUnpacked) throw new RangeError('too large')
        return true
      },
    })
  } catch {
    // Whatever is wrong with it, its owner saves it anew.
    return sum > mostUnpacked ? 'too-large' : 'broken'
  }
}

const textOf = (parts: Workbook['parts'], path: string) => {
  const part = parts[path]
  return part ? strFromU8(part) : ''
}

function sheetsOf(parts: Workbook['parts']): Workbook['sheets'] {
  const targets = new Map(
    tags(textOf(parts, 'xl/_rels/workbook.xml.rels'), 'Relationship').map(({ Id = '', Target = '' }) => [Id, Target]),
  )
  return tags(textOf(parts, 'xl/workbook.xml'), 'sheet').flatMap((sheet) => {
    const target = targets.get(sheet['r:id'] ?? '') ?? ''
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    return parts[path] && textOf(parts, path).includes('<sheetData') ? [{ name: sheet.name ?? '', path }] : []
  })
}

function sharedOf(parts: Workbook['parts']): string[] {
  const found = textOf(parts, 'xl/sharedStrings.xml').matchAll(/<si\b[^>]*?(?:\/>|>([\s\S]*?)<\/si>)/g)
  return [...found].map(([, inner = '']) => words(inner))
}

// The words of a text with its runs; what is only there to be pronounced is not among them.
function words(xml: string): string {
  const seen = xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '')
  return [...seen.matchAll(/<t\b[^>]*?(?:\/>|>([\s\S]*?)<\/t>)/g)].map(([, text = '']) => plain(text)).join('')
}

type Attributes = Readonly<Record<string, string>>

function tags(xml: string, name: string): Attributes[] {
  return [...xml.matchAll(new RegExp(`<${name}\\b([^>]*)>`, 'g'))].map(([, inner = '']) => attributes(inner))
}

const attributes = (inner: string): Attributes =>
  Object.fromEntries([...inner.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name, value = '']) => [name, plain(value)]))

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (xml: string) =>
  xml.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return name ? (named[name] ?? whole) : code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

const escaped = (text: string) =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 knows no other control characters than tab and line ends.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

interface Cell extends Place {
  readonly attributes: Attributes
  readonly inner: string
  readonly whole: string
}

interface Row {
  readonly row: number
  readonly open: string
  readonly cells: readonly Cell[]
}

// Rows and cells may leave out where they are: then they follow the one before.
function rowsOf(xml: string): Row[] {
  let row = 0
  return [...xml.matchAll(/<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g)].map(([, open = '', inner = '']) => {
    row = Number(attributes(open).r ?? row + 1)
    return { row, open: /\br="/.test(open) ? open : ` r="${row}"${open}`, cells: cellsOfRow(inner, row) }
  })
}

function cellsOfRow(xml: string, row: number): Cell[] {
  let column = -1
  return [...xml.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)].map(([whole, open = '', inner = '']) => {
    const said = attributes(open)
    column = placeOf(said.r ?? '')?.column ?? column + 1
    const named = said.r ? whole : whole.replace('<c', `<c r="${cellName({ row, column })}"`)
    return { row, column, attributes: said, inner, whole: named }
  })
}

export interface SheetCell extends Place {
  readonly text: string
  readonly isFormula: boolean
}

interface Sheet {
  readonly xml: string
  readonly rows: readonly Row[]
  readonly merges: readonly { readonly from: Place; readonly to: Place }[]
}

function sheetOf(workbook: Workbook, name: string): Sheet | null {
  const found = workbook.sheets.find((sheet) => sheet.name === name)
  if (!found) return null
  const xml = textOf(workbook.parts, found.path)
  const data = /<sheetData\b[^>]*>([\s\S]*?)<\/sheetData>/.exec(xml)?.[1] ?? ''
  const merges = tags(xml, 'mergeCell').flatMap(({ ref = '' }) => {
    const [from, to] = ref.split(':').map(placeOf)
    return from && to ? [{ from, to }] : []
  })
  return { xml, rows: rowsOf(data), merges }
}

/** The cells of a sheet that say something, row by row; none where there is no such sheet. */
export function cellsOf(workbook: Workbook, name: string): SheetCell[] {
  const rows = sheetOf(workbook, name)?.rows ?? []
  return rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => {
      const text = saidIn(cell, workbook.shared)
      const isFormula = hasFormula(cell)
      return text !== '' || isFormula ? [{ row: cell.row, column: cell.column, text, isFormula }] : []
    }),
  )
}

const hasFormula = ({ inner }: Cell) => /<f\b/.test(inner)

function saidIn({ attributes: { t }, inner }: Cell, shared: readonly string[]): string {
  if (t === 'inlineStr') return words(inner)
  const value = plain(/<v\b[^>]*>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? '')
  return t === 's' ? (shared[Number(value)] ?? '') : value
}

export interface Filled {
  readonly bytes: Uint8Array
  /** Cells that were left as they are: a formula stands there, or they lie inside merged cells. */
  readonly left: readonly string[]
}

/**
 * Puts values into a sheet. Cells keep their style; a cell that was not there takes that of its column in the row `like`.
 * @param values by the name of the cell (B3); a number stays a number, a text is never a formula
 */
export function fill(
  workbook: Workbook,
  name: string,
  values: ReadonlyMap<string, string | number>,
  like: number | null = null,
): Filled {
  const sheet = sheetOf(workbook, name)
  const path = workbook.sheets.find((one) => one.name === name)?.path
  if (!sheet || !path) throw new RangeError('no such sheet')
  const wanted = [...values].flatMap(([at, value]) => {
    const place = placeOf(at)
    return place ? [{ ...place, at, value }] : []
  })
  const cellAt = (row: number, column: number) =>
    sheet.rows.find((one) => one.row === row)?.cells.find((cell) => cell.column === column)
  const isLeft = ({ row, column }: Place) => {
    const there = cellAt(row, column)
    return (there !== undefined && hasFormula(there)) || isCovered(sheet, { row, column })
  }
  const written = wanted.filter((one) => !isLeft(one))
  const style = (row: number, column: number) =>
    (cellAt(row, column) ?? (like ? cellAt(like, column) : undefined))?.attributes.s
  const cells = written.map(({ row, column, value }) => ({
    row,
    column,
    xml: cellXml({ row, column }, style(row, column), value),
  }))
  const data = `<sheetData>${withCells(sheet.rows, cells)}</sheetData>`
  // A function gives the text as it is: in a plain string "$&" would mean something.
  const xml = sheet.xml.replace(/<sheetData\b[^>]*?(?:\/>|>[\s\S]*?<\/sheetData>)/, () => data)
  const parts = { ...workbook.parts, [path]: strToU8(xml), 'xl/workbook.xml': strToU8(countedAnew(workbook)) }
  const bytes = zipSync(parts, { mtime: new Date('1980-01-02'), level: 6 })
  return { bytes, left: wanted.filter(isLeft).map(({ at }) => at) }
}

// Inside merged cells only the first one shows.
function isCovered({ merges }: Sheet, { row, column }: Place): boolean {
  return merges.some(({ from, to }) => {
    const within = row >= from.row && row <= to.row && column >= from.column && column <= to.column
    return within && !(row === from.row && column === from.column)
  })
}

function cellXml(place: Place, style: string | undefined, value: string | number): string {
  const open = `<c r="${cellName(place)}"${style ? ` s="${style}"` : ''}`
  if (typeof value === 'number') return `${open}><v>${value}</v></c>`
  if (value === '') return `${open}/>`
  return `${open} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
}

type Written = Place & { readonly xml: string }

function withCells(rows: readonly Row[], written: readonly Written[]): string {
  const numbers = [...new Set([...rows, ...written].map(({ row }) => row))].sort((one, other) => one - other)
  return numbers
    .map((number) => {
      const row = rows.find((one) => one.row === number)
      const here = written.filter((one) => one.row === number)
      const stay = (row?.cells ?? []).filter(({ column }) => !here.some((one) => one.column === column))
      const cells = [...stay.map(({ column, whole }) => ({ column, xml: whole })), ...here]
      const inner = cells.sort((one, other) => one.column - other.column).map(({ xml }) => xml)
      return `<row${row?.open ?? ` r="${number}"`}>${inner.join('')}</row>`
    })
    .join('')
}

// What formulas gave before the new values came is no longer true: whoever opens the file has them counted.
function countedAnew(workbook: Workbook): string {
  const xml = textOf(workbook.parts, 'xl/workbook.xml')
  const without = xml.replace(/\sfullCalcOnLoad="[^"]*"/g, '')
  if (/<calcPr\b/.test(without)) return without.replace(/<calcPr\b/, '<calcPr fullCalcOnLoad="1"')
  // The order of the parts is fixed: it stands behind the names, or where there are none behind the sheets.
  const before = ['definedNames', 'externalReferences', 'functionGroups', 'sheets'].find((part) =>
    xml.includes(`</${part}>`),
  )
  return before ? xml.replace(`</${before}>`, `</${before}><calcPr fullCalcOnLoad="1"/>`) : xml
}
