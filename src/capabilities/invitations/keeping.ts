import { sql } from 'kysely'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

/** A member of a delegation who came is a person here. Invitations themselves are cases. */
export const invitationKeeping: readonly Keeping[] = [
  {
    name: 'invitationMembers',
    read: (db, personId) => wholeRows(db, 'invitation_members', sql`person_id = ${personId}`),
  },
]
