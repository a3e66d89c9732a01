/**
 * Cells of a sheet that somebody pasted or sent as text: separated by tabs, semicolons or commas, quoted where needed.
 * @param wished what separates them; seen from the first line when nobody says it
 */
export function readCsv(text: string, wished?: string): string[][] {
  const letters = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const separator = wished ?? separatorOf(letters)
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const endCell = () => {
    rows.at(-1)?.push(cell.trim())
    cell = ''
  }
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at]
    if (quoted && letter === '"' && letters[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (letter === '"' && (quoted || cell.trim() === '')) quoted = !quoted
    else if (quoted || (letter !== separator && letter !== '\n')) cell += letter
    else {
      endCell()
      if (letter === '\n') rows.push([])
    }
  }
  endCell()
  return rows
}

/** Cells as a text that `readCsv` reads back as the same cells. */
export function writeCells(cells: readonly (readonly string[])[]): string {
  // A line without a tab would not say what separates the cells.
  const width = Math.max(2, ...cells.map((row) => row.length))
  const cell = (text: string) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return cells.map((row) => Array.from({ length: width }, (_, at) => cell(row[at] ?? '')).join('\t')).join('\n')
}

/** What separates the cells of a text. */
// A sheet copied out of a spreadsheet comes with tabs; Excel in Bishkek saves with semicolons, others with commas.
export function separatorOf(text: string): string {
  const [first = ''] = text.split('\n').filter((line) => line.trim() !== '')
  const unquoted = first.replace(/"[^"]*"?/g, '')
  return ['\t', ';', ','].find((one) => unquoted.includes(one)) ?? ';'
}
