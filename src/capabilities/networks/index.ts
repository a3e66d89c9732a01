import type { Capability } from '../../platform/capability.ts'
import type { Db } from '../../platform/database/index.ts'
import { type Desk, networksAddress } from './desk.ts'
import { networkKinds } from './kinds.ts'
import { FeesAndMembers } from './network-sums.tsx'
import { publicRoutes } from './public-routes.tsx'
import { noCheck, workRoutes } from './routes.tsx'
import type { Work } from './rules.ts'
import { worksOf } from './store.ts'
import { networksWords } from './words.ts'

export { addLine, type Check, changeLine, removeLine, type Wanted } from './actions.ts'
export { type Choices, type Desk, programmesAddress, type Whole, workAddress } from './desk.ts'
export {
  count as wholeCount,
  hundredths as wholeHundredths,
  optionalCount,
  optionalHundredths,
  sometime,
  webAddress,
  year as workYear,
} from './fields.ts'
export { numberIn, textIn, wordIn } from './forms.ts'
export { documentLine, duty as dutyLine, figureLine, memberLine, type WorkKind } from './kinds.ts'
export { networkPanel } from './partner-panel.tsx'
export { PublicWorksPage } from './public-page.tsx'
export { publicNetworks } from './public-panel.tsx'
export { addressesOf, publicPlace } from './public-routes.tsx'
export { actOf as workActOf, freshId, sayRefusal, showWork, workHere, workRoutes } from './routes.tsx'
export type { Work, WorkLine } from './rules.ts'
export { networkSource } from './search-source.ts'
export { findLine, linesOf, type WrittenLine, worksOf } from './store.ts'
export { wholeOf } from './telling.ts'
export { duesOnTheWall } from './wall.tsx'

const desk: Desk = {
  address: networksAddress,
  kinds: networkKinds,
  title: (language) => networksWords(language)('title'),
  lead: (language) => networksWords(language)('lead'),
  choices: async () => ({}),
  check: noCheck,
  beside: async (_, whole) => FeesAndMembers(whole),
}

/** What the university does together with others: networks, joint institutes, projects, journals, articles, trainings. */
export const networks: Capability = {
  name: 'networks',
  words: networksWords,
  routes: () => publicRoutes().also(workRoutes(desk)),
  desk: [
    {
      group: 'partners',
      href: networksAddress,
      text: (language) => networksWords(language)('title'),
      needs: 'partners.read',
    },
  ],
}

/** Consortia, associations and networks in which the university takes part. @param db the institution's own scope */
export const networksOf = (db: Db): Promise<Work[]> => worksOf(db, { kind: 'network' })

/** Joint institutes and centres. */
export const jointUnitsOf = (db: Db): Promise<Work[]> => worksOf(db, { kind: 'unit' })
