import { Readable } from 'node:stream'
import busboy from 'busboy'
import type { Context } from 'hono'
import { examine } from '../../platform/files/examine.ts'
import { scan } from '../../platform/files/scanner.ts'
import { thumbnail } from '../../platform/files/thumbnail.ts'
import type { House } from '../../platform/house.ts'
import { noteUnclaimed, removeUnclaimed } from './unclaimed.ts'

/** A file of a paper is at most this large. */
export const largestFile = 25 * 1000 * 1000
/** Files of one paper, in all. */
export const mostFiles = 20

export interface Received {
  readonly name: string
  readonly kind: string
  readonly bytes: number
  readonly pages: number
  readonly sha256: string
  readonly blobId: string
  readonly thumbnailBlobId: string | null
}

/** Why a file was not taken: a message key `file.<problem>`, with what was found instead. */
export interface NotTaken {
  readonly name: string
  readonly problem: string
  readonly found: string
}

export interface Upload {
  readonly received: readonly Received[]
  readonly notTaken: readonly NotTaken[]
  readonly fields: Readonly<Record<string, string>>
}

/** Reads the files of a posted form, one after the other as they come, each straight to the encrypted store. */
export async function readUpload(c: Context, house: House): Promise<Upload> {
  const body = c.req.raw.body
  const type = c.req.header('content-type') ?? ''
  if (!body || !/^multipart\/form-data;.*boundary=/i.test(type)) return { received: [], notTaken: [], fields: {} }
  const taken: (Received | NotTaken)[] = []
  const fields: Record<string, string> = {}
  // In the order in which they were chosen, however long each takes to be looked into.
  const work: Promise<Received | NotTaken | null>[] = []

  await new Promise<void>((resolve, reject) => {
    const parser = busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      limits: { files: mostFiles, fields: 20, fieldSize: 10_000, parts: 60 },
    })
    parser.on('field', (name, value) => {
      if (name !== '__proto__') fields[name] = value.replaceAll('\0', '').toWellFormed()
    })
    parser.on('file', (_, stream, about) => {
      // When the line breaks the file's stream fails too, perhaps before anybody reads it: unheard, that ends the program.
      stream.on('error', () => {})
      const name = shownName(about.filename)
      if (!name) {
        stream.resume()
        return
      }
      work.push(
        takeFile(house, stream, name).catch((error: unknown) => {
          // The line broke in the middle of this file: those before it are whole.
          if (stream.errored) return { name, problem: 'broken', found: '' }
          reject(error)
          return null
        }),
      )
    })
    parser.on('filesLimit', () => taken.push({ name: '', problem: 'too-many', found: '' }))
    parser.on('close', resolve)
    parser.on('error', () => resolve())
    const source = Readable.from(body)
    source.on('error', () => parser.destroy())
    source.pipe(parser)
  })
  for (const one of await Promise.all(work)) if (one) taken.push(one)
  return {
    received: taken.filter((one) => 'blobId' in one),
    notTaken: taken.filter((one) => 'problem' in one),
    fields,
  }
}

/**
 * Takes one file into the encrypted store and looks into it: the one way in, whether it came with a form or in parts. What is
 * taken belongs to no case yet, see `claim` and `letGo`.
 */
export async function takeFile(
  house: House,
  stream: AsyncIterable<Uint8Array>,
  name: string,
): Promise<Received | NotTaken> {
  const kept = await house.blobs.put(stream, largestFile)
  if (!kept.ok) return { name, problem: 'too-large', found: '' }
  const { id, bytes, sha256 } = kept.blob
  await noteUnclaimed(house, id)
  return inTurn(async () => {
    const content = await house.blobs.read(id)
    // First of all: what looks into a file may be what the file is made against.
    const danger = await dangerOf(house, content)
    const found = danger ?? (await examine(content, name))
    if (!found.ok) {
      await removeUnclaimed(house, id)
      return { name, problem: found.problem, found: found.found ?? '' }
    }
    const small = await thumbnail(content, found.kind)
    const thumb = small ? await house.blobs.put(once(small), small.length) : null
    if (thumb?.ok) await noteUnclaimed(house, thumb.blob.id)
    return {
      name,
      kind: found.kind,
      bytes,
      pages: found.pages,
      sha256,
      blobId: id,
      thumbnailBlobId: thumb?.ok ? thumb.blob.id : null,
    }
  })
}

interface Danger {
  readonly ok: false
  readonly problem: 'infected' | 'unscanned'
  readonly found?: string
}

// Whoever has a scanner takes nothing that it has not seen.
async function dangerOf({ config, log }: House, content: Uint8Array): Promise<Danger | null> {
  if (!config.scanner) return null
  const scanned = await scan(config.scanner, content)
  if (scanned.kind === 'clean') return null
  if (scanned.kind === 'away') {
    log.error({ bytes: content.length }, 'the virus scanner does not answer: a file was refused')
    return { ok: false, problem: 'unscanned' }
  }
  log.warn({ signature: scanned.signature, bytes: content.length }, 'the virus scanner found something in a file')
  return { ok: false, problem: 'infected', found: scanned.signature }
}

// Looking into a file holds it in memory: a few at a time, however many people send.
const atOnce = 3
let running = 0
const waiting: (() => void)[] = []

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

/** A file's name without folders and hidden marks; empty when nothing is left of it. */
export function shownName(name: string | undefined): string {
  const last = (name ?? '').split(/[/\\]/).at(-1) ?? ''
  return last
    .normalize('NFC')
    .replace(/[\p{Cc}\u202a-\u202e]/gu, '')
    .trim()
    .slice(0, 120)
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
