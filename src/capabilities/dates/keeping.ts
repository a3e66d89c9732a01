import { sql } from 'kysely'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

/** What somebody was reminded of. Erased, a row says that a reminder went on a day, and no longer to whom. */
export const dateKeeping: readonly Keeping[] = [
  {
    name: 'reminders',
    read: (db, personId) => wholeRows(db, 'reminders', sql`person_id = ${personId}`),
    forget: async (tx, personId) => {
      await tx.updateTable('reminders').set({ to_name: '', address: null }).where('person_id', '=', personId).execute()
    },
  },
  {
    name: 'pauseOfReminders',
    read: (db, personId) => wholeRows(db, 'reminder_pauses', sql`person_id = ${personId}`),
    forget: async (tx, personId) => {
      await tx.deleteFrom('reminder_pauses').where('person_id', '=', personId).execute()
    },
  },
]
