import type { Db } from '../../platform/database/index.ts'
import { daysBetween } from '../../platform/days.ts'
import { academicYear, type Stay, staysOf } from '../mobility-numbers/index.ts'
import type { Agreement } from './rules.ts'
import type { Weights } from './settings.ts'

/** Who went to a partner and who came from it, in people and in weighted terms. */
export interface ExchangeBalance {
  readonly out: number
  readonly in: number
  /** Hundredths of a term. */
  readonly weightedOut: number
  readonly weightedIn: number
}

/** Days up to which a stay counts as one term; a longer one is of a year. */
const term = 190

/** What a stay weighs, in hundredths of a term. Teachers and staff weigh nothing; a stay without days is of a term. */
export function weightOf({ audience, from, to }: Stay, { shortDays, short, one, year }: Weights): number {
  if (audience === 'staff') return 0
  if (!from || !to) return one
  const days = daysBetween(from, to)
  if (days < shortDays) return short
  return days > term ? year : one
}

/** The balance of some stays. */
export function balanceOfStays(stays: readonly Stay[], weights: Weights): ExchangeBalance {
  const towards = (direction: Stay['direction']) => stays.filter((stay) => stay.direction === direction)
  const weigh = (some: readonly Stay[]) => some.reduce((sum, stay) => sum + weightOf(stay, weights), 0)
  const [out, back] = [towards('out'), towards('in')]
  return { out: out.length, in: back.length, weightedOut: weigh(out), weightedIn: weigh(back) }
}

/** The balance with partners, a family at a time. @param years academic years by their first calendar year; null: all */
export async function balanceOf(
  db: Db,
  partners: readonly string[],
  years: readonly number[] | null,
  weights: Weights,
): Promise<ExchangeBalance> {
  const own = (await staysOf(db)).filter(({ partner }) => partner !== null && partners.includes(partner))
  return balanceOfStays(
    own.filter((stay) => isIn(stay, years)),
    weights,
  )
}

export const isIn = ({ from }: Stay, years: readonly number[] | null): boolean =>
  years === null || (from !== null && years.includes(academicYear(from)))

/** The stays under an agreement: with its partners, begun while it is in force. @param leaders of the partners that it names */
export function staysUnder(
  { from, until, renewsItself, endedOn }: Agreement,
  leaders: ReadonlySet<string>,
  stays: readonly Stay[],
): Stay[] {
  const last = endedOn ?? (renewsItself ? null : until)
  return stays.filter(({ partner, from: begun }) => {
    if (!partner || !leaders.has(partner)) return false
    return begun === null || ((!from || begun >= from) && (!last || begun <= last))
  })
}
