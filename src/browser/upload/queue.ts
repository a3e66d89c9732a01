import type { Item } from './item.ts'
import { bring, type Ended } from './line.ts'
import { LineBroken, SignedOut } from './request.ts'

const atOnce = 2
const pauses = [1, 2, 4, 8, 15, 30]

interface Told {
  /** Something about the item is to be shown anew. */
  readonly changed: (item: Item) => void
  readonly ended: (item: Item, how: Ended) => void
}

export interface Queue {
  add(item: Item): void
  /** Sends at once what is pausing. */
  tryNow(): void
  /** Stops sending an item; what is on the server of it goes. */
  drop(item: Item): void
}

/** Two at a time; after a broken line it goes on by itself, in growing pauses, and at once when the line is back. */
export function makeQueue({ changed, ended }: Told): Queue {
  const items = new Map<Item, AbortController>()
  const set = (item: Item, state: Item['state']) => {
    item.state = state
    changed(item)
  }
  const pump = () => {
    const sending = [...items.keys()].filter(({ state }) => state === 'sending').length
    const next = [...items.keys()].filter(({ state }) => state === 'waiting').slice(0, Math.max(0, atOnce - sending))
    for (const item of next) void send(item)
  }
  const send = async (item: Item) => {
    const stop = items.get(item) ?? new AbortController()
    set(item, 'sending')
    try {
      const how = await bring(item, stop.signal, () => changed(item))
      items.delete(item)
      item.state = how.kind === 'refused' ? 'refused' : 'done'
      ended(item, how)
    } catch (error) {
      if (stop.signal.aborted) return
      if (error instanceof SignedOut) set(item, 'signed-out')
      else if (error instanceof LineBroken) pause(item)
      else throw error
    } finally {
      pump()
    }
  }
  const pause = (item: Item) => {
    const seconds = pauses[Math.min(item.tries, pauses.length - 1)] ?? 30
    item.tries += 1
    set(item, 'pausing')
    setTimeout(() => wake(item), seconds * 1000)
  }
  const wake = (item: Item) => {
    if (!items.has(item) || !['pausing', 'signed-out'].includes(item.state)) return
    set(item, 'waiting')
    pump()
  }
  const tryNow = () => {
    for (const item of items.keys()) wake(item)
  }
  addEventListener('online', tryNow)
  return {
    add(item) {
      items.set(item, new AbortController())
      set(item, 'waiting')
      pump()
    },
    tryNow,
    drop(item) {
      items.get(item)?.abort()
      items.delete(item)
      const { url } = item
      item.url = null
      item.safe = 0
      if (url) void fetch(url, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } }).catch(() => null)
      pump()
    },
  }
}
