import type { Marks, Out, Sheet } from './rules.ts'

export type BrokenBy = 'criterion' | 'average' | 'arrived' | 'lot'

/** An application's place. */
export interface Ranked {
  readonly caseId: string
  readonly name: string
  readonly unit: string
  /** Thousandths of a mark; null until every reader is in. */
  readonly score: number | null
  /** What each criterion got on average, in thousandths. */
  readonly scores: Marks
  /** 1 is the best. Whoever has no score yet stands behind everybody who has one, all on one place. */
  readonly place: number
  readonly tie: {
    /** Cases of the same score: the ten nearest before and behind. */
    readonly with: readonly string[]
    /** What told this case from its neighbour of the same score. */
    readonly brokenBy: BrokenBy
  } | null
  /** Why there is no score; null where there is one. */
  readonly out: Out | null
}

export interface Standing {
  readonly caseId: string
  readonly name: string
  readonly unit: string
  readonly score: number | null
  readonly marks: Marks
  readonly key: readonly number[] | null
  readonly out: Out | null
}

/** Places by the keys. @param standings in any order */
export function placesOf(sheet: Pick<Sheet, 'ties'>, standings: readonly Standing[]): Ranked[] {
  const sorted = standings.toSorted(inOrder)
  const scored = sorted.filter(({ key }) => key !== null)
  const groups = [...Map.groupBy(scored, ({ score }) => score).values()]
  const ties = new Map(groups.flatMap((group) => tiesIn(sheet, group)))
  return sorted.map(({ caseId, name, unit, score, marks, out }, at) => ({
    ...{ caseId, name, unit, score, scores: marks, out },
    place: Math.min(at, scored.length) + 1,
    tie: ties.get(caseId) ?? null,
  }))
}

const near = 10

function tiesIn(sheet: Pick<Sheet, 'ties'>, group: readonly Standing[]) {
  if (group.length < 2) return []
  return group.map((one, at) => {
    const beside = group[at + 1] ?? group[at - 1]
    const around = [...group.slice(Math.max(0, at - near), at), ...group.slice(at + 1, at + 1 + near)]
    const tie = { with: around.map(({ caseId }) => caseId), brokenBy: brokenBy(sheet, one, beside ?? one) }
    return [one.caseId, tie] as const
  })
}

/** Which rule of the sheet told two cases of one score apart. */
export function brokenBy(
  { ties }: Pick<Sheet, 'ties'>,
  one: Pick<Standing, 'key'>,
  other: Pick<Standing, 'key'>,
): BrokenBy {
  const at = (one.key ?? []).findIndex((number, place) => number !== other.key?.[place])
  const tie = ties[at - 1]
  if (tie === undefined) return 'lot'
  return tie === 'average' || tie === 'arrived' ? tie : 'criterion'
}

/** The better one first; without a score at the end; the id decides what a lot of 48 bits left open. */
export function inOrder(one: Pick<Standing, 'key' | 'caseId'>, other: Pick<Standing, 'key' | 'caseId'>): number {
  if (!one.key || !other.key) return Number(!one.key) - Number(!other.key) || (one.caseId < other.caseId ? -1 : 1)
  const at = one.key.findIndex((number, place) => number !== other.key?.[place])
  const difference = at < 0 ? 0 : (one.key[at] ?? 0) - (other.key[at] ?? 0)
  return difference || (one.caseId < other.caseId ? -1 : 1)
}
