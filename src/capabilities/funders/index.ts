import type { Capability } from '../../platform/capability.ts'
import { deskAddress } from './desk-pages.tsx'
import { deskRoutes } from './desk-routes.tsx'
import { publicRoutes } from './public-routes.tsx'
import { fundersWords } from './words.ts'

export type { Programme as FundingProgramme } from './rules.ts'
export { findFundingProgramme, fundingProgrammesOf } from './store.ts'

/** The programmes of cooperation that pay for work abroad: who funds, what they ask, what they pay. */
export const funders: Capability = {
  name: 'funders',
  words: fundersWords,
  routes: () => publicRoutes().also(deskRoutes()),
  desk: [
    {
      group: 'partners',
      href: deskAddress,
      text: (language) => fundersWords(language)('desk.title'),
      needs: 'funders.read',
    },
  ],
}
