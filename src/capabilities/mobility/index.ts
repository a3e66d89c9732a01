import type { Capability } from '../../platform/capability.ts'
import { applyRoutes } from './apply-routes.tsx'
import { mobilityWords } from './words.ts'

export { choiceFacts, type Facts as MobilityFacts } from './facts.ts'
export { knownOf } from './known.ts'
export { mobility } from './mobility.ts'
export { mobilityPanel } from './panel.tsx'
export { choicesMade } from './rules.ts'
export { averageOfPerson, type MobilityCase, mobilityCasesOf } from './store.ts'

/** Own students, teachers and staff who go abroad on a call. */
export const mobilityRooms: Capability = {
  name: 'mobility',
  words: mobilityWords,
  routes: applyRoutes,
}
