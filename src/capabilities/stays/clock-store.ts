import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { day } from '../../platform/days.ts'
import { defaultLeads } from './leads.ts'
import { type Clock, clockNames, type Leads } from './rules.ts'

export interface KeptClock extends Omit<Clock, 'rule' | 'since' | 'lead'> {
  readonly personId: string
  /** The rule's id. */
  readonly rule: string | null
}

/** The clocks of these persons as they were counted last, by the day on which to start. */
export async function keptClocksOf(db: Db, persons: readonly string[]): Promise<KeptClock[]> {
  const rows = await db
    .selectFrom('stay_clocks')
    .selectAll()
    .where(sql<boolean>`person_id = any(${persons}::uuid[])`)
    .orderBy('start_on')
    .orderBy('name')
    .execute()
  return rows.flatMap((row): KeptClock[] => {
    const name = clockNames.find((known) => known === row.name)
    const { person_id: personId, record_id: recordId, provisional, rule } = row
    return name ? [{ name, personId, recordId, provisional, rule, due: day(row.due), start: day(row.start_on) }] : []
  })
}

/** Writes the clocks of persons in the place of those that were there. */
export async function replaceClocks(
  tx: Tx,
  institution: string,
  persons: readonly string[],
  clocks: readonly (Clock & { readonly personId: string })[],
): Promise<void> {
  await tx.deleteFrom('stay_clocks').where(sql<boolean>`person_id = any(${persons}::uuid[])`).execute()
  if (clocks.length === 0) return
  const rows = clocks.map(({ personId, recordId, name, due, start, provisional, rule }) => ({
    ...{ institution_id: institution, person_id: personId, record_id: recordId, name, due, provisional },
    start_on: start,
    rule: rule?.id ?? null,
  }))
  await tx.insertInto('stay_clocks').values(rows).execute()
}

/** How many persons have records. */
export async function countPersons(db: Db, institution: string): Promise<number> {
  const row = await db
    .selectFrom('stay_records')
    .select(sql<number>`count(distinct person_id)::int`.as('count'))
    .where('institution_id', '=', institution)
    .executeTakeFirstOrThrow()
  return row.count
}

/** The next persons with records behind a person, in the order of their ids. */
export async function personsWithRecords(db: Db, institution: string, after: string, size: number): Promise<string[]> {
  const rows = await db
    .selectFrom('stay_records')
    .select('person_id')
    .distinct()
    .where('institution_id', '=', institution)
    .where('person_id', '>', after)
    .orderBy('person_id')
    .limit(size)
    .execute()
  return rows.map((row) => row.person_id)
}

/** The lead times of the institution: what it has set, and the program's own for the rest. */
export async function leadsOf(db: Db): Promise<Leads> {
  const rows = await db.selectFrom('date_kinds').select(['kind', 'lead', 'lead_unit']).execute()
  const set = rows.flatMap(({ kind, lead, lead_unit: unit }) =>
    lead !== null && (unit === 'working-days' || unit === 'calendar-days')
      ? [[kind, { value: lead, unit }] as const]
      : [],
  )
  return { ...defaultLeads, ...Object.fromEntries(set) }
}
