import { optionalTextFrom, stringAt, valueAt } from '../../platform/database/json.ts'
import { type Day, readDay } from '../../platform/days.ts'
import type { Text } from '../../platform/words/languages.ts'

export const lineKinds = ['seats', 'group', 'site', 'speaker', 'member', 'news'] as const
export type LineKind = (typeof lineKinds)[number]

/** Lines that hold whatever the year; the others belong to one edition. */
export const lastingKinds: readonly LineKind[] = ['site', 'member', 'news']

/** How it stands with somebody of a partner's list. */
export const personStates = ['listed', 'selected', 'reserve', 'notSelected', 'came'] as const
export type PersonState = (typeof personStates)[number]

/** A school that comes every summer. */
export interface School {
  readonly id: string
  readonly name: Text
  readonly goal: Text
  readonly about: Text
  readonly course: Text
  readonly weeks: number | null
  readonly ownUsual: number | null
  readonly foreignUsual: number | null
  /** The foreign number is the least that comes, not the sum. */
  readonly foreignIsLeast: boolean
  readonly callKey: string | null
  readonly version: number
}

/** The school of one year. */
export interface Edition {
  readonly year: number
  /** Which one it is; null where nobody has said it. */
  readonly number: number | null
  readonly from: Day | null
  readonly to: Day | null
  readonly openingDay: Day | null
  readonly openingPlace: Text | null
  readonly version: number
}

/** One thing said of a school or an edition; what it says depends on its kind. */
export interface Line {
  readonly id: string
  readonly year: number | null
  readonly kind: LineKind
  readonly said: unknown
  readonly version: number
}

export const textIn = ({ said }: Line, name: string): Text | null => optionalTextFrom(valueAt(said, name))
export const wordIn = ({ said }: Line, name: string): string => stringAt(said, name)
export const dayIn = ({ said }: Line, name: string): Day | null => readDay(stringAt(said, name))

/** A number of a line; null where it is not known, which is not nought. */
export function numberIn({ said }: Line, name: string): number | null {
  const found = valueAt(said, name)
  return typeof found === 'number' ? found : null
}

export interface Participant {
  readonly id: string
  readonly family: string
  readonly given: string
  readonly mail: string
  readonly birthDay: Day
  readonly citizenship: string
  readonly field: string
  readonly funder: string
  readonly state: PersonState
  readonly version: number
}

export interface YearCount {
  readonly year: number
  readonly own: number | null
  readonly foreign: number | null
}

/** Own and foreign participants by year, the first year first: the groups of each edition added up; null where none is told. */
export function countsByYear(editions: readonly Edition[], lines: readonly Line[]): YearCount[] {
  const sum = (year: number, side: string): number | null => {
    const counts = lines
      .filter((line) => line.kind === 'group' && line.year === year && wordIn(line, 'side') === side)
      .flatMap((line) => numberIn(line, 'count') ?? [])
    return counts.length > 0 ? counts.reduce((all, one) => all + one, 0) : null
  }
  return editions
    .map(({ year }) => ({ year, own: sum(year, 'own'), foreign: sum(year, 'foreign') }))
    .toSorted((one, other) => one.year - other.year)
}

/** Applicants for one seat, with one decimal: 64 for 12 are 5.3. Null where either is not known or there is no seat. */
export function rivalry(line: Line): number | null {
  const [seats, applicants] = [numberIn(line, 'seats'), numberIn(line, 'applicants')]
  return seats && applicants !== null ? Math.round((applicants / seats) * 10) / 10 : null
}

/** The seats of the next edition, as they were in the last one: who applied and was selected is not known yet. */
export function seatsAgain(lines: readonly Line[], year: number): Readonly<Record<string, unknown>>[] {
  return lines
    .filter((line) => line.kind === 'seats' && line.year === year)
    .map((line) => ({
      funder: textIn(line, 'funder'),
      ...(wordIn(line, 'country') ? { country: wordIn(line, 'country') } : {}),
      seats: numberIn(line, 'seats') ?? 0,
    }))
}

export interface Chosen {
  readonly country: string
  readonly funder: string
  readonly listed: number
  readonly selected: number
  readonly came: number
}

/** Of the people on the lists: how many by country and funder, how many of them selected, and how many came. */
export function chosenBy(people: readonly Participant[]): Chosen[] {
  const groups = Map.groupBy(people, ({ citizenship, funder }) => `${citizenship} ${funder}`)
  return [...groups.values()].flatMap((all) => {
    const [first] = all
    if (!first) return []
    const count = (...states: PersonState[]) => all.filter(({ state }) => states.includes(state)).length
    const { citizenship: country, funder } = first
    return [{ country, funder, listed: all.length, selected: count('selected', 'came'), came: count('came') }]
  })
}
