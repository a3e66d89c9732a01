import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { claim, type Received } from '../documents/index.ts'

/** A file that the office keeps of a partner. */
export interface PartnerFile {
  readonly id: string
  readonly title: string
  readonly name: string
  readonly kind: string
  readonly bytes: number
  readonly pages: number | null
  readonly blobId: string
  /** Papers of people, bank details: only who may look at papers opens it, and every look is written down. */
  readonly isSensitive: boolean
  readonly at: Date
  readonly byName: string
  readonly looks: number
  readonly lastLook: { readonly at: Date; readonly byName: string } | null
}

/** The files of a partner and of those merged into it, the newest first. */
export async function filesOf(db: Db, partnerId: string): Promise<PartnerFile[]> {
  const family = sql<string>`(select id from partners where partners.id = ${partnerId} or merged_into = ${partnerId})`
  const rows = await db
    .selectFrom('partner_files as file')
    .leftJoinLateral(
      (join) =>
        join
          .selectFrom('partner_file_looks as look')
          .select([
            sql<string>`count(*)`.as('looks'),
            sql<Date | null>`max(look.at)`.as('last'),
            sql<string | null>`(array_agg(look.by_name order by look.at desc))[1]`.as('lastBy'),
          ])
          .whereRef('look.file_id', '=', 'file.id')
          .as('seen'),
      (join) => join.onTrue(),
    )
    .selectAll('file')
    .select(['seen.looks', 'seen.last', 'seen.lastBy'])
    .where('partner_id', 'in', family)
    .where('removed_at', 'is', null)
    .orderBy('at', 'desc')
    .execute()
  return rows.map(({ id, title, name, kind, pages, at, ...row }) => ({
    ...{ id, title, name, kind, pages, at, bytes: Number(row.bytes), blobId: row.blob_id },
    ...{ isSensitive: row.is_sensitive, byName: row.by_name, looks: Number(row.looks ?? 0) },
    lastLook: row.last && row.lastBy ? { at: row.last, byName: row.lastBy } : null,
  }))
}

interface Kept {
  readonly institution: string
  readonly partnerId: string
  readonly title: string
  readonly isSensitive: boolean
  readonly at: Date
  readonly byName: string
}

/** Keeps a file; false when this very file stands there already. */
export async function insertFile(tx: Tx, of: Kept, file: Received): Promise<boolean> {
  const row = await tx
    .insertInto('partner_files')
    .values({
      ...{ institution_id: of.institution, partner_id: of.partnerId, title: of.title || file.name },
      ...{ name: file.name, kind: file.kind, bytes: file.bytes, pages: file.pages, sha256: file.sha256 },
      ...{ blob_id: file.blobId, thumbnail_blob_id: file.thumbnailBlobId, is_sensitive: of.isSensitive },
      ...{ at: of.at, by_name: of.byName },
    })
    .onConflict((conflict) =>
      conflict.columns(['institution_id', 'partner_id', 'sha256']).where('removed_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (row) await claim(tx, file)
  return row !== undefined
}

/** Takes a file off the page; it stays in the store for whoever asks what was there. */
export async function takeFileAway(db: Db, id: string, by: string, at: Date): Promise<void> {
  await db
    .updateTable('partner_files')
    .set({ removed_at: at, removed_by: by })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .execute()
}

export async function writeLook(db: Db, institution: string, id: string, by: { id: string; name: string }, at: Date) {
  await db
    .insertInto('partner_file_looks')
    .values({ institution_id: institution, file_id: id, at, by_id: by.id, by_name: by.name })
    .execute()
}
