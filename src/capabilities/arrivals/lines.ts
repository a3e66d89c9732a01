import { type Day, readDay } from '../../platform/days.ts'
import { plainAddress } from '../../platform/mail/transport.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { languages } from '../../platform/words/languages.ts'
import type { Law } from '../law/index.ts'
import type { Programme } from '../programmes/index.ts'
import { type RecordKind, recordKinds } from '../stays/index.ts'
import { type Cell, isFailedFormula, readChoice, readCountry, readDayCell } from './cells.ts'
import { isField, type Mapping } from './fields.ts'
import type { Cells } from './reading.ts'

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
export function readLines(cells: Cells, mapping: Mapping, known: Known): Line[] {
  return cells.flatMap((row, at): Line[] => {
    if (at <= mapping.headingRow) return []
    const said = saidIn(row, mapping)
    return Object.values(said).some(Boolean) ? [readLine(at + 1, said, known)] : []
  })
}

function saidIn(row: readonly string[], { fields }: Mapping): Typed {
  return Object.fromEntries(fields.flatMap((field, column) => (field ? [[field, row[column] ?? '']] : [])))
}

function readLine(row: number, said: Typed, { law, programmes }: Known): Line {
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
  const programme = programmeIn(values.programme ?? '', programmes)
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

// By its id, its name, or its code, the surest first. A code that stands at two levels names neither.
function programmeIn(text: string, programmes: readonly Programme[]): Programme | null {
  const folded = foldWords(text).join(' ')
  const ways: readonly ((programme: Programme) => boolean)[] = [
    ({ id }) => id === text,
    ({ name }) => languages.some((language) => foldWords(name[language]).join(' ') === folded),
    ({ code }) => code !== null && text.includes(code),
  ]
  const found = ways.map((way) => programmes.filter(way)).find((some) => some.length > 0) ?? []
  return folded && found.length === 1 ? (found[0] ?? null) : null
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
