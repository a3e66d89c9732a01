import readSheets from 'read-excel-file/node'
import { catalogue } from '../words/catalogue.ts'
import type { Language } from '../words/languages.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }
import { readCsv } from './read-csv.ts'

/** What stands in a sheet, row by row, as texts without spaces around them. */
export type Cells = readonly (readonly string[])[]

export type SheetProblem = 'empty' | 'tooLarge' | 'tooManyRows' | 'oldExcel' | 'notASheet' | 'broken' | 'missing'

export type ReadSheet =
  | { readonly ok: true; readonly cells: Cells }
  | { readonly ok: false; readonly problem: SheetProblem }

/** How much of a sheet somebody may send. */
export interface SheetBounds {
  readonly mostBytes: number
  readonly mostRows: number
}

export const sheetWords = catalogue(en, ru, ky)

/** Says why a file was not read, and what would help. */
export function saySheetProblem(
  problem: SheetProblem,
  { mostBytes, mostRows }: SheetBounds,
  language: Language,
): string {
  return sheetWords.byData(language)(`sheet.${problem}`, { megabytes: Math.round(mostBytes / 1e6), rows: mostRows })
}

const mostColumns = 100
/** Headings and empty lines that are no rows of anybody. */
const spare = 20
/** A workbook is packed: so many bytes may come out of it. */
const mostUnpacked = 80_000_000

/** Reads the first sheet of a workbook, or a table of text in UTF-8 or Windows-1251. Days of a workbook become `2026-09-01`. */
export async function readSheet(bytes: Buffer, bounds: SheetBounds): Promise<ReadSheet> {
  if (bytes.length === 0) return { ok: false, problem: 'empty' }
  if (bytes.length > bounds.mostBytes) return { ok: false, problem: 'tooLarge' }
  const start = bytes.subarray(0, 4).toString('latin1')
  // What Excel wrote before 2007.
  if (start === '\xd0\xcf\x11\xe0') return { ok: false, problem: 'oldExcel' }
  if (start === 'PK\x03\x04') return workbook(bytes, bounds)
  if (start.startsWith('%PDF') || bytes.subarray(0, 1000).includes(0)) return { ok: false, problem: 'notASheet' }
  return bounded(readCsv(decoded(bytes)), bounds)
}

async function workbook(bytes: Buffer, bounds: SheetBounds): Promise<ReadSheet> {
  const size = unpackedSize(bytes)
  if (size === null || !bytes.includes('xl/workbook.xml')) return { ok: false, problem: 'notASheet' }
  if (size > mostUnpacked) return { ok: false, problem: 'tooLarge' }
  try {
    const [first] = await readSheets(bytes)
    const rows: readonly (readonly unknown[])[] = first?.data ?? []
    return bounded(
      rows.map((row) => row.map(textOf)),
      bounds,
    )
  } catch {
    // A workbook that the library can't follow: whatever is wrong with it, the officer saves it anew.
    return { ok: false, problem: 'broken' }
  }
}

// The directory at the end of a ZIP says how large each part is unpacked; null where there is none.
function unpackedSize(bytes: Buffer): number | null {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 20 > bytes.length) return null
  let at = bytes.readUInt32LE(end + 16)
  let size = 0
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return null
    size += bytes.readUInt32LE(at + 24)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return size
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return String(value)
}

const tidy = (text: string) => text.replaceAll('\0', '').toWellFormed().normalize('NFC').replace(/\s+/g, ' ').trim()

// A text in letters that are no UTF-8 was written by a Russian Excel.
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}

function bounded(all: Cells, { mostRows }: SheetBounds): ReadSheet {
  const rows = all.map((row) => row.slice(0, mostColumns).map(tidy))
  const cells = rows.slice(0, rows.findLastIndex((row) => row.some(Boolean)) + 1)
  if (cells.length === 0) return { ok: false, problem: 'empty' }
  return cells.length > mostRows + spare ? { ok: false, problem: 'tooManyRows' } : { ok: true, cells }
}
