import type { Db } from '../../platform/database/index.ts'
import type { Order } from './rules.ts'

const none: Order = { ids: [], tellsCount: false, keptAfter: null, version: 0 }

/** The order of an account's applications. It belongs to the account: see docs/decisions/0020. */
export async function orderOf(db: Db, accountId: string): Promise<Order> {
  const row = await db.selectFrom('choice_orders').selectAll().where('account_id', '=', accountId).executeTakeFirst()
  if (!row) return none
  return { ids: row.case_ids, tellsCount: row.tells_count, keptAfter: row.kept_after, version: row.version }
}

/** Keeps an order; false when it has changed since the page was made: the same form again does nothing. */
export async function saveOrder(db: Db, accountId: string, order: Order): Promise<boolean> {
  const kept = {
    case_ids: [...order.ids],
    tells_count: order.tellsCount,
    kept_after: order.keptAfter,
    version: order.version + 1,
  }
  const { numInsertedOrUpdatedRows: count } = await db
    .insertInto('choice_orders')
    .values({ account_id: accountId, ...kept })
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet(kept).where('choice_orders.version', '=', order.version),
    )
    .executeTakeFirstOrThrow()
  return count === 1n
}

export interface TakenOver {
  readonly caseId: string
  readonly accountId: string
  readonly institution: string
  readonly from: string
  readonly sections: readonly string[]
  readonly at: Date
}

export async function insertTakenOver(db: Db, taken: TakenOver): Promise<void> {
  await db
    .insertInto('taken_over')
    .values({
      ...{ case_id: taken.caseId, account_id: taken.accountId, from_institution: taken.institution },
      ...{ from_case: taken.from, sections: [...taken.sections], at: taken.at },
    })
    .onConflict((conflict) => conflict.column('case_id').doNothing())
    .execute()
}

/** Whence an application of this account took answers over. */
export async function takenOverBy(db: Db, accountId: string, caseId: string): Promise<TakenOver | null> {
  const row = await db
    .selectFrom('taken_over')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!row) return null
  const { from_institution: institution, from_case: from, sections, at } = row
  return { caseId, accountId, institution, from, sections, at }
}
