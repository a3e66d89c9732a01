import {
  type Candidate,
  type Interview,
  type Marks,
  type Out,
  rankKey,
  type Score,
  type Sheet,
  scoreOf,
} from './rules.ts'

/** What happened in a commission, as far as it touches the ranking. */
export type Event = { readonly seq: number } & (
  | { readonly kind: 'opened'; readonly seed: string }
  | { readonly kind: 'sheet'; readonly sheet: Sheet }
  | { readonly kind: 'candidate'; readonly caseId: string; readonly arrived: number; readonly average: number | null }
  | { readonly kind: 'withdrawn' | 'back'; readonly caseId: string }
  | {
      readonly kind: 'assigned' | 'unassigned' | 'conflict' | 'lifted' | 'reopened'
      readonly caseId: string
      readonly member: string
    }
  | { readonly kind: 'scored'; readonly caseId: string; readonly member: string; readonly marks: Marks }
  | { readonly kind: 'interviewed'; readonly caseId: string; readonly interview: Interview }
)

interface Read {
  marks: Marks | null
  /** Taken away before it was read, or out for good by a conflict. */
  conflict: boolean
}

interface Played {
  readonly candidate: Candidate
  readonly readings: Map<string, Read>
  readonly conflicts: Set<string>
  interview: Interview | null
  withdrawn: boolean
}

export interface Replayed extends Score {
  readonly key: number[] | null
}

/** Counts everything anew from what was written down. @param events in any order: each knows its place */
export function replay(events: readonly Event[]): Map<string, Replayed> {
  const cases = new Map<string, Played>()
  let sheet: Sheet | null = null
  let seed = ''
  for (const event of events.toSorted((one, other) => one.seq - other.seq)) {
    if (event.kind === 'opened') seed = event.seed
    else if (event.kind === 'sheet') sheet = event.sheet
    else play(cases, event)
  }
  const found = new Map<string, Replayed>()
  if (!sheet) return found
  for (const [caseId, played] of cases) found.set(caseId, countedOf(sheet, seed, played))
  return found
}

function play(cases: Map<string, Played>, event: Exclude<Event, { kind: 'opened' | 'sheet' }>): void {
  const { caseId } = event
  if (event.kind === 'candidate') {
    const candidate = { caseId, arrived: event.arrived, average: event.average }
    cases.set(caseId, { candidate, readings: new Map(), conflicts: new Set(), interview: null, withdrawn: false })
    return
  }
  const played = cases.get(caseId)
  if (!played) return
  if (event.kind === 'interviewed') played.interview = event.interview
  else if ('member' in event) playReading(played, event)
  else played.withdrawn = event.kind === 'withdrawn'
}

function playReading({ readings, conflicts }: Played, event: Extract<Event, { member: string }>): void {
  const { member } = event
  const reading = readings.get(member)
  if (event.kind === 'lifted') conflicts.delete(member)
  if (event.kind === 'conflict') {
    conflicts.add(member)
    if (reading) reading.conflict = true
  }
  if (event.kind === 'assigned') readings.set(member, { marks: null, conflict: conflicts.has(member) })
  if (event.kind === 'unassigned') readings.delete(member)
  if (event.kind === 'reopened' && reading) reading.marks = null
  if (event.kind === 'scored' && reading) reading.marks = event.marks
}

function countedOf(sheet: Sheet, seed: string, { candidate, readings, interview, withdrawn }: Played): Replayed {
  const read = [...readings].map(([member, one]) => ({ member, ...one }))
  return counted(sheet, seed, candidate, scoreOf(sheet, read, interview), withdrawn)
}

/** The score with its place in the order; whoever has withdrawn is out, whatever the readers gave. */
export function counted(sheet: Sheet, seed: string, candidate: Candidate, score: Score, withdrawn: boolean): Replayed {
  const out: Out | null = withdrawn ? 'withdrawn' : score.out
  return { ...score, out, key: withdrawn ? null : rankKey(sheet, seed, candidate, score) }
}
