import type { Capability } from '../../platform/capability.ts'
import { listInstitutions } from '../institutions/index.ts'
import { balanceRoutes } from './balance-routes.tsx'
import { proposalAddress, proposalRoutes } from './proposal-routes.tsx'
import { roadRoutes } from './road-routes.tsx'
import { registerRoutes } from './routes.tsx'
import { agreementsAddress } from './said.tsx'
import { warnOffice } from './warnings.ts'
import { agreementsWords } from './words.ts'

export { endAgreement } from './actions.ts'
export { balanceOf, balanceOfStays, type ExchangeBalance, weightOf } from './balance.ts'
export { agreementSnapshots, grownAgreements, restoreAgreements } from './bulk.ts'
export { roadPanel } from './case-panel.tsx'
export { agreementRoadLinks } from './link.tsx'
export { agreementsOfPartner } from './panels.tsx'
export { agreement } from './procedure.ts'
export { agreementsFound, publicAgreements, shownAgreements } from './public.tsx'
export {
  type Agreement,
  type AgreementFilter,
  type AgreementKind,
  type AgreementParty,
  type AgreementState,
  agreementKinds,
  type ExchangeKind,
  exchangeKinds,
  keptStates,
  type Region,
  regionOf,
  regions,
} from './rules.ts'
export { agreementPage, agreementsAddress } from './said.tsx'
export { settingsOf } from './settings.ts'
export {
  agreementsOf,
  agreementsWith,
  countAgreements,
  findAgreement,
  insertAgreements,
  type Reading,
  readingOf,
  type Saying,
  saveAgreement,
  sayingsOf,
  settleAgreement,
  type WrittenAgreement,
} from './store.ts'
export { agreementDates } from './wall.tsx'
export { type Watched, warnOffice, watchedDays, watchedOf } from './warnings.ts'
export { agreementsWords, inThree } from './words.ts'

/** What is agreed with partners: the register, and the road from a proposal to the signatures. */
export const agreements: Capability = {
  name: 'agreements',
  words: agreementsWords,
  routes: () => proposalRoutes().also(balanceRoutes()).also(registerRoutes()).also(roadRoutes()),
  jobs: (house) => ({
    'agreements.warn': async () => {
      for (const { id } of await listInstitutions(house.database.shared)) await warnOffice(house, id)
    },
  }),
  schedules: { 'agreements.warn': '10 7 * * *' },
  desk: [
    {
      group: 'partners',
      href: agreementsAddress,
      rank: 11,
      text: (language) => agreementsWords(language)('list.title'),
      needs: 'partners.read',
    },
    {
      group: 'partners',
      href: proposalAddress,
      rank: 12,
      text: (language) => agreementsWords(language)('proposal.new'),
      needs: 'partners.propose',
    },
  ],
}
