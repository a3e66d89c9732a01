import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'

export const moves = ['copied', 'handed', 'received', 'returned', 'undone'] as const
export type Move = (typeof moves)[number]
export const ways = ['hand', 'post', 'courier', 'system'] as const

/** What happened to a package. */
export interface Moved {
  readonly id: string
  readonly move: Move
  readonly onDay: Day
  readonly way: string
  readonly toWhom: string
  readonly theirNumber: string
  readonly reason: string
  readonly undoes: string | null
  readonly at: Date
  readonly byName: string
  readonly requestKey: string
}

/** The history of a package, the oldest first. */
export async function movesOf(db: Db, packageId: string): Promise<Moved[]> {
  const rows = await db
    .selectFrom('package_moves')
    .select(['id', 'move', 'on_day as onDay', 'way', 'to_whom as toWhom', 'their_number as theirNumber', 'reason'])
    .select(['undoes', 'at', 'by_name as byName', 'request_key as requestKey'])
    .where('package_id', '=', packageId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...row,
    move: moves.find((known) => known === row.move) ?? 'copied',
    onDay: day(row.onDay),
  }))
}

export type NewMove = Pick<Moved, 'move' | 'onDay' | 'at'> &
  Partial<Pick<Moved, 'way' | 'toWhom' | 'theirNumber' | 'reason' | 'undoes'>> & {
    readonly institution: string
    readonly packageId: string
    readonly key: string
    readonly by: { readonly id: string; readonly name: string }
  }

/** Writes a move down; null when this form was written down before. */
export async function insertMove(tx: Tx, given: NewMove): Promise<string | null> {
  const { institution, packageId, key, by, onDay, move, at } = given
  const row = await tx
    .insertInto('package_moves')
    .values({
      ...{ institution_id: institution, package_id: packageId, move, on_day: onDay, at, request_key: key },
      ...{ by_id: by.id, by_name: by.name, way: given.way ?? '', to_whom: given.toWhom ?? '' },
      ...{ their_number: given.theirNumber ?? '', reason: given.reason ?? '', undoes: given.undoes ?? null },
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'package_id', 'request_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function moveOfKey(db: Db, packageId: string, key: string): Promise<string | null> {
  const row = await db
    .selectFrom('package_moves')
    .select('id')
    .where('package_id', '=', packageId)
    .where('request_key', '=', key)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Where the package stands after its moves. */
export async function saveStanding(
  tx: Tx,
  packageId: string,
  { state, onDay, theirNumber }: { state: string; onDay: Day | null; theirNumber: string },
): Promise<void> {
  await tx
    .updateTable('packages')
    .set({ state, on_day: onDay, their_number: theirNumber })
    .where('id', '=', packageId)
    .execute()
}
