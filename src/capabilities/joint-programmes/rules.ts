import { numberIn, type WorkLine, wordIn } from '../networks/index.ts'

/** Subjects there and here that are recognised for each other, directly or through a third. */
export interface Equal {
  readonly here: readonly WorkLine[]
  readonly there: readonly WorkLine[]
  /** Credits there less credits here, in hundredths. */
  readonly difference: number
}

export interface Sums {
  readonly here: number
  readonly there: number
}

export interface Curricula {
  readonly equal: readonly Equal[]
  /** What nothing there is recognised for. */
  readonly onlyHere: readonly WorkLine[]
  /** What is recognised for nothing here. */
  readonly onlyThere: readonly WorkLine[]
  /** All credits of each side, and those of what is recognised, in hundredths. */
  readonly all: Sums
  readonly recognised: Sums
}

const sumOf = (subjects: readonly WorkLine[]) =>
  subjects.reduce((sum, { said }) => sum + (numberIn(said, 'credits') ?? 0), 0)

/** The two curricula side by side: what is recognised for what, and where the credits differ. */
export function curriculaOf(lines: readonly WorkLine[]): Curricula {
  const subjects = lines.filter(({ kind }) => kind === 'subject')
  const side = (one: string) => subjects.filter(({ said }) => wordIn(said, 'side') === one)
  const groups = groupsOf(
    subjects.map(({ id }) => id),
    lines.filter(({ kind }) => kind === 'recognition').map(({ said }) => [wordIn(said, 'there'), wordIn(said, 'here')]),
  )
  const [here, there] = [side('here'), side('there')]
  const equal = groups
    .map((ids) => ({ here: here.filter(({ id }) => ids.has(id)), there: there.filter(({ id }) => ids.has(id)) }))
    .filter((group) => group.here.length > 0 && group.there.length > 0)
    .map((group) => ({ ...group, difference: sumOf(group.there) - sumOf(group.here) }))
  const [matchedHere, matchedThere] = [equal.flatMap((one) => one.here), equal.flatMap((one) => one.there)]
  return {
    equal,
    onlyHere: here.filter((one) => !matchedHere.includes(one)),
    onlyThere: there.filter((one) => !matchedThere.includes(one)),
    all: { here: sumOf(here), there: sumOf(there) },
    recognised: { here: sumOf(matchedHere), there: sumOf(matchedThere) },
  }
}

// Whatever hangs together by recognitions is one group, in the order of the subjects.
function groupsOf(ids: readonly string[], pairs: readonly (readonly string[])[]): ReadonlySet<string>[] {
  const groups = new Map(ids.map((id) => [id, new Set([id])]))
  for (const [one = '', other = ''] of pairs) {
    const [a, b] = [groups.get(one), groups.get(other)]
    if (!a || !b || a === b) continue
    for (const id of b) {
      a.add(id)
      groups.set(id, a)
    }
  }
  return [...new Set(groups.values())]
}

/** Those who take a seat of a cohort: whoever has left no longer does. */
export const seated = (lines: readonly WorkLine[], cohort: string): WorkLine[] =>
  lines.filter(({ kind, under, said }) => kind === 'student' && under === cohort && wordIn(said, 'stage') !== 'left')

/** The days of a cohort in the order in which they have to come; the first that comes too early, or null. */
export function outOfOrder(said: WorkLine['said']): string | null {
  const told = ['begins', 'leaves', 'returns', 'ends'].filter((name) => wordIn(said, name) !== '')
  return told.find((name, at) => wordIn(said, name) < wordIn(said, told[at - 1] ?? name)) ?? null
}
