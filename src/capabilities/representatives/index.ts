import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { representativeKeeping } from './keeping.ts'
import { representativeRoutes } from './routes.tsx'
import { representativesWords } from './words.ts'

export { representativePanel } from './panel.tsx'

/** Parents, agents and embassies act for applicants, by the applicants' consent and until a day. */
export function representatives(procedures: readonly Procedure[]): Capability {
  return {
    name: 'representatives',
    words: representativesWords,
    routes: () => representativeRoutes(procedures),
    keepsOfAccounts: representativeKeeping,
  }
}
