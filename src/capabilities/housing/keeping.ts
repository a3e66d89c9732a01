import { sql } from 'kysely'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

/** What was paid stays when somebody is forgotten: the hostel's books are the university's. */
export const housingKeeping: readonly Keeping[] = [
  { name: 'hostelPlaces', read: (db, personId) => wholeRows(db, 'hostel_places', sql`person_id = ${personId}`) },
  {
    name: 'hostelPayments',
    read: (db, personId) =>
      wholeRows(db, 'hostel_payments', sql`place_id in (select id from hostel_places where person_id = ${personId})`),
  },
]
