import type { Capability } from '../../platform/capability.ts'
import { sleepingAddress } from './addresses.ts'
import { sleepingRoutes } from './routes.tsx'
import { sleepingWords } from './words.ts'

/** Agreements under which nobody goes, comes or writes any more: to be renewed, revived or closed. */
export const sleeping: Capability = {
  name: 'sleeping',
  words: sleepingWords,
  routes: sleepingRoutes,
  desk: [
    {
      group: 'partners',
      href: sleepingAddress,
      rank: 13,
      text: (language) => sleepingWords(language)('list.title'),
      needs: 'partners.read',
    },
  ],
}
