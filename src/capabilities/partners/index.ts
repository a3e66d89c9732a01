import type { Capability } from '../../platform/capability.ts'
import { partnersAddress } from './addresses.ts'
import type { PartnerWay } from './page-routes.tsx'
import type { PartnerPanel, PublicPartnersPanel } from './panels.ts'
import { partnerRoutes } from './routes.tsx'
import { partnersWords } from './words.ts'

export { addPartner } from './actions.ts'
export { pageOf as partnerPage, partnersAddress } from './addresses.ts'
export {
  contactsByPartner,
  removePartners,
  restorePartners,
  saveContacts,
  snapshotsOf,
} from './bulk.ts'
export { contactsOf } from './contact-store.ts'
export { isCountry, partnerForm } from './entry.ts'
export {
  type IdentifierKind,
  type Identifiers,
  identifierKinds,
  noIdentifiers,
  readIdentifiers,
} from './identifiers.ts'
export { writeNote } from './note-store.ts'
export type { PartnerWay } from './page-routes.tsx'
export type { PartnerPanel, PublicPartnersPanel } from './panels.ts'
export {
  type Channel,
  channels,
  contactRoles,
  nameOf,
  type Partner,
  type PartnerContact,
  type PartnerKind,
  type PartnerName,
  type PartnerStatus,
  type Place,
  type Predecessor,
  partnerKinds,
  partnerStatuses,
} from './rules.ts'
export {
  familyOf,
  findPartner,
  holdPartner,
  isOfFamily,
  leaderOf,
  namesake,
  partnerNames,
  partnersByName,
  partnersOf,
  shownPartners,
} from './store.ts'
export { partnersWords } from './words.ts'
export { insertPartners, type NewPartner, saveArchived, savePartner, touchPartner, type Written } from './writing.ts'

/**
 * With whom the institution works, and whom there one writes to. Later capabilities hang their ways and sections onto a
 * partner's desk page, and sections onto the public page of partners.
 */
export function partners(
  ways: readonly PartnerWay[] = [],
  panels: readonly PartnerPanel[] = [],
  publicPanels: readonly PublicPartnersPanel[] = [],
): Capability {
  return {
    name: 'partners',
    words: partnersWords,
    routes: () => partnerRoutes({ ways, panels, publicPanels }),
    desk: [
      {
        group: 'partners',
        href: partnersAddress,
        rank: 10,
        text: (language) => partnersWords(language)('list.title'),
        needs: 'partners.read',
      },
    ],
  }
}
