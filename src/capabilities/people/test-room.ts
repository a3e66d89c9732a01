import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { openBlobs } from '../../platform/blobs/index.ts'
import type { Capability } from '../../platform/capability.ts'
import { readConfig } from '../../platform/config.ts'
import { startEmbedded } from '../../platform/database/embedded.ts'
import { openDatabase } from '../../platform/database/index.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { clock } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { openJobs, prepareJobs } from '../../platform/jobs.ts'
import { openLog } from '../../platform/log.ts'
import { NotFound } from '../../platform/outcome.ts'
import { makeAuth } from '../../platform/sessions/auth.ts'
import { openSessions } from '../../platform/sessions/index.ts'
import type { Web } from '../../platform/web/routes.ts'
import { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { loadPacks, shippedPacks } from '../packs/index.ts'
import { signInMail } from './index.ts'

/** A house with a database of its own and the rooms that a test asks for, without the frame around their pages. */
export async function openRoom(rooms: readonly Capability[]) {
  const data = await mkdtemp(`${tmpdir()}/kopuro-room-`)
  const embedded = await startEmbedded(data)
  const place = { host: embedded.socket, port: embedded.port, database: embedded.database }
  const owner = { ...place, user: 'kopuro_owner' }
  await migrate(owner)
  await prepareJobs(owner, ['mail.send', 'letter.typeset'], true)
  const database = openDatabase({ ...place, user: 'kopuro_app', max: 5 })
  await loadPacks(database, shippedPacks)
  const config = readConfig({ KOPURO_LOG: 'silent', KOPURO_DATA: data, KOPURO_TODAY: '2026-11-23' })
  const log = openLog(config)
  const url = 'http://localhost:3000'
  const auth = makeAuth({
    db: database.shared,
    secret: 'a secret of thirty-two characters or more',
    url,
    secureCookies: false,
    sendLink: (email, token, to) => signInMail(house, email, token, to),
  })
  const house: House = {
    config,
    url,
    database,
    clock: clock(config.today),
    log,
    blobs: openBlobs(`${data}/papers`, new Uint8Array(32)),
    jobs: openJobs(database, log, {}),
    sessions: openSessions(auth, database.shared, clock(config.today)),
    transport: null,
  }
  const close = async () => {
    await house.jobs.stop().catch(() => {})
    await database.close()
    await embedded.stop()
    await rm(data, { recursive: true, force: true })
  }
  return { house, browser: (of: House = house) => browser(appOf(of, rooms)), close }
}

function appOf(house: House, rooms: readonly Capability[]): Web {
  const app: Web = new Hono()
  app.use(async (c, next) => {
    const who = await house.sessions.who(c.req.raw.headers)
    const language = [getCookie(c, 'kopuro.language'), who?.language].find(isLanguage) ?? 'en'
    c.set('visit', new Visit(c, house, language, who, 'test', async (_visit, page) => page.body.text))
    await next()
  })
  for (const room of rooms) {
    const routes = room.routes?.(house)
    if (routes) app.route('/', routes.hono)
  }
  app.onError((error, c) => {
    if (error instanceof NotFound) return c.text('not found', 404)
    throw error
  })
  return app
}

/** Somebody's browser: keeps cookies, follows nothing. */
function browser(app: Web) {
  const cookies = new Map<string, string>()
  const ask = async (address: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.request(address, { ...init, headers: { cookie } })
    for (const kept of response.headers.getSetCookie()) {
      const [pair = ''] = kept.split(';')
      const name = pair.slice(0, pair.indexOf('='))
      if (/max-age=0/i.test(kept)) cookies.delete(name)
      else cookies.set(name, pair.slice(name.length + 1))
    }
    const type = response.headers.get('content-type') ?? ''
    const bytes = new Uint8Array(await response.arrayBuffer())
    const text = type.includes('pdf') ? '' : new TextDecoder().decode(bytes)
    return { status: response.status, to: response.headers.get('location'), type, text, bytes }
  }
  return {
    get: (address: string) => ask(address),
    post: (address: string, typed: Readonly<Record<string, string>> = {}) =>
      ask(address, { method: 'POST', body: new URLSearchParams(typed).toString() }),
  }
}
