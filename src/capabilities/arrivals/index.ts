import { sql } from 'kysely'
import type { Capability } from '../../platform/capability.ts'
import { wholeRows } from '../../platform/keeping.ts'
import { writeSheet } from './actions.ts'
import { arrivalRoutes } from './routes.tsx'
import { arrivalsWords } from './words.ts'

export { type Cell, fold, isFailedFormula, readCountry, readDayCell } from './cells.ts'
export { templateHeading } from './fields.ts'

/** Hundreds who come at once: a sheet of people with their passports, visas, crossings and addresses. */
export const arrivals: Capability = {
  name: 'arrivals',
  words: arrivalsWords,
  // By which sheet somebody came; the sheet itself is forgotten when it is written.
  keeps: [
    {
      name: 'arrivals',
      read: (db, personId) => wholeRows(db, 'arrival_lines', sql`person_id = ${personId}`),
    },
  ],
  routes: () => arrivalRoutes(),
  jobs: (house) => ({ 'arrivals.write': (payload) => writeSheet(house, payload) }),
  desk: [
    {
      group: 'work',
      href: '/desk/arrivals',
      text: (language) => arrivalsWords(language)('title'),
      needs: 'cases.work',
    },
  ],
}
