import type { Capability } from '../../platform/capability.ts'
import type { Panel, Procedure } from '../cases/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import { findForCase, findLater, findNightly } from './finding.ts'
import { doublesAddress } from './parts.tsx'
import { personsRoutes } from './routes.tsx'
import { personsWords } from './words.ts'

export { personPanel } from './panel.tsx'

/** One person's page, and two records of one person: found, compared, merged by a named officer, parted again. */
export function persons(procedures: readonly Procedure[], panels: readonly Panel[]): Capability {
  return {
    name: 'persons',
    words: personsWords,
    routes: () => personsRoutes(procedures, panels),
    hears: findLater,
    jobs: (house) => ({
      'persons.doubles': (payload) => findForCase(house, payload),
      'persons.nightly': async () => {
        for (const { id } of await listInstitutions(house.database.shared)) await findNightly(house, id)
      },
    }),
    schedules: { 'persons.nightly': '20 2 * * *' },
    desk: [
      {
        group: 'work',
        href: doublesAddress,
        rank: 70,
        text: (language) => personsWords(language)('title'),
        needs: 'cases.work',
      },
    ],
  }
}
