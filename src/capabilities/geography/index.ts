import type { Capability } from '../../platform/capability.ts'
import { geographyAddress, geographyRoutes } from './routes.tsx'
import { geographyWords } from './words.ts'

export { mapPanel } from './panel.tsx'

/** Where the partners are and since when there are agreements: maps, numbers, the list behind them. */
export const geography: Capability = {
  name: 'geography',
  words: geographyWords,
  routes: () => geographyRoutes(),
  desk: [
    {
      group: 'partners',
      href: geographyAddress,
      rank: 78,
      text: (language) => geographyWords(language)('title'),
      needs: 'partners.read',
    },
  ],
}
