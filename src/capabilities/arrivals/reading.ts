import readSheets from 'read-excel-file/node'

export type Cells = readonly (readonly string[])[]

/** Why a file is no sheet of arrivals: a message key `file.<problem>`. */
export type FileProblem = 'empty' | 'too-large' | 'too-many-rows' | 'old-excel' | 'not-a-sheet' | 'broken' | 'no-file'

export type Read = { readonly ok: true; readonly cells: Cells } | { readonly ok: false; readonly problem: FileProblem }

/** A sheet of arrivals is at most this large, in bytes, and has at most so many rows. */
export const largestSheet = 5_000_000
export const mostRows = 2000
const mostColumns = 100
/** A workbook is packed: so many bytes may come out of it. */
const mostUnpacked = 80_000_000

/** Reads the first sheet of a workbook, or a table of text, as texts. Days of a workbook become `2026-09-01`. */
export async function readCells(bytes: Buffer): Promise<Read> {
  if (bytes.length === 0) return { ok: false, problem: 'empty' }
  if (bytes.length > largestSheet) return { ok: false, problem: 'too-large' }
  const start = bytes.subarray(0, 4).toString('latin1')
  // What Excel wrote before 2007.
  if (start === '\xd0\xcf\x11\xe0') return { ok: false, problem: 'old-excel' }
  if (start === 'PK\x03\x04') return workbook(bytes)
  if (start.startsWith('%PDF') || bytes.subarray(0, 1000).includes(0)) return { ok: false, problem: 'not-a-sheet' }
  return bounded(textRows(decoded(bytes)))
}

async function workbook(bytes: Buffer): Promise<Read> {
  const size = unpackedSize(bytes)
  if (size === null || !bytes.includes('xl/workbook.xml')) return { ok: false, problem: 'not-a-sheet' }
  if (size > mostUnpacked) return { ok: false, problem: 'too-large' }
  try {
    const [first] = await readSheets(bytes)
    const rows: readonly (readonly unknown[])[] = first?.data ?? []
    return bounded(rows.map((row) => row.map(textOf)))
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
  return tidy(String(value))
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

function textRows(text: string): string[][] {
  const [first = ''] = text.split(/\r?\n/, 1)
  const count = (mark: string) => first.split(mark).length
  const mark = [';', '\t', ','].toSorted((one, other) => count(other) - count(one))[0] ?? ';'
  const rows: string[][] = []
  let row: string[] = []
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${mark}\\r\\n]*))(${mark}|\\r\\n|\\n|\\r|$)`, 'gy')
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const [whole, quoted, plain = '', after] = found
    row.push(tidy(quoted?.replaceAll('""', '"') ?? plain))
    if (after === mark) continue
    rows.push(row)
    row = []
    if (after === '' || whole === '') break
  }
  return rows
}

function bounded(all: readonly (readonly string[])[]): Read {
  const filled = all.findLastIndex((row) => row.some(Boolean))
  const cells = all.slice(0, filled + 1).map((row) => row.slice(0, mostColumns))
  if (cells.length === 0) return { ok: false, problem: 'empty' }
  return cells.length > mostRows + 20 ? { ok: false, problem: 'too-many-rows' } : { ok: true, cells }
}
