import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { packageKeeping } from './keeping.ts'
import { packageRoutes } from './routes.tsx'
import { runJob, workRun } from './run-actions.ts'
import { packageWords } from './words.ts'

export { packagePanel } from './panel.tsx'
export { photoPanel } from './photo-panel.tsx'

/** Packages of papers for an authority, for any procedure that says what goes into one. */
export function packages(procedures: readonly Procedure[]): Capability {
  return {
    name: 'packages',
    words: packageWords,
    keeps: packageKeeping,
    routes: () => packageRoutes(procedures),
    jobs: (house) => ({ [runJob]: (payload) => workRun(house, procedures, payload) }),
    desk: [
      {
        group: 'office',
        href: '/desk/packages',
        text: (language) => packageWords(language)('register.title'),
        needs: 'letters.read',
      },
    ],
  }
}
