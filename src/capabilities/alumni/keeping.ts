import { sql } from 'kysely'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

const ofPerson = (personId: string) => sql`student_id in (select id from students where person_id = ${personId})`

/** What the register knows of a person who graduated here; it goes with them, and what they told and agreed with it. */
export const alumniKeeping: readonly Keeping[] = [
  {
    name: 'alumni',
    read: (db, personId) => wholeRows(db, 'alumni', ofPerson(personId)),
    forget: async (tx, personId) => {
      await tx
        .deleteFrom('alumni')
        .where(sql<boolean>`${ofPerson(personId)}`)
        .execute()
    },
  },
  {
    name: 'alumniNews',
    read: (db, personId) =>
      wholeRows(db, 'alumni_news', sql`alumnus_id in (select id from alumni where ${ofPerson(personId)})`),
  },
  {
    name: 'alumniConsents',
    read: (db, personId) =>
      wholeRows(db, 'alumni_consents', sql`alumnus_id in (select id from alumni where ${ofPerson(personId)})`),
  },
]
