import { createHash } from 'node:crypto'
import type { Text } from '../../platform/words/languages.ts'

/** What is marked, by whom, and how much of the score it makes. */
export interface Criterion {
  readonly id: string
  readonly title: Text
  /** Per cent of the whole; those of a sheet are 100 together. */
  readonly weight: number
  readonly by: 'readers' | 'interview'
}

export const averages = ['mean', 'median'] as const
export type Average = (typeof averages)[number]

/** What decides between equal scores: a criterion by its id, the average of the grades, or who applied first. */
export type Tie = string
export const generalTies = ['average', 'arrived'] as const

/** The score sheet of a call: fixed when the commission opens. */
export interface Sheet {
  readonly criteria: readonly Criterion[]
  /** Marks are whole numbers from `least` to `most`. */
  readonly least: number
  readonly most: number
  /** How many read each application, each for themselves. */
  readonly readers: number
  readonly average: Average
  /** In this order; whoever is equal after all of them is told apart by lot. */
  readonly ties: readonly Tie[]
  /** Totals that lie further apart than this are shown to the chair, in thousandths of a mark. */
  readonly apart: number
  /** The types of papers that readers see. */
  readonly papers: readonly string[]
}

export type Marks = Readonly<Record<string, number>>

export interface Reading {
  readonly member: string
  /** Null until the reader has confirmed. */
  readonly marks: Marks | null
  /** The reader has a conflict of interest with the applicant: nothing of theirs counts. */
  readonly conflict: boolean
}

export interface Interview {
  readonly appeared: boolean
  readonly marks: Marks
}

export type Out = 'noScore' | 'conflict' | 'interview' | 'withdrawn'

export interface Score {
  /** Thousandths of a mark; null until everybody is in. */
  readonly score: number | null
  /** What the readers gave on average for each criterion, and the interview, in thousandths. */
  readonly marks: Marks
  readonly out: Out | null
  /** How far the readers' totals lie apart, in thousandths; null until all are in. */
  readonly apart: number | null
}

export const readCriteria = (sheet: Sheet) => sheet.criteria.filter(({ by }) => by === 'readers')
export const interviewCriteria = (sheet: Sheet) => sheet.criteria.filter(({ by }) => by === 'interview')

/** The weighted sum of marks, exact, in thousandths. */
export function totalOf(criteria: readonly Criterion[], marks: Marks): number {
  return criteria.reduce((sum, { id, weight }) => sum + (marks[id] ?? 0) * weight * 10, 0)
}

/** One number for several, rounded half up. Never asked for none. */
export function combine(values: readonly number[], by: Average): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1)
  const taken = by === 'median' ? middle : sorted
  const sum = taken.reduce((one, other) => one + other, 0)
  return Math.floor((2 * sum + taken.length) / (2 * taken.length))
}

/**
 * The score by the rule of the sheet: the readers' weighted totals are averaged, the interview's share is added. Nothing is
 * said before every reader who was asked is in, and a reader with a conflict counts for nothing.
 */
export function scoreOf(sheet: Sheet, readings: readonly Reading[], interview: Interview | null): Score {
  const free = readings.filter(({ conflict }) => !conflict)
  const given = free.flatMap(({ marks }) => (marks ? [marks] : []))
  const nothing = { score: null, marks: {}, apart: null }
  if (free.length < sheet.readers) return { ...nothing, out: free.length < readings.length ? 'conflict' : 'noScore' }
  if (given.length < free.length) return { ...nothing, out: 'noScore' }

  const criteria = readCriteria(sheet)
  const totals = given.map((marks) => totalOf(criteria, marks))
  const apart = totals.length > 1 ? Math.max(...totals) - Math.min(...totals) : 0
  const asked = interviewCriteria(sheet)
  if (asked.length > 0 && !interview) return { ...nothing, apart, out: 'interview' }

  const spoken = Object.fromEntries(asked.map(({ id }) => [id, spokenMark(sheet, interview, id)]))
  const read = criteria.map(({ id }) => {
    const marks = given.map((one) => (one[id] ?? 0) * 1000)
    return [id, combine(marks, sheet.average)] as const
  })
  const marks = { ...Object.fromEntries(read), ...mapValues(spoken, (mark) => mark * 1000) }
  const ofReaders = criteria.length > 0 ? combine(totals, sheet.average) : 0
  return { score: ofReaders + totalOf(asked, spoken), marks, apart, out: null }
}

// Whoever did not come gets the lowest mark for what was to be asked.
function spokenMark(sheet: Sheet, interview: Interview | null, id: string): number {
  return interview?.appeared ? (interview.marks[id] ?? sheet.least) : sheet.least
}

function mapValues(marks: Marks, change: (mark: number) => number): Marks {
  return Object.fromEntries(Object.entries(marks).map(([id, mark]) => [id, change(mark)]))
}

/** What of an applicant decides between equal scores. */
export interface Candidate {
  readonly caseId: string
  /** Milliseconds since 1970. */
  readonly arrived: number
  /** The average of the grades in hundredths; null where it is not known, which comes last. */
  readonly average: number | null
}

/** The order of the ranking: numbers compared one after the other, the smaller first. */
export function rankKey(sheet: Sheet, seed: string, candidate: Candidate, { score, marks }: Score): number[] | null {
  if (score === null) return null
  const ties = sheet.ties.map((tie) => {
    if (tie === 'arrived') return candidate.arrived
    if (tie === 'average') return candidate.average === null ? 1 : -candidate.average
    return -(marks[tie] ?? 0)
  })
  return [-score, ...ties, lotOf(seed, candidate.caseId)]
}

/** The lot of an application: drawn for all of them at once, when the commission opened and its seed was written down. */
export function lotOf(seed: string, caseId: string): number {
  return createHash('sha256').update(`${seed}:${caseId}`).digest().readUIntBE(0, 6)
}

export type SheetFault = 'weights' | 'range' | 'readers' | 'noCriteria' | 'weight' | 'ties' | 'noReading'

/** What is wrong with a sheet; empty when it may be fixed. */
export function sheetFaults(sheet: Sheet): SheetFault[] {
  const { criteria, least, most, readers, ties } = sheet
  const ids = new Set([...generalTies, ...criteria.map(({ id }) => id)])
  const faults: readonly (readonly [SheetFault, boolean])[] = [
    ['noCriteria', criteria.length === 0],
    ['noReading', criteria.length > 0 && readCriteria(sheet).length === 0],
    ['weight', criteria.some(({ weight }) => !Number.isInteger(weight) || weight < 1)],
    ['weights', criteria.length > 0 && criteria.reduce((sum, { weight }) => sum + weight, 0) !== 100],
    ['range', !Number.isInteger(least) || !Number.isInteger(most) || least < 0 || most <= least || most > 1000],
    ['readers', !Number.isInteger(readers) || readers < 1 || readers > 9],
    ['ties', ties.some((tie) => !ids.has(tie)) || new Set(ties).size < ties.length],
  ]
  return faults.flatMap(([fault, holds]) => (holds ? [fault] : []))
}

/** The criteria whose mark is missing, no whole number, or outside the range. */
export function markFaults(sheet: Sheet, criteria: readonly Criterion[], marks: Partial<Marks>): string[] {
  return criteria.flatMap(({ id }) => {
    const mark = marks[id]
    const fits = mark !== undefined && Number.isInteger(mark) && mark >= sheet.least && mark <= sheet.most
    return fits ? [] : [id]
  })
}
