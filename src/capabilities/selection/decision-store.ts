import type { Db, Tx } from '../../platform/database/index.ts'
import type { Decision } from './rules.ts'
import type { By } from './run-store.ts'

export interface NewDecision {
  readonly institution: string
  readonly callId: string
  readonly caseId: string
  /** `open` takes the decision before it back. */
  readonly kind: Decision['kind'] | 'open'
  readonly host: string | null
  readonly funder: string | null
  readonly reason: string
  readonly at: Date
  readonly by: By
  readonly key: string
}

/** Decides by hand; null when the same form has decided already. */
export async function insertDecision(tx: Tx, given: NewDecision): Promise<string | null> {
  const { institution, callId, caseId, kind, host, funder, reason, at, by, key } = given
  const row = await tx
    .insertInto('selection_decisions')
    .values({
      ...{ institution_id: institution, call_id: callId, case_id: caseId, kind, host, funder, reason, at },
      ...{ by_id: by.id, by_name: by.name, request_key: key },
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'request_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

const kindFrom = (kind: string): Decision['kind'] | null =>
  kind === 'place' || kind === 'reserve' || kind === 'out' ? kind : null

/** The decisions that hold, by case. */
export async function decisionsOf(db: Db, callId: string): Promise<ReadonlyMap<string, Decision>> {
  const rows = await db
    .selectFrom('selection_decisions')
    .distinctOn('case_id')
    .select(['case_id as caseId', 'kind', 'host', 'funder', 'reason', 'at', 'by_name as byName'])
    .where('call_id', '=', callId)
    .orderBy('case_id')
    .orderBy('id', 'desc')
    .execute()
  return new Map(
    rows.flatMap(({ caseId, ...row }) => {
      const kind = kindFrom(row.kind)
      return kind ? [[caseId, { ...row, kind }] as const] : []
    }),
  )
}

/** Everything that was decided of a case by hand, the newest first. */
export function decisionsAbout(db: Db, callId: string, caseId: string) {
  return db
    .selectFrom('selection_decisions')
    .select(['kind', 'host', 'funder', 'reason', 'at', 'by_name as byName'])
    .where('call_id', '=', callId)
    .where('case_id', '=', caseId)
    .orderBy('id', 'desc')
    .execute()
}

export interface Placed {
  readonly host: string
  readonly places: number
  readonly reason: string
  readonly at: Date
  readonly byName: string
}

export interface NewPlaces extends Omit<Placed, 'byName'> {
  readonly institution: string
  readonly callId: string
  readonly by: By
}

export async function insertPlaces(tx: Tx, { institution, callId, by, ...said }: NewPlaces): Promise<void> {
  await tx
    .insertInto('selection_places')
    .values({ institution_id: institution, call_id: callId, ...said, by_id: by.id, by_name: by.name })
    .execute()
}

/** Places as the office has last said them, by host. */
export async function placesOf(db: Db, callId: string): Promise<ReadonlyMap<string, Placed>> {
  const rows = await db
    .selectFrom('selection_places')
    .distinctOn('host')
    .select(['host', 'places', 'reason', 'at', 'by_name as byName'])
    .where('call_id', '=', callId)
    .orderBy('host')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.host, row]))
}
