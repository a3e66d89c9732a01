import { existsSync } from 'node:fs'
import { listInstitutions } from '../capabilities/institutions/index.ts'
import { giveFirstAdministrator } from '../capabilities/staff/index.ts'
import { reachSocket, reachUrl } from '../open-house.ts'
import { CannotStart } from '../platform/cannot-start.ts'
import { readConfig } from '../platform/config.ts'
import { findEmbedded, startEmbedded } from '../platform/database/embedded.ts'
import { openDatabase } from '../platform/database/index.ts'
import { clock } from '../platform/days.ts'
import { plainAddress } from '../platform/mail/transport.ts'

// Gives an institution that has no administrator its first: node bin/kopuro.mjs first-administrator <key> <mail> <name>.
// They sign in by a link that is mailed to them and invite everybody else.
const settings = new URL('../../kopuro.env', import.meta.url)
if (existsSync(settings)) process.loadEnvFile(settings)

const [key = '', mail = '', ...names] = process.argv.slice(2)
try {
  const address = plainAddress(mail)
  if (!address.ok || names.length === 0)
    throw new CannotStart('first-administrator <institution> <mail address> <name>')
  const config = readConfig(process.env)
  const running = config.databaseUrl ? null : await findEmbedded(config.data)
  const own = config.databaseUrl || running ? null : await startEmbedded(config.data)
  const place = running ?? own
  const reach = place ? reachSocket(place.socket, place.port, place.database, 4) : reachUrl(config.databaseUrl ?? '', 4)
  const database = openDatabase(reach.own)
  const institution = (await listInstitutions(database.shared)).find(({ id }) => id === key)
  const today = clock(config.today).today()
  const given =
    institution && (await giveFirstAdministrator(database.shared, key, address.address, names.join(' '), today))
  if (!institution) console.error(`There is no institution ${key}: start the program once after its pack is there.`)
  else if (!given) console.error(`${key} has an administrator: they invite others on /desk/settings/people.`)
  else console.log(`${address.address} is the administrator of ${key} and signs in by a link that comes by mail.`)
  process.exitCode = given ? 0 : 1
  await database.close()
  await own?.stop()
} catch (error) {
  if (!(error instanceof CannotStart)) throw error
  console.error(error.message)
  process.exitCode = 1
}
