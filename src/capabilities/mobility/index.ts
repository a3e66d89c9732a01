import type { Capability } from '../../platform/capability.ts'
import type { House } from '../../platform/house.ts'
import { listInstitutions } from '../institutions/index.ts'
import { applicantsRoutes } from './applicants-routes.tsx'
import { applyRoutes } from './apply-routes.tsx'
import { mobilityKeeping } from './keeping.ts'
import { remindUnits } from './screening.ts'
import { straightRoutes } from './straight-routes.tsx'
import { mobilityWords } from './words.ts'

export { mobilityEntry } from './entry.tsx'
export { choiceFacts, type Facts as MobilityFacts } from './facts.ts'
export { knownOf } from './known.ts'
export { mobility } from './mobility.ts'
export { mobilityPanel } from './panel.tsx'
export { choicesMade } from './rules.ts'
export { stayWanted } from './situation.ts'
export { averageOfPerson, type MobilityCase, mobilityCasesOf, startedFor } from './store.ts'
export { applicantsWay } from './way.ts'

/** Own students, teachers and staff who go abroad on a call. */
export const mobilityRooms: Capability = {
  name: 'mobility',
  words: mobilityWords,
  keeps: mobilityKeeping,
  routes: () => applyRoutes().also(applicantsRoutes()).also(straightRoutes()),
  jobs: (house) => ({ 'mobility.screening': () => everywhere(house, remindUnits) }),
  schedules: { 'mobility.screening': '40 8 * * *' },
}

async function everywhere(house: House, work: (house: House, institution: string) => Promise<unknown>): Promise<void> {
  for (const institution of await listInstitutions(house.database.shared)) await work(house, institution.id)
}
