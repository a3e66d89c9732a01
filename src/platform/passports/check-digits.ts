const weights = [7, 3, 1] as const

/**
 * The check digit of a field of the machine-readable zone, 0 to 9: weights 7-3-1 over digits, letters from A = 10, and the
 * filler as nothing (ICAO Doc 9303 part 3, section 4.9).
 */
export function checkDigit(field: string): number {
  const sum = [...field].reduce((total, character, at) => total + worth(character) * (weights[at % 3] ?? 0), 0)
  return sum % 10
}

function worth(character: string): number {
  return character === '<' ? 0 : Number.parseInt(character, 36)
}
