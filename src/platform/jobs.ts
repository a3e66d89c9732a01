import { CompiledQuery } from 'kysely'
import pg from 'pg'
import { type Job, type JobResult, PgBoss } from 'pg-boss'
import type { Database, Tx } from './database/index.ts'
import { failure, type Log } from './log.ts'

/** Work that happens after a transaction, at least once: a handler may run twice and it must not matter. */
export interface Jobs {
  /** Queues a job in the transaction that causes it: no commit, no job. */
  later(tx: Tx, name: string, payload: JobPayload): Promise<void>
  start(handlers: Handlers): Promise<void>
  stop(): Promise<void>
}

export type JobPayload = { readonly institution: string; readonly id: string }
export type Handlers = Readonly<Record<string, (payload: JobPayload) => Promise<void>>>
/** Job name to cron line, in Bishkek time. All schedules stand in `app.tsx`. */
export type Schedules = Readonly<Record<string, string>>

const retry = { retryLimit: 8, retryDelay: 5, retryBackoff: true, retryDelayMax: 3600, expireInSeconds: 300 }

/** Makes the queue's tables and the queues, as the database's owner; the program's own role can only use them. */
export async function prepareJobs(owner: pg.ClientConfig, names: readonly string[], migrated: boolean): Promise<void> {
  if (!migrated && (await areThere(owner, names))) return
  const boss = new PgBoss({ ...bossAddress(owner), schedule: false, supervise: false })
  boss.on('error', () => {})
  await boss.start()
  try {
    const known = new Set((await boss.getQueues()).map((queue) => queue.name))
    for (const name of names) if (!known.has(name)) await boss.createQueue(name, retry)
    await boss.getDb().executeSql(`
      grant usage on schema pgboss to kopuro_app;
      grant select, insert, update, delete on all tables in schema pgboss to kopuro_app;
      grant execute on all functions in schema pgboss to kopuro_app`)
  } finally {
    await boss.stop({ graceful: false })
  }
}

async function areThere(owner: pg.ClientConfig, names: readonly string[]): Promise<boolean> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from pgboss.queue where name = any($1)',
      [names],
    )
    return rows[0]?.count === names.length
  } catch {
    return false
  } finally {
    await client.end()
  }
}

/** @param watch seconds between two looks after jobs whose program died; those are tried again once they have expired */
export function openJobs(database: Database, log: Log, schedules: Schedules, watch = 60): Jobs {
  const boss = new PgBoss({
    // Without values as plain text: what looks after jobs are several statements at once, and those can't be prepared.
    db: { executeSql: (text, values) => database.pool.query(text, values?.length ? values : undefined) },
    superviseIntervalSeconds: watch,
    migrate: false,
    createSchema: false,
    schedule: true,
    cronWorkerIntervalSeconds: 5,
  })
  boss.on('error', (error) => log.error(failure(error), 'jobs'))
  return {
    async later(tx, name, payload) {
      const executeSql = async (text: string, values: unknown[] = []) => {
        const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values))
        return { rows }
      }
      await boss.send(name, payload, { db: { executeSql } })
    },
    async start(handlers) {
      await boss.start()
      for (const [name, handle] of Object.entries(handlers)) {
        const options = { pollingIntervalSeconds: 0.5, batchSize: 10, perJobResults: true } as const
        await boss.work<JobPayload, unknown, typeof options>(name, options, async (jobs) => {
          const results: JobResult[] = []
          for (const job of jobs) results.push(await settle(job, handle, log))
          return results
        })
      }
      for (const [name, cron] of Object.entries(schedules)) {
        await boss.schedule(name, cron, { institution: '-', id: '' }, { tz: 'Asia/Bishkek' })
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  }
}

// Each job of a batch stands for itself: one mail that can't be sent keeps no other from its reader.
async function settle(job: Job<JobPayload>, handle: Handlers[string], log: Log): Promise<JobResult> {
  try {
    await handle(job.data)
    return { id: job.id, status: 'completed' }
  } catch (error) {
    log.warn({ ...failure(error), job: job.name, id: job.id }, 'put off')
    return { id: job.id, status: 'failed', output: failure(error) }
  }
}

function bossAddress({ host, port, user, password, database, connectionString }: pg.ClientConfig) {
  return Object.fromEntries(
    Object.entries({ host, port, user, password, database, connectionString }).filter(
      ([, value]) => value !== undefined,
    ),
  )
}
