import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { staffAddress } from './pages.tsx'
import { staffRoutes } from './routes.tsx'
import { staffWords } from './words.ts'

export { giveFirstAdministrator } from './first.ts'
export { accountFor } from './invitation-store.ts'
export { hashOf, newToken } from './rules.ts'

/** Who works in an institution, and as what. */
export function staffCapability(procedures: readonly Procedure[]): Capability {
  return {
    name: 'staff',
    words: staffWords,
    routes: () => staffRoutes(procedures),
    desk: [
      {
        group: 'settings',
        href: staffAddress,
        text: (language) => staffWords(language)('staff.title'),
        needs: 'staff.edit',
      },
    ],
  }
}
