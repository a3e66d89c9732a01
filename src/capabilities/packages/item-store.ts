import { z } from 'zod'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Text } from '../../platform/words/languages.ts'
import type { Fault } from './photo-rules.ts'

export const outcomes = ['waiting', 'made', 'copy', 'left', 'failed'] as const
export type Outcome = (typeof outcomes)[number]

/** What stood against a case's package: a fault, and the title of the paper it is about; none for the whole. */
export interface Found {
  readonly type: string
  readonly title: Text | null
  readonly fault: Fault
}

export interface RunItem {
  readonly place: number
  readonly caseId: string
  readonly title: string
  readonly number: string | null
  readonly faults: readonly Found[] | null
  readonly outcome: Outcome
  readonly packageId: string | null
  readonly moveId: string | null
}

const faultForm = z.array(
  z.object({
    type: z.string(),
    title: z.object({ en: z.string(), ru: z.string(), ky: z.string() }).nullable(),
    fault: z.object({
      key: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      stops: z.boolean(),
    }),
  }),
)

export async function itemsOf(db: Db, runId: string): Promise<RunItem[]> {
  const rows = await db
    .selectFrom('package_items as item')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'item.institution_id').onRef('cases.id', '=', 'item.case_id'),
    )
    .select(['place', 'case_id as caseId', 'cases.title', 'cases.number', 'faults', 'outcome'])
    .select(['package_id as packageId', 'move_id as moveId'])
    .where('run_id', '=', runId)
    .orderBy('place')
    .execute()
  return rows.map(({ faults, outcome, ...row }) => ({
    ...row,
    faults: faults === null ? null : faultForm.parse(faults),
    outcome: outcomes.find((known) => known === outcome) ?? 'failed',
  }))
}

export async function saveFaults(db: Db, runId: string, place: number, faults: readonly Found[]): Promise<void> {
  await db
    .updateTable('package_items')
    .set({ faults: toJson(faults) })
    .where('run_id', '=', runId)
    .where('place', '=', place)
    .execute()
}

/** A case's place in a run, held; null when it is settled. */
export async function holdItem(tx: Tx, runId: string, place: number): Promise<{ packageId: string | null } | null> {
  const row = await tx
    .selectFrom('package_items')
    .select('package_id as packageId')
    .where('run_id', '=', runId)
    .where('place', '=', place)
    .where('outcome', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export interface Settled {
  readonly outcome: Exclude<Outcome, 'waiting'>
  readonly faults?: readonly Found[]
}

export async function settleItem(db: Db, runId: string, place: number, settled: Settled, at: Date): Promise<void> {
  const { outcome, faults } = settled
  await db
    .updateTable('package_items')
    .set({ outcome, settled_at: at, ...(faults ? { faults: toJson(faults) } : {}) })
    .where('run_id', '=', runId)
    .where('place', '=', place)
    .where('outcome', '=', 'waiting')
    .execute()
}

export async function linkItem(
  tx: Tx,
  runId: string,
  place: number,
  made: { readonly packageId: string; readonly moveId?: string },
): Promise<void> {
  await tx
    .updateTable('package_items')
    .set({ package_id: made.packageId, move_id: made.moveId ?? null })
    .where('run_id', '=', runId)
    .where('place', '=', place)
    .execute()
}
