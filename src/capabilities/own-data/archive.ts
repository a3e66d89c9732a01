import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { stringsFrom } from '../../platform/database/json.ts'
import type { House } from '../../platform/house.ts'
import { wholeRows } from '../../platform/keeping.ts'
import type { ZipEntry } from '../../platform/sheets/index.ts'
import { amongColleagues } from '../cases/index.ts'
import { holdsSecret, letterFile } from '../correspondence/index.ts'
import { casesOfPerson, filesOfPerson, lettersOfCases } from './store.ts'

interface Owner {
  readonly institution: string
  readonly personId: string
}

/**
 * Everything that an institution keeps about a person: the records as JSON, the papers and letters as files. What
 * colleagues did among themselves is theirs and stays out, and so are the mails to others: they may hold a link of theirs. Papers are read one after the other, as the line takes them.
 */
export async function* archiveOf(house: House, { institution, personId }: Owner): AsyncGenerator<ZipEntry> {
  const db = house.database.within(institution)
  const cases = await casesOfPerson(db, personId)
  const ids = cases.map(({ id }) => id)
  const records = { ...(await recordsOf(db, personId, ids)), ...(await keptBeside(house, db, personId)) }
  yield { name: `${institution}/data.json`, text: [JSON.stringify(records, null, 2)] }
  const folder = (caseId: string | null) => cases.find(({ id }) => id === caseId)?.number ?? caseId ?? 'letters'
  for (const file of await filesOfPerson(db, personId))
    yield {
      name: `${institution}/${folder(file.caseId)}/${file.type}/${file.id.slice(-6)}-${safeName(file.name)}`,
      text: await house.blobs.get(file.blobId),
    }
  for (const letter of ids.length > 0 ? await lettersOfCases(db, ids) : []) {
    const { pdf } = await letterFile(house, institution, letter.id)
    yield { name: `${institution}/${folder(letter.caseId)}/${safeName(letter.number)}.pdf`, text: [pdf] }
  }
}

// A name that somebody's telephone gave a file may hold a slash or worse.
const safeName = (name: string) => name.replace(/[^\p{L}\p{N}._ -]/gu, '-').replace(/^\.+/, '-')

async function recordsOf(db: Db, personId: string, cases: readonly string[]) {
  const ofPerson = (table: string) => wholeRows(db, table, sql`person_id = ${personId}`)
  const ofCases = (table: string) => wholeRows(db, table, sql`case_id = any(${cases}::uuid[])`)
  const files = sql`document_id in (select id from documents where case_id = any(${cases}::uuid[]))`
  return {
    person: await wholeRows(db, 'persons', sql`id = ${personId}`),
    cases: await wholeRows(db, 'cases', sql`subject_id = ${personId}`),
    history: await wholeRows(
      db,
      'case_actions',
      sql`case_id = any(${cases}::uuid[]) and action !~ ${amongColleagues.source}`,
    ),
    dates: await ofCases('case_deadlines'),
    papers: await ofCases('documents'),
    originals: await wholeRows(db, 'original_moves', files),
    translationsAndAttestations: await wholeRows(db, 'paper_attestations', files),
    files: await wholeRows(db, 'document_files', files),
    whoLookedAtPapers: await ofCases('document_looks'),
    mails: await mailsTo(db, personId, cases),
    letters: await ofCases('letters'),
    questions: await ofCases('case_messages'),
    requests: await ofPerson('data_requests'),
  }
}

// Whoever names somebody else's address as their own must not get the links that were sent there.
async function mailsTo(db: Db, personId: string, cases: readonly string[]) {
  const theirs = sql`exists (select from persons where persons.id = ${personId}
    and (persons.account_id = one.account_id or persons.email = one.to_address))`
  const rows = await wholeRows(db, 'mails', sql`case_id = any(${cases}::uuid[]) and ${theirs}`)
  return rows.filter((row) => !holdsSecret(stringsFrom(row).kind ?? ''))
}

async function keptBeside(house: House, db: Db, personId: string) {
  const kept: Record<string, readonly unknown[]> = {}
  for (const { name, read } of house.keeps.ofPersons) kept[name] = await read(db, personId)
  return kept
}
