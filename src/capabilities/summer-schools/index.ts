import { sql } from 'kysely'
import type { Capability } from '../../platform/capability.ts'
import { wholeRows } from '../../platform/keeping.ts'
import { deskAddress } from './addresses.ts'
import { deskRoutes } from './desk-routes.tsx'
import { lineRoutes } from './line-routes.tsx'
import { peopleRoutes } from './people-routes.tsx'
import { publicRoutes } from './public-routes.tsx'
import { summerSchoolWords } from './words.ts'

export { schoolsOf } from './store.ts'

/** Schools that come every summer: editions, seats by funder, who was selected and who came. */
export const summerSchools: Capability = {
  name: 'summer-schools',
  words: summerSchoolWords,
  // Whoever stood on a partner's list is found by the mail address.
  keeps: [
    {
      name: 'summerSchools',
      read: (db, personId) =>
        wholeRows(
          db,
          'summer_school_people',
          sql`mail = (select lower(email) from persons where id = ${personId} and email is not null)`,
        ),
    },
  ],
  routes: () => publicRoutes().also(deskRoutes()).also(lineRoutes()).also(peopleRoutes()),
  desk: [
    {
      group: 'office',
      href: deskAddress,
      text: (language) => summerSchoolWords(language)('desk.title'),
      needs: 'summerSchools.read',
    },
  ],
}
