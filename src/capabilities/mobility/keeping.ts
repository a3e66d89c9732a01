import { sql } from 'kysely'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

const sameAddress = (personId: string) =>
  sql<boolean>`lower(email) = (select lower(persons.email) from persons where persons.id = ${personId})`

/** What an office wrote down of an application past it is known by the mail address alone. */
export const mobilityKeeping: readonly Keeping[] = [
  {
    name: 'straightApplications',
    read: (db, personId) => wholeRows(db, 'straight_applications', sameAddress(personId)),
    forget: async (tx, personId) => {
      await tx
        .updateTable('straight_applications')
        .set({ name: '–', email: null, how: '' })
        .where(sameAddress(personId))
        .execute()
    },
  },
]
