import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { summaryAddress } from './page.tsx'
import { summaryRoutes } from './routes.tsx'
import { summaryWords } from './words.ts'

/** What a rector asks: how many, from where, and what is late. It counts what the others keep and keeps nothing itself. */
export function summary(procedures: readonly Procedure[]): Capability {
  return {
    name: 'summary',
    words: summaryWords,
    routes: () => summaryRoutes(procedures),
    desk: [
      {
        group: 'work',
        href: summaryAddress,
        rank: 90,
        text: (language) => summaryWords(language)('title'),
        needs: 'cases.read',
      },
    ],
  }
}
