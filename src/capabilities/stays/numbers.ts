import type { Problem } from '../../platform/web/form.ts'
import type { Draft } from './rules.ts'

// Cyrillic letters that look like Latin ones, in capitals as papers print them.
const latin: Readonly<Record<string, string>> = {
  ...{ А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X' },
  ...{ І: 'I', Ј: 'J', Ѕ: 'S', Ү: 'Y' },
}
const digits: Readonly<Record<string, string>> = { O: '0', I: '1' }

/** A number as papers are found by it: without spaces and hyphens, in capitals. Letters stay what they are. */
export function tidyNumber(text: string): string {
  return text.normalize('NFC').replace(/[\s-]/g, '').toUpperCase()
}

/**
 * What looks like another character in the number of a paper: a Cyrillic letter is never right; a letter O or I among
 * digits is asked about, and taken when `numberSure` says that somebody has looked. Nothing is changed silently.
 */
export function numberProblems({ number: typed, said: { numberSure } }: Draft): Problem[] {
  const number = tidyNumber(typed)
  const letters = [...number]
  const foreign = letters.findIndex((letter) => /\p{Script=Cyrillic}/u.test(letter))
  if (foreign >= 0) return [problem('stay.number.cyrillic', letters, foreign, latin)]
  if (/[^A-Z0-9]/.test(number)) return [{ field: 'number', key: 'form.latinOnly' }]
  const unsure = letters.findIndex((letter, at) => letter in digits && isAmongDigits(letters, at))
  return unsure >= 0 && numberSure !== 'yes' ? [problem('stay.number.lookAlike', letters, unsure, digits)] : []
}

// Numbers begin with letters and go on in digits: a letter behind a digit, or the only one of all, is rarely meant.
function isAmongDigits(letters: readonly string[], at: number): boolean {
  const before = letters.slice(0, at).some(isDigit)
  const alone = letters.every((letter, other) => other === at || isDigit(letter))
  return letters.length > 1 && (before || alone)
}

const isDigit = (letter: string) => /\d/.test(letter)

function problem(
  key: string,
  letters: readonly string[],
  at: number,
  twins: Readonly<Record<string, string>>,
): Problem {
  const found = letters[at] ?? ''
  return { field: 'number', key, params: { found, at: at + 1, like: twins[found] ?? '?' } }
}

/** The Latin spelling of letters that only look Latin, to be offered; null where a letter has none. */
export function asLatin(text: string): string | null {
  const turned = [...text].map((letter) => (/\p{Script=Cyrillic}/u.test(letter) ? latin[letter] : letter))
  return turned.every((letter) => letter !== undefined) ? turned.join('') : null
}
