import { sql } from 'kysely'
import { type AccountKeeping, wholeRows } from '../../platform/keeping.ts'

export const applicationsKeeping: readonly AccountKeeping[] = [
  { name: 'orderOfChoices', read: (db, account) => wholeRows(db, 'choice_orders', sql`account_id = ${account}`) },
  { name: 'answersTakenOver', read: (db, account) => wholeRows(db, 'taken_over', sql`account_id = ${account}`) },
]
