import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { incomingRoutes } from './incoming-routes.tsx'
import { outgoingRoutes } from './outgoing-routes.tsx'
import { registerWords } from './words.ts'

export type { Clerk } from './incoming-actions.ts'
export { clerkOf } from './incoming-routes.tsx'
export { incomingPanel } from './panel.tsx'
export { exportOf, idAsked, wholeNumber } from './reading.ts'
export { type Scan, Scans, scansOf, sendScan, takeScans } from './scans.tsx'
export { TakeAway } from './shared-pages.tsx'
export { registerWords } from './words.ts'

/** The registers of the office: what went out, and what came in. */
export function registers(procedures: readonly Procedure[]): Capability {
  return {
    name: 'registers',
    words: registerWords,
    routes: () => outgoingRoutes(procedures).also(incomingRoutes()),
    desk: [
      {
        group: 'office',
        href: '/desk/letters',
        text: (language) => registerWords(language)('outgoing.title'),
        needs: 'letters.read',
        keyName: 'g r',
      },
      {
        group: 'office',
        href: '/desk/incoming',
        text: (language) => registerWords(language)('incoming.title'),
        needs: 'letters.read',
      },
    ],
  }
}
