import type { Capability } from '../../platform/capability.ts'
import { housingKeeping } from './keeping.ts'
import { housingAddress } from './list-page.tsx'
import { myRoutes } from './panel.tsx'
import { deskRoutes } from './routes.tsx'
import { housingWords } from './words.ts'

export { housingPanel } from './panel.tsx'
export type { Hostel } from './rules.ts'
export { hostelsOf } from './store.ts'

/** Places in the university's hostels: who has one, for how long, and what is paid and owed. */
export const housing: Capability = {
  name: 'housing',
  words: housingWords,
  keeps: housingKeeping,
  routes: () => deskRoutes().also(myRoutes()),
  desk: [
    {
      group: 'office',
      href: housingAddress,
      text: (language) => housingWords(language)('list.title'),
      needs: 'cases.read',
    },
  ],
}
