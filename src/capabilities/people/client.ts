import { z } from 'zod'
import type { Visit } from '../../platform/web/visit.ts'

const fromServer = z.object({ incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }) })

/** Where a request comes from, for counting attempts. A forwarded address is believed only from our own proxy. */
export function clientOf(visit: Visit): string {
  if (visit.house.config.behindProxy) {
    // The last one was written by the proxy next to us; those before it by whoever asked.
    const forwarded = visit.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
    if (forwarded) return forwarded
  }
  const server = fromServer.safeParse(visit.c.env)
  return server.success ? server.data.incoming.socket.remoteAddress : 'unknown'
}
