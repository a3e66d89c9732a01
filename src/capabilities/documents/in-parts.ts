import { createHash } from 'node:crypto'
import type { House } from '../../platform/house.ts'
import {
  addPart,
  bytesOfCase,
  deleteParts,
  deleteUpload,
  type Ending,
  findUpload,
  holdUploads,
  insertUpload,
  leaveFinishing,
  type NewUpload,
  type PartUpload,
  partsOf,
  saveEnding,
  takeFinishing,
  unfinishedOf,
  uploadsUnmovedSince,
} from './part-store.ts'
import { letGo } from './unclaimed.ts'
import { type Received, takeFile } from './upload.ts'

/** Unfinished files of one case at a time, and their bytes as announced: nobody fills the disk with beginnings. */
export const mostUnfinished = 20
const mostUnfinishedBytes = 250_000_000
/** All files that a case ever takes, in bytes. */
export const mostBytesOfCase = 1_000_000_000
/** An upload that stands still for so many days ends. */
export const keptDays = 3
const dayMs = 24 * 3600 * 1000
// A crash of the program loses at most so much of what had come; a broken line loses nothing.
const partBytes = 1024 * 1024
const finishingMs = 2 * 60 * 1000

export type Begun = { readonly ok: true; readonly upload: PartUpload } | { readonly ok: false; readonly key: string }

/** Begins a file in parts, or goes on with the same file of the same sender that stopped somewhere. */
export async function beginUpload(house: House, given: NewUpload): Promise<Begun> {
  const db = house.database.within(given.institution)
  return db.transaction().execute(async (tx): Promise<Begun> => {
    await holdUploads(tx, given.caseId)
    const open = await unfinishedOf(tx, given.caseId)
    const same = open.find((one) => isSame(one, given))
    if (same) return { ok: true, upload: same }
    const announced = open.reduce((sum, { length }) => sum + length, given.length)
    if (open.length >= mostUnfinished || announced > mostUnfinishedBytes)
      return { ok: false, key: 'upload.tooManyOpen' }
    if (announced + (await bytesOfCase(tx, given.caseId)) > mostBytesOfCase) return { ok: false, key: 'papers.tooMuch' }
    const id = await insertUpload(tx, given, house.clock.now())
    const upload = await findUpload(tx, id)
    return upload ? { ok: true, upload } : { ok: false, key: 'upload.gone' }
  })
}

function isSame(open: PartUpload, given: NewUpload): boolean {
  const keys = ['type', 'length', 'sha256', 'linkId'] as const
  return given.sha256 !== null && keys.every((key) => open[key] === given[key])
}

export type Checksum = { readonly algorithm: 'sha1' | 'sha256'; readonly value: string }
export type PartOutcome = 'moved' | 'conflict' | 'too-long' | 'checksum'

/**
 * Takes what comes over the line to the end of an upload. When the line breaks, what came before it stays; with a checksum
 * that can't be proved then, so all or nothing.
 */
export async function receivePart(
  house: House,
  upload: PartUpload,
  body: AsyncIterable<Uint8Array>,
  checksum: Checksum | null,
): Promise<PartOutcome> {
  const hash = checksum && createHash(checksum.algorithm)
  const line = untilBroken(body)
  let at = upload.received
  let next = await line.next()
  while (!next.done) {
    const size = checksum ? upload.length : partBytes
    const part = async function* () {
      for (let taken = 0; !next.done && taken < size; next = await line.next()) {
        taken += next.value.length
        hash?.update(next.value)
        yield next.value
      }
    }
    const kept = await house.blobs.put(part(), upload.length - at)
    if (!kept.ok) return 'too-long'
    const { id: blobId, bytes } = kept.blob
    const right = !checksum || hash?.digest('base64') === checksum.value
    if (!right || !(await moveOn(house, upload, { startsAt: at, bytes, blobId }))) {
      await house.blobs.remove(blobId)
      return right ? 'conflict' : 'checksum'
    }
    at += bytes
  }
  return 'moved'
}

function moveOn(house: House, upload: PartUpload, part: Parameters<typeof addPart>[2]): Promise<boolean> {
  const db = house.database.within(upload.institution)
  return db.transaction().execute((tx) => addPart(tx, upload, part, house.clock.now()))
}

// A line that breaks ends what it brings, as if no more had been sent: that is the point of sending in parts.
async function* untilBroken(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  try {
    for await (const piece of body) if (piece.length > 0) yield piece
  } catch {
    return undefined
  }
}

/**
 * Looks into a file that has come whole and hands it on; what became of it is kept to be asked. Null while it isn't whole or
 * somebody else is at it. Runs again after a crash without harm.
 */
export async function finishUpload(
  house: House,
  id: string,
  db: ReturnType<House['database']['within']>,
  keep: (file: Received) => Promise<Ending>,
): Promise<Ending | null> {
  const upload = await findUpload(db, id)
  if (!upload || upload.ending || upload.received < upload.length) return upload?.ending ?? null
  const now = house.clock.now()
  if (!(await takeFinishing(db, id, now, new Date(now.getTime() - finishingMs)))) return null
  try {
    const ending = await lookInto(house, upload, keep)
    await saveEnding(db, id, ending, house.clock.now())
    await removeParts(house, upload)
    return ending
  } catch (error) {
    await leaveFinishing(db, id)
    throw error
  }
}

async function lookInto(house: House, upload: PartUpload, keep: (file: Received) => Promise<Ending>): Promise<Ending> {
  const taken = await takeFile(house, wholeOf(house, upload), upload.name)
  if ('problem' in taken) return refused(`file.${taken.problem}`, { name: taken.name, found: taken.found })
  if (!upload.sha256 || upload.sha256 === taken.sha256) return keep(taken)
  await letGo(house, [taken])
  return refused('upload.altered', { name: upload.name })
}

const refused = (key: string, params: Ending['params']): Ending => ({ kind: 'refused', key, params })

async function* wholeOf(house: House, upload: PartUpload): AsyncIterable<Uint8Array> {
  for (const { blobId } of await partsOf(house.database.within(upload.institution), upload.id))
    yield* await house.blobs.get(blobId)
}

async function removeParts(house: House, { institution, id }: PartUpload): Promise<void> {
  const db = house.database.within(institution)
  for (const { blobId } of await partsOf(db, id)) await house.blobs.remove(blobId)
  await deleteParts(db, id)
}

/** Ends an upload and forgets what came of it. */
export async function endUpload(house: House, upload: PartUpload): Promise<void> {
  await removeParts(house, upload)
  await deleteUpload(house.database.within(upload.institution), upload.id)
}

/** Ends what has stood still too long, in one institution; tells how many. */
export async function endStale(house: House, institution: string): Promise<number> {
  const db = house.database.within(institution)
  const stale = await uploadsUnmovedSince(db, new Date(house.clock.now().getTime() - keptDays * dayMs))
  for (const id of stale) {
    const upload = await findUpload(db, id)
    if (upload) await endUpload(house, upload)
  }
  return stale.length
}
