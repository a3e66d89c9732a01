import { sql } from 'kysely'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

/** Who studies here is not forgotten before the end of it; afterwards the number and the states stay. */
export const studentKeeping: readonly Keeping[] = [
  {
    name: 'students',
    read: (db, personId) => wholeRows(db, 'students', sql`person_id = ${personId}`),
    stillNeeded: async (db, personId) => {
      const row = await db
        .selectFrom('students')
        .select('id')
        .where('person_id', '=', personId)
        .where('state', 'in', ['accepted', 'enrolled', 'on-leave'])
        .executeTakeFirst()
      return row !== undefined
    },
    forget: async (tx, personId) => {
      await tx.updateTable('students').set({ words: '', basis_about: '' }).where('person_id', '=', personId).execute()
    },
  },
  {
    name: 'studentStates',
    read: (db, personId) => wholeRows(db, 'student_states', ofPerson(personId)),
  },
  {
    name: 'studentNeeds',
    read: (db, personId) => wholeRows(db, 'student_needs', ofPerson(personId)),
    forget: async (tx, personId) => {
      await tx
        .updateTable('student_needs')
        .set({ emergency_name: '', emergency_phone: '', consulate: null })
        .where('student_id', 'in', (of) => of.selectFrom('students').select('id').where('person_id', '=', personId))
        .execute()
    },
  },
]

const ofPerson = (personId: string) => sql`student_id in (select id from students where person_id = ${personId})`
