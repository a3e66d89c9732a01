import type { Db } from '../../platform/database/index.ts'
import { type Asked, type Kind, type Known, mostItems, nearness, rankOf, upTo } from './rules.ts'
import {
  casesByIds,
  casesOfDocuments,
  type FoundCase,
  type Hit,
  knownWords,
  type NumberHit,
  type NumberKind,
  type Source,
  subjectsOf,
  withNumber,
  withWords,
  wordsOfCases,
  wordsOfLetters,
} from './store.ts'

export interface Reader {
  readonly institution: string
  readonly procedures: readonly string[]
  /** Who may not look at papers finds nobody by the number of one. */
  readonly mayLook: boolean
  readonly mayReadLetters: boolean
}

/** Something found by its number, with the case that it belongs to. */
export interface Numbered extends NumberHit {
  readonly case: FoundCase | null
}

export interface Found {
  readonly known: readonly Known[]
  readonly people: readonly string[]
  readonly cases: readonly Numbered[]
  readonly papers: readonly Numbered[]
  /** Letters by their words stand behind those by number. */
  readonly letters: readonly string[]
  readonly byNumber: ReadonlyMap<string, Numbered>
}

/** Everything that a reader finds with what was typed: the nearest first, of each kind one more than anybody leafs through. */
export async function find(db: Db, reader: Reader, asked: Asked): Promise<Found> {
  const numbers = await withCases(db, await findNumbers(db, reader, asked))
  const exact = numbers.some(({ near }) => near === 'same')
  // "AB 1234567" is a passport; nobody wants everyone whose name begins with Ab beside it.
  const words = exact ? [] : asked.words
  const known = await Promise.all(words.map((word) => knownWords(db, reader.institution, word)))
  const [people, letters] = await Promise.all([
    findPeople(db, reader, known),
    reader.mayReadLetters ? nearestFirst(db, [wordsOfLetters(reader.institution)], known) : [],
  ])
  const of = (...kinds: NumberKind[]) => numbers.filter(({ kind }) => kinds.includes(kind))
  const numbered = of('letter')
  return {
    known,
    people,
    cases: of('case'),
    papers: of('passport', 'paper'),
    letters: [...new Set([...numbered, ...letters].map(({ id }) => id))].slice(0, mostItems + 1),
    byNumber: new Map(numbered.map((one) => [one.id, one])),
  }
}

async function findPeople(db: Db, { institution, procedures }: Reader, known: readonly Known[]): Promise<string[]> {
  const sources = procedures.map((procedure) => wordsOfCases(institution, procedure))
  const hits = await nearestFirst(db, sources, known)
  return hits.length > 0
    ? subjectsOf(
        db,
        hits.map(({ id }) => id),
      )
    : []
}

// Words further off are asked for only while there is room: whoever types a whole name pays for nothing else.
async function nearestFirst(db: Db, sources: readonly Source[], known: readonly Known[]): Promise<Hit[]> {
  const hits = new Map<string, Hit>()
  let before = -1
  for (const near of nearness) {
    const sets = known.map((words) => upTo(words, near))
    const size = sets.reduce((sum, set) => sum + set.length, 0)
    if (sets.length === 0 || sets.some((set) => set.length === 0) || size === before) continue
    before = size
    const found = await Promise.all(sources.map((source) => withWords(db, source, sets)))
    for (const hit of found.flat().toSorted((a, b) => Number(b.at) - Number(a.at)))
      if (!hits.has(hit.id)) hits.set(hit.id, hit)
    if (hits.size > mostItems) break
  }
  return [...hits.values()].slice(0, mostItems + 1)
}

async function findNumbers(db: Db, reader: Reader, { numbers }: Asked): Promise<NumberHit[]> {
  const allowed = allowedKinds(reader)
  const found = new Map<string, NumberHit>()
  for (const number of numbers) {
    for (const hit of await withNumber(db, reader.institution, number, allowed)) {
      const key = `${hit.kind} ${hit.id}`
      const other = found.get(key)
      if (!other || rankOf(hit.near) < rankOf(other.near)) found.set(key, hit)
    }
    if ([...found.values()].some(({ near }) => near === 'same')) break
  }
  return [...found.values()].toSorted((a, b) => rankOf(a.near) - rankOf(b.near))
}

// A case that has not been sent, and its papers, are found by nobody.
async function withCases(db: Db, hits: readonly NumberHit[]): Promise<Numbered[]> {
  const documents = await casesOfDocuments(db, idsOf(hits, 'paper'))
  const caseOf = ({ id, kind }: NumberHit) =>
    kind === 'paper' ? documents.find((document) => document.id === id)?.case_id : id
  const found = await casesByIds(
    db,
    hits.flatMap((hit) => (hit.kind === 'letter' ? [] : (caseOf(hit) ?? []))),
  )
  const cases = new Map(found.map((one) => [one.id, one]))
  return hits
    .map((hit) => ({ ...hit, case: cases.get(caseOf(hit) ?? '') ?? null }))
    .filter((hit) => hit.kind === 'letter' || hit.case)
}

const idsOf = (hits: readonly NumberHit[], kind: NumberKind) =>
  hits.filter((hit) => hit.kind === kind).map(({ id }) => id)

function allowedKinds({ mayLook, mayReadLetters }: Reader): NumberKind[] {
  return ['case', ...(mayReadLetters ? ['letter' as const] : []), ...(mayLook ? (['passport', 'paper'] as const) : [])]
}

/** How many of a kind were found; more than `mostItems` means that nobody has counted on. */
export function countOf(found: Found, kind: Kind): number {
  return found[kind].length
}
