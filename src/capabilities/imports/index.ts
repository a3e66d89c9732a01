import type { Capability } from '../../platform/capability.ts'
import { importRoutes } from './routes.tsx'
import { runImport } from './run.ts'
import { importsAddress } from './said.ts'
import { importsWords } from './words.ts'

export { contactCards } from './panel.tsx'

/** The office's own sheets come in: read, mapped, looked at, written, taken back. */
export const imports: Capability = {
  name: 'imports',
  words: importsWords,
  routes: () => importRoutes(),
  jobs: (house) => ({ 'imports.run': (payload) => runImport(house, payload) }),
  desk: [
    {
      group: 'partners',
      href: importsAddress,
      rank: 80,
      text: (language) => importsWords(language)('title'),
      needs: 'partners.read',
    },
  ],
}
