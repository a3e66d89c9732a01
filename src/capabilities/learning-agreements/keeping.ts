import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { type Keeping, wholeRows } from '../../platform/keeping.ts'

const ofPerson = (personId: string) => sql`case_id in (select id from cases where subject_id = ${personId})`

const part = (name: string, table: string): Keeping => ({
  name,
  read: (db, personId) => wholeRows(db, table, ofPerson(personId)),
})

/** What was agreed and what was recognised stays: the university answers for it. Scans of hands leave with the person. */
export const agreementKeeping: readonly Keeping[] = [
  part('learningAgreements', 'agreement_versions'),
  part('learningAgreementSignatures', 'agreement_signatures'),
  part('transcriptsOfRecords', 'agreement_marks'),
  part('recognition', 'agreement_decisions'),
  { ...part('learningAgreementFiles', 'agreement_files'), forget: forgetFiles },
]

// Claimed by nobody since long ago, the files leave with the next nightly sweep.
async function forgetFiles(tx: Tx, personId: string): Promise<void> {
  await sql`insert into unclaimed_blobs (blob_id, since)
    select blob_id, ${new Date(0)} from agreement_files where ${ofPerson(personId)} on conflict do nothing`.execute(tx)
  await sql`update agreement_signatures set file_id = null where ${ofPerson(personId)}`.execute(tx)
  await sql`delete from agreement_files where ${ofPerson(personId)}`.execute(tx)
}
