import type { Problem } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Law } from '../law/index.ts'
import { type Draft, type RecordKind, readDraft, type StayRecord, tidyNumber } from '../stays/index.ts'
import type { Line } from './lines.ts'

/** Somebody whom the office knows already. */
export interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly birthDay: string | null
  readonly citizenship: string | null
  readonly isStudent: boolean
  readonly records: readonly StayRecord[]
  /** Passports that have ever been written down: those that were taken out by mistake, too. */
  readonly passports: readonly string[]
}

export interface Adding {
  readonly kind: RecordKind
  readonly draft: Draft
}

/** What would become of a row. */
export interface Planned {
  readonly line: Line
  /** new: nobody is known · known: the same person · ask: perhaps the same · skip: left out by an answer. */
  readonly match: 'new' | 'known' | 'ask' | 'skip'
  readonly person: KnownPerson | null
  /** Whom the row may be about. */
  readonly candidates: readonly KnownPerson[]
  readonly adds: readonly Adding[]
  readonly makesStudent: boolean
  readonly problems: readonly Problem[]
}

interface Ground {
  readonly law: Law
  readonly people: readonly KnownPerson[]
  /** By the row: a person's id, `new` or `skip`. */
  readonly answers: Readonly<Record<string, string>>
}

/** Says of each row what would be written, or why not. Pure: a try and the writing itself ask it alike. */
export function planOf(lines: readonly Line[], ground: Ground): Planned[] {
  const first = new Map<string, number>()
  const byPassport = Map.groupBy(
    ground.people.flatMap((person) => person.passports.map((number) => ({ number, person }))),
    ({ number }) => number,
  )
  const byBirth = Map.groupBy(ground.people, ({ birthDay }) => birthDay ?? '')
  return lines.map((line) => {
    const key = `${passportOf(line)} ${line.birthDay}`
    const before = passportOf(line) ? first.get(key) : undefined
    if (before === undefined) first.set(key, line.row)
    const holders = (byPassport.get(passportOf(line)) ?? []).map(({ person }) => person)
    const planned = planLine(line, holders, byBirth.get(line.birthDay ?? '') ?? [], ground)
    if (before === undefined || planned.match === 'skip') return planned
    const twice = { field: 'passport.number', key: 'line.twice', params: { row: before } }
    return { ...planned, problems: [...planned.problems, twice] }
  })
}

const passportOf = ({ records }: Line): string =>
  tidyNumber(records.find(({ kind }) => kind === 'passport')?.typed.number ?? '')

function planLine(
  line: Line,
  holders: readonly KnownPerson[],
  sameDay: readonly KnownPerson[],
  ground: Ground,
): Planned {
  const answer = ground.answers[String(line.row)]
  const found = match(line, holders, sameDay, answer)
  if (found.match === 'skip') return { line, ...found, adds: [], makesStudent: false, problems: [] }
  const { person } = found
  const { adds, problems } = addsOf(line, person?.records ?? [], ground.law)
  const makesStudent = line.programme !== null && !person?.isStudent
  return { line, ...found, adds, makesStudent, problems: [...line.problems, ...problems] }
}

type Matched = Pick<Planned, 'match' | 'person' | 'candidates'>

function match(
  line: Line,
  holders: readonly KnownPerson[],
  sameDay: readonly KnownPerson[],
  answer: string | undefined,
): Matched {
  const certain = holders.find(({ birthDay }) => birthDay === line.birthDay)
  if (certain) return { match: 'known', person: certain, candidates: [] }
  const words = foldWords(line.shownAs)
  const candidates = [...new Set([...holders, ...sameDay.filter((person) => namesMeet(person, words))])]
  if (answer === 'skip') return { match: 'skip', person: null, candidates }
  if (candidates.length === 0 || answer === 'new') return { match: 'new', person: null, candidates }
  const chosen = candidates.find(({ id }) => id === answer) ?? null
  return { match: chosen ? 'known' : 'ask', person: chosen, candidates }
}

// Born on one day, and a word of the name is the same in any spelling: to ask once too often costs a click.
function namesMeet(person: KnownPerson, words: readonly string[]): boolean {
  let known = folded.get(person)
  if (!known) {
    known = new Set(foldWords(person.name))
    folded.set(person, known)
  }
  return words.some((word) => word.length > 2 && known.has(word))
}
const folded = new WeakMap<KnownPerson, Set<string>>()

function addsOf(line: Line, known: readonly StayRecord[], law: Law): { adds: Adding[]; problems: Problem[] } {
  const adds: Adding[] = []
  const problems: Problem[] = []
  let others = known
  for (const { kind, typed } of line.records) {
    const said = (problem: Problem): Problem => ({ ...problem, field: `${kind}.${problem.field}` })
    // A cell that could not be read has said so already.
    if (line.problems.some(({ field }) => field.startsWith(`${kind}.`))) continue
    const about = { others, birthDay: line.birthDay, today: law.day, law }
    const alone = readDraft(kind, typed, { ...about, others: [] })
    if (alone.ok && isThere(kind, alone.draft, known)) continue
    const read = alone.ok ? readDraft(kind, typed, about) : alone
    if (!read.ok) {
      // Whose citizenship could not be read is told so once.
      problems.push(...read.problems.filter(({ field }) => field !== 'country' || line.citizenship).map(said))
      continue
    }
    adds.push({ kind, draft: read.draft })
    others = [...others, supposed(kind, read.draft)]
  }
  return { adds, problems }
}

// The same sheet again finds what it wrote: a passport by its number, a home by its address, the rest by their days.
function isThere(kind: RecordKind, draft: Draft, known: readonly StayRecord[]): boolean {
  return known.some((record) => {
    if (record.kind !== kind) return false
    const [own, theirs] = [essenceOf(kind, draft), essenceOf(kind, record)]
    return own === theirs
  })
}

function essenceOf(kind: RecordKind, { number, from, to, said }: Draft): string {
  if (kind === 'passport') return [number, said.country, from, to].join('|')
  if (kind === 'home') return `${said.place} ${foldWords(said.address ?? '').join(' ')}`
  if (kind === 'crossing') return `${said.direction} ${from}`
  return [said.visaKind, number, from, to].join('|')
}

function supposed(kind: RecordKind, draft: Draft): StayRecord {
  return {
    ...{ id: '', personId: '', kind, ...draft, caseId: null, state: 'valid', endedOn: null, endedWhy: '' },
    ...{ addedAt: new Date(0), byName: '', version: 1 },
  }
}

export interface Counts {
  readonly fresh: number
  readonly known: number
  readonly asked: number
  readonly wrong: number
  readonly skipped: number
  /** Rows from which nothing would be written, because all of it is there. */
  readonly same: number
}

export function countsOf(plan: readonly Planned[]): Counts {
  const right = plan.filter(({ problems, match }) => problems.length === 0 && match !== 'skip')
  const of = (wanted: Planned['match']) => right.filter((one) => one.match === wanted)
  return {
    fresh: of('new').length,
    known: of('known').length,
    asked: of('ask').length,
    same: of('known').filter(({ adds, makesStudent }) => adds.length === 0 && !makesStudent).length,
    wrong: plan.filter(({ problems }) => problems.length > 0).length,
    skipped: plan.filter(({ match }) => match === 'skip').length,
  }
}
