import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db } from '../../platform/database/index.ts'
import { recordFrom } from '../../platform/database/json.ts'

export interface PersonCase {
  readonly id: string
  readonly procedure: string
  readonly subjectId: string
  readonly number: string | null
  readonly title: string
  readonly stage: string
  readonly arrivedAt: Date | null
  readonly facts: Readonly<Record<string, unknown>>
}

const among = (column: string, records: readonly string[]) => sql<boolean>`${sql.ref(column)} = any(${records}::uuid[])`

/** The record and where it leads; null when there is none here. */
export async function findRecord(db: Db, id: string) {
  if (!isUuid(id)) return null
  const found = db.selectFrom('persons').select(['id', 'merged_into as mergedInto', 'shown_as as shownAs'])
  return (await found.where('id', '=', id).executeTakeFirst()) ?? null
}

/** Whether the office knows somebody without a case: a student whom a sheet brought, somebody whose stay is written down. */
export async function isKnownOtherwise(db: Db, records: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`select
    exists (select from students where ${among('person_id', records)})
    or exists (select from stay_records where ${among('person_id', records)}) as known`.execute(db)
  return rows[0]?.known ?? false
}

export function personsOf(db: Db, records: readonly string[]) {
  return db
    .selectFrom('persons')
    .select(['id', 'shown_as as shownAs', 'names', 'birth_day as birthDay', 'citizenship', 'email', 'phone'])
    .where(among('id', records))
    .execute()
}

/** The cases of these records that the office has, the newest first. */
export async function casesOf(db: Db, records: readonly string[]): Promise<PersonCase[]> {
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'procedure', 'subject_id as subjectId', 'number', 'title', 'stage', 'facts'])
    .select('arrived_at as arrivedAt')
    .where(among('subject_id', records))
    .where('arrived_at', 'is not', null)
    .orderBy('arrived_at', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, facts: recordFrom(row.facts) ?? {} }))
}

export function lettersOfCases(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('letters')
    .select(['id', 'number', 'subject', 'issued_on as issuedOn'])
    .where(among('case_id', ids))
    .orderBy('issued_at', 'desc')
    .execute()
}

/** The files of these papers, as they lie in their cases now. */
export function filesOf(db: Db, caseIds: readonly string[], types: readonly string[]) {
  return db
    .selectFrom('document_files as file')
    .innerJoin('documents', (join) =>
      join
        .onRef('documents.institution_id', '=', 'file.institution_id')
        .onRef('documents.id', '=', 'file.document_id')
        .onRef('documents.round', '=', 'file.round'),
    )
    .select(['file.id', 'file.name', 'documents.case_id as caseId', 'documents.type'])
    .where(among('documents.case_id', caseIds))
    .where(sql<boolean>`documents.type = any(${types})`)
    .where('file.removed_at', 'is', null)
    .orderBy('file.uploaded_at')
    .execute()
}
