import type { Db, Tx } from '../../platform/database/index.ts'
import { stringAt, toJson } from '../../platform/database/json.ts'
import { type Day, readDay } from '../../platform/days.ts'

export const holders = ['office', 'signatory', 'partner', 'post', 'archive', 'other'] as const
export type Holder = (typeof holders)[number]

/** Where an original came, and how. */
export interface Move {
  readonly on: Day | null
  readonly holder: Holder
  readonly where: string
  readonly post: string
  readonly tracking: string
  readonly by: string
}

/** One original on paper. */
export interface Original {
  readonly id: string
  readonly number: number
  readonly languages: string
  /** The newest last. */
  readonly moves: readonly Move[]
}

function moveFrom(value: unknown): Move {
  const text = (name: string) => stringAt(value, name)
  return {
    ...{
      on: readDay(text('on')),
      where: text('where'),
      post: text('post'),
      tracking: text('tracking'),
      by: text('by'),
    },
    holder: holders.find((holder) => holder === text('holder')) ?? 'other',
  }
}

export async function originalsOf(db: Db, agreementId: string): Promise<Original[]> {
  const rows = await db
    .selectFrom('agreement_originals')
    .select(['id', 'number', 'languages', 'moves'])
    .where('agreement_id', '=', agreementId)
    .where('removed_at', 'is', null)
    .orderBy('number')
    .execute()
  return rows.map(({ moves, ...row }) => ({ ...row, moves: Array.isArray(moves) ? moves.map(moveFrom) : [] }))
}

/** False when this form has made one already. */
export async function insertOriginal(
  tx: Tx,
  institution: string,
  agreementId: string,
  one: Original,
  at: Date,
): Promise<boolean> {
  const { id, number, languages, moves } = one
  const row = await tx
    .insertInto('agreement_originals')
    .values({
      ...{ institution_id: institution, id, agreement_id: agreementId, number, languages, made_at: at },
      moves: toJson(moves),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function saveMoves(tx: Tx, id: string, moves: readonly Move[]): Promise<void> {
  await tx
    .updateTable('agreement_originals')
    .set({ moves: toJson(moves) })
    .where('id', '=', id)
    .execute()
}

export async function removeOriginal(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('agreement_originals').set({ removed_at: at }).where('id', '=', id).execute()
}
