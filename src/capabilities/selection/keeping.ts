import { sql } from 'kysely'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

const ofPerson = (personId: string) => sql`case_id in (select id from cases where subject_id = ${personId})`

/** The institution answers for whom it selected and why; nothing before the results is taken away by anybody. */
export const selectionKeeping: readonly Keeping[] = [
  { name: 'selectionAnswers', read: (db, personId) => wholeRows(db, 'selection_answers', ofPerson(personId)) },
  { name: 'selectionAppeals', read: (db, personId) => wholeRows(db, 'selection_appeals', ofPerson(personId)) },
]
