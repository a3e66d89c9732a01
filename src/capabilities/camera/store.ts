import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'

export interface CameraLink {
  readonly id: string
  readonly caseId: string
  /** The one paper that it is for; null: all of them. */
  readonly type: string | null
  readonly madeAt: Date
  readonly endsAt: Date
  readonly openedAt: Date | null
  readonly openedByHash: string | null
  readonly device: string | null
  readonly endedAt: Date | null
}

const found = (db: Db) =>
  db
    .selectFrom('camera_links')
    .select([
      'id',
      'case_id as caseId',
      'type',
      'made_at as madeAt',
      'ends_at as endsAt',
      'opened_at as openedAt',
      'opened_by_hash as openedByHash',
      'device',
      'ended_at as endedAt',
    ])

export async function findLink(db: Db, tokenHash: string): Promise<CameraLink | null> {
  return (await found(db).where('token_hash', '=', tokenHash).executeTakeFirst()) ?? null
}

export function linksOf(db: Db, caseId: string): Promise<CameraLink[]> {
  return found(db).where('case_id', '=', caseId).orderBy('made_at', 'desc').limit(20).execute()
}

export interface NewLink {
  readonly institution: string
  readonly caseId: string
  readonly type: string | null
  readonly tokenHash: string
  readonly madeAt: Date
  readonly endsAt: Date
}

export async function insertLink(tx: Tx, link: NewLink): Promise<void> {
  await tx
    .insertInto('camera_links')
    .values({
      institution_id: link.institution,
      case_id: link.caseId,
      type: link.type,
      token_hash: link.tokenHash,
      made_at: link.madeAt,
      ends_at: link.endsAt,
    })
    .execute()
}

/** Ends every link of a case that still lives. */
export async function endLinks(db: Db, caseId: string, at: Date): Promise<void> {
  await db
    .updateTable('camera_links')
    .set({ ended_at: at })
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', at)
    .execute()
}

/** The first browser that asks has the link; false for every other. */
export async function openLink(db: Db, id: string, by: { hash: string; device: string }, at: Date): Promise<boolean> {
  const row = await db
    .updateTable('camera_links')
    .set({ opened_at: at, opened_by_hash: by.hash, device: by.device })
    .where('id', '=', id)
    .where('opened_at', 'is', null)
    .executeTakeFirst()
  return row.numUpdatedRows > 0n
}

export interface Arrival {
  readonly link: string
  readonly type: string
  readonly name: string
  readonly at: Date
}

/** What has come through the links of a case, as the journal tells it. */
export async function arrivalsOf(db: Db, caseId: string): Promise<Arrival[]> {
  const { rows } = await sql<Arrival>`
    select action.input ->> 'link' as link, document.type, file.name, action.at
    from case_actions action
    cross join lateral jsonb_array_elements_text(action.input -> 'files') as brought (id)
    join document_files file on file.institution_id = action.institution_id and file.id = brought.id::uuid
    join documents document on document.institution_id = file.institution_id and document.id = file.document_id
    where action.case_id = ${caseId} and action.action = 'paper.added' and action.input ->> 'link' is not null
    order by action.at, file.name`.execute(db)
  return rows
}
