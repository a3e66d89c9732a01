import type { Visit } from '../web/visit.ts'
import { csvOf } from './csv.ts'
import type { Sheet } from './sheet.ts'
import { xlsxOf } from './xlsx.ts'

export { cellName, columnName, type Place, placeOf } from './places.ts'
export {
  cellsOf,
  type Filled,
  fill,
  largestWorkbook,
  type ReadWorkbook,
  readWorkbook,
  type SheetCell,
  type Workbook,
  type WorkbookProblem,
} from './workbook.ts'
export { xlsxOf } from './xlsx.ts'
export { type ZipEntry, zipOf } from './zip.ts'

export const formats = ['xlsx', 'csv'] as const
export type Format = (typeof formats)[number]

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** A sheet as a download. It is made while it leaves, at the pace of the line. */
export function sheetAnswer(visit: Visit, sheet: Sheet, format: Format, file: string): Response {
  const parts = format === 'xlsx' ? xlsxOf(sheet) : csvOf(sheet)
  return visit.c.body(paced(parts), 200, {
    'content-type': types[format],
    'content-disposition': `attachment; filename="${file}.${format}"`,
    'x-content-type-options': 'nosniff',
  })
}

// The next part is made when the last has been taken; whoever goes away in the middle ends the making.
export function paced(parts: AsyncGenerator<string | Uint8Array>): ReadableStream<Uint8Array> {
  const letters = new TextEncoder()
  return new ReadableStream({
    async pull(line) {
      const { done, value } = await parts.next()
      if (done) line.close()
      else line.enqueue(typeof value === 'string' ? letters.encode(value) : value)
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
}

export type { Sheet } from './sheet.ts'
