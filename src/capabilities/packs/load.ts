import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database, Tx } from '../../platform/database/index.ts'
import { readPack } from './read-pack.ts'
import { sha256 } from './rows.ts'
import type { PackProblem, PackReading, RefusedPack } from './schema.ts'
import {
  beginWithNewest,
  conflicts,
  type EditableTable,
  giveBack,
  keepRefusals,
  loadedHashes,
  type Written,
  waitForTurn,
  writeInstitution,
  writeLaw,
} from './store.ts'

/** The packs that came with the program. */
export const shippedPacks = new URL('../../../packs/', import.meta.url)

export interface LoadedPack extends Written {
  /** Below the folder of packs, such as `institutions/kslu`. */
  readonly folder: string
}

export interface LoadResult {
  readonly loaded: readonly LoadedPack[]
  readonly unchanged: readonly string[]
  readonly refused: readonly RefusedPack[]
}

/**
 * Loads the packs below a folder: `law/*` and `institutions/*`. All are read before any is written; a faulty one is
 * refused whole and the others load. A pack whose files are those of the last loading costs the reading of its bytes.
 */
export async function loadPacks(database: Database, folder: URL | string): Promise<LoadResult> {
  const root = typeof folder === 'string' ? folder : fileURLToPath(folder)
  const packs = await packsBelow(root)
  const before = await loadedHashes(database.shared)
  const unchanged = packs.filter(({ name, hash }) => before.get(name) === hash)
  const changed = packs.filter((pack) => !unchanged.includes(pack))
  const readings = await Promise.all(changed.map(async (pack) => ({ pack, reading: await readFound(root, pack) })))
  const loaded: LoadedPack[] = []
  const refused: RefusedPack[] = []
  for (const { pack, reading } of readings) {
    const end = reading.ok ? await write(database, pack, reading) : reading
    if ('problems' in end) refused.push({ folder: pack.name, problems: end.problems })
    else loaded.push({ folder: pack.name, ...end })
  }
  for (const { key } of packs.filter(({ kind }) => kind === 'institutions'))
    await beginWithNewest(database.within(key), key, new Date())
  await keepRefusals(database.shared, refused)
  return { loaded, unchanged: unchanged.map(({ name }) => name), refused }
}

/**
 * Brings one record of an institution back to what the pack says, and with it whatever else the pack has new. False when
 * the pack is faulty or gone: the edited record then stays.
 */
export async function restoreRecord(
  database: Database,
  folder: URL | string,
  record: { readonly institution: string; readonly table: EditableTable; readonly id: string },
): Promise<boolean> {
  const root = typeof folder === 'string' ? folder : fileURLToPath(folder)
  const found = (await packsBelow(root)).find(({ name }) => name === `institutions/${record.institution}`)
  const reading = found && (await readFound(root, found))
  if (!found || !reading?.ok) return false
  const free = (tx: Tx) => giveBack(tx, record.institution, record.table, record.id)
  return !('problems' in (await write(database, found, reading, free)))
}

interface FoundPack {
  readonly name: string
  readonly kind: 'law' | 'institutions'
  readonly key: string
  readonly hash: string
}

/** Raised when rows are made otherwise from the same files: every pack is then written again at the next start. */
const edition = 'kopuro-load/1'

async function packsBelow(root: string): Promise<FoundPack[]> {
  const kinds = ['law', 'institutions'] as const
  const found = kinds.map(async (kind) => {
    const folders = (await readdir(join(root, kind), { withFileTypes: true })).filter((entry) => entry.isDirectory())
    return folders.map(({ name: key }) => ({ name: `${kind}/${key}`, kind, key }))
  })
  const named = (await Promise.all(found)).flat().sort((one, other) => (one.name < other.name ? -1 : 1))
  return Promise.all(named.map(async (pack) => ({ ...pack, hash: await hashOf(join(root, pack.name)) })))
}

async function hashOf(folder: string) {
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile())
  const names = files.map(({ name }) => name).sort()
  const lines = await Promise.all(names.map(async (name) => `${name} ${sha256(await readFile(join(folder, name)))}`))
  return sha256([edition, ...lines].join('\n'))
}

/** The pack, or its faults; it also has to be what its place among the packs says. */
async function readFound(root: string, { name, kind, key }: FoundPack): Promise<PackReading> {
  const reading = await readPack(join(root, name))
  if (!reading.ok) return reading
  const problem = (file: string, place: string, reason: string): PackReading => {
    return { ok: false, problems: [{ file, place, reason }] }
  }
  if (reading.kind === 'law') {
    if (kind !== 'law') return problem('.', '', 'is a law pack among the institutions')
    if (reading.pack.jurisdiction.toLowerCase() === key) return reading
    return problem('pack.json', 'jurisdiction', `is not the name of its folder: ${key}`)
  }
  if (kind === 'law') return problem('.', '', 'is an institution among the law packs')
  if (reading.institution.key === key) return reading
  return problem('institution.json', 'key', `is not the name of its folder: ${key}`)
}

type End = Written | { readonly problems: readonly PackProblem[] }

function write(
  database: Database,
  { key, hash }: FoundPack,
  reading: PackReading & { ok: true },
  first?: (tx: Tx) => Promise<void>,
): Promise<End> {
  const scope = reading.kind === 'law' ? database.shared : database.within(key)
  return scope.transaction().execute(async (tx): Promise<End> => {
    await waitForTurn(tx)
    if (reading.kind === 'law') return writeLaw(tx, reading, hash)
    const problems = await conflicts(tx, reading)
    if (problems.length > 0) return { problems }
    await first?.(tx)
    return writeInstitution(tx, reading, hash)
  })
}
