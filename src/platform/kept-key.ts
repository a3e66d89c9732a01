import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

const keyBytes = 32

/** Where a key comes from: its setting, and without one a file below `<data folder>/keys`. */
export interface KeyPlace {
  readonly setting: string
  readonly file: string
}

/**
 * 32 secret bytes: the setting (base64 or hex) or, without one, the file, which is made once and is readable for its owner
 * alone. Throws CannotStart when it is not 32 bytes.
 */
export async function keptKey(folder: string, place: KeyPlace, configured?: string | null): Promise<Uint8Array> {
  if (configured) return decode(configured, place.setting)
  const path = join(folder, 'keys', place.file)
  const kept = await readKey(path)
  return kept ?? makeKey(path)
}

// Two programs that start at once must not each have a key of their own: the link is made by one of them only.
async function makeKey(path: string): Promise<Uint8Array> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  await link(draft, path).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
  await rm(draft)
  const made = await readKey(path)
  if (!made) throw new CannotStart(`The key file ${path} can't be read after it was written.`)
  return made
}

async function readKey(path: string): Promise<Uint8Array | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  return text === null ? null : decode(text, path)
}

function decode(text: string, where: string): Uint8Array {
  const trimmed = text.trim()
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : fromBase64(trimmed)
  if (key?.length !== keyBytes) throw new CannotStart(`${where} is not a key: it must be 32 bytes in base64 or hex.`)
  return new Uint8Array(key)
}

// Buffer skips what is not base64, so a mistyped key would pass in silence.
function fromBase64(text: string): Buffer | null {
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
