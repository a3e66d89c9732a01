import { createHash, randomBytes } from 'node:crypto'
import type { Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import type { Href, Html } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Language } from '../../platform/words/languages.ts'

/** One step for somebody without an account, behind `/p/{token}`. */
export interface OneTimeLink {
  readonly institution: string
  readonly id: string
  readonly kind: string
  readonly caseId: string | null
  readonly name: string
  readonly address: string
  readonly unit: string
  readonly language: Language
  readonly payload: unknown
  readonly madeBy: string
  readonly madeByName: string
  readonly until: Day
  readonly browserHash: string | null
  readonly usedAt: Date | null
  readonly revokedAt: Date | null
}

export type LinkStanding = 'open' | 'new' | 'elsewhere' | 'late' | 'revoked' | 'used'

/**
 * How a link stands for a browser: `new` nobody has opened it, `open` this browser has, `elsewhere` another one did.
 * @param browser hash of what this browser keeps; null when it keeps nothing yet
 */
export function standingOf(link: OneTimeLink, today: Day, browser: string | null): LinkStanding {
  if (link.revokedAt) return 'revoked'
  if (link.usedAt) return 'used'
  if (today > link.until) return 'late'
  if (!link.browserHash) return 'new'
  return link.browserHash === browser ? 'open' : 'elsewhere'
}

/** 256 random bits, as they stand in an address. */
export const newToken = () => randomBytes(32).toString('base64url')
export const hashOfToken = (token: string) => createHash('sha256').update(token).digest('hex')
export const linkAddress = (house: Pick<House, 'url'>, token: string) => `${house.url}/p/${token}`

/** Who the holder of a link is where an account would stand: in journals and looks. */
export function guestOf(link: OneTimeLink) {
  return { id: `link:${link.id}`, name: link.unit ? `${link.name} (${link.unit})` : link.name, role: 'guest' } as const
}

/** An address as a stranger may see it: enough to know one's own. */
export function veiled(address: string): string {
  return address.replace(/^(.).*@/, '$1•••@')
}

/** What stands behind a link: a kind of step. The door keeps out whoever may not; the kind shows and takes the answer. */
export interface LinkKind {
  readonly name: string
  /** What the person is asked for, as a heading. */
  readonly title: (language: Language) => string
  /** The kind of the mail that brings a link: the procedure first, `one-time-link` last. */
  readonly mailKind: (link: OneTimeLink) => string
  readonly show: (visit: Visit, link: OneTimeLink, token: string) => Promise<Html>
  /**
   * Takes the answer: the page that says what is wrong, or where it goes on; null when it is done, and the door says so, or shows
   * the step again as long as the link is not used up.
   */
  readonly answer: (visit: Visit, link: OneTimeLink, token: string) => Promise<Html | Href | null>
  readonly file?: (visit: Visit, link: OneTimeLink, id: string) => Promise<Response>
}
