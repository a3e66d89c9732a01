import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { claim } from './unclaimed.ts'
import type { Received } from './upload.ts'

/** The document of a type in a case, made when there is none. */
export async function documentFor(tx: Tx, institution: string, caseId: string, type: string) {
  await tx
    .insertInto('documents')
    .values({ institution_id: institution, case_id: caseId, type, state: 'uploaded' })
    .onConflict((conflict) => conflict.columns(['institution_id', 'case_id', 'type']).doNothing())
    .execute()
  return tx
    .selectFrom('documents')
    .select(['id', 'state', 'round'])
    .where('case_id', '=', caseId)
    .where('type', '=', type)
    .executeTakeFirstOrThrow()
}

/** A returned paper begins a new round: the files that came back stay to be seen beside the new ones. */
export async function beginRound(tx: Tx, documentId: string): Promise<void> {
  await tx
    .updateTable('documents')
    .set({ state: 'uploaded', round: sql<number>`round + 1` })
    .where('id', '=', documentId)
    .execute()
}

export async function countFiles(tx: Tx, documentId: string, round: number): Promise<number> {
  const { count } = await tx
    .selectFrom('document_files')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('document_id', '=', documentId)
    .where('round', '=', round)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Writes a received file down: from here on it is the case's own. */
export async function insertFile(
  tx: Tx,
  institution: string,
  documentId: string,
  round: number,
  file: Received,
): Promise<string> {
  const { id } = await tx
    .insertInto('document_files')
    .values({
      institution_id: institution,
      document_id: documentId,
      round,
      name: file.name,
      kind: file.kind,
      bytes: file.bytes,
      pages: file.pages,
      sha256: file.sha256,
      blob_id: file.blobId,
      thumbnail_blob_id: file.thumbnailBlobId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await claim(tx, file)
  return id
}

/** The same file twice in one paper is one file: a second press of the button changes nothing. */
export async function hasFile(tx: Tx, documentId: string, round: number, sha256: string): Promise<boolean> {
  const row = await tx
    .selectFrom('document_files')
    .select('id')
    .where('document_id', '=', documentId)
    .where('round', '=', round)
    .where('sha256', '=', sha256)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** The files of a paper, of any round, that are this content. */
export async function filesWith(db: Db, documentId: string, sha256: string): Promise<string[]> {
  const rows = await db
    .selectFrom('document_files')
    .select('id')
    .where('document_id', '=', documentId)
    .where('sha256', '=', sha256)
    .where('removed_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

export async function removeFile(tx: Tx, fileId: string): Promise<void> {
  await tx.updateTable('document_files').set({ removed_at: sql<Date>`now()` }).where('id', '=', fileId).execute()
}

export interface FileOfCase {
  readonly id: string
  readonly caseId: string
  readonly documentId: string
  readonly type: string
  readonly state: string
  readonly round: number
  readonly documentRound: number
  readonly name: string
  readonly kind: string
  readonly blobId: string
  readonly thumbnailBlobId: string | null
}

export async function findFile(db: Db, fileId: string): Promise<FileOfCase | null> {
  if (!isUuid(fileId)) return null
  const row = await db
    .selectFrom('document_files as file')
    .innerJoin('documents as document', (join) =>
      join.onRef('document.institution_id', '=', 'file.institution_id').onRef('document.id', '=', 'file.document_id'),
    )
    .select([
      'file.id',
      'document.case_id as caseId',
      'document.id as documentId',
      'document.type',
      'document.state',
      'document.round as documentRound',
      'file.round',
      'file.name',
      'file.kind',
      'file.blob_id as blobId',
      'file.thumbnail_blob_id as thumbnailBlobId',
    ])
    .where('file.id', '=', fileId)
    .where('file.removed_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

export async function saveDecision(
  tx: Tx,
  documentId: string,
  state: 'accepted' | 'returned' | 'waived' | 'shown',
  reason: string | null,
  by: string,
): Promise<void> {
  await tx
    .updateTable('documents')
    .set({ state, reason, decided_by: by, decided_at: sql<Date>`now()` })
    .where('id', '=', documentId)
    .execute()
}

/** Writes down who looked at a paper. */
export async function recordLook(
  db: Db,
  look: { institution: string; fileId: string; caseId: string; by: { id: string; name: string }; at: Date },
): Promise<void> {
  await db
    .insertInto('document_looks')
    .values({
      institution_id: look.institution,
      file_id: look.fileId,
      case_id: look.caseId,
      by_id: look.by.id,
      by_name: look.by.name,
      at: look.at,
    })
    .execute()
}

export function looksOf(db: Db, caseId: string) {
  return db
    .selectFrom('document_looks as look')
    .innerJoin('document_files as file', (join) =>
      join.onRef('file.institution_id', '=', 'look.institution_id').onRef('file.id', '=', 'look.file_id'),
    )
    .innerJoin('documents as document', (join) =>
      join.onRef('document.institution_id', '=', 'file.institution_id').onRef('document.id', '=', 'file.document_id'),
    )
    .select(['look.at', 'look.by_name as byName', 'file.name', 'document.type'])
    .where('look.case_id', '=', caseId)
    .orderBy('look.at', 'desc')
    .limit(50)
    .execute()
}
