import { createHash } from 'node:crypto'
import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type Caller, enter, problem } from './door.ts'
import type { Scope } from './key-rules.ts'
import { BadParameters, slipsOf } from './slips.ts'
import { apiWords } from './words.ts'

/** One address of the API: what reads and checks the request and the answer is also what the document is made from. */
export interface Endpoint {
  /** Its name in the document; the page's words are `operation.<id>`. */
  readonly id: string
  readonly path: `/api/v1/${string}`
  readonly needs: Scope | 'key' | 'open'
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  readonly answer: z.ZodType
  readonly serve: (visit: Visit) => Promise<Response>
}

interface Given<Params extends z.ZodObject, Query extends z.ZodObject, Answer extends z.ZodType> {
  readonly id: string
  readonly path: `/api/v1/${string}`
  readonly params: Params
  readonly query: Query
  readonly answer: Answer
}

interface Asked<Params, Query> {
  readonly visit: Visit
  readonly params: Params
  readonly query: Query
}

type Answers<Params extends z.ZodObject, Query extends z.ZodObject, Answer extends z.ZodType, More> = (
  asked: Asked<z.output<Params>, z.output<Query>> & More,
) => Promise<z.input<Answer>>

/** An address without parts, a question without parameters. */
export const nothing = z.strictObject({})

/** What anybody may read, and anything between us and them may keep for a minute. */
export function openEndpoint<Params extends z.ZodObject, Query extends z.ZodObject, Answer extends z.ZodType>(
  given: Given<Params, Query, Answer> & { readonly answers: Answers<Params, Query, Answer, object> },
): Endpoint {
  const serve = (visit: Visit) =>
    answered(visit, { 'cache-control': 'public, max-age=60' }, async () =>
      given.answer.parse(await given.answers({ visit, ...asked(visit, given) })),
    )
  return { ...given, needs: 'open', serve }
}

/** What a program reads with a key that has the scope; `key`: with any. */
export function keyedEndpoint<Params extends z.ZodObject, Query extends z.ZodObject, Answer extends z.ZodType>(
  given: Given<Params, Query, Answer> & {
    readonly needs: Scope | 'key'
    readonly answers: Answers<Params, Query, Answer, { readonly caller: Caller }>
  },
): Endpoint {
  const serve = async (visit: Visit) => {
    const entered = await enter(visit, given.needs === 'key' ? null : given.needs)
    if (!entered.ok) return entered.answer
    const headers = { 'cache-control': 'private, no-cache', ...entered.headers }
    return answered(visit, headers, async () =>
      // What the answer's schema doesn't name doesn't leave the house.
      given.answer.parse(await given.answers({ visit, caller: entered.caller, ...asked(visit, given) })),
    )
  }
  return { ...given, serve }
}

function asked<Params extends z.ZodObject, Query extends z.ZodObject>(
  visit: Visit,
  { params, query }: { readonly params: Params; readonly query: Query },
) {
  const place = params.safeParse(visit.c.req.param())
  if (!place.success) throw new NotFound()
  const typed = new URL(visit.c.req.url).searchParams
  const twice = [...new Set(typed.keys())].filter((name) => typed.getAll(name).length > 1)
  if (twice.length > 0) throw new BadParameters(twice.map((parameter) => ({ parameter, key: 'slip.twice' })))
  const read = query.safeParse(Object.fromEntries(typed))
  if (!read.success) throw new BadParameters(slipsOf(read.error))
  return { params: place.data, query: read.data }
}

async function answered(
  visit: Visit,
  headers: Readonly<Record<string, string>>,
  make: () => Promise<unknown>,
): Promise<Response> {
  try {
    return withTag(visit, JSON.stringify(await make()), headers)
  } catch (error) {
    if (!(error instanceof BadParameters)) throw error
    const t = apiWords(visit.language)
    const errors = error.slips.map(({ parameter, key, params }) => ({ parameter, detail: t.find(key, params) ?? key }))
    const names = errors.map(({ parameter }) => parameter).join(', ')
    const { 'cache-control': _, ...limits } = headers
    return problem(visit, 'bad-parameter', 422, { names }, limits, errors)
  }
}

// The tag is of the answer itself: a program that asks again for what it has gets three hundred and four, and no body.
function withTag(visit: Visit, text: string, headers: Readonly<Record<string, string>>): Response {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  const known = (visit.headers.get('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (known.includes(etag)) return visit.c.body(null, 304, { ...headers, etag })
  return visit.c.body(text, 200, { ...headers, etag, 'content-type': 'application/json' })
}
