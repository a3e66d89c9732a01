import { encode } from 'uqr'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import { sayShortCode } from './code.ts'

interface Foot {
  /** What stands beside the square, a line for each language of the letter. */
  readonly lines: JsonValue
  readonly url: string
  readonly code: string
  readonly shortCode: string
}

/** What is printed at the foot of a letter, kept with its content: set again, it says the same although we have moved. */
export function checkFoot({ lines, url, code, shortCode }: Foot): Readonly<Record<string, JsonValue>> {
  const address = `${url}/check`
  return {
    lines,
    address: address.replace(/^https?:\/\//, ''),
    code: sayShortCode(shortCode),
    link: `${address}/${code}`,
  }
}

/** A letter's content with the square of its link; what has none (a letter of earlier times) stays as it is. */
export function withSquare(content: JsonValue): Fields {
  if (!hasFields(content)) return {}
  const { check = null } = content
  if (!hasFields(check) || typeof check.link !== 'string') return content
  return { ...content, check: { ...check, square: squareOf(check.link) } }
}

type Fields = Readonly<Record<string, JsonValue | undefined>>

const hasFields = (value: JsonValue): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The dark modules of a QR code as a path of one unit a module. */
// Level M bears a stamp or a fold over 15 % of the square. A signature is as even as chance, so any mask does, and trying
// all eight takes longer than setting the letter.
export function squareOf(text: string): { readonly modules: number; readonly path: string } {
  const { size, data } = encode(text, { ecc: 'M', boostEcc: false, maskPattern: 0, border: 0 })
  const rows = data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))
  return { modules: size, path: rows.flatMap(runsOf).join('') }
}

// A run of dark modules as one flat rectangle: squares of their own would show seams between them.
const runsOf = (row: string, y: number) =>
  [...row.matchAll(/1+/g)].map(({ 0: { length }, index }) => `M${index} ${y}h${length}v1h-${length}z`)
