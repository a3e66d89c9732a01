import { sql } from 'kysely'
import type { Db } from '../database/index.ts'

export interface Limit {
  readonly name: string
  readonly most: number
  readonly minutes: number
}

/** Counts an attempt over all processes; true when there have been too many in this window. */
export async function tooMany(db: Db, limit: Limit, who: string): Promise<boolean> {
  const seconds = limit.minutes * 60
  const { count } = await db
    .insertInto('attempts')
    .values({
      key: `${limit.name}:${who}`,
      window_start: sql<Date>`to_timestamp(floor(extract(epoch from now()) / ${seconds}::int) * ${seconds}::int)`,
    })
    .onConflict((conflict) =>
      conflict.columns(['key', 'window_start']).doUpdateSet({ count: sql<number>`attempts.count + 1` }),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  return count > limit.most
}

/** Attempts older than a day say nothing any more. */
export async function forgetAttempts(db: Db): Promise<void> {
  await db.deleteFrom('attempts').where('window_start', '<', sql<Date>`now() - interval '1 day'`).execute()
}
