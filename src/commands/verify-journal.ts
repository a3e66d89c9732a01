import { existsSync } from 'node:fs'
import { procedures } from '../app.tsx'
import { verifyJournal } from '../capabilities/cases/index.ts'
import { listInstitutions } from '../capabilities/institutions/index.ts'
import { reachSocket, reachUrl } from '../open-house.ts'
import { CannotStart } from '../platform/cannot-start.ts'
import { readConfig } from '../platform/config.ts'
import { findEmbedded, startEmbedded } from '../platform/database/embedded.ts'
import { openDatabase } from '../platform/database/index.ts'
import { clock } from '../platform/days.ts'

// Proves that stages and dates follow from the journal and that no row of it was altered; beside a running program or alone.
const settings = new URL('../../kopuro.env', import.meta.url)
if (existsSync(settings)) process.loadEnvFile(settings)

try {
  const config = readConfig(process.env)
  const running = config.databaseUrl ? null : await findEmbedded(config.data)
  const own = config.databaseUrl || running ? null : await startEmbedded(config.data)
  const place = running ?? own
  const reach = place ? reachSocket(place.socket, place.port, place.database, 4) : reachUrl(config.databaseUrl ?? '', 4)
  const database = openDatabase(reach.own)
  let faults = 0
  let cases = 0
  for (const { id } of await listInstitutions(database.shared)) {
    let seen = 0
    const verified = verifyJournal(database, clock(config.today), id, procedures, (count) => {
      seen = count
    })
    for await (const { caseId, fault, seq } of verified) {
      faults += 1
      console.log(`${id} ${caseId}: ${fault}${seq ? ` at row ${seq}` : ''}`)
    }
    cases += seen
  }
  await database.close()
  await own?.stop()
  console.log(`${cases} cases read, ${faults} ${faults === 1 ? 'fault' : 'faults'} found.`)
  process.exitCode = faults > 0 ? 1 : 0
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error)
  process.exitCode = 1
}
