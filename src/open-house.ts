import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type pg from 'pg'
import { capabilitiesOf, schedulesOf } from './app.tsx'
import { publishKey } from './capabilities/correspondence/index.ts'
import { type LoadResult, loadPacks, shippedPacks } from './capabilities/packs/index.ts'
import { signInMail } from './capabilities/people/index.ts'
import { jobNames } from './job-names.ts'
import { blobKey, openBlobs } from './platform/blobs/index.ts'
import { CannotStart } from './platform/cannot-start.ts'
import type { Config } from './platform/config.ts'
import { type Database, openDatabase } from './platform/database/index.ts'
import { migrate } from './platform/database/migrate.ts'
import { clock } from './platform/days.ts'
import type { House } from './platform/house.ts'
import { openJobs, prepareJobs } from './platform/jobs.ts'
import { openLog } from './platform/log.ts'
import { openTransport } from './platform/mail/transport.ts'
import { openSecrets } from './platform/secrets.ts'
import { makeAuth } from './platform/sessions/auth.ts'
import { openSessions } from './platform/sessions/index.ts'
import { keptSecret } from './platform/sessions/secret.ts'
import { openSigner } from './platform/signing.ts'

/** How to reach a database: as its owner for migrations, and as the program's own role for everything else. */
export interface Reach {
  readonly owner: pg.ClientConfig
  readonly own: pg.PoolConfig
}

/** The embedded PostgreSQL is reached through its socket as two roles. */
export function reachSocket(socket: string, port: number, database: string, connections: number): Reach {
  const place = { host: socket, port, database }
  return { owner: { ...place, user: 'kopuro_owner' }, own: { ...place, user: 'kopuro_app', max: connections } }
}

/** Another server is reached by its address; the program puts its own role on at every connection. */
export function reachUrl(url: string, connections: number): Reach {
  return {
    owner: { connectionString: url, connectionTimeoutMillis: 5000 },
    own: { connectionString: url, options: '-c role=kopuro_app', max: connections, connectionTimeoutMillis: 5000 },
  }
}

export interface OpenHouse {
  readonly house: House
  readonly packs: LoadResult
  close(): Promise<void>
}

/** Migrates, loads the packs and opens every room of the house; the web is put on by the caller. */
export async function openHouse(config: Config, reach: Reach, url: string): Promise<OpenHouse> {
  const data = resolve(config.data)
  await mkdir(data, { recursive: true })
  const migrated = await migrate(reach.owner).catch((error: unknown) => {
    throw unreachable(error)
  })
  const database = openDatabase(reach.own)
  try {
    await prepareJobs(reach.owner, jobNames, migrated > 0)
    const packs = await loadPacks(database, shippedPacks)
    const house = await makeHouse(config, data, database, url)
    await publishKey(database.shared, house.signer.key)
    return { house, packs, close: () => closeHouse(house) }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function makeHouse(config: Config, data: string, database: Database, url: string): Promise<House> {
  const log = openLog({ ...config, data })
  const time = clock(config.today)
  const key = await blobKey(data, config.key)
  const blobs = openBlobs(`${data}/papers`, key)
  const capabilities = capabilitiesOf()
  const jobs = openJobs(database, log, schedulesOf(capabilities))
  const auth = makeAuth({
    db: database.accounts,
    secret: config.secret ?? (await keptSecret(data)),
    url,
    secureCookies: config.mode === 'production',
    sendLink: (email, token, to) => signInMail(house, email, token, to),
  })
  const house: House = {
    config,
    url,
    database,
    clock: time,
    log,
    blobs,
    jobs,
    sessions: openSessions(auth, database.accounts, time, config.mode === 'production'),
    signer: await openSigner(data, config.letterKey),
    secrets: openSecrets(key),
    listeners: capabilities.flatMap(({ hears }) => hears ?? []),
    keeps: {
      ofPersons: capabilities.flatMap(({ keeps }) => keeps ?? []),
      ofAccounts: capabilities.flatMap(({ keepsOfAccounts }) => keepsOfAccounts ?? []),
    },
    transport: config.mail ? openTransport(config.mail.server) : null,
  }
  return house
}

async function closeHouse(house: House): Promise<void> {
  await house.jobs.stop()
  house.transport?.close()
  await house.database.close()
}

function unreachable(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN', 'ENOENT'].includes(code)) {
    return new CannotStart(
      'The database at DATABASE_URL can’t be reached: check its host and port, and that it is running.',
    )
  }
  if (['28P01', '28000', '3D000'].includes(code)) {
    return new CannotStart('The database at DATABASE_URL refuses its user, password or database name.')
  }
  if (code === '53100') return new CannotStart('The database has no room left on its disk.')
  return error
}
