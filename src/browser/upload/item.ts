/** shown: a picture to be looked at first · pausing: the line broke · refused, done: nothing more will happen by itself. */
export type State = 'shown' | 'waiting' | 'sending' | 'pausing' | 'signed-out' | 'refused' | 'done'

/** A file on its way from this device to a paper. */
export interface Item {
  readonly id: string
  /** The address of the paper's form. */
  readonly place: string
  name: string
  blob: Blob
  /** The picture as it was chosen, for turning it without loss; gone after a reload. */
  source: Blob | null
  turns: number
  doubts: readonly string[]
  state: State
  /** Where it stands on the server, once it has begun. */
  url: string | null
  /** Bytes that the server has said are safe. */
  safe: number
  /** Bytes under way beyond that. */
  moving: number
  tries: number
  text: string
}

export function newItem(place: string, name: string, blob: Blob): Item {
  const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`
  const begins = { state: 'waiting' as const, url: null, safe: 0, moving: 0, tries: 0, text: '' }
  return { id, place, name, blob, source: null, turns: 0, doubts: [], ...begins }
}

/** On this device and nowhere else. */
export const isOnlyHere = (item: Item) => item.state !== 'done' && item.state !== 'refused'
