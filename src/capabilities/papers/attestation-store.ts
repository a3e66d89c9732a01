import type { Db, Tx } from '../../platform/database/index.ts'
import { day } from '../../platform/days.ts'
import type { AttestationEntry } from './rules.ts'

/** The translations, notarisations, apostilles and legalisations of a paper, the oldest first. */
export async function attestationsOf(db: Db, documentId: string) {
  const rows = await db
    .selectFrom('paper_attestations as one')
    .leftJoin('document_files as file', (join) =>
      join
        .onRef('file.institution_id', '=', 'one.institution_id')
        .onRef('file.id', '=', 'one.file_id')
        .on('file.removed_at', 'is', null),
    )
    .select(['one.id', 'one.kind', 'one.language', 'one.by_whom as byWhom', 'one.country', 'one.number'])
    .select(['one.on_day as onDay', 'one.at', 'one.by_name as byName'])
    .select([
      'file.id as fileId',
      'file.name as fileName',
      'file.bytes',
      'file.pages',
      'file.thumbnail_blob_id as thumb',
    ])
    .where('one.document_id', '=', documentId)
    .where('one.removed_at', 'is', null)
    .orderBy('one.id')
    .execute()
  return rows.map(({ onDay, thumb, bytes, ...row }) => ({
    ...row,
    bytes: Number(bytes ?? 0),
    onDay: onDay === null ? null : day(onDay),
    hasThumbnail: thumb !== null,
  }))
}
export type Attestation = Awaited<ReturnType<typeof attestationsOf>>[number]

interface NewAttestation {
  readonly institution: string
  readonly documentId: string
  readonly fileId: string | null
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
  readonly key: string
}

export async function insertAttestation(tx: Tx, entry: AttestationEntry, made: NewAttestation): Promise<void> {
  await tx
    .insertInto('paper_attestations')
    .values({
      institution_id: made.institution,
      document_id: made.documentId,
      kind: entry.kind,
      language: entry.language,
      by_whom: entry.byWhom,
      country: entry.country,
      number: entry.number,
      on_day: entry.onDay,
      file_id: made.fileId,
      at: made.at,
      by_id: made.by.id,
      by_name: made.by.name,
      request_key: made.key,
    })
    .execute()
}

export async function isKnownRequest(tx: Tx, key: string): Promise<boolean> {
  const row = await tx.selectFrom('paper_attestations').select('id').where('request_key', '=', key).executeTakeFirst()
  return row !== undefined
}

/** Takes one away that was entered by mistake; false when it is away already. The row stays. */
export async function takeAway(tx: Tx, documentId: string, id: string, at: Date, by: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('paper_attestations')
    .set({ removed_at: at, removed_by_name: by })
    .where('id', '=', id)
    .where('document_id', '=', documentId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
