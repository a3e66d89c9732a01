import type { Db, Tx } from '../../platform/database/index.ts'

/** A paper of a case that may go with a nomination. */
export interface SharedPaper {
  readonly id: string
  readonly caseId: string
  readonly type: string
  readonly name: string
  readonly kind: string
  readonly bytes: number
  readonly blobId: string
}

/** The accepted papers of cases, as they are now. */
export async function acceptedPapers(db: Db, caseIds: readonly string[]): Promise<SharedPaper[]> {
  if (caseIds.length === 0) return []
  const rows = await papers(db)
    .where('documents.case_id', 'in', [...caseIds])
    .where('documents.state', '=', 'accepted')
    .execute()
  return rows.map(paperFrom)
}

/** The papers that went with a sending. */
export async function papersOfSending(db: Db, sendingId: string): Promise<SharedPaper[]> {
  const rows = await papers(db)
    .where('file.id', 'in', (of) =>
      of.selectFrom('nomination_papers').select('file_id').where('sending_id', '=', sendingId),
    )
    .execute()
  return rows.map(paperFrom)
}

const papers = (db: Db) =>
  db
    .selectFrom('documents')
    .innerJoin('document_files as file', (join) =>
      join
        .onRef('file.institution_id', '=', 'documents.institution_id')
        .onRef('file.document_id', '=', 'documents.id')
        .onRef('file.round', '=', 'documents.round')
        .on('file.removed_at', 'is', null),
    )
    .select(['file.id', 'documents.case_id', 'documents.type', 'file.name', 'file.kind', 'file.bytes', 'file.blob_id'])
    .orderBy('file.id')

type PaperRow = Awaited<ReturnType<ReturnType<typeof papers>['execute']>>[number]

const paperFrom = ({ case_id, blob_id, bytes, ...same }: PaperRow): SharedPaper => ({
  ...same,
  ...{ caseId: case_id, blobId: blob_id, bytes: Number(bytes) },
})

export async function insertPapers(tx: Tx, institution: string, sendingId: string, fileIds: readonly string[]) {
  if (fileIds.length === 0) return
  await tx
    .insertInto('nomination_papers')
    .values(fileIds.map((file_id) => ({ institution_id: institution, sending_id: sendingId, file_id })))
    .execute()
}
