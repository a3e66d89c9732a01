import { sql } from 'kysely'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

const recordOf = (personId: string) => sql`record_id in (select id from stay_records where person_id = ${personId})`

/**
 * The records of a stay are the person's. Erased, a record says only of which kind it was and from when to when: the
 * university answers for having registered somebody in time, not for the number of the passport.
 */
export const stayKeeping: readonly Keeping[] = [
  {
    name: 'stay',
    read: (db, personId) => wholeRows(db, 'stay_records', sql`person_id = ${personId}`),
    forget: async (tx, personId) => {
      await sql`delete from stay_changes where ${recordOf(personId)}`.execute(tx)
      await tx.deleteFrom('stay_clocks').where('person_id', '=', personId).execute()
      await tx
        .updateTable('stay_records')
        .set({ number: '', said: '{}', ended_why: '' })
        .where('person_id', '=', personId)
        .execute()
    },
  },
  {
    name: 'stayChanges',
    read: (db, personId) => wholeRows(db, 'stay_changes', recordOf(personId)),
  },
  {
    name: 'stayDates',
    read: (db, personId) => wholeRows(db, 'stay_clocks', sql`person_id = ${personId}`),
  },
  {
    name: 'staySaid',
    read: (db, personId) => wholeRows(db, 'stay_statements', sql`person_id = ${personId}`),
    forget: async (tx, personId) => {
      await tx
        .updateTable('stay_statements')
        .set({ typed: '{}', answer: '' })
        .where('person_id', '=', personId)
        .execute()
    },
  },
  {
    name: 'whoLookedAtTheStay',
    read: (db, personId) => wholeRows(db, 'stay_looks', sql`person_id = ${personId}`),
  },
]
