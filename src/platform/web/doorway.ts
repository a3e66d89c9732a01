import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server'

/** Milliseconds for which an answer that is the same for everybody is given again without asking the house. */
const freshFor = 2_000
const mostAnswers = 500
const largestAnswer = 256 * 1024

interface Kept {
  readonly headers: readonly [string, string][]
  readonly body: Uint8Array
  readonly until: number
}

interface Asked {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: IncomingHttpHeaders
}

type Answer = (request: Request, bindings: HttpBindings | Http2Bindings) => Response | Promise<Response>
export type Door = (request: IncomingMessage, response: ServerResponse) => unknown

/**
 * The way in from the network. What the house calls public and the same for everybody (`cache-control: public`, no cookie
 * set) is kept for two seconds, so that a thousand readers of one page cost one page. Nothing is given again to somebody
 * with a session, and nothing that was made for one.
 */
export function doorway(answer: Answer): Door {
  const kept = new Map<string, Kept>()
  const ask = getRequestListener(async (request, bindings) => {
    const response = await answer(request, bindings)
    const key = keyOf(bindings.incoming)
    if (key && isForEverybody(response)) await keep(kept, key, response.clone())
    return response
  })
  return (request, response) => {
    const key = keyOf(request)
    const before = key ? kept.get(key) : undefined
    if (!before || performance.now() > before.until) return ask(request, response)
    response.writeHead(200, Object.fromEntries(before.headers))
    response.end(before.body)
  }
}

/** What tells one public answer from another, or null for a question that is somebody's own. */
function keyOf({ method, url, headers }: Asked): string | null {
  const own = headers.authorization || headers.range || headers['if-none-match'] || headers['if-modified-since']
  if (method !== 'GET' || own || /session_token=/.test(headers.cookie ?? '')) return null
  // The language cookie is set when it is news, so an answer depends on the one that came.
  return [headers.host, url, headers['accept-encoding'], headers.cookie].join('\n')
}

function isForEverybody({ status, headers }: Response): boolean {
  const vary = (headers.get('vary') ?? '').toLowerCase()
  return (
    status === 200 &&
    /^public\b/.test(headers.get('cache-control') ?? '') &&
    headers.getSetCookie().length === 0 &&
    (vary === '' || vary === 'accept-encoding')
  )
}

async function keep(kept: Map<string, Kept>, key: string, response: Response): Promise<void> {
  const body = new Uint8Array(await response.arrayBuffer())
  if (body.byteLength > largestAnswer) return
  const headers: [string, string][] = [...response.headers, ['content-length', String(body.byteLength)]]
  kept.delete(key)
  kept.set(key, { headers, body, until: performance.now() + freshFor })
  const oldest = kept.keys().next()
  if (kept.size > mostAnswers && !oldest.done) kept.delete(oldest.value)
}
