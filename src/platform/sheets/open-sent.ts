import { stringsFrom, valueAt } from '../database/json.ts'
import { decode, type Encoding, recogniseEncoding } from './encodings.ts'
import { type OpenRow, type OpenSheet, openXlsx } from './open-xlsx.ts'
import { readCsv, separatorOf } from './read-csv.ts'
import { directoryOf } from './unzip.ts'

export const separators = [';', ',', '\t'] as const
export type Separator = (typeof separators)[number]

/** How a file is read: what is not said is recognised. */
export interface ReadingWish {
  readonly encoding?: Encoding | undefined
  readonly separator?: Separator | undefined
  readonly sheet?: number | undefined
}

export interface OpenedTable {
  readonly ok: true
  readonly sheets: readonly OpenSheet[]
  readonly sheet: number
  /** Null for a workbook, which says by itself how it is written. */
  readonly encoding: Encoding | null
  readonly separator: Separator | null
  readonly rows: readonly OpenRow[]
  /** Cells with a formula that nobody has counted: they come empty. */
  readonly uncounted: number
}

export type OpenProblem = 'empty' | 'tooLarge' | 'oldExcel' | 'openDocument' | 'locked' | 'notASheet' | 'broken'
export type Opened = OpenedTable | { readonly ok: false; readonly problem: OpenProblem }

const refused = (problem: OpenProblem): Opened => ({ ok: false, problem })

/** Opens what somebody sent, a workbook or a table of text in any encoding of here; what is neither says why. */
export function openSent(bytes: Buffer, wish: ReadingWish = {}): Opened {
  if (bytes.length === 0) return refused('empty')
  const start = bytes.subarray(0, 4).toString('latin1')
  if (start === '\xd0\xcf\x11\xe0') return refused(isLocked(bytes) ? 'locked' : 'oldExcel')
  if (start === 'PK\x03\x04') return workbook(bytes, wish)
  const isWide = wish.encoding?.startsWith('utf-16') || recogniseEncoding(bytes).startsWith('utf-16')
  if (start.startsWith('%PDF') || (!isWide && bytes.subarray(0, 1000).includes(0))) return refused('notASheet')
  return start.startsWith('{') ? (lines(bytes) ?? table(bytes, wish)) : table(bytes, wish)
}

// What we gave out as JSON: `lines` of fields with their texts, each field a column.
function lines(bytes: Buffer): Opened | null {
  const found = linesIn(bytes.toString('utf8'))
  if (!found) return null
  const fields = [...new Set(found.flatMap((line) => Object.keys(line)))].slice(0, 100)
  const told = [fields, ...found.map((line) => fields.map((field) => tidy(line[field] ?? '')))]
  const rows = told.map((cells, at) => ({ line: at + 1, cells, isHidden: false }))
  return { ok: true, sheets: [], sheet: 0, encoding: null, separator: null, rows: filled(rows), uncounted: 0 }
}

function linesIn(text: string): Readonly<Record<string, string>>[] | null {
  try {
    const found = valueAt(JSON.parse(text), 'lines')
    return Array.isArray(found) ? found.map(stringsFrom) : null
  } catch {
    // A table of text may begin with a brace as well.
    return null
  }
}

// What Excel puts around a workbook behind a password, by the name of the stream that holds it (MS-OFFCRYPTO 2.3).
const isLocked = (bytes: Buffer) => bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))

function workbook(bytes: Buffer, wish: ReadingWish): Opened {
  const names = directoryOf(bytes)?.map(({ name }) => name)
  if (!names) return refused('broken')
  if (!names.includes('xl/workbook.xml')) return refused(names.includes('content.xml') ? 'openDocument' : 'notASheet')
  const book = openXlsx(bytes)
  if (typeof book === 'string') return refused(book)
  const first = Math.max(
    0,
    book.sheets.findIndex(({ isHidden }) => !isHidden),
  )
  const sheet = wish.sheet !== undefined && book.sheets[wish.sheet] ? wish.sheet : first
  const { rows, uncounted } = book.rows(sheet)
  const told = rows.map((row) => ({ ...row, cells: row.cells.map(tidy) }))
  return { ok: true, sheets: book.sheets, sheet, encoding: null, separator: null, rows: filled(told), uncounted }
}

function table(bytes: Buffer, wish: ReadingWish): Opened {
  const encoding = wish.encoding ?? recogniseEncoding(bytes)
  const text = decode(bytes, encoding).replace(/^\uFEFF/, '')
  const seen = separatorOf(text)
  const separator = wish.separator ?? separators.find((one) => one === seen) ?? ';'
  const rows = readCsv(text, separator).map((cells, at) => ({
    line: at + 1,
    cells: cells.slice(0, 100).map(tidy),
    isHidden: false,
  }))
  return { ok: true, sheets: [], sheet: 0, encoding, separator, rows: filled(rows), uncounted: 0 }
}

const filled = (rows: readonly OpenRow[]) => rows.filter(({ cells }) => cells.some(Boolean))

// The apostrophe is what makes a text of what would be a formula: our own export writes it.
const tidy = (text: string) =>
  text
    .replaceAll('\0', '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
    .replace(/^'(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/, '')
