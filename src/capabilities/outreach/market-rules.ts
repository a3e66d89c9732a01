import type { LedgerRecord } from '../ledgers/index.ts'
import type { MarketRow } from './store.ts'

export const counted = ['enquiries', 'applicants', 'admitted', 'enrolled'] as const
export type Counted = (typeof counted)[number]
export type Counts = Readonly<Record<Counted, number>>

export interface Line {
  /** A country's code, a source or a year. */
  readonly of: string
  readonly counts: Counts
  readonly target: number | null
}

const nothing: Counts = { enquiries: 0, applicants: 0, admitted: 0, enrolled: 0 }

const added = (one: Counts, other: Counts): Counts => ({
  enquiries: one.enquiries + other.enquiries,
  applicants: one.applicants + other.applicants,
  admitted: one.admitted + other.admitted,
  enrolled: one.enrolled + other.enrolled,
})

/** Rows added up by one of their columns. @param targets wanted enrolments, which countries without a row have too */
export function linesBy(
  rows: readonly MarketRow[],
  by: (row: MarketRow) => string,
  targets: ReadonlyMap<string, number> = new Map(),
): Line[] {
  const sums = new Map<string, Counts>([...targets.keys()].map((of) => [of, nothing]))
  for (const row of rows) sums.set(by(row), added(sums.get(by(row)) ?? nothing, row))
  return [...sums].map(([of, counts]) => ({ of, counts, target: targets.get(of) ?? null }))
}

/** Targets of enrolment by country, or by year, from their records. */
export function targetsBy(records: readonly LedgerRecord[], by: 'country' | 'year'): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { said } of records) {
    const of = said[by]
    if (of) sums.set(of, (sums.get(of) ?? 0) + Number(said.enrolled ?? 0))
  }
  return sums
}

/** A share in whole per cent; null of nothing. */
export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 100)

export const totalOf = (rows: readonly MarketRow[]): Counts => rows.reduce<Counts>(added, nothing)
