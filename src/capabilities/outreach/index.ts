import type { Capability, DeskEntry } from '../../platform/capability.ts'
import { Routes } from '../../platform/web/routes.ts'
import type { Language } from '../../platform/words/languages.ts'
import { type Ledger, ledgerRoutes } from '../ledgers/index.ts'
import { campaigns, portals } from './campaigns.ts'
import { delegationRoutes } from './delegation-routes.tsx'
import { delegations } from './delegations.ts'
import { eventRoutes } from './event-routes.tsx'
import { events } from './events.ts'
import { leadRoutes } from './lead-routes.ts'
import { leads } from './leads.ts'
import { marketRoutes } from './market-routes.tsx'
import { enquiries, targets } from './markets.ts'
import { outreachWords } from './words.ts'

export type { OutreachEvent } from './event-rules.ts'
export { eventsOf } from './event-store.ts'
export { publicAddress as publicEventsAddress } from './public-page.tsx'

const entry = (of: 'leads' | 'delegations' | 'events' | 'campaigns' | 'markets'): DeskEntry => ({
  group: 'office',
  href: `/desk/${of}`,
  text: (language: Language) => outreachWords(language)(`${of}.names`),
  needs: 'partners.read',
})

const all: readonly Ledger[] = [leads, delegations, events, campaigns, portals, enquiries, targets]

/** Searching partners, delegations, events, campaigns and where students come from. */
export const outreach: Capability = {
  name: 'outreach',
  words: outreachWords,
  // What has an address of its own comes before the records, whose ids would take it.
  routes: () =>
    [eventRoutes(), delegationRoutes(), leadRoutes(), marketRoutes(), ...all.map(ledgerRoutes)].reduce(
      (routes, more) => routes.also(more),
      new Routes(),
    ),
  desk: [entry('leads'), entry('delegations'), entry('events'), entry('campaigns'), entry('markets')],
}
