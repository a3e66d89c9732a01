// Letters of a Russian or Kyrgyz keyboard that look like the Latin ones of the zone.
const lookAlike: Readonly<Record<string, string>> = Object.fromEntries(
  [...'АВЕКМНОРСТУХЗІЈЅ'].map((letter, at) => [letter, [...'ABEKMHOPCTYX3IJS'][at] ?? letter]),
)
// A word processor makes one guillemet of two signs; a person who doesn't find the sign may type one for one.
const doubled = /[«≪《]/g
const single = /[‹〈⟨＜]/g

export const shapes = {
  TD1: { rows: 3, length: 30 },
  TD2: { rows: 2, length: 36 },
  TD3: { rows: 2, length: 44 },
} as const
export type ZoneFormat = keyof typeof shapes

/** The lines of a zone, all of them as long as the format wants, or as they are when they can't be made so. */
export interface ZoneLines {
  readonly format: ZoneFormat
  readonly lines: readonly string[]
}

/**
 * The ways in which a typed or pasted text can be meant, the likeliest first: spaces dropped or standing for the filler,
 * guillemets as one sign or two, lines run together, fillers at an end forgotten. Empty: it is no zone.
 */
export function linesIn(text: string): ZoneLines[] {
  const plain = text
    .replaceAll(/&lt;/gi, '<')
    .toUpperCase()
    .replace(/[\u0400-\u04ff]/g, (letter) => lookAlike[letter] ?? letter)
  const found = ['<<', '<'].flatMap((sign) => {
    const written = plain.replace(doubled, sign).replace(single, '<').normalize('NFKC')
    return ['', '<'].flatMap((space) => asZone(rowsOf(written, space)) ?? [])
  })
  return found.filter((zone, at) => found.findIndex((other) => other.lines.join() === zone.lines.join()) === at)
}

export const isWhole = ({ format, lines }: ZoneLines) => lines.every(({ length }) => length === shapes[format].length)

const shortestRow = 20

function rowsOf(text: string, space: string): string[] {
  const rows = text
    .split(/[\r\n]+/)
    .map((row) =>
      row
        .trim()
        .replace(/\s/g, space)
        .replace(/[^A-Z0-9<]/g, ''),
    )
    .filter((row) => row !== '')
  if (rows.length > 1) return rows.filter((row) => row.length >= shortestRow || row.includes('<<'))
  // One row: the lines ran together, with a space between them or with nothing.
  const parts = text.trim().split(/\s+/)
  if ([2, 3].includes(parts.length) && parts.every((part) => part.length >= shortestRow))
    return parts.map((part) => part.replace(/[^A-Z0-9<]/g, ''))
  return cut(rows[0] ?? '')
}

function cut(row: string): string[] {
  const shape = Object.values(shapes).find(({ rows, length }) => row.length === rows * length)
  return shape
    ? Array.from({ length: shape.rows }, (_, at) => row.slice(at * shape.length, (at + 1) * shape.length))
    : []
}

function asZone(rows: readonly string[]): ZoneLines | null {
  const format = formatOf(rows)
  if (!format) return null
  const { length } = shapes[format]
  return {
    format,
    lines: rows.map((row, at) => stretched(row, length, isNameRow(format, at) || (format === 'TD1' && at === 0))),
  }
}

function formatOf(rows: readonly string[]): ZoneFormat | null {
  if (rows.length === 3) return 'TD1'
  // The last row ends with a check digit: nobody forgets its end, so its length tells.
  const length = rows[1]?.length ?? 0
  if (rows.length !== 2 || length < 30) return null
  return length >= 40 ? 'TD3' : 'TD2'
}

const isNameRow = (format: ZoneFormat, at: number) => at === (format === 'TD1' ? 2 : 0)

// Fillers are hard to count. At the end of a row they are added or taken; before check digits, the last run of them is.
function stretched(row: string, length: number, endsInFillers: boolean): string {
  const missing = length - row.length
  if (missing === 0) return row
  if (endsInFillers) {
    const bare = row.replace(/<+$/, '')
    return bare.length <= length ? bare.padEnd(length, '<') : row
  }
  const run = [...row.matchAll(/<{2,}/g)].at(-1)
  if (!run || run[0].length + missing < 1) return row
  return row.slice(0, run.index) + '<'.repeat(run[0].length + missing) + row.slice(run.index + run[0].length)
}
