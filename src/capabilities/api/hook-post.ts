import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import type { Config } from '../../platform/config.ts'
import { guardedLookup, hostOf, Inside, mayReach, whyNotAddress } from './hook-address.ts'

/**
 * What came back, or why nothing did: `address` we don't send there, `late` no answer in time, `line` no connection,
 * `secret` what signs it was sealed with another key.
 */
export type Answered =
  | { readonly status: number; readonly trouble: null }
  | { readonly status: null; readonly trouble: 'address' | 'late' | 'line' | 'secret' }

const mostMilliseconds = 10_000

/** Sends a telling. A redirect is an answer like any other: nobody leads us somewhere else. */
export async function post(
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  mode: Config['mode'],
  patience = mostMilliseconds,
): Promise<Answered> {
  const url = URL.parse(address)
  const host = url ? hostOf(url) : ''
  if (!url || whyNotAddress(address, mode) || (isIP(host) > 0 && !mayReach(host, mode))) return failed('address')
  const signal = AbortSignal.timeout(patience)
  const options = { method: 'POST', lookup: guardedLookup(mode), signal, agent: false as const }
  const sent = { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((done) => {
    const request = (url.protocol === 'https:' ? secure : plain)(url, { ...options, headers: sent }, (response) => {
      done({ status: response.statusCode ?? 0, trouble: null })
      // What they write is not read: the status is the answer.
      response.destroy()
    })
    request.on('error', (error) => {
      done(failed(error instanceof Inside ? 'address' : signal.aborted ? 'late' : 'line'))
    })
    request.end(body)
  })
}

const failed = (trouble: 'address' | 'late' | 'line'): Answered => ({ status: null, trouble })
