import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'

const merges = (db: Db) =>
  db
    .selectFrom('merges')
    .innerJoin('persons as merged', (join) =>
      join.onRef('merged.institution_id', '=', 'merges.institution_id').onRef('merged.id', '=', 'merges.merged_id'),
    )
    .innerJoin('persons as leader', (join) =>
      join.onRef('leader.institution_id', '=', 'merges.institution_id').onRef('leader.id', '=', 'merges.leader_id'),
    )
    .select([
      'merges.id',
      'merges.double_id as doubleId',
      'merges.leader_id as leaderId',
      'merges.merged_id as mergedId',
      'merges.moved',
      'merges.answered',
      'merges.merged_at as mergedAt',
      'merges.by_name as byName',
      'merges.undone_at as undoneAt',
      'merges.undone_by_name as undoneByName',
      'merged.shown_as as mergedName',
      'leader.merged_into as leaderMergedInto',
    ])

export type Merge = Awaited<ReturnType<ReturnType<typeof merges>['executeTakeFirstOrThrow']>>

export async function findMerge(db: Db, id: string): Promise<Merge | null> {
  if (!isUuid(id)) return null
  return (await merges(db).where('merges.id', '=', id).executeTakeFirst()) ?? null
}

/** The merges in which one of these records leads, the newest first. */
export function mergesOf(db: Db, records: readonly string[]): Promise<Merge[]> {
  return merges(db)
    .where(sql<boolean>`merges.leader_id = any(${records}::uuid[])`)
    .orderBy('merges.merged_at', 'desc')
    .execute()
}

interface NewMerge {
  readonly institution: string
  readonly doubleId: string
  readonly leaderId: string
  readonly mergedId: string
  readonly moved: readonly string[]
  readonly answered: readonly string[]
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
  readonly id: string
}

export async function insertMerge(tx: Tx, merge: NewMerge): Promise<void> {
  await tx
    .insertInto('merges')
    .values({
      ...{ institution_id: merge.institution, id: merge.id, double_id: merge.doubleId },
      ...{ leader_id: merge.leaderId, merged_id: merge.mergedId, merged_at: merge.at },
      ...{ moved: [...merge.moved], answered: [...merge.answered], by_id: merge.by.id, by_name: merge.by.name },
    })
    .execute()
}

export async function endMerge(tx: Tx, id: string, at: Date, by: NewMerge['by']): Promise<void> {
  await tx
    .updateTable('merges')
    .set({ undone_at: at, undone_by: by.id, undone_by_name: by.name })
    .where('id', '=', id)
    .execute()
}

/** A record and all that were merged into it, the leading one first. */
export async function recordsOf(db: Db, leaderId: string): Promise<string[]> {
  const rows = await db.selectFrom('persons').select('id').where('merged_into', '=', leaderId).orderBy('id').execute()
  return [leaderId, ...rows.map(({ id }) => id)]
}

export async function pointTo(tx: Tx, records: readonly string[], leaderId: string | null): Promise<void> {
  await tx
    .updateTable('persons')
    .set({ merged_into: leaderId })
    .where(sql<boolean>`id = any(${records}::uuid[])`)
    .execute()
}

/** The cases of these records that the office has, in one order for everybody who holds them. */
export async function arrivedCases(db: Db, records: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('cases')
    .select('id')
    .where(sql<boolean>`subject_id = any(${records}::uuid[])`)
    .where('arrived_at', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
