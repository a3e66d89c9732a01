import type { CameraLink } from './store.ts'

/** A link lives so many minutes; a file that has begun by then may still arrive whole for as long again. */
export const linkMinutes = 15
const minute = 60_000

export const endOf = (madeAt: Date) => new Date(madeAt.getTime() + linkMinutes * minute)

/**
 * fresh: nobody has opened it · open: this browser has · taken: another one has · late: its time is over · ended: its owner
 * ended it, or made a newer one.
 */
export type LinkState = 'fresh' | 'open' | 'taken' | 'late' | 'ended'

/** @param browser the hash of what the asking browser keeps; null: it keeps nothing */
export function stateFor(link: CameraLink, now: Date, browser: string | null): LinkState {
  if (link.endedAt) return 'ended'
  if (now >= link.endsAt) return 'late'
  if (!link.openedByHash) return 'fresh'
  return link.openedByHash === browser ? 'open' : 'taken'
}

/** How its owner sees it. */
export function stateForOwner(link: CameraLink, now: Date): 'fresh' | 'open' | 'late' | 'ended' {
  const state = stateFor(link, now, link.openedByHash)
  return state === 'taken' ? 'open' : state
}

/** Whether a file that has begun may go on arriving. */
export function mayFinish(link: CameraLink, now: Date, browser: string | null): boolean {
  const grace = new Date(link.endsAt.getTime() + linkMinutes * minute)
  return !link.endedAt && now < grace && link.openedByHash === browser
}

const kinds = ['iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'Linux'] as const

/** What a browser says it runs on, in a word that its owner knows; empty when it says nothing known. */
export function deviceOf(userAgent: string): string {
  return kinds.find((kind) => userAgent.includes(kind)) ?? ''
}
