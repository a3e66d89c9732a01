import { sql } from 'kysely'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

/** Grades go with whoever is forgotten; a sheet of many people keeps no cells once it is written. */
export const transcriptKeeping: readonly Keeping[] = [
  {
    name: 'transcript',
    read: (db, personId) => wholeRows(db, 'transcript_entries', sql`person_id = ${personId}`),
    forget: async (tx, personId) => {
      await tx.deleteFrom('transcript_entries').where('person_id', '=', personId).execute()
      await tx.deleteFrom('transcripts').where('person_id', '=', personId).execute()
      await tx
        .updateTable('transcript_sheets')
        .set({ cells: '[]', file_name: '' })
        .where('person_id', '=', personId)
        .execute()
    },
  },
]
