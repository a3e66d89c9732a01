import type { Capability } from '../../platform/capability.ts'
import { deskAddress } from './pages.tsx'
import { publicationRoutes } from './routes.tsx'
import { publicationWords } from './words.ts'

export type { Publication } from './rules.ts'
export { publicationsOf } from './store.ts'

/** What the office publishes, for visitors to download, and what it keeps for its own people: each in versions. */
export const publications: Capability = {
  name: 'publications',
  words: publicationWords,
  routes: publicationRoutes,
  desk: [
    {
      group: 'office',
      href: deskAddress,
      text: (language) => publicationWords(language)('desk.title'),
      needs: 'publications.read',
    },
  ],
}
