import { sql } from 'kysely'
import { type AccountKeeping, wholeRows } from '../../platform/keeping.ts'

/** Consents are both people's: of the other one the archive has what the consent says. */
export const representativeKeeping: readonly AccountKeeping[] = [
  {
    name: 'representatives',
    read: (db, account) => wholeRows(db, 'representations', sql`${account} in (applicant_id, representative_id)`),
  },
]
