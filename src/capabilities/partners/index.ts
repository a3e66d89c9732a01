import type { Capability } from '../../platform/capability.ts'
import { partnersAddress } from './list-page.tsx'
import { partnerRoutes } from './routes.tsx'
import { partnersWords } from './words.ts'

export { pageOf as partnerPage } from './partner-page.tsx'
export { type Channel, channels, nameOf, type Partner, type PartnerContact } from './rules.ts'
export { contactsOf, findPartner, partnersOf, touchPartner } from './store.ts'

/** With whom the institution works, and whom there one writes to. */
export const partners: Capability = {
  name: 'partners',
  words: partnersWords,
  routes: partnerRoutes,
  desk: [
    {
      group: 'office',
      href: partnersAddress,
      text: (language) => partnersWords(language)('list.title'),
      needs: 'partners.read',
    },
  ],
}
