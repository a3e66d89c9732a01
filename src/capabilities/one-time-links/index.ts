import type { Capability } from '../../platform/capability.ts'
import { linkRoutes } from './routes.tsx'
import type { LinkKind } from './rules.ts'
import { linkWords } from './words.ts'

export { makeLink, renewLink } from './actions.ts'
export { doorAddress } from './pages.tsx'
export { guestOf, type LinkKind, type OneTimeLink } from './rules.ts'
export { findLink, type NewLink, openingsOf, openLinksOf, revokeLink, useLink } from './store.ts'

/** One step for somebody without an account, by a link that works once. What the steps are, later capabilities say. */
export function oneTimeLinks(kinds: readonly LinkKind[]): Capability {
  return { name: 'one-time-links', words: linkWords, routes: () => linkRoutes(kinds) }
}
