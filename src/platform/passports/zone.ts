import { type Details, type FieldName, parse } from 'mrz'
import { type Day, readDay } from '../days.ts'
import { turnLookAlikes } from './look-alikes.ts'
import { isWhole, linesIn, shapes, type ZoneFormat, type ZoneLines } from './zone-text.ts'

/** What the machine-readable zone of a passport or identity card says. */
export interface Zone {
  readonly format: ZoneFormat
  /** As they must stand in the paper: capitals, no spaces, look-alikes turned where a check digit proves it. */
  readonly lines: readonly string[]
  /** `P`, `ID`, `PD`…: the kind of paper. */
  readonly kind: string
  /** A code of three letters, of a state or of one of ICAO's own (XXA, UTO); Germany's is `D`. */
  readonly issuer: string
  readonly citizenship: string
  readonly family: string
  readonly given: string
  /** The names fill their field to its last place: what did not fit is not there. */
  readonly namesCut: boolean
  readonly number: string
  /** Null where the paper itself leaves the day open. */
  readonly birthDay: Day | null
  readonly ends: Day | null
  readonly sex: 'female' | 'male' | null
}

/**
 * lines: it is not two lines of a passport or three of a card · length: a line has too few or too many characters · kind: a
 * visa or another paper · name, date, sex: something there that can't be · number, birthDay, ends, personal, whole: the
 * check digit of that field, or of all together, does not fit.
 */
export type ZoneProblem =
  | 'lines'
  | 'length'
  | 'kind'
  | 'name'
  | 'date'
  | 'sex'
  | 'number'
  | 'birthDay'
  | 'ends'
  | 'personal'
  | 'whole'

export interface NoZone {
  readonly ok: false
  readonly problem: ZoneProblem
  /** With `length`: which line, counted from one, how many characters it has and wants. */
  readonly line: number
  readonly has: number
  readonly wants: number
}

export type ZoneReading = { readonly ok: true; readonly zone: Zone } | NoZone

/**
 * Reads the zone as people type and paste it; the check digits decide.
 * @param today the day by which a year of two digits becomes one of four
 */
export function readZone(text: string, today: Day): ZoneReading {
  const readings = linesIn(text).map((candidate) => readLines(candidate, today))
  return readings.find(({ ok }) => ok) ?? readings.find(({ ok }) => !ok) ?? no('lines')
}

function no(problem: ZoneProblem, length: Partial<NoZone> = {}): NoZone {
  return { ok: false, problem, line: 0, has: 0, wants: 0, ...length }
}

function readLines(given: ZoneLines, today: Day): ZoneReading {
  const { format } = given
  if (!isWhole(given)) {
    const at = given.lines.findIndex(({ length }) => length !== shapes[format].length)
    return no('length', { line: at + 1, has: given.lines[at]?.length ?? 0, wants: shapes[format].length })
  }
  const read = parsed(turnLookAlikes(format, given.lines))
  if (!read) return no('lines')
  const wrong = read.details.filter(({ valid }) => !valid).map(({ field }) => problems[field ?? 'compositeCheckDigit'])
  const problem = order.find((known) => wrong.includes(known))
  if (problem) return no(problem)
  return zoneFrom(format, read, today)
}

interface Parsed {
  readonly lines: readonly string[]
  readonly details: readonly Details[]
  readonly value: (field: FieldName) => string
}

function parsed(lines: readonly string[]): Parsed | null {
  try {
    const { details, fields, documentNumber } = parse(lines, { autocorrect: true })
    const corrected = details.flatMap(({ autocorrect }) => autocorrect).reduce(correct, lines)
    const value = (field: FieldName) => (field === 'documentNumber' ? documentNumber : fields[field]) ?? ''
    return { lines: corrected, details, value }
  } catch {
    return null
  }
}

function correct(lines: readonly string[], { line, column, corrected }: Details['autocorrect'][number]) {
  const row = lines[line] ?? ''
  return lines.with(line, row.slice(0, column) + corrected + row.slice(column + 1))
}

// What each field's fault means. The library knows a list of states and a way to write names; papers know more of both, so
// states and names are taken from the line itself, and a state that the library has never heard of refuses nobody.
const problems: Readonly<Partial<Record<FieldName, ZoneProblem>>> = {
  documentCode: 'kind',
  sex: 'sex',
  birthDate: 'date',
  expirationDate: 'date',
  documentNumber: 'number',
  documentNumberCheckDigit: 'number',
  birthDateCheckDigit: 'birthDay',
  expirationDateCheckDigit: 'ends',
  personalNumber: 'personal',
  personalNumberCheckDigit: 'personal',
  compositeCheckDigit: 'whole',
}
const order: readonly ZoneProblem[] = ['kind', 'number', 'birthDay', 'ends', 'personal', 'whole', 'date', 'sex']

const nameFields = { TD1: [2, 0], TD2: [0, 5], TD3: [0, 5] } as const
const stateFields = {
  TD1: { issuer: [0, 2], citizenship: [1, 15] },
  TD2: { issuer: [0, 2], citizenship: [1, 10] },
  TD3: { issuer: [0, 2], citizenship: [1, 10] },
} as const

function zoneFrom(format: ZoneFormat, { lines, value }: Parsed, today: Day): ZoneReading {
  const [line, start] = nameFields[format]
  const names = (lines[line] ?? '').slice(start)
  const [family = '', ...given] = names.split('<<').map(words)
  const stateAt = ([row, column]: readonly [number, number]) => (lines[row] ?? '').slice(column, column + 3)
  const issuer = stateAt(stateFields[format].issuer)
  const citizenship = stateAt(stateFields[format].citizenship)
  if (family === '' || !/^[A-Z<]+$/.test(names) || ![issuer, citizenship].every(isState)) return no('name')
  const sex = value('sex')
  return {
    ok: true,
    zone: {
      format,
      lines,
      kind: value('documentCode'),
      issuer: words(issuer),
      citizenship: words(citizenship),
      family,
      given: given.filter((part) => part !== '').join(' '),
      namesCut: !names.endsWith('<'),
      number: value('documentNumber').replace(/[^A-Z0-9]/g, ''),
      birthDay: dayFrom(value('birthDate'), today, 0),
      ends: dayFrom(value('expirationDate'), today, yearsAhead),
      sex: sex === 'female' || sex === 'male' ? sex : null,
    },
  }
}

// Three letters, or Germany's one.
const isState = (field: string) => /^([A-Z]{3}|[A-Z]<<)$/.test(field)
const words = (field: string) => field.replace(/<+/g, ' ').trim()

/** No paper is valid for longer than this from today; nobody is born later than today. */
const yearsAhead = 50

function dayFrom(digits: string, today: Day, ahead: number): Day | null {
  if (!/^\d{6}$/.test(digits)) return null
  const rest = `-${digits.slice(2, 4)}-${digits.slice(4)}`
  const latest = `${Number(today.slice(0, 4)) + ahead}${today.slice(4)}`
  const centuries = [2100, 2000, 1900].map((century) => `${century + Number(digits.slice(0, 2))}${rest}`)
  const found = centuries.find((candidate) => candidate <= latest)
  return found ? readDay(found) : null
}
