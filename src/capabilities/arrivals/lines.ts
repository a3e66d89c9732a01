import { type Day, readDay } from '../../platform/days.ts'
import { plainAddress } from '../../platform/mail/transport.ts'
import type { Cells } from '../../platform/sheets/read-sheet.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { languages } from '../../platform/words/languages.ts'
import type { Law } from '../law/index.ts'
import type { Programme } from '../programmes/index.ts'
import { type RecordKind, recordKinds } from '../stays/index.ts'
import { type Cell, fold, isFailedFormula, readChoice, readCountry, readDayCell } from './cells.ts'
import { isField, type Mapping } from './fields.ts'

/** A row of the sheet as it was understood. */
export interface Line {
  /** As the officer counts it: the first row of the sheet is 1. */
  readonly row: number
  readonly family: string
  readonly given: string
  readonly shownAs: string
  readonly birthDay: Day | null
  readonly citizenship: string
  readonly email: string
  readonly phone: string
  readonly programme: Programme | null
  /** What is said of each kind of record, as its form would send it. */
  readonly records: readonly { readonly kind: RecordKind; readonly typed: Typed }[]
  readonly problems: readonly Problem[]
}

interface Known {
  readonly law: Law
  readonly programmes: readonly Programme[]
}

/** The rows below the headings; empty ones are none. */
export function readLines(cells: Cells, mapping: Mapping, { law, programmes }: Known): Line[] {
  const known = { law, findProgramme: finderOf(programmes) }
  return cells.flatMap((row, at): Line[] => {
    if (at <= mapping.headingRow) return []
    const said = saidIn(row, mapping)
    return Object.values(said).some(Boolean) ? [readLine(at + 1, said, known)] : []
  })
}

function saidIn(row: readonly string[], { fields }: Mapping): Typed {
  return Object.fromEntries(fields.flatMap((field, column) => (field ? [[field, row[column] ?? '']] : [])))
}

function readLine(row: number, said: Typed, { law, findProgramme }: { law: Law; findProgramme: FindProgramme }): Line {
  const problems: Problem[] = []
  const take = (field: string, cell: Cell<string>): string => {
    if (cell.ok) return cell.value
    problems.push({ field, key: cell.key })
    return ''
  }
  const understood = Object.entries(said).map(([field, text]): [string, string] => {
    if (text === '') return [field, '']
    if (isFailedFormula(text)) return [field, take(field, { ok: false, key: 'cell.formula' })]
    return [field, take(field, readCell(field, text, law))]
  })
  const values: Typed = Object.fromEntries(understood)
  const [family, given] = namesIn(values)
  const wanted = { shownAs: `${family} ${given}`.trim(), birthDay: values.birthDay, citizenship: values.citizenship }
  for (const [field, value] of Object.entries(wanted)) {
    const name = field === 'shownAs' ? 'name' : field
    if (!value && !problems.some((problem) => problem.field === name))
      problems.push({ field: name, key: 'cell.missing' })
  }
  const programme = findProgramme(values.programme ?? '')
  if (values.programme && !programme) problems.push({ field: 'programme', key: 'cell.noProgramme' })
  return {
    ...{ row, family, given, shownAs: wanted.shownAs, birthDay: readDay(values.birthDay ?? '') },
    ...{ citizenship: values.citizenship ?? '', email: values.email ?? '', phone: values.phone ?? '' },
    ...{ programme, records: recordsIn(values), problems },
  }
}

function readCell(field: string, text: string, law: Law): Cell<string> {
  if (field === 'birthDay' || /\.(from|to)$/.test(field)) return readDayCell(text)
  if (field === 'citizenship' || field === 'passport.country') return readCountry(text, law)
  if (field === 'home.place' || field === 'visa.entries') return readChoice(field, text)
  if (field === 'email') {
    const mail = plainAddress(text)
    return mail.ok ? { ok: true, value: mail.address } : { ok: false, key: `form.mail.${mail.problem}` }
  }
  return text.length > 300 ? { ok: false, key: 'cell.tooLong' } : { ok: true, value: text }
}

// A whole name begins with the family's: so passports and lists of offices have it.
function namesIn({ family = '', given = '', name = '' }: Typed): [string, string] {
  if (family || given) return [family, given]
  const [first = '', ...rest] = name.split(' ')
  return [first, rest.join(' ')]
}

type FindProgramme = (text: string) => Programme | null

// By its id, its name, or its code, the surest first. A code that stands at two levels names neither.
function finderOf(programmes: readonly Programme[]): FindProgramme {
  const names = Map.groupBy(
    programmes.flatMap((programme) =>
      [...new Set(languages.map((language) => fold(programme.name[language])))].map((name) => ({ name, programme })),
    ),
    ({ name }) => name,
  )
  const known = new Map<string, Programme | null>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const ways = [
      programmes.filter(({ id }) => id === text),
      (names.get(fold(text)) ?? []).map(({ programme }) => programme),
      programmes.filter(({ code }) => code && text.includes(code)),
    ]
    const found = ways.find((some) => some.length > 0) ?? []
    const only = text && found.length === 1 ? (found[0] ?? null) : null
    known.set(text, only)
    return only
  }
}

function recordsIn(values: Typed): Line['records'] {
  return recordKinds.flatMap((kind) => {
    const own = Object.entries(values).flatMap(([field, value]) =>
      isField(field) && field.startsWith(`${kind}.`) && value ? [[field.slice(kind.length + 1), value] as const] : [],
    )
    return own.length > 0 ? [{ kind, typed: { ...supposed(kind, values), ...Object.fromEntries(own) } }] : []
  })
}

// What a sheet of arrivals leaves unsaid because it goes without saying.
function supposed(kind: RecordKind, values: Typed): Typed {
  if (kind === 'passport') return { country: values.citizenship ?? '' }
  if (kind === 'crossing') return { direction: 'in' }
  if (kind !== 'home') return {}
  const address = values['home.address'] ?? ''
  const isHostel = readChoice('home.place', address)
  const place = isHostel.ok ? isHostel.value : values['home.owner'] ? 'flat' : ''
  return { place, from: values['crossing.from'] ?? '' }
}
