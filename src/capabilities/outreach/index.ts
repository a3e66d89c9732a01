import type { Capability, DeskEntry } from '../../platform/capability.ts'
import { Routes } from '../../platform/web/routes.ts'
import type { Language } from '../../platform/words/languages.ts'
import { ledgerRoutes } from '../ledgers/index.ts'
import { ledgersHere } from './all.ts'
import { delegationRoutes } from './delegation-routes.tsx'
import { eventRoutes } from './event-routes.tsx'
import { leadRoutes } from './lead-routes.ts'
import { marketRoutes } from './market-routes.tsx'
import { outreachWords } from './words.ts'

export { besideDownloads } from './downloads.tsx'
export type { OutreachEvent } from './event-rules.ts'
export { eventsOf } from './event-store.ts'
export { outreachPanel } from './partner-panel.tsx'
export { publicAddress as publicEventsAddress, sayWhen as sayEventWhen } from './public-page.tsx'
export { stepsOnTheWall } from './wall.tsx'

const entry = (of: 'leads' | 'delegations' | 'events' | 'campaigns' | 'markets'): DeskEntry => ({
  group: 'partners',
  href: `/desk/${of}`,
  text: (language: Language) => outreachWords(language)(`${of}.names`),
  needs: 'partners.read',
})

/** Searching partners, delegations, events, campaigns and where students come from. */
export const outreach: Capability = {
  name: 'outreach',
  words: outreachWords,
  // What has an address of its own comes before the records, whose ids would take it.
  routes: () =>
    [eventRoutes(), delegationRoutes(), leadRoutes(), marketRoutes(), ...ledgersHere.map(ledgerRoutes)].reduce(
      (routes, more) => routes.also(more),
      new Routes(),
    ),
  desk: [entry('leads'), entry('delegations'), entry('events'), entry('campaigns'), entry('markets')],
}
