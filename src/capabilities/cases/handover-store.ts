import type { Db, Tx } from '../../platform/database/index.ts'

/** All open cases of one colleague, given to another. */
export interface Handover {
  readonly id: string
  readonly from_id: string
  readonly from_name: string
  readonly to_id: string
  readonly to_name: string
  readonly by_id: string
  readonly by_name: string
  readonly word: string
  readonly at: Date
  readonly returned_at: Date | null
  readonly returned_by_name: string | null
}

export interface NewHandover {
  readonly institution: string
  readonly from: { readonly id: string; readonly name: string }
  readonly to: { readonly id: string; readonly name: string }
  readonly by: { readonly id: string; readonly name: string }
  readonly word: string
  readonly at: Date
  /** Made with the form: the same form sent twice hands over once. */
  readonly requestKey: string
}

/** Writes a handover and gives its id, or that of the one that the same form made before. */
export async function handoverFor(db: Db, given: NewHandover): Promise<string> {
  await db
    .insertInto('case_handovers')
    .values({
      institution_id: given.institution,
      from_id: given.from.id,
      from_name: given.from.name,
      to_id: given.to.id,
      to_name: given.to.name,
      by_id: given.by.id,
      by_name: given.by.name,
      word: given.word,
      at: given.at,
      request_key: given.requestKey,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'request_key']).doNothing())
    .execute()
  const row = await handoverOfRequest(db, given.requestKey)
  if (!row) throw new RangeError('a handover that was just written is not there')
  return row
}

export async function handoverOfRequest(db: Db, requestKey: string): Promise<string | null> {
  const row = await db
    .selectFrom('case_handovers')
    .select('id')
    .where('request_key', '=', requestKey)
    .executeTakeFirst()
  return row?.id ?? null
}

const newest = 20

export function newestHandovers(db: Db, institution: string): Promise<Handover[]> {
  return db
    .selectFrom('case_handovers')
    .selectAll()
    .where('institution_id', '=', institution)
    .orderBy('at', 'desc')
    .limit(newest)
    .execute()
}

export async function findHandover(db: Db, id: string): Promise<Handover | null> {
  const row = await db.selectFrom('case_handovers').selectAll().where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** The open cases that somebody looks after, oldest first. */
export function openCasesOf(db: Db, institution: string, ownerId: string, procedures: readonly string[]) {
  return db
    .selectFrom('cases')
    .select(['id', 'procedure'])
    .where('institution_id', '=', institution)
    .where('owner_id', '=', ownerId)
    .where('procedure', 'in', [...procedures])
    .where('closed_at', 'is', null)
    .orderBy('id')
    .execute()
}

export async function insertHandoverItem(tx: Tx, institution: string, handoverId: string, caseId: string) {
  await tx
    .insertInto('case_handover_items')
    .values({ institution_id: institution, handover_id: handoverId, case_id: caseId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The cases of a handover as they stand now. */
export function handedCases(db: Db, handoverId: string) {
  return db
    .selectFrom('case_handover_items as item')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'item.institution_id').onRef('cases.id', '=', 'item.case_id'),
    )
    .leftJoin('accounts as owner', 'owner.id', 'cases.owner_id')
    .select(['cases.id', 'cases.procedure', 'cases.number', 'cases.title', 'cases.owner_id as ownerId'])
    .select(['owner.name as ownerName', 'cases.closed_at as closedAt', 'item.returned_at as returnedAt'])
    .where('item.handover_id', '=', handoverId)
    .orderBy('cases.number')
    .execute()
}

export type HandedCase = Awaited<ReturnType<typeof handedCases>>[number]

export async function markReturned(tx: Tx, handoverId: string, caseId: string, at: Date): Promise<void> {
  await tx
    .updateTable('case_handover_items')
    .set({ returned_at: at })
    .where('handover_id', '=', handoverId)
    .where('case_id', '=', caseId)
    .execute()
}

export async function closeHandover(db: Db, id: string, by: string, at: Date): Promise<void> {
  await db
    .updateTable('case_handovers')
    .set({ returned_at: at, returned_by_name: by })
    .where('id', '=', id)
    .where('returned_at', 'is', null)
    .execute()
}
