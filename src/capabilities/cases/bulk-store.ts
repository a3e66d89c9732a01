import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../platform/database/index.ts'
import { stringsFrom, toJson } from '../../platform/database/json.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'

export const outcomes = ['waiting', 'done', 'refused', 'changed', 'failed'] as const
export type ItemOutcome = (typeof outcomes)[number]

/** A step for many cases, as it was proposed and started. */
export interface Run {
  readonly institution: string
  readonly id: string
  readonly procedure: string
  readonly step: string
  readonly by: { readonly id: string; readonly name: string }
  readonly proposedAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly input: Typed
}

export interface RunItem {
  readonly place: number
  readonly caseId: string
  readonly version: number
  readonly outcome: ItemOutcome
  readonly reasons: readonly Refusal[]
  readonly number: string | null
  readonly title: string
  readonly stage: string
}

export interface Proposal {
  readonly institution: string
  readonly procedure: string
  readonly step: string
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Date
  readonly cases: readonly { readonly id: string; readonly version: number }[]
}

export async function insertRun(tx: Tx, { institution, procedure, step, by, at, cases }: Proposal): Promise<string> {
  const { id } = await tx
    .insertInto('bulk_runs')
    .values({ institution_id: institution, procedure, step, by_id: by.id, by_name: by.name, proposed_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`insert into bulk_items (institution_id, run_id, place, case_id, version)
    select ${institution}, ${id}, place, case_id, version
    from unnest(${cases.map((one) => one.id)}::uuid[], ${cases.map((one) => one.version)}::int[])
      with ordinality as given (case_id, version, place)`.execute(tx)
  return id
}

/** Forgets what somebody proposed before this instant and never started. */
export async function forgetProposals(tx: Tx, accountId: string, before: Date): Promise<void> {
  await tx
    .deleteFrom('bulk_runs')
    .where('by_id', '=', accountId)
    .where('started_at', 'is', null)
    .where('proposed_at', '<', before)
    .execute()
}

const runs = (db: Db) =>
  db
    .selectFrom('bulk_runs')
    .select(['institution_id', 'id', 'procedure', 'step', 'by_id', 'by_name', 'input'])
    .select(['proposed_at as proposedAt', 'started_at as startedAt', 'ended_at as endedAt'])

type RunRow = Awaited<ReturnType<ReturnType<typeof runs>['execute']>>[number]

function runFrom({ institution_id, by_id, by_name, input, ...row }: RunRow): Run {
  return { ...row, institution: institution_id, by: { id: by_id, name: by_name }, input: stringsFrom(input) }
}

export async function findRun(db: Db, id: string): Promise<Run | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await runs(db).where('id', '=', id).executeTakeFirst()
  return row ? runFrom(row) : null
}

/** What was started last, the newest first. */
export async function lastRuns(db: Db, procedure: string, most: number): Promise<Run[]> {
  const rows = await runs(db)
    .where('procedure', '=', procedure)
    .where('started_at', 'is not', null)
    .orderBy('proposed_at', 'desc')
    .limit(most)
    .execute()
  return rows.map(runFrom)
}

const refusals = z.array(
  z.object({
    key: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    rule: z.string().optional(),
    remedy: z.string().optional(),
  }),
)

const items = (db: Db, runId: string) =>
  db
    .selectFrom('bulk_items')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'bulk_items.institution_id').onRef('cases.id', '=', 'bulk_items.case_id'),
    )
    .select(['place', 'case_id as caseId', 'bulk_items.version', 'outcome', 'reasons'])
    .select(['cases.number', 'cases.title', 'cases.stage'])
    .where('run_id', '=', runId)
    .orderBy('place')

type ItemRow = Awaited<ReturnType<ReturnType<typeof items>['execute']>>[number]

function itemFrom(row: ItemRow): RunItem {
  const outcome = outcomes.find((known) => known === row.outcome) ?? 'failed'
  const reasons = refusals.parse(row.reasons).map(({ key, params, rule, remedy }) => ({
    key,
    ...(params ? { params } : {}),
    ...(rule ? { rule } : {}),
    ...(remedy ? { remedy } : {}),
  }))
  return { ...row, outcome, reasons }
}

export async function itemsOf(db: Db, runId: string): Promise<RunItem[]> {
  return (await items(db, runId).execute()).map(itemFrom)
}

export async function waitingItems(db: Db, runId: string, most: number): Promise<RunItem[]> {
  return (await items(db, runId).where('outcome', '=', 'waiting').limit(most).execute()).map(itemFrom)
}

/** Starts a run that was only proposed; false when it has been started before. */
export async function saveStart(tx: Tx, id: string, accountId: string, input: Typed, at: Date): Promise<boolean> {
  const changed = await tx
    .updateTable('bulk_runs')
    .set({ input: toJson(input), started_at: at })
    .where('id', '=', id)
    .where('by_id', '=', accountId)
    .where('started_at', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

export interface Settled {
  readonly outcome: Exclude<ItemOutcome, 'waiting'>
  readonly reasons: readonly Refusal[]
}

export interface SettledItem extends Settled {
  readonly place: number
}

/** Writes what became of some cases. What was written first stays. */
export async function saveOutcomes(db: Db, runId: string, settled: readonly SettledItem[], at: Date): Promise<void> {
  const [places, outcomes] = [settled.map(({ place }) => place), settled.map(({ outcome }) => outcome)]
  const reasons = settled.map((one) => toJson(one.reasons))
  await sql`update bulk_items set outcome = given.outcome, reasons = given.reasons, settled_at = ${at}
    from unnest(${places}::int[], ${outcomes}::text[], ${reasons}::jsonb[]) as given (place, outcome, reasons)
    where run_id = ${runId} and bulk_items.place = given.place and bulk_items.outcome = 'waiting'`.execute(db)
}

/** Ends the run when no case waits any more; false while one does. */
export async function endRun(tx: Tx, id: string, at: Date): Promise<boolean> {
  const waits = await tx
    .selectFrom('bulk_items')
    .select('place')
    .where('run_id', '=', id)
    .where('outcome', '=', 'waiting')
    .limit(1)
    .executeTakeFirst()
  if (waits) return false
  await tx.updateTable('bulk_runs').set({ ended_at: at }).where('id', '=', id).where('ended_at', 'is', null).execute()
  return true
}

/** Is the next row of the journal after this version this very step by this very officer? */
export async function tookStep(db: Db, run: Run, item: Pick<RunItem, 'caseId' | 'version'>): Promise<boolean> {
  const row = await db
    .selectFrom('case_actions')
    .select('seq')
    .where('case_id', '=', item.caseId)
    .where('seq', '=', item.version + 1)
    .where('action', '=', run.step)
    .where('by_id', '=', run.by.id)
    .executeTakeFirst()
  return row !== undefined
}

/** The roles that an account has in an institution on a day. */
export async function rolesOf(db: Db, institution: string, accountId: string, today: string): Promise<string[]> {
  const rows = await db
    .selectFrom('memberships')
    .select('role')
    .where('institution_id', '=', institution)
    .where('account_id', '=', accountId)
    .where((where) => where.or([where('until', 'is', null), where('until', '>=', today)]))
    .execute()
  return rows.map(({ role }) => role)
}
