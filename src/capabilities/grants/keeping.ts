import { sql } from 'kysely'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

const ofPerson = (personId: string) => sql`case_id in (select id from cases where subject_id = ${personId})`
const read =
  (table: string): Keeping['read'] =>
  (db, personId) =>
    wholeRows(db, table, ofPerson(personId))

/** What was paid stays when somebody is forgotten: the books are the university's. What they wrote goes. */
export const grantKeeping: readonly Keeping[] = [
  { name: 'grantLines', read: read('grant_lines') },
  { name: 'grantInstalments', read: read('grant_instalments') },
  {
    name: 'mobilityStays',
    read: read('mobility_stays'),
    forget: async (tx, personId) => {
      await tx
        .deleteFrom('mobility_stays')
        .where(sql<boolean>`${ofPerson(personId)}`)
        .execute()
    },
  },
  {
    name: 'mobilityReports',
    read: read('mobility_reports'),
    forget: async (tx, personId) => {
      await tx
        .deleteFrom('mobility_reports')
        .where(sql<boolean>`${ofPerson(personId)}`)
        .execute()
    },
  },
]
