import type { Capability } from '../../platform/capability.ts'
import { embassiesAddress } from './embassies-page.tsx'
import { embassyRoutes } from './embassy-routes.tsx'
import { passportKeeping } from './keeping.ts'
import { passportsAddress } from './overview-page.tsx'
import { overviewRoutes } from './overview-routes.tsx'
import { personRoutes } from './person-routes.tsx'
import { passportsWords } from './words.ts'

export { embassyName } from './embassy-page.tsx'
export { type Embassy, linesOf } from './embassy-rules.ts'
export { embassyOf, listEmbassies } from './embassy-store.ts'
export { passportExtension } from './extension.ts'
export { addressOf } from './extension-letter.ts'
export { passportPanel } from './panel.tsx'
export { passportsWords } from './words.ts'

/** Passports and what becomes of them: the embassies that issue them, their extension, and that originals are given back. */
export const passports: Capability = {
  name: 'passports',
  words: passportsWords,
  keeps: passportKeeping,
  routes: () => overviewRoutes().also(personRoutes()).also(embassyRoutes()),
  desk: [
    {
      group: 'work',
      href: passportsAddress,
      rank: 40,
      text: (language) => passportsWords(language)('passports.title'),
      needs: 'papers.look',
    },
    {
      group: 'office',
      href: embassiesAddress,
      text: (language) => passportsWords(language)('embassies.title'),
      needs: 'cases.read',
    },
  ],
}
