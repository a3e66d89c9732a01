import type { Capability } from '../../platform/capability.ts'
import { embassiesAddress } from './embassies-page.tsx'
import { embassyRoutes } from './embassy-routes.tsx'
import { passportsWords } from './words.ts'

export { embassyName } from './embassy-page.tsx'
export { type Embassy, linesOf } from './embassy-rules.ts'
export { embassyOf, listEmbassies } from './embassy-store.ts'
export { countryOptions, EntryFields, EntryProblems, type Tried, typedAgain } from './entry-form.tsx'
export { passportsWords } from './words.ts'

/** Passports and what becomes of them: the embassies that issue them, their extension, and that originals are given back. */
export function passports(): Capability {
  return {
    name: 'passports',
    words: passportsWords,
    routes: () => embassyRoutes(),
    desk: [
      {
        group: 'office',
        href: embassiesAddress,
        text: (language) => passportsWords(language)('embassies.title'),
        needs: 'cases.read',
      },
    ],
  }
}
