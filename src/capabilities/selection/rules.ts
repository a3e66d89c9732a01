import { createHash } from 'node:crypto'
import { type Applicant, allocate, type Explained, type Fixed, type Quota } from './allocation.ts'

/** What was decided of a person by hand, and by whom. */
export interface Decision {
  readonly kind: 'place' | 'reserve' | 'out'
  readonly host: string | null
  readonly funder: string | null
  readonly reason: string
  readonly at: Date
  readonly byName: string
}

/** Somebody who waits for the commission. */
export interface Person {
  readonly caseId: string
  /** Null: not in the ranking. */
  readonly rank: number | null
  /** Thousandths. */
  readonly score: number | null
  readonly unit: string | null
  readonly choices: readonly string[]
  readonly decision: Decision | null
  /** Takes part also without a place in the ranking, after everybody who has one: the office has put them in reserve. */
  readonly takesPart?: boolean
}

export interface OfferedHost {
  readonly id: string
  readonly name: string
  readonly country: string
  /** Null: nobody has said how many. */
  readonly places: number | null
}

/** A place that somebody has, whatever the run. */
export interface Held {
  readonly caseId: string
  readonly unit: string | null
  readonly host: string
  readonly funder: string | null
}

/** Everything that a run is made from: the same gives the same. */
export interface Ground {
  readonly hosts: readonly OfferedHost[]
  readonly quotas: readonly Quota[]
  readonly people: readonly Person[]
  /** Who has a place already. */
  readonly held: readonly Held[]
  /** How many are kept in reserve, beside those kept there by hand. */
  readonly keep: number
}

export type Outcome = 'place' | 'reserve' | 'out'

export interface Row {
  readonly caseId: string
  readonly rank: number
  readonly ranked: boolean
  readonly score: number | null
  readonly outcome: Outcome
  readonly why: Explained
}

/** What has to be put right before a run can be made or published. */
export type Fault =
  | { readonly kind: 'placesUnknown'; readonly host: string }
  | { readonly kind: 'sameRank'; readonly caseIds: readonly string[] }
  | { readonly kind: 'crowded'; readonly caseId: string; readonly why: Explained }

export interface Draft {
  readonly rows: readonly Row[]
  readonly faults: readonly Fault[]
}

/** Gives the places out and says who is kept in reserve; no rows where that can't be said yet. */
export function draftOf(ground: Ground): Draft {
  const faults = faultsOf(ground)
  if (faults.length > 0) return { rows: [], faults }
  const people = inOrder(ground.people)
  const { why, reserve } = allocate({
    ...ground,
    hosts: hostsOf(ground),
    applicants: [...holders(ground), ...people.map(asApplicant)],
    fixed: fixedOf(ground),
  })
  const kept = new Set(reserve.slice(0, ground.keep))
  const rows = people.flatMap(({ person, rank }): Row[] => {
    const explained = why(person.caseId)
    if (!explained) return []
    const { caseId, score } = person
    const outcome = explained.host ? 'place' : isKept(person, kept) ? 'reserve' : 'out'
    return [{ caseId, rank, ranked: person.rank !== null, score, outcome, why: explained }]
  })
  const crowded = rows.flatMap(({ caseId, why }) => (why.crowded ? [{ kind: 'crowded' as const, caseId, why }] : []))
  return { rows, faults: crowded }
}

function asApplicant({ person, rank }: Placed): Applicant {
  const { caseId, choices, unit, decision } = person
  return { id: caseId, rank, choices, unit, funder: decision?.funder ?? null }
}

// A place that somebody has comes before one that was decided by hand: nobody is turned away twice.
function holders({ held }: Ground): Applicant[] {
  return held.map(({ caseId, unit, funder }, at) => ({ id: caseId, rank: at - held.length, choices: [], unit, funder }))
}

const isKept = ({ caseId, decision }: Person, kept: ReadonlySet<string>) =>
  decision ? decision.kind === 'reserve' : kept.has(caseId)

/** How many places there are; a host of whose places nobody knows has none. */
export const hostsOf = ({ hosts }: Pick<Ground, 'hosts'>) =>
  hosts.map(({ id, places }) => ({ id, places: places ?? 0 }))

function fixedOf({ held, people }: Ground): ReadonlyMap<string, Fixed> {
  const decided = people.flatMap(({ caseId, decision }) => (decision ? [{ caseId, ...decision }] : []))
  return new Map([...held, ...decided].map(({ caseId, host, funder }) => [caseId, { host, funder }]))
}

interface Placed {
  readonly person: Person
  readonly rank: number
}

// Whoever stands in no ranking takes part only by a decision of the office, and after all who stand there.
function inOrder(people: readonly Person[]): readonly Placed[] {
  const ranked = people.flatMap((person) => (person.rank === null ? [] : [{ person, rank: person.rank }]))
  const worst = ranked.reduce((most, { rank }) => Math.max(most, rank), 0)
  const others = people
    .filter(({ rank, decision, takesPart }) => rank === null && (decision || takesPart))
    .toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1))
  return [
    ...ranked.toSorted((a, b) => a.rank - b.rank),
    ...others.map((person, at) => ({ person, rank: worst + at + 1 })),
  ]
}

function faultsOf({ hosts, people }: Ground): Fault[] {
  const wanted = new Set(people.flatMap(({ choices, decision }) => [...choices, decision?.host ?? '']))
  const unknown = hosts.filter(({ id, places }) => places === null && wanted.has(id))
  const byRank = Map.groupBy(people, ({ rank }) => rank)
  const tied = [...byRank].filter(([rank, group]) => rank !== null && group.length > 1)
  return [
    ...unknown.map(({ id }) => ({ kind: 'placesUnknown' as const, host: id })),
    ...tied.map(([, group]) => ({ kind: 'sameRank' as const, caseIds: group.map(({ caseId }) => caseId) })),
  ]
}

/** A hash of what a run is made from: another one says that something has changed since. */
export function hashOf({ hosts, quotas, people, held, keep }: Ground): string {
  const said = {
    keep,
    hosts: hosts.map(({ id, places }) => [id, places]).toSorted(),
    quotas: quotas.map(({ by, of, places }) => [by, of, places]).toSorted(),
    held: held.map(({ caseId, host, funder }) => [caseId, host, funder]).toSorted(),
    people: people.map((one) => [one.caseId, one.rank, one.score, one.unit, one.choices, decided(one)]).toSorted(),
  }
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

const decided = ({ decision }: Person) => decision && [decision.kind, decision.host, decision.funder]

/** Where somebody stands in a run. */
export interface Standing {
  readonly outcome: Outcome
  readonly host: string | null
}

export interface Changed {
  readonly caseId: string
  /** Null: not in that run. */
  readonly before: Standing | null
  readonly after: Standing | null
}

/** Who stands elsewhere than before, in the order of the later run; whoever is no longer in it comes last. */
export function changesBetween(
  before: ReadonlyMap<string, Standing>,
  after: ReadonlyMap<string, Standing>,
): readonly Changed[] {
  const gone = [...before].filter(([caseId]) => !after.has(caseId))
  return [...after, ...gone]
    .map(([caseId]) => ({ caseId, before: before.get(caseId) ?? null, after: after.get(caseId) ?? null }))
    .filter((one) => one.before?.outcome !== one.after?.outcome || one.before?.host !== one.after?.host)
}

export function standingsOf(rows: readonly Row[]): ReadonlyMap<string, Standing> {
  return new Map(rows.map(({ caseId, outcome, why }) => [caseId, { outcome, host: why.host }]))
}

export const countOf = (rows: readonly { readonly outcome: Outcome }[], outcome: Outcome) =>
  rows.filter((row) => row.outcome === outcome).length

/** Stages in which somebody has a place, and those from which an answer can still lead. */
const holding = ['selected', 'nominated', 'accepted', 'away', 'returned', 'completed']

/** Where somebody stands now: by the stage of the case, or by an answer that the case has not followed yet. */
export function standsNow(
  stage: string,
  answer: { readonly kind: Outcome; readonly takenAt: Date | null } | undefined,
): Outcome | null {
  const isOpen = stage === 'selecting' || stage === 'reserve' || stage === 'notSelected'
  if (answer && !answer.takenAt && isOpen) return answer.kind
  if (holding.includes(stage)) return 'place'
  return stage === 'reserve' ? 'reserve' : stage === 'notSelected' ? 'out' : null
}

/** The step that leads a case from its stage to an answer; null where there is none, `there` where it stands so. */
export function stepTo(kind: Outcome, stage: string): string | null {
  const steps: Readonly<Record<string, string>> = ways[kind]
  return Object.hasOwn(steps, stage) ? (steps[stage] ?? null) : null
}

const ways = {
  place: { selecting: 'select', reserve: 'moveUp', notSelected: 'moveUp', selected: 'there' },
  reserve: { selecting: 'keepInReserve', notSelected: 'keepInReserve', reserve: 'there' },
  out: { selecting: 'notSelect', reserve: 'notSelect', notSelected: 'there' },
} as const
