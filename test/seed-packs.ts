import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Language, languages } from '../src/platform/words/languages.ts'

/** Something that a pack says and that comes from an office's own page. */
export interface PackRecord {
  readonly institution: string
  /** The file of the pack, such as `partners.json`. */
  readonly file: string
  readonly fact: string
  /** The keys of the record and of what it belongs to, the record's own last. */
  readonly keys: readonly string[]
  /** Null where the record is a number or a day and has no words. */
  readonly words: Readonly<Record<Language, string>> | null
  /** The names of the lists that it stands in: `unclear` is the office's list of things to clear, no public page. */
  readonly lists: readonly string[]
}

const root = fileURLToPath(new URL('../packs/institutions', import.meta.url))

/** Every record of the shipped packs that names a fact of an office's page. */
export function packRecords(): PackRecord[] {
  return readdirSync(root).flatMap((institution) =>
    readdirSync(join(root, institution)).flatMap((file) => {
      const content: unknown = JSON.parse(readFileSync(join(root, institution, file), 'utf8'))
      return recordsIn(content, { institution, file, keys: [], lists: [] })
    }),
  )
}

type Place = Pick<PackRecord, 'institution' | 'file' | 'keys' | 'lists'>

function recordsIn(value: unknown, place: Place): PackRecord[] {
  if (Array.isArray(value)) return value.flatMap((item) => recordsIn(item, place))
  if (typeof value !== 'object' || value === null) return []
  const fields = new Map<string, unknown>(Object.entries(value))
  const key = fields.get('key')
  const here = typeof key === 'string' ? { ...place, keys: [...place.keys, key] } : place
  const fact = factOf(fields.get('source'))
  const below = [...fields].flatMap(([name, inner]) =>
    name === 'source' ? [] : recordsIn(inner, Array.isArray(inner) ? { ...here, lists: [...here.lists, name] } : here),
  )
  // What an institution keeps for its own people stands on no public page.
  if (!fact || fields.get('public') === false) return below
  return [{ ...here, fact, words: wordsOf(fields) }, ...below]
}

function factOf(source: unknown): string | null {
  if (typeof source !== 'object' || source === null || !('fact' in source)) return null
  return typeof source.fact === 'string' ? source.fact : null
}

/** What a record mainly says: a call's words stand in what is said of it, a statement has a body and no heading. */
function wordsOf(fields: ReadonlyMap<string, unknown>): PackRecord['words'] {
  const names = ['text', 'name', 'title', 'post', 'purpose', 'what', 'payer', 'where', 'value', 'email'] as const
  for (const name of fields.get('kind') === 'statement' ? ['body'] : names) {
    const found = inThree(fields.get(name))
    if (found) return found
  }
  const said = fields.get('said')
  if (typeof said !== 'object' || said === null) return null
  const inner = new Map<string, unknown>(Object.entries(said))
  return inThree(inner.get('title')) ?? inThree(inner.get('name')) ?? inThree(inner.get('what'))
}

function inThree(value: unknown): PackRecord['words'] {
  if (typeof value === 'string') return { en: value, ru: value, ky: value }
  if (typeof value !== 'object' || value === null) return null
  const found = new Map<string, unknown>(Object.entries(value))
  const [en, ru, ky] = languages.map((language) => found.get(language))
  return typeof en === 'string' && typeof ru === 'string' && typeof ky === 'string' ? { en, ru, ky } : null
}
