import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import type { columnsOf } from './writing.ts'

type Columns = ReturnType<typeof columnsOf>

/** A merge that holds: who went into whom, when, by whom, and what it changed. */
export interface Merge {
  readonly id: string
  readonly gone: string
  readonly into: string
  readonly moved: readonly string[]
  readonly before: unknown
  readonly after: unknown
  readonly at: Date
  readonly byName: string
}

const standing = (db: Db) =>
  db
    .selectFrom('partner_merges')
    .select(['id', 'gone_id as gone', 'into_id as into', 'moved', 'before', 'after', 'at', 'by_name as byName'])
    .where('undone_at', 'is', null)

/** The merges into a partner, also into those that were merged into it later; the last first. */
export function mergesInto(db: Db, id: string): Promise<Merge[]> {
  const family = sql<string>`(select id from partners where partners.id = ${id} or merged_into = ${id})`
  return standing(db).where('into_id', 'in', family).orderBy('at', 'desc').execute()
}

export async function findMerge(db: Db, id: string): Promise<Merge | null> {
  return (await standing(db).where('id', '=', id).executeTakeFirst()) ?? null
}

/** Points a partner, and whoever points to it, to another. @returns those that pointed to it */
export async function pointOn(tx: Tx, goes: string, stays: string): Promise<string[]> {
  const moved = await tx
    .updateTable('partners')
    .set({ merged_into: stays })
    .where('merged_into', '=', goes)
    .returning('id')
    .execute()
  await tx.updateTable('partners').set({ merged_into: stays }).where('id', '=', goes).execute()
  return moved.map(({ id }) => id)
}

/** Takes the pointer away again: the partner stands for itself, and those that pointed to it do so again. */
export async function pointBack(tx: Tx, { gone, moved }: Merge): Promise<void> {
  await tx.updateTable('partners').set({ merged_into: null }).where('id', '=', gone).execute()
  if (moved.length > 0)
    await tx
      .updateTable('partners')
      .set({ merged_into: gone })
      .where('id', 'in', [...moved])
      .execute()
}

interface NewMerge extends Omit<Merge, 'before' | 'after'> {
  readonly before: Columns
  readonly after: Columns
}

const restored = [
  ...['name', 'kind', 'country', 'city', 'region', 'status', 'site', 'identifiers', 'is_public', 'said'],
  ...['latitude', 'longitude'],
]

/** Column by column: what still is as the merge left it was the merge's, the rest is somebody's. */
export async function restoreColumns(tx: Tx, { into, before, after }: Merge): Promise<void> {
  const columns = restored.map((name) => {
    const [now, was, made] = ['now', 'was', 'made'].map((of) => sql.ref(`${of}.${name}`))
    return sql`${sql.ref(name)} = case when ${now} is not distinct from ${made} then ${was} else ${now} end`
  })
  await sql`
    update partners now set ${sql.join(columns)}
    from jsonb_populate_record(null::partners, ${toJson(before)}::jsonb) was,
      jsonb_populate_record(null::partners, ${toJson(after)}::jsonb) made
    where now.id = ${into}`.execute(tx)
}

export async function insertMerge(tx: Tx, institution: string, merge: NewMerge): Promise<void> {
  const { id, gone, into, moved, before, after, at, byName } = merge
  await tx
    .insertInto('partner_merges')
    .values({
      ...{ institution_id: institution, id, gone_id: gone, into_id: into, moved: [...moved] },
      ...{ before: toJson(before), after: toJson(after), at, by_name: byName },
    })
    .execute()
}

export async function saveUndone(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await tx.updateTable('partner_merges').set({ undone_at: at, undone_by: by }).where('id', '=', id).execute()
}

/** Whether somebody said of two of these, one of each, that they are two. */
export async function saidTwo(db: Db, ones: readonly string[], others: readonly string[]): Promise<boolean> {
  const pairs = await db
    .selectFrom('partner_twos')
    .select(['one_id', 'other_id'])
    .where((at) =>
      at.or([
        at.and([at('one_id', 'in', [...ones]), at('other_id', 'in', [...others])]),
        at.and([at('one_id', 'in', [...others]), at('other_id', 'in', [...ones])]),
      ]),
    )
    .execute()
  return pairs.length > 0
}

/** Remembers that two are two, or forgets it. */
export async function saveTwo(tx: Tx, institution: string, ids: readonly [string, string], by: string, at: Date) {
  const [one_id = '', other_id = ''] = [...ids].sort()
  await tx
    .insertInto('partner_twos')
    .values({ institution_id: institution, one_id, other_id, at, by_name: by })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function forgetTwo(tx: Tx, ids: readonly [string, string]): Promise<void> {
  const [one = '', other = ''] = [...ids].sort()
  await tx.deleteFrom('partner_twos').where('one_id', '=', one).where('other_id', '=', other).execute()
}
