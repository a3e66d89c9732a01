import type { Capability } from '../../platform/capability.ts'
import { partnersAddress } from './list-page.tsx'
import { type PartnerWay, partnerRoutes } from './routes.tsx'
import { partnersWords } from './words.ts'

export { pageOf as partnerPage } from './partner-page.tsx'
export type { PartnerWay } from './routes.tsx'
export { type Channel, channels, nameOf, type Partner, type PartnerContact } from './rules.ts'
export { contactsOf, findPartner, namesake, partnersOf, touchPartner } from './store.ts'

/** With whom the institution works, and whom there one writes to. Later capabilities hang their ways onto a partner's page. */
export function partners(ways: readonly PartnerWay[] = []): Capability {
  return {
    name: 'partners',
    words: partnersWords,
    routes: () => partnerRoutes(ways),
    desk: [
      {
        group: 'office',
        href: partnersAddress,
        text: (language) => partnersWords(language)('list.title'),
        needs: 'partners.read',
      },
    ],
  }
}
