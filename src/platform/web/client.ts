import { isIPv4, isIPv6 } from 'node:net'
import { z } from 'zod'
import type { Visit } from './visit.ts'

const fromServer = z.object({ incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }) })

/** Where a request comes from, for counting attempts. A forwarded address is believed only from our own proxy. */
export function clientOf(visit: Visit): string {
  if (visit.house.config.behindProxy) {
    // The last one was written by the proxy next to us; those before it by whoever asked.
    const forwarded = visit.c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    if (forwarded) return forwarded
  }
  const server = fromServer.safeParse(visit.c.env)
  return server.success ? server.data.incoming.socket.remoteAddress : 'unknown'
}

/** How the sessions are told the network; the program alone writes it, whatever a browser sends under this name. */
export const placeHeader = 'x-kopuro-place'

/**
 * The network of an address, enough to know one's own sessions by: three numbers of an IPv4 address, 48 bits of an IPv6
 * address, the rest 0. The whole address is not kept.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIPv4(plain)) return plain.replace(/\d+$/, '0')
  if (!isIPv6(plain)) return ''
  const [before = '', after = ''] = (plain.split('%')[0] ?? '').toLowerCase().split('::')
  const groups = before.split(':').filter(Boolean)
  const rest = after.split(':').filter(Boolean)
  const whole = plain.includes('::')
    ? [...groups, ...Array(8 - groups.length - rest.length).fill('0'), ...rest]
    : groups
  return `${whole.slice(0, 3).join(':')}::`
}
