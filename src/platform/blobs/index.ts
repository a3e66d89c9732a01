import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { BlobMissing, codeOf, StorageFull } from './errors.ts'
import { openSealed } from './reading.ts'
import { writeSealed } from './writing.ts'

export { BlobDamaged, BlobMissing, StorageFull } from './errors.ts'
export { blobKey } from './key.ts'

/** A kept paper. The id is random, so equal papers of two people can't be told from the disk; sha256 is of the content. */
export interface StoredBlob {
  readonly id: string
  readonly sha256: string
  readonly bytes: number
}

export type PutOutcome = { ok: true; blob: StoredBlob } | { ok: false; reason: 'too-large' }

export interface Blobs {
  /**
   * Keeps a stream, encrypted and safe against a power cut once this returns. Reads it to its end also when it is too large.
   * Throws StorageFull; passes on the stream's error.
   */
  put(stream: AsyncIterable<Uint8Array>, limitBytes: number): Promise<PutOutcome>
  /** Opens a paper for reading. Throws BlobMissing, BlobDamaged; a damage further in is an error of the stream. */
  get(id: string): Promise<Readable>
  /** The whole paper, proved to its end. Throws BlobMissing, BlobDamaged. */
  read(id: string): Promise<Uint8Array>
  /** Removing what is not there is no error: a job may run twice. */
  remove(id: string): Promise<void>
  has(id: string): Promise<boolean>
  /** Removes what interrupted uploads left before that instant; tells how many. */
  sweep(olderThan: Date): Promise<number>
}

/** The papers of all institutions as encrypted files below a folder. `key` has 32 bytes, see blobKey. */
export function openBlobs(folder: string, key: Uint8Array): Blobs {
  if (key.length !== 32) throw new RangeError('the key of the papers has 32 bytes')
  const incoming = join(folder, 'incoming')
  const place = (id: string) => join(folder, id.slice(0, 2), id)

  const get = async (id: string) => {
    const file = await openFile(id, place(id))
    return openSealed(file, key, id).catch(async (error: unknown) => {
      await file.close()
      throw error
    })
  }
  return {
    get,

    async put(stream, limitBytes) {
      const id = randomBytes(16).toString('hex')
      const temporary = join(incoming, id)
      try {
        await mkdir(incoming, { recursive: true, mode: 0o700 })
        const written = await inNewFile(temporary, (file) => writeSealed(file, stream, limitBytes, key, id))
        if (!written) return { ok: false, reason: 'too-large' }
        await moveSafely(temporary, place(id))
        return { ok: true, blob: { id, ...written } }
      } catch (error) {
        throw isFull(error) ? new StorageFull('no room for the paper', { cause: error }) : error
      } finally {
        await rm(temporary, { force: true })
      }
    },

    async read(id) {
      const pieces: Uint8Array[] = []
      for await (const piece of await get(id)) pieces.push(piece)
      return Buffer.concat(pieces)
    },

    async remove(id) {
      if (isId(id)) await rm(place(id), { force: true })
    },

    async has(id) {
      return isId(id) && (await changedAt(place(id))) !== null
    },

    async sweep(olderThan) {
      let removed = 0
      for (const name of await namesIn(incoming)) {
        const changed = await changedAt(join(incoming, name))
        if (!changed || changed >= olderThan) continue
        await rm(join(incoming, name), { force: true })
        removed += 1
      }
      return removed
    },
  }
}

// The id comes from addresses too: anything but our own form must not reach the file system.
const isId = (id: string) => /^[0-9a-f]{32}$/.test(id)
const isFull = (error: unknown) => ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')

async function openFile(id: string, path: string): Promise<FileHandle> {
  if (!isId(id)) throw new BlobMissing('of no valid name')
  return open(path, 'r').catch((error: unknown) => {
    throw codeOf(error) === 'ENOENT' ? new BlobMissing(id) : error
  })
}

async function inNewFile<Result>(path: string, write: (file: FileHandle) => Promise<Result>): Promise<Result> {
  const file = await open(path, 'wx', 0o600)
  try {
    const result = await write(file)
    await file.sync()
    return result
  } finally {
    await file.close()
  }
}

// A rename outlives a power cut only when the folder is written out too.
async function moveSafely(from: string, to: string): Promise<void> {
  const created = await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await rename(from, to)
  await syncFolder(dirname(to))
  if (created) await syncFolder(dirname(created))
}

async function syncFolder(path: string): Promise<void> {
  // Windows can't open a folder, and writes the rename out by itself.
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
}

async function changedAt(path: string): Promise<Date | null> {
  return stat(path).then(
    (found) => found.mtime,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null
      throw error
    },
  )
}
