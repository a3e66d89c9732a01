import type { Capability } from '../../platform/capability.ts'
import type { House } from '../../platform/house.ts'
import { Routes } from '../../platform/web/routes.ts'
import type { Procedure } from '../cases/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import { countAllClocks } from '../stays/index.ts'
import { sendDigests } from './digest.ts'
import { dateKeeping } from './keeping.ts'
import { kindRoutes, recountJob } from './kind-routes.tsx'
import { ownRoutes } from './own-routes.tsx'
import { reminderRoutes } from './reminder-routes.tsx'
import { remind } from './reminders.ts'
import { type BesideWall, wallAddressOfOffice, wallAddressOfUnit, wallRoutes } from './wall-routes.tsx'
import { datesWords } from './words.ts'

export { datesPanel } from './panel.tsx'
export { remind } from './reminders.ts'
export type { BesideWall } from './wall-routes.tsx'

/** The wall of dates: everything that ends, of everybody; and who is reminded of it. */
export function dates(procedures: readonly Procedure[], beside: readonly BesideWall[] = []): Capability {
  return {
    name: 'dates',
    words: datesWords,
    keeps: dateKeeping,
    jobs: (house) => ({
      'dates.remind': () => everywhere(house, (institution) => remind(house, institution, procedures)),
      'dates.digest': () => everywhere(house, (institution) => sendDigests(house, institution, procedures)),
      [recountJob]: async ({ institution }) => {
        await countAllClocks(house, institution)
      },
    }),
    schedules: { 'dates.remind': '5 7,13 * * *', 'dates.digest': '30 7,13 * * *' },
    routes: () =>
      new Routes()
        .also(wallRoutes(procedures, beside))
        .also(reminderRoutes(procedures))
        .also(kindRoutes(procedures))
        .also(ownRoutes(procedures)),
    desk: [
      {
        group: 'work',
        href: wallAddressOfOffice,
        rank: 10,
        text: (language) => datesWords(language)('wall.title'),
        needs: 'cases.read',
      },
      {
        group: 'work',
        href: wallAddressOfUnit,
        rank: 10,
        text: (language) => datesWords(language)('wall.title'),
        needs: 'unit.read',
      },
    ],
  }
}

async function everywhere(house: House, work: (institution: string) => Promise<unknown>): Promise<void> {
  for (const { id } of await listInstitutions(house.database.shared)) await work(id)
}
