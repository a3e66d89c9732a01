import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

const ofPerson = (personId: string) =>
  sql`select packages.id from packages join cases on cases.institution_id = packages.institution_id
    and cases.id = packages.case_id where cases.subject_id = ${personId}`

/** What went to authorities, and who has looked at it. That it went stays: the institution answers for it. */
export const packageKeeping: readonly Keeping[] = [
  {
    name: 'packages',
    read: (db, personId) => wholeRows(db, 'packages', sql`id in (${ofPerson(personId)})`),
    forget: forgetFiles,
  },
  {
    name: 'packageFiles',
    read: (db, personId) => wholeRows(db, 'package_files', sql`package_id in (${ofPerson(personId)})`),
  },
  {
    name: 'packageMoves',
    read: (db, personId) => wholeRows(db, 'package_moves', sql`package_id in (${ofPerson(personId)})`),
  },
  {
    name: 'whoLookedAtPackages',
    read: (db, personId) => wholeRows(db, 'package_looks', sql`package_id in (${ofPerson(personId)})`),
  },
]

// A package is the person's papers once more. Claimed by nobody since long ago, its files leave with the next nightly sweep.
async function forgetFiles(tx: Tx, personId: string): Promise<void> {
  await sql`insert into unclaimed_blobs (blob_id, since)
    select blob_id, ${new Date(0)} from package_files where blob_id is not null and package_id in (${ofPerson(personId)})
    on conflict do nothing`.execute(tx)
  await sql`update package_files set blob_id = null, erased = true
    where blob_id is not null and package_id in (${ofPerson(personId)})`.execute(tx)
  await sql`update packages set contents = contents || '{"forms": [], "row": []}'
    where id in (${ofPerson(personId)})`.execute(tx)
}
