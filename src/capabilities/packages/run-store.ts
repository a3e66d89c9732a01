import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'

/** Cases whose packages are made together. */
export interface Run {
  readonly institution: string
  readonly id: string
  readonly procedure: string
  readonly kind: string
  readonly by: { readonly id: string; readonly name: string }
  readonly proposedAt: Date
  readonly checkedAt: Date | null
  readonly startedAt: Date | null
  readonly because: string
  readonly stoppedAt: Date | null
  readonly stoppedBy: string | null
  readonly endedAt: Date | null
}

export interface Proposal {
  readonly institution: string
  readonly procedure: string
  readonly kind: string
  readonly key: string
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Date
  readonly cases: readonly string[]
  /** Already looked at and decided: it starts at once, with this reason when it is not whole. */
  readonly started?: { readonly because: string }
}

/** Keeps which cases are meant; the same form again gives the run it made, and says so. */
export async function insertRun(tx: Tx, given: Proposal): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { institution, procedure, kind, key, by, at, cases, started } = given
  const row = await tx
    .insertInto('package_runs')
    .values({
      ...{ institution_id: institution, procedure, kind, request_key: key, proposed_at: at },
      ...{ by_id: by.id, by_name: by.name, checked_at: started ? at : null, started_at: started ? at : null },
      because: started?.because ?? '',
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'request_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) {
    const { id } = await tx
      .selectFrom('package_runs')
      .select('id')
      .where('request_key', '=', key)
      .executeTakeFirstOrThrow()
    return { id, isNew: false }
  }
  await sql`insert into package_items (institution_id, run_id, place, case_id)
    select ${institution}, ${row.id}, place, case_id
    from unnest(${cases}::uuid[]) with ordinality as given (case_id, place)`.execute(tx)
  return { id: row.id, isNew: true }
}

/** Forgets what somebody chose before this instant and never started. */
export async function forgetProposals(tx: Tx, accountId: string, before: Date): Promise<void> {
  const old = tx
    .selectFrom('package_runs')
    .select('id')
    .where('by_id', '=', accountId)
    .where('started_at', 'is', null)
    .where('proposed_at', '<', before)
  await tx.deleteFrom('package_items').where('run_id', 'in', old).execute()
  await tx.deleteFrom('package_runs').where('id', 'in', old).execute()
}

const runs = (db: Db) =>
  db
    .selectFrom('package_runs')
    .select(['institution_id as institution', 'id', 'procedure', 'kind', 'by_id', 'by_name', 'because'])
    .select(['proposed_at as proposedAt', 'checked_at as checkedAt', 'started_at as startedAt'])
    .select(['stopped_at as stoppedAt', 'stopped_by_name as stoppedBy', 'ended_at as endedAt'])

export async function findRun(db: Db, id: string): Promise<Run | null> {
  if (!isUuid(id)) return null
  const row = await runs(db).where('id', '=', id).executeTakeFirst()
  return row ? runFrom(row) : null
}

type RunRow = Awaited<ReturnType<ReturnType<typeof runs>['execute']>>[number]
const runFrom = ({ by_id, by_name, ...row }: RunRow): Run => ({ ...row, by: { id: by_id, name: by_name } })

/** The last runs that were started, the newest first. */
export async function lastRuns(db: Db, procedure: string, kind: string): Promise<Run[]> {
  const rows = await runs(db)
    .where('procedure', '=', procedure)
    .where('kind', '=', kind)
    .where('started_at', 'is not', null)
    .orderBy('id', 'desc')
    .limit(10)
    .execute()
  return rows.map(runFrom)
}

export async function saveChecked(db: Db, id: string, at: Date): Promise<void> {
  await db
    .updateTable('package_runs')
    .set({ checked_at: at })
    .where('id', '=', id)
    .where('checked_at', 'is', null)
    .execute()
}

/** Starts a run that was looked at, once. */
export async function saveStart(tx: Tx, id: string, because: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('package_runs')
    .set({ started_at: at, because })
    .where('id', '=', id)
    .where('checked_at', 'is not', null)
    .where('started_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Stops a run, or lets it go on with what failed tried again; false when it was so already. */
export async function saveStopped(tx: Tx, id: string, stopped: { at: Date; by: string } | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('package_runs')
    .set({ stopped_at: stopped?.at ?? null, stopped_by_name: stopped?.by ?? null, ended_at: null })
    .where('id', '=', id)
    .$if(stopped !== null, (query) => query.where('stopped_at', 'is', null).where('ended_at', 'is', null))
    .$if(stopped === null, (query) =>
      query.where((of) => of.or([of('stopped_at', 'is not', null), of('ended_at', 'is not', null)])),
    )
    .executeTakeFirst()
  if (numUpdatedRows === 0n || stopped) return numUpdatedRows > 0n
  await tx
    .updateTable('package_items')
    .set({ outcome: 'waiting', settled_at: null })
    .where('run_id', '=', id)
    .where('outcome', '=', 'failed')
    .execute()
  return true
}

/** Ends the run when nothing waits any more; false while something does. */
export async function endRun(tx: Tx, id: string, at: Date): Promise<boolean> {
  const waits = await tx
    .selectFrom('package_items')
    .select('place')
    .where('run_id', '=', id)
    .where('outcome', '=', 'waiting')
    .limit(1)
    .executeTakeFirst()
  if (waits) return false
  await tx
    .updateTable('package_runs')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  return true
}
