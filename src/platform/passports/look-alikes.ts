import { checkDigit } from './check-digits.ts'
import type { ZoneFormat } from './zone-text.ts'

interface Proved {
  readonly line: number
  readonly start: number
  readonly end: number
  /** Where the check digit of the field stands in its line. */
  readonly digit: number
}

// Fields of letters and digits, each with a check digit: only there can a look-alike be proved.
const provedFields: Readonly<Record<ZoneFormat, readonly Proved[]>> = {
  TD1: [{ line: 0, start: 5, end: 14, digit: 14 }],
  TD2: [{ line: 1, start: 0, end: 9, digit: 9 }],
  TD3: [
    { line: 1, start: 0, end: 9, digit: 9 },
    { line: 1, start: 28, end: 42, digit: 42 },
  ],
}
// Only these two: with every pair that looks alike, one digit typed wrong would too often be "proved" by turning another.
const twins: Readonly<Record<string, string>> = { O: '0', 0: 'O' }
const mostTurned = 2

/** The lines with O and 0 turned where one way of turning, and no other as short, fits the check digit. */
export function turnLookAlikes(format: ZoneFormat, lines: readonly string[]): readonly string[] {
  return provedFields[format].reduce(turnIn, lines)
}

function turnIn(lines: readonly string[], { line, start, end, digit }: Proved): readonly string[] {
  const row = lines[line] ?? ''
  const field = row.slice(start, end)
  const wanted = (row[digit] ?? '').replace('O', '0')
  if (!/^\d$/.test(wanted) || checkDigit(field) === Number(wanted)) return lines
  const turned = turnedToFit(field, Number(wanted))
  return turned ? lines.with(line, row.slice(0, start) + turned + row.slice(end)) : lines
}

function turnedToFit(field: string, wanted: number): string | null {
  let tries = [field]
  for (let turns = 1; turns <= mostTurned; turns += 1) {
    tries = [...new Set(tries.flatMap(turnOne))].filter((candidate) => distance(candidate, field) === turns)
    const fitting = tries.filter((candidate) => checkDigit(candidate) === wanted)
    if (fitting.length > 0) return fitting.length === 1 ? (fitting[0] ?? null) : null
  }
  return null
}

function turnOne(field: string): string[] {
  return [...field].flatMap((character, at) => {
    const twin = twins[character]
    return twin ? [field.slice(0, at) + twin + field.slice(at + 1)] : []
  })
}

function distance(one: string, other: string): number {
  return [...one].filter((character, at) => character !== other[at]).length
}
