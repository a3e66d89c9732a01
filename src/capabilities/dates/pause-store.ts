import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'

/** Nobody writes to a person about their dates. */
export interface Pause {
  readonly until: Day
  readonly why: string
  readonly byName: string
}

/** The pause that holds for a person on a day. */
export async function pauseOf(db: Db, persons: readonly string[], today: Day): Promise<Pause | null> {
  const row = await db
    .selectFrom('reminder_pauses')
    .select(['until', 'why', 'by_name as byName'])
    .where(sql<boolean>`person_id = any(${persons}::uuid[])`)
    .where('until', '>=', today)
    .orderBy('until', 'desc')
    .executeTakeFirst()
  return row ? { ...row, until: day(row.until) } : null
}

export interface NewPause {
  readonly institution: string
  readonly personId: string
  readonly until: Day
  readonly why: string
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Date
}

export async function savePause(db: Db, { institution, personId, until, why, by, at }: NewPause): Promise<void> {
  const said = { until, why, at, by_id: by.id, by_name: by.name }
  await db
    .insertInto('reminder_pauses')
    .values({ institution_id: institution, person_id: personId, ...said })
    .onConflict((conflict) => conflict.columns(['institution_id', 'person_id']).doUpdateSet(said))
    .execute()
}

export async function endPause(db: Db, persons: readonly string[]): Promise<void> {
  await db.deleteFrom('reminder_pauses').where(sql<boolean>`person_id = any(${persons}::uuid[])`).execute()
}
