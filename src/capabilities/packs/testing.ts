import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../../platform/database/embedded.ts'
import { type Database, openDatabase } from '../../platform/database/index.ts'
import { migrate } from '../../platform/database/migrate.ts'

export interface TestDatabase {
  readonly database: Database
  end(): Promise<void>
}

/** A database of a test's own, migrated and empty, on a private PostgreSQL that ends with it. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'kopuro-packs-'))
  await chmod(folder, 0o755)
  const embedded = await startEmbedded(folder)
  const place = { host: embedded.socket, port: embedded.port, database: embedded.database }
  await migrate({ ...place, user: embedded.user })
  const database = openDatabase({ ...place, user: 'kopuro_app', max: 4 })
  const end = async () => {
    await database.close()
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { database, end }
}
