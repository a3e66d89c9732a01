import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { workRun } from './actions.ts'
import { lawEditionRoutes } from './routes.tsx'
import { lawAddress } from './shared-pages.tsx'
import { editionWords } from './words.ts'

export { lawPanel } from './panel.tsx'

/** The law on the move: what another edition changes is worked out, confirmed by a named person, and then counted. */
export function lawEditions(procedures: readonly Procedure[]): Capability {
  return {
    name: 'law-editions',
    words: editionWords,
    routes: () => lawEditionRoutes(procedures),
    jobs: (house) => ({ 'law.count': (payload) => workRun(house, procedures, payload) }),
    desk: [
      {
        group: 'settings',
        href: lawAddress,
        text: (language) => editionWords(language)('title'),
        needs: 'cases.read',
      },
    ],
  }
}
