import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { makeCast } from '../src/capabilities/people/index.ts'
import { openHouse, reachSocket } from '../src/open-house.ts'
import { readConfig } from '../src/platform/config.ts'
import { type Reachable, startEmbedded } from '../src/platform/database/embedded.ts'

/** How a test file reaches the run's PostgreSQL; each makes its own database from the prepared one. */
export interface TestDatabase {
  readonly socket: string
  readonly port: number
}

declare module 'vitest' {
  export interface ProvidedContext {
    database: TestDatabase
  }
}

/** One real PostgreSQL for the whole run, migrated and loaded once: `kopuro` is the template that test files copy. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'kopuro-test-'))
  // PostgreSQL runs as another user when we are root: below a closed folder it would be kept elsewhere, and stay there.
  await chmod(folder, 0o755)
  const embedded = await startEmbedded(folder)
  await hurry(embedded)
  const config = readConfig({ KOPURO_DATA: join(folder, 'house'), KOPURO_LOG: 'silent', KOPURO_TODAY: '2026-09-01' })
  const open = await openHouse(
    config,
    reachSocket(embedded.socket, embedded.port, embedded.database, 4),
    'http://kopuro.test',
  )
  await makeCast(open.house)
  await open.close()
  project.provide('database', { socket: embedded.socket, port: embedded.port })
  return async () => {
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

// What a test writes need not outlive a power cut: waiting for the disk is a fifth of the run.
async function hurry({ socket, port, user, database }: Reachable): Promise<void> {
  const client = new pg.Client({ host: socket, port, user, database })
  await client.connect()
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum'])
    await client.query(`alter system set ${setting} = off`)
  await client.query('select pg_reload_conf()')
  await client.end()
}
