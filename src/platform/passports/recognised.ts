import type { Day } from '../days.ts'
import { readZone, type Zone } from './zone.ts'

/** What one engine of text recognition made of one picture of the zone. */
export interface Recognised {
  readonly engine: string
  readonly text: string
}

/** What several readings of one photo come to. `sure`: two engines agree on the numbers, and two on the names. */
export interface Agreed {
  readonly zone: Zone
  readonly sure: boolean
}

/**
 * Lets the check digits decide, and then the number of readings: a check digit alone is wrong once in ten, and names have
 * none. An engine repeats its own faults at another size, so only what another engine says as well is certain.
 */
export function zoneAmong(readings: readonly Recognised[], today: Day): Agreed | null {
  const groups = readings.flatMap(({ engine, text }, by) => groupsOf(text).map((group) => ({ ...group, engine, by })))
  const number = votedNumbers(groups, today).winner()
  if (!number) return null
  const names = new Votes<Zone>()
  for (const { size, name, by, engine } of groups.filter((group) => group.size === number.value.size)) {
    const read = readZone(joined({ size, numbers: number.value.numbers, name }), today)
    if (read.ok && !isNoise(read.zone.given)) names.cast(keyOf(nameRow(read.zone)), read.zone, by, engine)
  }
  const zone = names.winner()
  return zone && { zone: zone.value, sure: number.engines > 1 && zone.engines > 1 }
}

/** Has the text rows as long as those of a zone, the right way up? */
export function looksLikeZone(text: string): boolean {
  const rows = rowsOf(text)
  return rows.length > 1 && rows.some((row) => row.includes('<<'))
}

/** Two or three rows that stand under each other; the names are in the first of two or the last of three. */
interface Group {
  readonly size: number
  readonly numbers: readonly string[]
  readonly name: string
}

interface Heard extends Group {
  readonly engine: string
  readonly by: number
}

type Numbers = Pick<Group, 'size' | 'numbers'>

function votedNumbers(groups: readonly Heard[], today: Day): Votes<Numbers> {
  const votes = new Votes<Numbers>()
  for (const { by, engine, ...group } of groups) {
    const valid = likely(group).find((candidate) => proved(candidate, today))
    if (valid) cast(votes, valid, by, engine, today)
  }
  if (votes.winner()) return votes
  for (const [at, one] of groups.entries()) {
    for (const other of groups.slice(at + 1).filter(({ size, by }) => size === one.size && by !== one.by)) {
      const [only, ...more] = mixed(one, other).filter((candidate) => proved(candidate, today))
      if (only && more.length === 0) cast(votes, only, one.by, one.engine, today)
    }
  }
  return votes
}

function cast(votes: Votes<Numbers>, { size, numbers }: Numbers, by: number, engine: string, today: Day): void {
  const zone = proved({ size, numbers }, today)
  if (!zone) return
  const rows = numberRows(zone)
  votes.cast(keyOf(rows), { size, numbers: rows }, by, engine)
}

// Whether the digits fit does not depend on the names.
function proved({ size, numbers }: Numbers, today: Day): Zone | null {
  const read = readZone(joined({ size, numbers, name: size === 2 ? 'P<XXXA<<A' : 'A<<A' }), today)
  return read.ok ? read.zone : null
}

// Recognition takes 0 for O as it likes, and three of them together fit a check digit too often. Numbers are mostly digits: so
// digits are tried first, and what was read only where they don't fit. Dirt at an edge makes a row longer.
function likely(group: Group): Numbers[] {
  const cut = group.size === 2 ? group.numbers.map(withoutDirt) : group.numbers
  const rows = [group.numbers, cut].filter((one, at) => at === 0 || one.join() !== group.numbers.join())
  return rows
    .flatMap((numbers) => [numbers.map(digitsFirst), numbers])
    .map((numbers) => ({ size: group.size, numbers }))
}

const longest = 44

function withoutDirt(row: string): string {
  const at = row.length - longest
  return at > 0 && at <= 4 && /^\d{0,3}[A-Z]/.test(row) ? row.slice(at) : row
}

const mostDifferent = 4

// Two readings of the same length, each with faults of its own: every way of choosing where they differ.
function mixed(one: Group, other: Group): Numbers[] {
  const [first, second] = [one, other].map(({ numbers }) => numbers.map(digitsFirst).join('\n'))
  if (first === undefined || second === undefined || first.length !== second.length) return []
  const differing = [...first].flatMap((character, at) => (character === second[at] ? [] : [at]))
  if (differing.length > mostDifferent) return []
  const texts = differing.reduce(
    (ways, at) => ways.flatMap((way) => [way, way.slice(0, at) + (second[at] ?? '') + way.slice(at + 1)]),
    [first],
  )
  return texts.map((text) => ({ size: one.size, numbers: text.split('\n') }))
}

function digitsFirst(row: string): string {
  const digits = (text: string) => text.replaceAll('O', '0').replaceAll('I', '1')
  if (row.length === 30) return /^[A-Z]/.test(row) ? row.slice(0, 5) + digits(row.slice(5)) : row
  const personal = row.slice(28, 42)
  const known = isNoise(personal) ? '<'.repeat(personal.length) : digits(personal)
  return digits(row.slice(0, 9)) + row.slice(9, 28) + known + row.slice(42)
}

interface Voted<Value> {
  readonly value: Value
  readonly readings: number
  readonly engines: number
}

class Votes<Value> {
  readonly #found = new Map<
    string,
    { readonly value: Value; readonly by: Set<number>; readonly engines: Set<string> }
  >()

  cast(key: string, value: Value, by: number, engine: string): void {
    const one = this.#found.get(key) ?? { value, by: new Set(), engines: new Set() }
    one.by.add(by)
    one.engines.add(engine)
    this.#found.set(key, one)
  }

  /** The one with the most readings; among equals the first. */
  winner(): Voted<Value> | null {
    const all = [...this.#found.values()].map(({ value, by, engines }) => {
      return { value, readings: by.size, engines: engines.size }
    })
    return all.reduce((best: Voted<Value> | null, one) => (best && best.readings >= one.readings ? best : one), null)
  }
}

const keyOf = (rows: readonly string[]) => rows.join(' ')
const numberRows = ({ lines }: Zone) => (lines.length === 2 ? lines.slice(1) : lines.slice(0, 2))
const nameRow = ({ lines }: Zone) => (lines.length === 2 ? lines.slice(0, 1) : lines.slice(2))

function joined({ size, numbers, name }: Group): string {
  return (size === 2 ? [name, ...numbers] : [...numbers, name]).join('\n')
}

function groupsOf(text: string): Group[] {
  const rows = rowsOf(text)
  return rows.flatMap((first, at) => {
    const [second, third] = [rows[at + 1], rows[at + 2]]
    return [
      ...(second ? [{ size: 2, name: first, numbers: [second] }] : []),
      ...(second && third ? [{ size: 3, name: third, numbers: [first, second] }] : []),
    ]
  })
}

const shortest = 24
const longestHeard = 60

function rowsOf(text: string): string[] {
  return text
    .split('\n')
    .map((row) => row.replace(/\s/g, ''))
    .filter((row) => row.length >= shortest && row.length <= longestHeard)
    .map(mended)
}

// Long runs of the filler are what recognition reads worst: as K, L, C, E, S or G, alone or in rows.
function mended(row: string): string {
  const inRuns = row
    .replace(/(?<=<)[KLCESG](?=<<)/g, '<')
    .replace(/(?<=<<<)[KLC](?=\d{1,2}$)/, '<')
    .replace(/^\d{1,4}(?=P[A-Z<][A-Z]{3})/, '')
  const names =
    /^([A-Z<]{5}[A-Z]+(?:<[A-Z]+)*<<[A-Z]+(?:<[A-Z]+)*?)(?:<<|<?(?:([KLCESG])\2{3}))[<KLCESGX]*[^<]{0,3}$/.exec(inRuns)
  return names?.[1] ? `${names[1]}<<` : inRuns
}

// What a run of fillers becomes when it is read badly: no number, and no name.
function isNoise(field: string): boolean {
  return field !== '' && (/^[<KLCESG]+$/.test(field) || /([KLCESG])\1{3}/.test(field))
}
