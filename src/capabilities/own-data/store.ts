import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'

import { type Day, day } from '../../platform/days.ts'
import { type DataRequest, type ErasurePlan, type Kind, kinds } from './rules.ts'

export interface OwnPerson {
  readonly id: string
  readonly shownAs: string
  readonly birthDay: Day | null
  readonly citizenship: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly cases: number
  readonly papers: number
}

/** What an institution knows of an account's person; null where it knows nobody. */
export async function personOf(db: Db, accountId: string): Promise<OwnPerson | null> {
  const row = await db
    .selectFrom('persons')
    .select((of) => [
      ...(['id', 'shown_as', 'birth_day', 'citizenship', 'email', 'phone'] as const),
      of
        .selectFrom('cases')
        .select((one) => one.fn.countAll<number>().as('count'))
        .whereRef('cases.subject_id', '=', 'persons.id')
        .as('cases'),
      of
        .selectFrom('document_files')
        .innerJoin('documents', 'documents.id', 'document_files.document_id')
        .innerJoin('cases', 'cases.id', 'documents.case_id')
        .select((one) => one.fn.countAll<number>().as('count'))
        .whereRef('cases.subject_id', '=', 'persons.id')
        .where('document_files.removed_at', 'is', null)
        .as('papers'),
    ])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!row) return null
  const { id, shown_as: shownAs, birth_day: born, citizenship, email, phone, cases, papers } = row
  const counted = { cases: Number(cases ?? 0), papers: Number(papers ?? 0) }
  return { id, shownAs, birthDay: born ? day(born) : null, citizenship, email, phone, ...counted }
}

const selected = (db: Db) =>
  db
    .selectFrom('data_requests as asked')
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'asked.institution_id').onRef('persons.id', '=', 'asked.person_id'),
    )
    .select(['asked.id', 'asked.person_id', 'persons.shown_as', 'asked.kind', 'asked.text', 'asked.asked_at'])
    .select(['asked.due', 'asked.outcome', 'asked.answer', 'asked.answered_by', 'asked.answered_at'])

type Row = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>

function requestFrom(row: Row): DataRequest {
  const { outcome, answer, answered_by: by, answered_at: at } = row
  const answered = outcome !== null && by !== null && at !== null
  return {
    id: row.id,
    personId: row.person_id,
    person: row.shown_as,
    kind: kinds.find((kind) => kind === row.kind) ?? 'correction',
    text: row.text,
    askedAt: row.asked_at,
    due: day(row.due),
    answer: answered ? { outcome: outcome === 'done' ? 'done' : 'refused', text: answer ?? '', by, at } : null,
  }
}

export async function requestsOf(db: Db, personId: string): Promise<DataRequest[]> {
  const rows = await selected(db).where('asked.person_id', '=', personId).orderBy('asked.asked_at', 'desc').execute()
  return rows.map(requestFrom)
}

const mostShown = 200

/** What waits for an answer by its last day, and below it what was answered lately. */
export async function requestsHere(db: Db): Promise<{ open: DataRequest[]; answered: DataRequest[] }> {
  const open = await selected(db).where('asked.outcome', 'is', null).orderBy('asked.due').limit(mostShown).execute()
  const answered = await selected(db)
    .where('asked.outcome', 'is not', null)
    .orderBy('asked.answered_at', 'desc')
    .limit(mostShown)
    .execute()
  return { open: open.map(requestFrom), answered: answered.map(requestFrom) }
}

export async function findRequest(db: Db, id: string): Promise<DataRequest | null> {
  if (!isUuid(id)) return null
  const row = await selected(db).where('asked.id', '=', id).executeTakeFirst()
  return row ? requestFrom(row) : null
}

export interface NewRequest {
  readonly institution: string
  readonly personId: string
  readonly accountId: string
  readonly key: string
  readonly kind: Kind
  readonly text: string
  readonly at: Date
  readonly due: Day
}

/** Writes a request; the same form again writes nothing. */
export async function insertRequest(db: Db, { institution, personId, accountId, key, at, ...asked }: NewRequest) {
  const about = { institution_id: institution, person_id: personId, account_id: accountId }
  await db
    .insertInto('data_requests')
    .values({ ...about, ...asked, request_key: key, asked_at: at })
    .onConflict((conflict) => conflict.columns(['institution_id', 'request_key']).doNothing())
    .execute()
}

/** Answers a request that nobody has answered; false when somebody was first. */
export async function insertAnswer(
  tx: Tx,
  id: string,
  { outcome, text, by, at }: NonNullable<DataRequest['answer']>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('data_requests')
    .set({ outcome, answer: text, answered_by: by, answered_at: at })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Other records of the same person, by a merge: each has its own account, and its own requests. */
export function otherRecords(db: Db, personId: string) {
  return db
    .selectFrom('persons as own')
    .innerJoin('persons as other', (join) => join.onRef('other.institution_id', '=', 'own.institution_id'))
    .select(['other.id', 'other.shown_as as name'])
    .where('own.id', '=', personId)
    .whereRef('other.id', '<>', 'own.id')
    .where(sql<boolean>`(other.id = own.merged_into or other.merged_into = coalesce(own.merged_into, own.id))`)
    .execute()
}

/** Where the answer goes. */
export async function addressOfPerson(db: Db, id: string) {
  return db
    .selectFrom('persons')
    .select(['email', 'language', 'account_id as accountId', 'shown_as as name'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function filesOfPerson(db: Db, personId: string) {
  return db
    .selectFrom('document_files as file')
    .innerJoin('documents', 'documents.id', 'file.document_id')
    .innerJoin('cases', 'cases.id', 'documents.case_id')
    .select(['file.id', 'file.name', 'file.blob_id as blobId', 'file.thumbnail_blob_id as thumbnailBlobId'])
    .select(['documents.type', 'cases.id as caseId', 'cases.number'])
    .where('cases.subject_id', '=', personId)
    .where('file.removed_at', 'is', null)
    .orderBy('file.uploaded_at')
    .execute()
}

export async function casesOfPerson(db: Db, personId: string) {
  return db
    .selectFrom('cases')
    .select(['id', 'procedure', 'number', 'title', 'arrived_at as arrivedAt', 'closed_at as closedAt'])
    .where('subject_id', '=', personId)
    .orderBy('opened_at')
    .execute()
}

/** What erasing would mean for this person, here. */
export async function erasurePlan(db: Db, personId: string): Promise<ErasurePlan> {
  const [files, cases] = await Promise.all([filesOfPerson(db, personId), casesOfPerson(db, personId)])
  const ids = cases.map(({ id }) => id)
  const letters = ids.length > 0 ? await lettersOfCases(db, ids) : []
  return {
    files: files.length,
    drafts: cases.filter(({ arrivedAt }) => !arrivedAt).length,
    open: cases.filter(({ arrivedAt, closedAt }) => arrivedAt && !closedAt),
    decided: cases.filter(({ closedAt, arrivedAt }) => closedAt && arrivedAt).length,
    letters: letters.length,
  }
}

export async function lettersOfCases(db: Db, ids: readonly string[]) {
  return db.selectFrom('letters').select(['id', 'number', 'case_id as caseId']).where('case_id', 'in', ids).execute()
}

export async function noteExport(db: Db, institution: string, personId: string, at: Date, by: string): Promise<void> {
  await db
    .insertInto('data_exports')
    .values({ institution_id: institution, person_id: personId, at, by_id: by })
    .execute()
}
