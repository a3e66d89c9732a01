import type { Db } from '../../platform/database/index.ts'
import {
  type Asked,
  enoughNear,
  type Kind,
  type Known,
  mostItems,
  type Nearness,
  nearness,
  rankOf,
  upTo,
} from './rules.ts'
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
  withNumberOff,
  withWords,
  wordsOfCases,
  wordsOff,
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
  const { known, people, letters } = await findByWords(db, reader, words)
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

async function findByWords(db: Db, reader: Reader, words: readonly string[]) {
  const { institution, procedures, mayReadLetters } = reader
  const sources = procedures.map((procedure) => wordsOfCases(institution, procedure))
  const letterSources = mayReadLetters ? [wordsOfLetters(institution)] : []
  const near = await Promise.all(words.map((word) => knownWords(db, institution, word)))
  const cases = await nearestFirst(db, sources, near, nearer)
  const letters = await nearestFirst(db, letterSources, near, nearer)
  if (cases.size + letters.size >= enoughNear || words.length === 0) return found(db, near, cases, letters)

  const off = await Promise.all(words.map((word) => wordsOff(db, institution, word)))
  const known = near.map((map, at) => new Map([...(off[at] ?? []), ...map]))
  await nearestFirst(db, sources, known, ['letter'], cases)
  await nearestFirst(db, letterSources, known, ['letter'], letters)
  return found(db, known, cases, letters)
}

const nearer = nearness.filter((near) => near !== 'letter')

type Hits = Map<string, Hit>

async function found(db: Db, known: readonly Known[], cases: Hits, letters: Hits) {
  const ids = [...cases.keys()].slice(0, mostItems + 1)
  return { known, people: ids.length > 0 ? await subjectsOf(db, ids) : [], letters: [...letters.values()] }
}

// Words further off are asked for only while there is room: whoever types a whole name pays for nothing else.
async function nearestFirst(
  db: Db,
  sources: readonly Source[],
  known: readonly Known[],
  nears: readonly Nearness[],
  hits: Hits = new Map(),
): Promise<Hits> {
  let before = -1
  for (const near of nears) {
    const sets = known.map((words) => upTo(words, near))
    const size = sets.reduce((sum, set) => sum + set.length, 0)
    if (sets.length === 0 || sets.some((set) => set.length === 0) || size === before) continue
    before = size
    const found = await Promise.all(sources.map((source) => withWords(db, source, sets)))
    for (const hit of found.flat().toSorted((a, b) => Number(b.at) - Number(a.at)))
      if (!hits.has(hit.id)) hits.set(hit.id, hit)
    if (hits.size >= enoughNear) break
  }
  return hits
}

async function findNumbers(db: Db, reader: Reader, { numbers }: Asked): Promise<NumberHit[]> {
  const place = { institution: reader.institution, kinds: allowedKinds(reader) }
  const near: NumberHit[] = []
  for (const number of numbers) {
    near.push(...(await withNumber(db, place, number)))
    if (near.some((hit) => hit.near === 'same')) return nearestOnce(near)
  }
  const off = await Promise.all(numbers.map((number) => withNumberOff(db, place, number)))
  return nearestOnce([...near, ...off.flat()])
}

function nearestOnce(hits: readonly NumberHit[]): NumberHit[] {
  const sorted = hits.toSorted((a, b) => rankOf(a.near) - rankOf(b.near))
  return [...Map.groupBy(sorted, ({ kind, id }) => `${kind} ${id}`).values()].flatMap(([nearest]) => nearest ?? [])
}

// A case that has not been sent, and its papers, are found by nobody.
async function withCases(db: Db, hits: readonly NumberHit[]): Promise<Numbered[]> {
  if (hits.length === 0) return []
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
