import { sql } from 'kysely'
import type { Db } from '../database/index.ts'

export interface Limit {
  readonly name: string
  readonly most: number
  readonly minutes: number
}

export interface Attempt {
  readonly tooMany: boolean
  /** How many more this window allows. */
  readonly left: number
  /** Seconds until the next window. */
  readonly seconds: number
}

/** Counts an attempt over all processes; true when there have been too many in this window. */
export async function tooMany(db: Db, limit: Limit, who: string): Promise<boolean> {
  return (await attempt(db, limit, who)).tooMany
}

/** Counts an attempt over all processes and tells what is left of the window. */
export async function attempt(db: Db, limit: Limit, who: string): Promise<Attempt> {
  const seconds = limit.minutes * 60
  const { count, left } = await db
    .insertInto('attempts')
    .values({
      key: `${limit.name}:${who}`,
      window_start: sql<Date>`to_timestamp(floor(extract(epoch from now()) / ${seconds}::int) * ${seconds}::int)`,
    })
    .onConflict((conflict) =>
      conflict.columns(['key', 'window_start']).doUpdateSet({ count: sql<number>`attempts.count + 1` }),
    )
    .returning([
      'count',
      sql<number>`ceil(extract(epoch from window_start) + ${seconds}::int - extract(epoch from now()))::int`.as('left'),
    ])
    .executeTakeFirstOrThrow()
  return { tooMany: count > limit.most, left: Math.max(0, limit.most - count), seconds: Math.max(1, left) }
}

/** Attempts older than a day say nothing any more. */
export async function forgetAttempts(db: Db): Promise<void> {
  await db.deleteFrom('attempts').where('window_start', '<', sql<Date>`now() - interval '1 day'`).execute()
}
