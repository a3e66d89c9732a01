import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'

/** What the office has set for a kind of date. */
export interface KindSet {
  readonly kind: string
  readonly lead: number | null
  readonly leadUnit: 'working-days' | 'calendar-days' | null
  readonly steps: readonly number[]
  readonly byName: string
  readonly at: Date
}

/** Everything that the office has set, by kind. @param db the institution's own scope */
export async function kindsSet(db: Db): Promise<ReadonlyMap<string, KindSet>> {
  const rows = await db.selectFrom('date_kinds').selectAll().execute()
  return new Map(
    rows.map(({ kind, lead, lead_unit, steps, by_name, changed_at }) => [
      kind,
      {
        ...{ kind, lead, steps, byName: by_name, at: changed_at },
        leadUnit: lead_unit === 'working-days' || lead_unit === 'calendar-days' ? lead_unit : null,
      },
    ]),
  )
}

/** The steps of reminders that the office has set, by kind. */
export async function setSteps(db: Db): Promise<ReadonlyMap<string, readonly number[]>> {
  return new Map([...(await kindsSet(db))].map(([kind, { steps }]) => [kind, steps]))
}

export interface NewSetting extends Pick<KindSet, 'kind' | 'lead' | 'leadUnit' | 'steps'> {
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Date
}

export async function saveKind(tx: Tx, { institution, kind, lead, leadUnit, steps, by, at }: NewSetting) {
  const said = { lead, lead_unit: leadUnit, steps: [...steps], changed_at: at, by_id: by.id, by_name: by.name }
  await tx
    .insertInto('date_kinds')
    .values({ institution_id: institution, kind, ...said })
    .onConflict((conflict) => conflict.columns(['institution_id', 'kind']).doUpdateSet(said))
    .execute()
}

/** The deadlines that cases have here, as kinds. */
export async function caseKinds(db: Db, institution: string): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`select distinct cases.procedure || ':' || deadline.name as kind
    from case_deadlines deadline
      join cases on cases.institution_id = deadline.institution_id and cases.id = deadline.case_id
    where deadline.institution_id = ${institution} order by 1`.execute(db)
  return rows.map((row) => row.kind)
}
