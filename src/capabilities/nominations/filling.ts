import { z } from 'zod'
import {
  cellName,
  cellsOf,
  type Filled,
  fill,
  placeOf,
  readWorkbook,
  type SheetCell,
  type Workbook,
} from '../../platform/sheets/index.ts'
import type { Nominee } from './rules.ts'
import { type Common, commonFields, commonValues, studentFields, valuesOf } from './values.ts'

/** Where in a partner's sheet what goes: columns for each student from a row on, and single cells. Fields stand in braces. */
export const mappingShape = z.object({
  sheet: z.string(),
  /** The row of the first student; the others follow below it. */
  row: z.number().int().min(1).max(100_000),
  columns: z.record(z.string(), z.string()),
  cells: z.record(z.string(), z.string()),
})
export type Mapping = z.infer<typeof mappingShape>

export const fieldIn = /\{\{\s*([A-Za-z]+)\s*\}\}/g
const known = (name: string): boolean => [...studentFields, ...commonFields].some((field) => field === name)
const isStudents = (name: string): boolean => studentFields.some((field) => field === name)
const fieldsIn = (text: string) => [...text.matchAll(fieldIn)].map(([, name = '']) => name)

/** What a sheet says itself with `{{family}}` and the like; without any, its first sheet with nothing mapped. */
export function mappingFrom(workbook: Workbook): Mapping {
  for (const { name } of workbook.sheets) {
    const marked = cellsOf(workbook, name).filter(({ text }) => fieldsIn(text).some(known))
    if (marked.length > 0) return mappingOfMarks(name, marked)
  }
  return { sheet: workbook.sheets[0]?.name ?? '', row: 2, columns: {}, cells: {} }
}

function mappingOfMarks(sheet: string, marked: readonly SheetCell[]): Mapping {
  const row = marked.find(({ text }) => fieldsIn(text).some(isStudents))?.row ?? 2
  const isInRow = (cell: SheetCell) => cell.row === row && fieldsIn(cell.text).some(isStudents)
  const named = (cells: readonly SheetCell[], name: (cell: SheetCell) => string) =>
    Object.fromEntries(cells.map((cell) => [name(cell), cell.text]))
  return {
    ...{ sheet, row },
    columns: named(marked.filter(isInRow), ({ column }) => cellName({ row: 1, column }).replace('1', '')),
    cells: named(
      marked.filter((cell) => !isInRow(cell)),
      cellName,
    ),
  }
}

/** Fields of a mapping that nobody knows: a slip of whoever wrote the braces. */
export function unknownFields({ columns, cells }: Mapping): string[] {
  const all = [...Object.values(columns), ...Object.values(cells)].flatMap(fieldsIn)
  return [...new Set(all.filter((name) => !known(name)))]
}

/** A partner's sheet with these students; null when the file can't be opened or has no such sheet any more. */
export function fillTemplate(
  bytes: Uint8Array,
  mapping: Mapping,
  nominees: readonly Nominee[],
  common: Common,
): Filled | null {
  const read = readWorkbook(bytes)
  if (!read.ok || !read.workbook.sheets.some(({ name }) => name === mapping.sheet)) return null
  const shared = commonValues(common, nominees.length)
  const values = new Map<string, string | number>()
  for (const [cell, text] of Object.entries(mapping.cells)) if (placeOf(cell)) values.set(cell, said(text, shared))
  for (const [at, nominee] of nominees.entries()) {
    const own = { ...shared, ...valuesOf(nominee, at, common) }
    for (const [column, text] of Object.entries(mapping.columns))
      values.set(`${column}${mapping.row + at}`, said(text, own))
  }
  return fill(read.workbook, mapping.sheet, values, mapping.row)
}

// A running number alone stays a number: the partner may sort by it.
function said(text: string, values: Readonly<Record<string, string>>): string | number {
  if (/^\{\{\s*(number|count)\s*\}\}$/.test(text)) return Number(values[fieldsIn(text)[0] ?? ''] ?? 0)
  return text.replace(fieldIn, (_, name) => values[name] ?? '')
}
