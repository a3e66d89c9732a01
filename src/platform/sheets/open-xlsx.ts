import { addDays, day } from '../days.ts'
import { placeOf } from './places.ts'
import { type Unzipped, unzip } from './unzip.ts'

/** One sheet of what somebody sent. */
export interface OpenSheet {
  readonly name: string
  readonly isHidden: boolean
}

/** A row as it stands in the sheet: which one, what its cells say, and whether the sheet hides it. */
export interface OpenRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly isHidden: boolean
}

export interface OpenXlsx {
  readonly sheets: readonly OpenSheet[]
  /** Cells with a formula that nobody has counted yet: they say nothing. */
  readonly rows: (sheet: number) => { readonly rows: OpenRow[]; readonly uncounted: number }
}

/** Columns that are read. */
const mostColumns = 100

/**
 * A workbook, every sheet of it, also the hidden ones. Days become `2026-09-01`, formulas what they came to; what stands in
 * cells merged downwards stands in each of their rows.
 */
export function openXlsx(bytes: Buffer): OpenXlsx | Exclude<Unzipped, ReadonlyMap<string, Buffer>> {
  const parts = unzip(bytes, (name) => /^xl\/(workbook|styles|sharedStrings|worksheets\/|_rels\/)/.test(name))
  if (typeof parts === 'string') return parts
  const text = (name: string) => withoutPrefixes(parts.get(name)?.toString('utf8') ?? '')
  const book = text('xl/workbook.xml')
  const targets = new Map(
    tags(text('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ Id = '', Target = '' }) => [Id, Target]),
  )
  const found = tags(book, 'sheet').flatMap((sheet) => {
    const target = targets.get(sheet['r:id'] ?? sheet.id ?? '') ?? ''
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    const isHidden = sheet.state === 'hidden' || sheet.state === 'veryHidden'
    return parts.has(path) ? [{ name: sheet.name ?? '', isHidden, path }] : []
  })
  if (found.length === 0) return 'broken'
  const shared = sharedOf(text('xl/sharedStrings.xml'))
  const beginning = day(/date1904="(?:1|true)"/.test(book) ? '1904-01-01' : '1899-12-30')
  const ground = { shared, isDay: dayStyles(text('xl/styles.xml')), beginning }
  return { sheets: found, rows: (sheet) => rowsOf(text(found[sheet]?.path ?? ''), ground) }
}

// Some programs write every tag with a prefix, which means the same.
const withoutPrefixes = (xml: string) =>
  /<\w+:(worksheet|workbook|sst|styleSheet|Relationships)\b/.test(xml) ? xml.replace(/<(\/?)\w+:/g, '<$1') : xml

type Attributes = Readonly<Record<string, string>>

function tags(xml: string, name: string): Attributes[] {
  return [...xml.matchAll(new RegExp(`<${name}\\b([^>]*)>`, 'g'))].map(([, inner = '']) => attributes(inner))
}

const attributes = (inner: string): Attributes =>
  Object.fromEntries(
    [...inner.matchAll(/([\w:]+)\s*=\s*["']([^"']*)["']/g)].map(([, name, value = '']) => [name, plain(value)]),
  )

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (xml: string) =>
  !xml.includes('&')
    ? xml
    : xml.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
        return name ? (named[name] ?? whole) : code <= 0x10ffff ? String.fromCodePoint(code) : whole
      })

function sharedOf(xml: string): string[] {
  return [...xml.matchAll(/<si\b[^>]*?(?:\/>|>([\s\S]*?)<\/si>)/g)].map(([, inner = '']) => words(inner))
}

// The words of a text with its runs; what is only there to be pronounced is not among them.
function words(xml: string): string {
  const seen = xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '')
  return [...seen.matchAll(/<t\b[^>]*?(?:\/>|>([\s\S]*?)<\/t>)/g)].map(([, text = '']) => plain(text)).join('')
}

/** Which of the cell styles show a number as a day (ECMA-376, 18.8.30: the built-in formats, and those with a year or day). */
function dayStyles(xml: string): readonly boolean[] {
  const own = new Map(tags(xml, 'numFmt').map(({ numFmtId = '', formatCode = '' }) => [Number(numFmtId), formatCode]))
  const styles = /<cellXfs\b[^>]*>([\s\S]*?)<\/cellXfs>/.exec(xml)?.[1] ?? ''
  return tags(styles, 'xf').map(({ numFmtId = '0' }) => {
    const id = Number(numFmtId)
    const format = own.get(id)
    if (format !== undefined) return /[dy]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
    return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
  })
}

interface Ground {
  readonly shared: readonly string[]
  readonly isDay: readonly boolean[]
  readonly beginning: ReturnType<typeof day>
}

function rowsOf(xml: string, ground: Ground) {
  const data = /<sheetData\b[^>]*>([\s\S]*?)<\/sheetData>/.exec(xml)?.[1] ?? ''
  const rows: { line: number; cells: string[]; isHidden: boolean }[] = []
  const tally = { uncounted: 0 }
  let line = 0
  for (const [, open = '', inner = ''] of data.matchAll(/<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g)) {
    const said = attributes(open)
    line = Number(said.r ?? line + 1)
    const isHidden = said.hidden === '1' || said.hidden === 'true'
    rows.push({ line, isHidden, cells: cellsOf(inner, ground, tally) })
  }
  fillDown(rows, tags(xml, 'mergeCell'))
  return { rows, uncounted: tally.uncounted }
}

function cellsOf(xml: string, ground: Ground, tally: { uncounted: number }): string[] {
  const cells: string[] = []
  let column = -1
  for (const [, open = '', inner = ''] of xml.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const said = attributes(open)
    column = placeOf(said.r ?? '')?.column ?? column + 1
    if (column >= mostColumns) break
    while (cells.length < column) cells.push('')
    cells[column] = saidIn(said, inner, ground)
    if (cells[column] === '' && /<f\b/.test(inner)) tally.uncounted += 1
  }
  return cells
}

function saidIn({ t, s }: Attributes, inner: string, { shared, isDay, beginning }: Ground): string {
  if (t === 'inlineStr') return words(inner)
  const value = plain(/<v\b[^>]*>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? '')
  if (t === 's') return shared[Number(value)] ?? ''
  if (t === 'd') return value.slice(0, 10)
  if (t === 'b') return value === '1' ? 'true' : 'false'
  if (t || value === '') return value
  const number = Number(value)
  if (isDay[Number(s)] && number >= 1 && number < 2_958_466) return addDays(beginning, Math.floor(number))
  return Number.isFinite(number) ? String(number) : value
}

function fillDown(rows: readonly { line: number; cells: string[] }[], merges: readonly Attributes[]) {
  const byLine = new Map(rows.map((row) => [row.line, row.cells]))
  for (const { ref = '' } of merges) {
    const [from, to] = ref.split(':').map(placeOf)
    if (!from || !to || from.column >= mostColumns) continue
    const text = byLine.get(from.row)?.[from.column] ?? ''
    const last = Math.min(to.row, rows.at(-1)?.line ?? 0)
    for (let line = from.row + 1; text !== '' && line <= last; line += 1) {
      const cells = byLine.get(line)
      if (!cells) continue
      while (cells.length < from.column) cells.push('')
      cells[from.column] = text
    }
  }
}
