import type { Capability } from '../../platform/capability.ts'
import { deskAddress } from './pages.tsx'
import { type BesideDownloads, publicationRoutes } from './routes.tsx'
import { publicationWords } from './words.ts'

export type { Publication } from './rules.ts'
export { publicationsOf } from './store.ts'

/** What the office publishes, for visitors to download, and what it keeps for its own people: each in versions. */
export function publications(beside: BesideDownloads): Capability {
  return {
    name: 'publications',
    words: publicationWords,
    routes: (house) => publicationRoutes(house, beside),
    desk: [
      {
        group: 'site',
        href: deskAddress,
        text: (language) => publicationWords(language)('desk.title'),
        needs: 'publications.read',
      },
    ],
  }
}
