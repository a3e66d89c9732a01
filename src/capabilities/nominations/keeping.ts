import { sql } from 'kysely'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

const ofPerson = (personId: string) =>
  sql`select nominations.id from nominations join cases on cases.institution_id = nominations.institution_id
    and cases.id = nominations.case_id where cases.subject_id = ${personId}`

/** Where somebody was nominated and what was answered. That it was sent stays: the institution answers for it. */
export const nominationKeeping: readonly Keeping[] = [
  {
    name: 'nominations',
    read: (db, personId) => wholeRows(db, 'nominations', sql`id in (${ofPerson(personId)})`),
  },
  {
    name: 'nominationEvents',
    read: (db, personId) => wholeRows(db, 'nomination_events', sql`nomination_id in (${ofPerson(personId)})`),
  },
]
