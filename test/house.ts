import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { type Building, capabilitiesOf, jobsOf, makeApp } from '../src/app.tsx'
import { listInstitutions } from '../src/capabilities/institutions/index.ts'
import { castPassword } from '../src/capabilities/people/index.ts'
import { openHouse, reachSocket } from '../src/open-house.ts'
import { readConfig } from '../src/platform/config.ts'
import { clock, day } from '../src/platform/days.ts'
import type { House } from '../src/platform/house.ts'
import type { Handlers, JobPayload } from '../src/platform/jobs.ts'
import { makeAssets } from '../src/platform/web/assets.ts'
import { doorway } from '../src/platform/web/doorway.ts'
import type { Web } from '../src/platform/web/routes.ts'
import { Visitor } from './visitor.ts'

export interface TestHouse {
  readonly house: House
  readonly app: Web
  /** Where the house stands; it answers there over the network when the test wished to `listen`. */
  readonly url: string
  /** A connection as the database's owner, for looking behind the program's back. */
  readonly owner: pg.Client
  /** Somebody with a browser of their own. */
  visitor(language?: string): Visitor
  /** Somebody of the cast, signed in: `officer@kstu.example`, `zoe@example.org`. */
  signedIn(email: string, language?: string): Promise<Visitor>
  /** Waits until every queued job has been done. */
  settled(): Promise<void>
  close(): Promise<void>
}

type Settings = Readonly<Record<string, string>>

interface Wishes {
  readonly today?: string
  /** Settings; those that must know the house's own address are made once it is known. */
  readonly environment?: Settings | ((url: string) => Promise<Settings>)
  readonly building?: Building
  /** False: nobody does what is queued. True: `settled` does it. A house that listens has workers of its own. */
  readonly jobs?: boolean
  /** Opens a door at 127.0.0.1 for a real browser. */
  readonly listen?: boolean
}

const nowhere = 'http://kopuro.test'

/** A whole house on a database of its own, made from the run's prepared one. */
export async function testHouse({
  today = '2026-09-01',
  environment = {},
  building,
  jobs = true,
  listen = false,
}: Wishes = {}): Promise<TestHouse> {
  const { socket, port } = inject('database')
  const name = `t_${crypto.randomUUID().replaceAll('-', '')}`
  await asOwner(socket, port, 'postgres', (client) => client.query(`create database ${name} template kopuro`))
  const data = await mkdtemp(join(tmpdir(), 'kopuro-house-'))
  const door = listen ? await openDoor() : null
  const url = door?.url ?? nowhere
  const config = readConfig({
    KOPURO_DATA: data,
    KOPURO_LOG: process.env.KOPURO_TEST_LOG ?? 'silent',
    KOPURO_TODAY: today,
    ...(typeof environment === 'function' ? await environment(url) : environment),
  })
  const open = await openHouse(config, reachSocket(socket, port, name, 12), url)
  const { house } = open
  const capabilities = capabilitiesOf(building)
  const assets = await makeAssets()
  for (const institution of await listInstitutions(house.database.shared))
    assets.paint(institution.id, institution.colour)
  const app = makeApp(house, assets, capabilities)
  door?.server.on(
    'request',
    doorway((request, bindings) => app.fetch(request, bindings)),
  )
  const handlers = jobsOf(house, capabilities)
  if (jobs && listen) await house.jobs.start(handlers)
  const owner = new pg.Client({ host: socket, port, user: 'kopuro_owner', database: name })
  await owner.connect()
  return {
    house,
    app,
    url,
    owner,
    visitor: (language = 'en') => new Visitor(app, language, url),
    signedIn: async (email, language = 'en') => {
      const visitor = new Visitor(app, language, url)
      await visitor.post('/sign-in', { email, password: castPassword })
      return visitor
    },
    settled: () => settled(owner, jobs && !listen ? handlers : {}),
    close: async () => {
      door?.server.closeAllConnections()
      door?.server.close()
      await owner.end()
      await open.close()
      await asOwner(socket, port, 'postgres', (client) => client.query(`drop database ${name} with (force)`))
      if (!process.env.KOPURO_TEST_LOG) await rm(data, { recursive: true, force: true })
    },
  }
}

/** The same house on another day. */
export function goTo(town: TestHouse, today: string): void {
  Object.assign(town.house, { clock: clock(day(today)) })
}

async function openDoor(): Promise<{ server: Server; url: string }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  // By name: a passkey belongs to a name, never to a number.
  return { server, url: `http://localhost:${address.port}` }
}

// Workers look twice a second; a test would wait for most of its time.
async function settled(owner: pg.Client, handlers: Handlers): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    await workThrough(owner, handlers)
    const { rows } = await owner.query<{ count: number }>(
      "select count(*)::int as count from pgboss.job where state in ('created', 'retry', 'active') and name not like '\\_\\_%'",
    )
    if (rows[0]?.count === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('jobs are still waiting')
}

/** Does what is queued, and what that queues, one after the other; what failed waits for its next time, as with workers. */
async function workThrough(owner: pg.Client, handlers: Handlers): Promise<void> {
  const due = `update pgboss.job set state = 'active', started_on = now() where (name, id) in (
      select name, id from pgboss.job where state in ('created', 'retry') and start_after <= now() and name = any($1)
      order by created_on, id limit 1)
    returning name, id, data`
  for (;;) {
    const { rows } = await owner.query<{ name: string; id: string; data: JobPayload }>(due, [Object.keys(handlers)])
    const [job] = rows
    if (!job) return
    const state = await (handlers[job.name]?.(job.data) ?? Promise.resolve()).then(
      () => 'completed',
      () => 'retry',
    )
    await owner.query(
      `update pgboss.job set state = $3::pgboss.job_state, completed_on = now(), retry_count = retry_count + 1,
         start_after = now() + interval '1 second' where name = $1 and id = $2`,
      [job.name, job.id, state],
    )
  }
}

async function asOwner(
  socket: string,
  port: number,
  database: string,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ host: socket, port, user: 'kopuro_owner', database })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
