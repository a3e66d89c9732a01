import type { Capability } from '../../platform/capability.ts'
import type { CallWay } from '../calls/index.ts'
import { funnelAddress, numbersAddress } from './pages.tsx'
import { mobilityNumbersRoutes } from './routes.tsx'
import { mobilityNumbersWords } from './words.ts'

export { academicYear, type Stay, sayYear } from './rules.ts'
export { staysOf } from './store.ts'

export const numbersWay: CallWay = {
  href: ({ id }) => funnelAddress(id),
  text: (language) => mobilityNumbersWords(language)('funnel.title'),
  needs: 'calls.read',
}

/** Who goes and who comes, in pictures with their tables. It counts what the others keep and keeps nothing itself. */
export const mobilityNumbers: Capability = {
  name: 'mobility-numbers',
  words: mobilityNumbersWords,
  routes: mobilityNumbersRoutes,
  desk: [
    {
      group: 'office',
      href: numbersAddress,
      text: (language) => mobilityNumbersWords(language)('title'),
      needs: 'cases.read',
    },
  ],
}
