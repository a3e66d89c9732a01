import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { requestsAddress } from './desk-pages.tsx'
import { ownDataRoutes } from './routes.tsx'
import { ownDataWords } from './words.ts'

export { dataPanel } from './desk-routes.tsx'

/** A person's own data: read, taken away as one file, put right, withdrawn, erased. */
export function ownData(procedures: readonly Procedure[]): Capability {
  return {
    name: 'own-data',
    words: ownDataWords,
    routes: () => ownDataRoutes(procedures),
    desk: [
      {
        group: 'office',
        href: requestsAddress,
        text: (language) => ownDataWords(language)('desk.title'),
        needs: 'data.answer',
      },
    ],
  }
}
