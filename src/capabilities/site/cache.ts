import { createHash } from 'node:crypto'
import type { Database } from '../../platform/database/index.ts'
import { type Encoding, encodingFor, pack } from '../../platform/web/packed.ts'
import type { Visit } from '../../platform/web/visit.ts'

/** Milliseconds for which a finished page is answered from memory. */
const freshFor = 10_000
/** Addresses that people try are many and pages are few: beyond this the oldest page is made again when it is asked for. */
const mostPages = 500

interface FinishedPage {
  readonly etag: string
  readonly type: string
  readonly bodies: Readonly<Record<Encoding, Uint8Array<ArrayBuffer>>>
}

interface Entry {
  readonly page: Promise<FinishedPage>
  readonly until: number
}

const pages = new WeakMap<Database, Map<string, Entry>>()

/**
 * Answers a public page that is the same for everybody, from memory when it was made within ten seconds. Never for a
 * page that knows who reads it. @param key what tells one page from another: its path, and whatever else changes it
 */
export async function cachedPage(visit: Visit, key: string, make: () => Promise<Response>): Promise<Response> {
  const page = await recall(visit.house.database, `${visit.house.config.mode} ${key}`, make)
  const headers = {
    etag: page.etag,
    vary: 'accept-encoding',
    // A page for somebody signed in is the same bytes, but nothing between us and them has to keep it.
    'cache-control': visit.who ? 'private, max-age=60' : 'public, max-age=60',
  }
  if (isKnown(visit.headers.get('if-none-match'), page.etag)) return visit.c.body(null, 304, headers)
  const encoding = encodingFor(visit.headers.get('accept-encoding') ?? '')
  const encoded: Record<string, string> = encoding === 'identity' ? {} : { 'content-encoding': encoding }
  return visit.c.body(page.bodies[encoding], 200, { ...headers, ...encoded, 'content-type': page.type })
}

function recall(database: Database, key: string, make: () => Promise<Response>) {
  const kept = pages.get(database) ?? new Map<string, Entry>()
  pages.set(database, kept)
  const before = kept.get(key)
  if (before && performance.now() < before.until) return before.page
  // Many who come at once wait for one page; one that failed is asked for again.
  const page = finish(make)
  page.catch(() => kept.delete(key))
  kept.delete(key)
  kept.set(key, { page, until: performance.now() + freshFor })
  const oldest = kept.keys().next()
  if (kept.size > mostPages && !oldest.done) kept.delete(oldest.value)
  return page
}

async function finish(make: () => Promise<Response>): Promise<FinishedPage> {
  const made = await make()
  if (made.status !== 200) throw new RangeError(`a page to keep was answered with ${made.status}`)
  const identity = new Uint8Array(await made.arrayBuffer())
  const [br, gzip] = await Promise.all([pack(identity, 'br', 6), pack(identity, 'gzip', 6)])
  const hash = createHash('sha256').update(identity).digest('base64url').slice(0, 22)
  return {
    etag: `W/"${hash}"`,
    type: made.headers.get('content-type') ?? 'text/html; charset=UTF-8',
    bodies: { identity, br, gzip },
  }
}

function isKnown(header: string | null, etag: string): boolean {
  if (!header) return false
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag.slice(2))
}
