import { sql } from 'kysely'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

/** That an original was seen and given back; erased, the row says only when, for the university answers for having kept none. */
export const passportKeeping: readonly Keeping[] = [
  {
    name: 'passportsSeen',
    read: (db, personId) => wholeRows(db, 'passport_sights', sql`person_id = ${personId}`),
    forget: async (tx, personId) => {
      await tx.updateTable('passport_sights').set({ number: '' }).where('person_id', '=', personId).execute()
    },
  },
]
