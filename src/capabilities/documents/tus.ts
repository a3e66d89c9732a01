import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { beginUpload, type Checksum, endUpload, finishUpload, keptDays, receivePart } from './in-parts.ts'
import { type Ending, findUpload, type PartUpload } from './part-store.ts'
import { largestFile, type Received, shownName } from './upload.ts'

/** Where files in parts come to: one paper of one case, and who sends. */
export interface UploadPlace {
  readonly institution: string
  readonly caseId: string
  readonly type: string
  /** A camera link reaches only what came through it. */
  readonly linkId: string | null
  /** The address that uploads stand below. */
  readonly address: string
  /** Why the paper takes nothing now, said in the reader's language; null: it does. */
  readonly closed: () => Promise<string | null>
  /** Whether the paper has this very file already. */
  readonly has: (sha256: string) => Promise<boolean>
  readonly keep: (file: Received) => Promise<Ending>
  readonly say: (key: string, params: Ending['params']) => string
}

const version = '1.0.0'
const always = { 'tus-resumable': version, 'cache-control': 'no-store' }
const algorithms = ['sha1', 'sha256'] as const

/** What this server does of tus (https://tus.io/protocols/resumable-upload): the core, and four extensions. */
export function tellTus(visit: Visit): Response {
  return visit.c.body(null, 204, {
    ...always,
    'tus-version': version,
    'tus-max-size': String(largestFile),
    'tus-extension': 'creation,checksum,termination,expiration',
    'tus-checksum-algorithm': algorithms.join(),
  })
}

/** POST: begins an upload. */
export async function createUpload(visit: Visit, place: UploadPlace): Promise<Response> {
  const strange = otherVersion(visit)
  if (strange) return strange
  const length = numberOf(visit.headers.get('upload-length'))
  const about = metadataOf(visit.headers.get('upload-metadata') ?? '')
  if (length === null || !about) return visit.c.body(null, 400, always)
  const { sha256, name } = about
  const refuse = (status: 409 | 413 | 422 | 429, text: string) => visit.c.json({ text }, status, always)
  if (length > largestFile) return refuse(413, place.say('file.too-large', { name }))
  const closed = await place.closed()
  if (closed) return refuse(422, closed)
  if (sha256 && (await place.has(sha256))) return refuse(422, place.say('file.there', { name }))

  const { institution, caseId, type, linkId } = place
  const begun = await beginUpload(visit.house, { institution, caseId, type, linkId, name, length, sha256 })
  if (!begun.ok) return refuse(429, place.say(begun.key, { name }))
  // An empty file has come whole already.
  if (length === 0) await finish(visit, place, begun.upload.id)
  return visit.c.body(null, 201, {
    ...always,
    ...expires(begun.upload),
    location: `${place.address}/${begun.upload.id}`,
  })
}

/** HEAD: how much has come. GET beside it, no part of tus: what became of the file, in words. */
export async function showUpload(visit: Visit, place: UploadPlace): Promise<Response> {
  const upload = await ownUpload(visit, place)
  const { name, length, received, ending } = upload
  const told = ending && { kind: ending.kind, text: place.say(ending.key, ending.params) }
  const headers = { ...always, ...offset(upload), 'upload-length': String(length) }
  return visit.c.json({ name, length, received, ending: told }, 200, headers)
}

/** PATCH: the next part. With the last one the file is looked into and handed on. */
export async function patchUpload(visit: Visit, place: UploadPlace): Promise<Response> {
  const strange = otherVersion(visit)
  if (strange) return strange
  const upload = await ownUpload(visit, place)
  const answer = (status: 400 | 409 | 413 | 415 | 460) => failed(status, upload)
  if (visit.headers.get('content-type') !== 'application/offset+octet-stream') return answer(415)
  const from = numberOf(visit.headers.get('upload-offset'))
  const checksum = checksumOf(visit.headers.get('upload-checksum'))
  if (from === null || checksum === 'unknown') return answer(400)
  if (from !== upload.received) return answer(409)
  if (from + Number(visit.headers.get('content-length') ?? 0) > upload.length) return answer(413)
  const closed = upload.ending ? null : await place.closed()
  if (closed) {
    await endUpload(visit.house, upload)
    return visit.c.json({ text: closed }, 410, always)
  }

  const body = visit.c.req.raw.body
  const came = body ? await receivePart(visit.house, upload, body, checksum) : 'moved'
  if (came !== 'moved') return answer(came === 'conflict' ? 409 : came === 'too-long' ? 413 : 460)
  const now = await ownUpload(visit, place)
  if (now.received === now.length) await finish(visit, place, now.id)
  return visit.c.body(null, 204, { ...always, ...offset(now) })
}

/** DELETE: ends an upload that is not whole. What a case has taken stays. */
export async function deleteUploadAt(visit: Visit, place: UploadPlace): Promise<Response> {
  await endUpload(visit.house, await ownUpload(visit, place))
  return visit.c.body(null, 204, always)
}

/** The upload that the address names, if it is this place's own; otherwise there is none. */
export async function ownUpload(visit: Visit, place: UploadPlace): Promise<PartUpload> {
  const upload = await findUpload(visit.within(place.institution), visit.param('upload'))
  const own = upload?.caseId === place.caseId && upload.type === place.type
  if (!upload || !own || (place.linkId && upload.linkId !== place.linkId)) throw new NotFound()
  return upload
}

function finish(visit: Visit, place: UploadPlace, id: string): Promise<Ending | null> {
  return finishUpload(visit.house, id, visit.within(place.institution), place.keep)
}

function otherVersion(visit: Visit): Response | null {
  if (visit.headers.get('tus-resumable') === version) return null
  return visit.c.body(null, 412, { ...always, 'tus-version': version })
}

// 460 is tus' own number, which no list of statuses has.
function failed(status: number, upload: PartUpload): Response {
  return new Response(null, { status, headers: { ...always, ...offset(upload) } })
}

const offset = (upload: PartUpload) => ({ 'upload-offset': String(upload.received), ...expires(upload) })

function expires({ movedAt, ending }: PartUpload): Record<string, string> {
  return ending ? {} : { 'upload-expires': new Date(movedAt.getTime() + keptDays * 24 * 3600 * 1000).toUTCString() }
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

function metadataOf(text: string): { name: string; sha256: string | null } | null {
  const fields = new Map<string, string>()
  for (const field of text.split(',')) {
    const [key = '', value = '', more] = field.trim().split(' ')
    if (more !== undefined || !/^[A-Za-z0-9+/]*=*$/.test(value)) return null
    fields.set(key, Buffer.from(value, 'base64').toString('utf8'))
  }
  const sha256 = fields.get('sha256') ?? ''
  return {
    name: shownName(fields.get('filename')) || 'file',
    sha256: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null,
  }
}

function checksumOf(text: string | null): Checksum | null | 'unknown' {
  if (text === null) return null
  const [name, value] = text.split(' ')
  const algorithm = algorithms.find((known) => known === name)
  return algorithm && value ? { algorithm, value } : 'unknown'
}
