import type { Sheet } from './sheet.ts'

/**
 * A sheet as CSV, portion by portion. Excel in Bishkek runs with Russian settings, whose list separator is the semicolon:
 * with commas it puts a whole row into one cell. The mark at the beginning tells it that the letters are UTF-8.
 */
export async function* csvOf({ columns, portions }: Sheet): AsyncGenerator<string> {
  yield `\uFEFF${row(columns.map(({ title }) => title))}`
  for await (const rows of portions) yield rows.map(row).join('')
}

function row(cells: readonly string[]): string {
  return `${cells.map(cell).join(';')}\r\n`
}

function cell(text: string): string {
  return `"${harmless(text).replaceAll('"', '""')}"`
}

// A spreadsheet takes what begins like this for a formula, also inside quotes and also in its wide East Asian form; an
// applicant's name must not be able to run one. The apostrophe makes it text.
function harmless(text: string): string {
  return /^\s*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
}
