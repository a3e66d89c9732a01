import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { stringsFrom, toJson } from '../../platform/database/json.ts'

/** What became of a file that has come whole: a message key with what it names. */
export interface Ending {
  readonly kind: 'added' | 'there' | 'refused'
  readonly key: string
  readonly params: Readonly<Record<string, string>>
}

/** A file that comes in parts. */
export interface PartUpload {
  readonly institution: string
  readonly id: string
  readonly caseId: string
  readonly type: string
  readonly name: string
  /** Bytes, as the sender said. */
  readonly length: number
  readonly received: number
  readonly sha256: string | null
  readonly linkId: string | null
  readonly movedAt: Date
  readonly ending: Ending | null
}

const found = (db: Db) =>
  db
    .selectFrom('uploads')
    .select([
      'institution_id as institution',
      'id',
      'case_id as caseId',
      'type',
      'name',
      'length',
      'received',
      'sha256',
      'link_id as linkId',
      'moved_at as movedAt',
      'ending',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof found>['executeTakeFirstOrThrow']>>

function uploadOf(row: Row): PartUpload {
  return { ...row, length: Number(row.length), received: Number(row.received), ending: endingFrom(row.ending) }
}

const kinds = ['added', 'there', 'refused'] as const

function endingFrom(value: unknown): Ending | null {
  const { kind, key = '', ...params } = stringsFrom(value)
  const known = kinds.find((one) => one === kind)
  return known ? { kind: known, key, params } : null
}

export async function findUpload(db: Db, id: string): Promise<PartUpload | null> {
  if (!isUuid(id)) return null
  const row = await found(db).where('id', '=', id).executeTakeFirst()
  return row ? uploadOf(row) : null
}

/** What has begun for a case and not come whole, the oldest first. */
export async function unfinishedOf(db: Db, caseId: string): Promise<PartUpload[]> {
  const rows = await found(db).where('case_id', '=', caseId).where('ended_at', 'is', null).orderBy('begun_at').execute()
  return rows.map(uploadOf)
}

export type NewUpload = Pick<PartUpload, 'institution' | 'caseId' | 'type' | 'name' | 'length' | 'sha256' | 'linkId'>

/** Two that begin at once are counted one after the other. */
export async function holdUploads(tx: Tx, caseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`uploads ${caseId}`}))`.execute(tx)
}

export async function insertUpload(tx: Tx, given: NewUpload, at: Date): Promise<string> {
  const { id } = await tx
    .insertInto('uploads')
    .values({
      institution_id: given.institution,
      case_id: given.caseId,
      type: given.type,
      name: given.name,
      length: given.length,
      sha256: given.sha256,
      link_id: given.linkId,
      begun_at: at,
      moved_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Bytes that a case has ever taken, those that were taken away again too: they still lie in the store. */
export async function bytesOfCase(db: Db, caseId: string): Promise<number> {
  const row = await db
    .selectFrom('document_files as file')
    .innerJoin('documents as document', (join) =>
      join.onRef('document.institution_id', '=', 'file.institution_id').onRef('document.id', '=', 'file.document_id'),
    )
    .select(sql<number>`coalesce(sum(file.bytes), 0)::bigint`.as('bytes'))
    .where('document.case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  return Number(row.bytes)
}

export interface Part {
  readonly startsAt: number
  readonly bytes: number
  readonly blobId: string
}

/** Adds a part at the end; false when another line was first there, or the upload has ended. */
export async function addPart(tx: Tx, upload: PartUpload, part: Part, at: Date): Promise<boolean> {
  const moved = await tx
    .updateTable('uploads')
    .set({ received: part.startsAt + part.bytes, moved_at: at })
    .where('id', '=', upload.id)
    .where('received', '=', part.startsAt)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (moved.numUpdatedRows === 0n) return false
  await tx
    .insertInto('upload_parts')
    .values({
      institution_id: upload.institution,
      upload_id: upload.id,
      starts_at: part.startsAt,
      bytes: part.bytes,
      blob_id: part.blobId,
    })
    .execute()
  return true
}

export async function partsOf(db: Db, uploadId: string): Promise<Part[]> {
  const rows = await db
    .selectFrom('upload_parts')
    .select(['starts_at as startsAt', 'bytes', 'blob_id as blobId'])
    .where('upload_id', '=', uploadId)
    .orderBy('starts_at')
    .execute()
  return rows.map((row) => ({ ...row, startsAt: Number(row.startsAt), bytes: Number(row.bytes) }))
}

/** Takes the finishing on oneself; false while somebody else is at it. Whoever began before `stale` has crashed. */
export async function takeFinishing(db: Db, id: string, at: Date, stale: Date): Promise<boolean> {
  const row = await db
    .updateTable('uploads')
    .set({ finishing_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where((or) => or.or([or('finishing_at', 'is', null), or('finishing_at', '<', stale)]))
    .executeTakeFirst()
  return row.numUpdatedRows > 0n
}

export async function leaveFinishing(db: Db, id: string): Promise<void> {
  await db.updateTable('uploads').set({ finishing_at: null }).where('id', '=', id).execute()
}

export async function saveEnding(db: Db, id: string, ending: Ending, at: Date): Promise<void> {
  const { kind, key, params } = ending
  await db
    .updateTable('uploads')
    .set({ ended_at: at, ending: toJson({ ...params, kind, key }) })
    .where('id', '=', id)
    .execute()
}

export async function deleteParts(db: Db, uploadId: string): Promise<void> {
  await db.deleteFrom('upload_parts').where('upload_id', '=', uploadId).execute()
}

export async function deleteUpload(db: Db, uploadId: string): Promise<void> {
  await db.deleteFrom('uploads').where('id', '=', uploadId).execute()
}

export async function uploadsUnmovedSince(db: Db, at: Date): Promise<string[]> {
  const rows = await db.selectFrom('uploads').select('id').where('moved_at', '<', at).execute()
  return rows.map(({ id }) => id)
}
