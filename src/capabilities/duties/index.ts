import type { Capability } from '../../platform/capability.ts'
import { hearStates, openOfState } from './opening.ts'
import { dutiesAddress, dutyRoutes } from './routes.tsx'
import { dutyWords } from './words.ts'

export { duty } from './duty.ts'
export { dutyPanel } from './panel.tsx'

/** What the university itself has to tell the state, as host, inviting side and employer. */
export const duties: Capability = {
  name: 'duties',
  words: dutyWords,
  routes: dutyRoutes,
  hears: hearStates,
  jobs: (house) => ({ 'duties.open': (payload) => openOfState(house, payload) }),
  desk: [
    {
      group: 'work',
      href: dutiesAddress,
      text: (language) => dutyWords(language)('duties.title'),
      needs: 'cases.read',
    },
  ],
}
