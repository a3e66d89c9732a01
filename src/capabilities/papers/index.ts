import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { originalsRoutes } from './originals-routes.tsx'
import { paperRoutes } from './routes.tsx'
import { recordWords } from './words.ts'

export { paperLanguages, sayLanguage } from './languages.ts'
export { papersPanel } from './panel.tsx'

/** What each paper says, where its original lies, its translations and attestations. */
export function papers(procedures: readonly Procedure[]): Capability {
  return {
    name: 'papers',
    words: recordWords,
    routes: (house) => paperRoutes(house, procedures).also(originalsRoutes(procedures)),
    desk: [
      {
        group: 'office',
        href: '/desk/originals',
        text: (language) => recordWords(language)('originals.title'),
        needs: 'papers.look',
      },
    ],
  }
}
