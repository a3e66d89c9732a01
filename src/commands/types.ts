import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { tableTypes } from '../platform/database/table-types.ts'

// Writes the table types of a freshly migrated database.
const folder = await mkdtemp(join(tmpdir(), 'kopuro-types-'))
await chmod(folder, 0o755)
const embedded = await startEmbedded(folder)
try {
  const owner = { host: embedded.socket, port: embedded.port, user: embedded.user, database: embedded.database }
  await migrate(owner)
  const client = new pg.Client(owner)
  await client.connect()
  await writeFile(new URL('../platform/database/tables.ts', import.meta.url), await tableTypes(client))
  await client.end()
} finally {
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}
