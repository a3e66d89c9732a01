import type { Capability } from '../../platform/capability.ts'
import { checklistsAddress } from './checklist-pages.tsx'
import { checklistRoutes } from './checklist-routes.tsx'
import { openingRoutes } from './opening-routes.tsx'
import { departuresWords } from './words.ts'

export { departure } from './departure.ts'
export { departurePanel } from './panel.tsx'
export { knownOf as recordOf } from './store.ts'

/** Teachers, staff and students of the university who go abroad: their visa papers, letters and days. */
export const departures: Capability = {
  name: 'departures',
  words: departuresWords,
  routes: () => openingRoutes().also(checklistRoutes()),
  desk: [
    {
      group: 'office',
      href: checklistsAddress,
      text: (language) => departuresWords(language)('checklists.title'),
      needs: 'cases.read',
    },
  ],
}
