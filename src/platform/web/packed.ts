import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

/** How a browser wants an answer packed, by its `accept-encoding`. */
export function encodingFor(accepts: string): Encoding {
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepts)) return 'br'
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepts) ? 'gzip' : 'identity'
}

const brotli = promisify(brotliCompress)
const zipped = promisify(gzip)

/** Bytes as they go over the wire. @param quality of brotli: 4 for what is made for one reader, 6 for what many read */
export async function pack(bytes: Uint8Array, encoding: Encoding, quality: 4 | 6): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'identity') return new Uint8Array(bytes)
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }
  return new Uint8Array(await (encoding === 'br' ? brotli(bytes, options) : zipped(bytes)))
}

/**
 * A page for a visitor whom nobody knows, packed. Without a form that is sent by post, and so without a key of its own, it
 * is the same for everybody, and the door may give it again to whoever comes within two seconds.
 */
export async function asPublic(response: Response, accepts: string): Promise<Response> {
  const { status, headers: made } = response
  const isPage = status === 200 && made.get('content-type')?.startsWith('text/html') === true
  if (!isPage || made.has('content-encoding')) return response
  const page = Buffer.from(await response.arrayBuffer())
  const headers = new Headers(made)
  headers.delete('content-length')
  headers.set('vary', 'accept-encoding')
  const isSame = !page.includes('method="post"') && made.getSetCookie().length === 0
  if (isSame && !made.has('cache-control')) headers.set('cache-control', 'public, max-age=0, must-revalidate')
  const encoding = encodingFor(accepts)
  if (encoding !== 'identity') headers.set('content-encoding', encoding)
  return new Response(await pack(page, encoding, 4), { status, headers })
}
