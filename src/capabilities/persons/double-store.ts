import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { pageSize } from './rules.ts'

export type State = 'open' | 'different' | 'merged'

const root = (alias: 'one' | 'other') => sql<string>`coalesce(${sql.ref(alias)}.merged_into, ${sql.ref(alias)}.id)`

// A pair as it stands today: of a merged record the one that leads is shown.
const pairs = (db: Db) =>
  db
    .selectFrom('doubles')
    .innerJoin('persons as one', (join) =>
      join.onRef('one.institution_id', '=', 'doubles.institution_id').onRef('one.id', '=', 'doubles.a'),
    )
    .innerJoin('persons as other', (join) =>
      join.onRef('other.institution_id', '=', 'doubles.institution_id').onRef('other.id', '=', 'doubles.b'),
    )
    .select([
      'doubles.id',
      'doubles.a',
      'doubles.b',
      'doubles.same_passport as samePassport',
      'doubles.same_name as sameName',
      'doubles.found_at as foundAt',
      sql<State>`doubles.state`.as('state'),
      root('one').as('first'),
      root('other').as('second'),
      'one.shown_as as firstName',
      'other.shown_as as secondName',
      'one.birth_day as firstBorn',
      'other.birth_day as secondBorn',
    ])

export type Pair = Awaited<ReturnType<ReturnType<typeof pairs>['executeTakeFirstOrThrow']>>

export async function findPair(db: Db, id: string): Promise<Pair | null> {
  if (!isUuid(id)) return null
  return (await pairs(db).where('doubles.id', '=', id).executeTakeFirst()) ?? null
}

/** One page of pairs, the newest first, and whether there are more. @param before the id of the last one seen */
export async function pairsPage(db: Db, open: boolean, before: string | undefined) {
  const rows = await pairs(db)
    .where('doubles.state', open ? '=' : '<>', 'open')
    .$if(before !== undefined && isUuid(before), (query) => query.where('doubles.id', '<', before ?? ''))
    .orderBy('doubles.id', 'desc')
    .limit(sql.lit(pageSize + 1))
    .execute()
  return { pairs: rows.slice(0, pageSize), more: rows.length > pageSize }
}

/** The open pairs in which one of these records stands. */
export function openPairsOf(db: Db, records: readonly string[]): Promise<Pair[]> {
  const among = (column: 'a' | 'b') => sql<boolean>`${sql.ref(`doubles.${column}`)} = any(${records}::uuid[])`
  return pairs(db)
    .where('doubles.state', '=', 'open')
    .where(sql<boolean>`(${among('a')} or ${among('b')})`)
    .orderBy('doubles.id', 'desc')
    .execute()
}

export function decisionsOf(db: Db, doubleId: string) {
  return db.selectFrom('double_decisions').selectAll().where('double_id', '=', doubleId).orderBy('at').execute()
}

export interface Decided {
  readonly institution: string
  readonly doubleId: string
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
  readonly decision: 'different' | 'reopened' | 'merged' | 'undone'
  readonly reason?: string
}

export async function insertDecision(tx: Tx, { institution, doubleId, at, by, decision, reason }: Decided) {
  await tx
    .insertInto('double_decisions')
    .values({
      ...{ institution_id: institution, double_id: doubleId, at, decision, reason: reason ?? '' },
      ...{ by_id: by.id, by_name: by.name },
    })
    .execute()
}

/** Turns a pair from one state to another; false when a colleague was first. */
export async function turnPair(tx: Tx, id: string, from: Pair['state'], to: 'open' | 'different'): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('doubles')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const between = (records: readonly string[]) =>
  sql<boolean>`a = any(${records}::uuid[]) and b = any(${records}::uuid[])`

/** Has somebody said of two of these records that they are not one person's? */
export async function isToldApart(tx: Tx, records: readonly string[]): Promise<boolean> {
  const told = tx.selectFrom('doubles').select('id').where('state', '=', 'different').where(between(records))
  return (await told.executeTakeFirst()) !== undefined
}

/** The open pairs among these records are answered by a merge. */
export async function answerPairs(tx: Tx, records: readonly string[]): Promise<string[]> {
  const rows = await tx
    .updateTable('doubles')
    .set({ state: 'merged' })
    .where('state', '=', 'open')
    .where(between(records))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function reopenPairs(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.updateTable('doubles').set({ state: 'open' }).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
}
