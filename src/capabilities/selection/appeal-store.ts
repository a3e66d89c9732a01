import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import type { By } from './run-store.ts'

export interface Appeal {
  readonly id: string
  readonly callId: string
  readonly caseId: string
  readonly number: string | null
  readonly name: string
  readonly text: string
  readonly at: Date
  readonly due: Day
  readonly outcome: 'accepted' | 'refused' | null
  readonly reason: string | null
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
}

const appeals = (db: Db) =>
  db
    .selectFrom('selection_appeals as a')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'a.institution_id').onRef('cases.id', '=', 'a.case_id'),
    )
    .select(['a.id', 'a.call_id as callId', 'a.case_id as caseId', 'cases.number', 'cases.title as name', 'a.text'])
    .select(['a.at', 'a.due', 'a.outcome', 'a.reason', 'a.decided_at as decidedAt', 'a.decided_by_name as decidedBy'])

type Found = Awaited<ReturnType<ReturnType<typeof appeals>['execute']>>[number]

function appealFrom({ outcome, due, ...row }: Found): Appeal {
  return { ...row, due: day(due), outcome: outcome === 'accepted' || outcome === 'refused' ? outcome : null }
}

/** The appeals of a call: those not decided first, by the day on which their answer is due. */
export async function appealsOf(db: Db, callId: string): Promise<Appeal[]> {
  const rows = await appeals(db)
    .where('a.call_id', '=', callId)
    .orderBy('a.decided_at', (order) => order.desc().nullsFirst())
    .orderBy('a.due')
    .orderBy('a.at')
    .execute()
  return rows.map(appealFrom)
}

export async function appealsOfCase(db: Db, caseId: string): Promise<Appeal[]> {
  return (await appeals(db).where('a.case_id', '=', caseId).orderBy('a.at', 'desc').execute()).map(appealFrom)
}

/** An appeal, held until the transaction ends: it is decided once. */
export async function holdAppeal(tx: Tx, callId: string, id: string): Promise<Appeal | null> {
  if (!isUuid(id)) return null
  const row = await appeals(tx).where('a.call_id', '=', callId).where('a.id', '=', id).forUpdate('a').executeTakeFirst()
  return row ? appealFrom(row) : null
}

export interface NewAppeal {
  readonly institution: string
  readonly callId: string
  readonly caseId: string
  readonly answerId: string
  readonly text: string
  readonly at: Date
  readonly due: Day
}

/** Writes an appeal; null where there is one against the same answer. */
export async function insertAppeal(tx: Tx, given: NewAppeal): Promise<string | null> {
  const { institution, callId, caseId, answerId, text, at, due } = given
  const row = await tx
    .insertInto('selection_appeals')
    .values({ institution_id: institution, call_id: callId, case_id: caseId, answer_id: answerId, text, at, due })
    .onConflict((conflict) => conflict.columns(['institution_id', 'answer_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export interface DecidedAppeal {
  readonly outcome: 'accepted' | 'refused'
  readonly reason: string
  readonly at: Date
  readonly by: By
}

export async function saveAppeal(tx: Tx, id: string, { outcome, reason, at, by }: DecidedAppeal): Promise<void> {
  await tx
    .updateTable('selection_appeals')
    .set({ outcome, reason, decided_at: at, decided_by_id: by.id, decided_by_name: by.name })
    .where('id', '=', id)
    .execute()
}
