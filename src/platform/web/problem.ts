import type { Visit } from './visit.ts'

/** What went wrong, for a program: RFC 9457. The kind never changes; title and detail are words in the caller's language. */
export interface ProblemDetails {
  /** `not-found`: the last part of `type`, an address that explains it. */
  readonly kind: string
  readonly title: string
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503
  readonly detail: string
  /** The parameters that can't be used, each with its reason. */
  readonly errors?: readonly { readonly parameter: string; readonly detail: string }[]
}

export function problemAnswer(
  { c, house, language }: Visit,
  { kind, ...details }: ProblemDetails,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return c.body(JSON.stringify({ type: `${house.url}/api#problem-${kind}`, ...details }), details.status, {
    'content-type': 'application/problem+json',
    'content-language': language,
    'cache-control': 'no-store',
    ...headers,
  })
}
