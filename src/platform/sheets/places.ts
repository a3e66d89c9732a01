/** Where a cell is: the row as sheets count it, from 1; the column from 0. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** Where a column is: A, B … Z, AA. */
export function columnName(at: number): string {
  return (at < 26 ? '' : columnName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))
}

export const cellName = ({ row, column }: Place) => `${columnName(column)}${row}`

/** The place that a name such as AB12 says; null for what is none. */
export function placeOf(name: string): Place | null {
  const found = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(name.trim().toUpperCase())
  if (!found) return null
  const [, letters = '', row = ''] = found
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return column < 16_384 && Number(row) <= 1_048_576 ? { row: Number(row), column } : null
}
