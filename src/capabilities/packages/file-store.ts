import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'

export interface PackageFile {
  readonly place: number
  readonly name: string
  readonly type: string
  readonly pages: number | null
  readonly bytes: number
  readonly sha256: string
  readonly blobId: string | null
}

/** The files of a package in their order; the print run is the first. */
export async function filesOf(db: Db, packageId: string): Promise<PackageFile[]> {
  const rows = await db
    .selectFrom('package_files')
    .select(['place', 'name', 'type', 'pages', 'bytes', 'sha256', 'blob_id as blobId'])
    .where('package_id', '=', packageId)
    .orderBy('place')
    .execute()
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }))
}

/** Writes down that the files are there, and claims them; false when somebody else was first. */
export async function saveFiles(
  tx: Tx,
  institution: string,
  packageId: string,
  files: readonly (PackageFile & { readonly blobId: string })[],
  made: { readonly pages: number; readonly at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('packages')
    .set({ made_at: made.at, pages: made.pages, contents: sql`contents || '{"forms": []}'` })
    .where('id', '=', packageId)
    .where('made_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await tx
    .insertInto('package_files')
    .values(
      files.map(({ blobId, ...file }) => ({
        ...file,
        institution_id: institution,
        package_id: packageId,
        blob_id: blobId,
      })),
    )
    .execute()
  const blobs = files.map(({ blobId }) => blobId)
  await tx.deleteFrom('unclaimed_blobs').where('blob_id', 'in', blobs).execute()
  return true
}

/** The content of files by their ids, and where they lie. */
export async function sourcesOf(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('document_files')
    .select(['id', 'sha256', 'blob_id as blobId'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Writes down who looked at the files of a package. */
export async function recordLook(
  db: Db,
  look: { institution: string; packageId: string; what: string; at: Date; by: { id: string; name: string } },
): Promise<void> {
  const { institution, packageId, what, at, by } = look
  await db
    .insertInto('package_looks')
    .values({ institution_id: institution, package_id: packageId, what, at, by_id: by.id, by_name: by.name })
    .execute()
}

export function looksOf(db: Db, packageId: string) {
  return db
    .selectFrom('package_looks')
    .select(['at', 'by_name as byName', 'what'])
    .where('package_id', '=', packageId)
    .orderBy('at', 'desc')
    .limit(50)
    .execute()
}
