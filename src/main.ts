import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { capabilitiesOf, jobsOf, makeApp } from './app.tsx'
import { makeExampleCall } from './capabilities/calls/index.ts'
import { listInstitutions } from './capabilities/institutions/index.ts'
import type { LoadResult } from './capabilities/packs/index.ts'
import { type CastMember, castPassword, makeCast } from './capabilities/people/index.ts'
import { openHouse, type Reach, reachSocket, reachUrl } from './open-house.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { type Config, readConfig } from './platform/config.ts'
import { makeAssets } from './platform/web/assets.ts'
import { type Door, doorway } from './platform/web/doorway.ts'

const settingsFile = new URL('../kopuro.env', import.meta.url)

start().catch((error: unknown) => {
  console.error(error instanceof CannotStart ? error.message : error)
  process.exitCode = 1
})

async function start(): Promise<void> {
  if (existsSync(settingsFile)) process.loadEnvFile(settingsFile)
  const config = readConfig(process.env)
  // Whoever comes before the house is open is told so, and is not left waiting.
  let door: Door = (_, response) => void response.writeHead(503, { 'retry-after': '1' }).end()
  const server = createServer((request, response) => door(request, response))
  // The port is taken first: a second program is told before it touches anything.
  const port = await listen(server, config)
  const url = config.url ?? `http://localhost:${port}`
  const closing: (() => Promise<void>)[] = [
    async () => void server.closeAllConnections(),
    async () => void server.close(),
  ]
  const stop = async () => {
    for (const close of closing) await close().catch((error: unknown) => console.error(error))
  }
  stopOnSignal(stop)
  try {
    const { reach, stop: stopDatabase } = await database(config)
    closing.push(stopDatabase)
    const open = await openHouse(config, reach, url)
    closing.splice(closing.length - 1, 0, () => open.close())
    const assets = await makeAssets()
    for (const institution of await listInstitutions(open.house.database.shared))
      assets.paint(institution.id, institution.colour)
    const cast = config.mode === 'evaluation' ? await makeCast(open.house) : []
    if (config.mode === 'evaluation') await makeExampleCall(open.house)
    const capabilities = capabilitiesOf()
    const app = makeApp(open.house, assets, capabilities)
    door = doorway((request, bindings) => app.fetch(request, bindings))
    await open.house.jobs.start(jobsOf(open.house, capabilities))
    tell(url, config, cast, open.packs.refused)
  } catch (error) {
    await stop()
    throw error
  }
}

async function listen(server: ReturnType<typeof createServer>, { port, host }: Config): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE')
      throw new CannotStart(`Port ${port} is taken by another program: set KOPURO_PORT to a free one.`)
    if (error.code === 'EACCES')
      throw new CannotStart(`Port ${port} needs rights that this user hasn't: set KOPURO_PORT to one above 1024.`)
    throw new CannotStart(`The program can't listen on ${host}, port ${port}: check KOPURO_HOST and KOPURO_PORT.`)
  })
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address ? address.port : port
}

async function database(config: Config): Promise<{ reach: Reach; stop: () => Promise<void> }> {
  if (config.databaseUrl) return { reach: reachUrl(config.databaseUrl, config.connections), stop: async () => {} }
  const { startEmbedded } = await import('./platform/database/embedded.ts')
  const embedded = await startEmbedded(config.data, (line) => console.log(line))
  return {
    reach: reachSocket(embedded.socket, embedded.port, embedded.database, config.connections),
    stop: () => embedded.stop(),
  }
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      console.log('\nStopping …')
      void stop().then(() => process.exit(0))
    })
  }
}

function tell(url: string, config: Config, cast: readonly CastMember[], refused: LoadResult['refused']): void {
  for (const pack of refused) {
    console.error(`The pack ${pack.folder} was refused whole:`)
    for (const problem of pack.problems) console.error(`  ${problem.file} ${problem.place}: ${problem.reason}`)
  }
  console.log(`\nKopuro is open at ${url}\n`)
  if (config.mode !== 'evaluation') return
  console.log('Evaluation: nothing leaves this machine; mails are at /outbox.')
  console.log(`Everybody of the cast signs in at ${url}/sign-in with the password ${castPassword}`)
  for (const { email, about } of cast) console.log(`  ${email.padEnd(28)} ${about}`)
  console.log('\nCtrl-C stops everything.')
}
