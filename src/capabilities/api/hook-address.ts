import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { Config } from '../../platform/config.ts'

type Mode = Config['mode']

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

// The special-purpose registries of IANA: nothing there is a server of somebody else.
const inside = new BlockList()
const inside4 = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12']
const reserved4 = ['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15']
const rest4 = ['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4']
const inside6 = ['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16']
const rest6 = ['3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8']
for (const [nets, family] of [
  [[...inside4, ...reserved4, ...rest4], 'ipv4'],
  [[...inside6, ...rest6], 'ipv6'],
] as const) {
  for (const net of nets) {
    const [address = '', bits = ''] = net.split('/')
    inside.addSubnet(address, Number(bits), family)
  }
}

/** May a telling go to this address? Not into our own network; in evaluation also to this machine, to try things out. */
export function mayReach(address: string, mode: Mode): boolean {
  const family = isIP(address)
  if (family === 0) return false
  // An IPv4 address written as IPv6 is what it is; Node's list looks through `::ffff:` itself.
  const kind = family === 4 ? 'ipv4' : 'ipv6'
  if (loopback.check(address, kind)) return mode === 'evaluation'
  return !inside.check(address, kind)
}

/** Why an admin can't have this address, as a key of the messages; null: it looks good. Names are looked up when sending. */
export function whyNotAddress(text: string, mode: Mode): string | null {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) return 'hooks.notAnAddress'
  const host = hostOf(url)
  const isHere = host === 'localhost' || host.endsWith('.localhost') || loopbackLiteral(host)
  if (isHere) return mode === 'evaluation' ? null : 'hooks.inside'
  if (url.protocol === 'http:') return 'hooks.notHttps'
  return isIP(host) > 0 && !mayReach(host, mode) ? 'hooks.inside' : null
}

export const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '')

const loopbackLiteral = (host: string) => isIP(host) > 0 && loopback.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6')

export class Inside extends Error {
  override name = 'Inside'
}

/**
 * Looks a name up and gives only addresses that may be reached. The connection is made to exactly what was checked, so a
 * name that answers differently the second time leads nowhere else.
 */
export function guardedLookup(mode: Mode): LookupFunction {
  return (host, options, answer) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, [])
      const [first] = found
      if (!first || !found.every(({ address }) => mayReach(address, mode))) return answer(new Inside(), [])
      if (options.all) answer(null, found)
      else answer(null, first.address, first.family)
    })
  }
}
