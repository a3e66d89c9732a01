import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Applicant, acceptAll, sentApplication, take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { howToCheck } from './docs-page.tsx'
import { mayReach, whyNotAddress } from './hook-address.ts'
import { post } from './hook-post.ts'
import { sendDelivery, sendDue } from './hook-sending.ts'

interface Came {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Somebody who is told things, and answers as the test wishes; null: not at all. */
let server: Server
let receiver = ''
let came: Came[] = []
let answers: (number | null)[] = []

let town: TestHouse
let admin: Visitor
let hook: { address: string; secret: string; id: string }
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      came.push({ path: request.url ?? '', headers: request.headers, body })
      const status = answers.length > 0 ? answers.shift() : 204
      if (status)
        response.writeHead(status, status === 302 ? { location: `${receiver}/elsewhere` } : {}).end('thank you')
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const place = server.address()
  receiver = `http://127.0.0.1:${typeof place === 'object' ? place?.port : 0}`
  town = await testHouse()
  admin = await town.signedIn('admin@kslu.example')
  hook = await hookFor(['case.arrived', 'case.moved', 'letter.issued', 'letter.revoked'])
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await town.close()
})
beforeEach(() => {
  came = []
  answers = []
})

async function hookFor(events: readonly string[], url = `${receiver}/kopuro`, who = admin) {
  const form = await who.get('/desk/settings/api/webhooks')
  const made = await who.post('/desk/settings/api/webhooks', {
    name: 'Register',
    url,
    key: hidden(form, 'key'),
    ...Object.fromEntries(events.map((event) => [event, 'yes'])),
  })
  const { rows } = await town.owner.query('select id from webhooks order by made_at desc, id desc limit 1')
  const id: string = rows[0]?.id ?? ''
  const secret = /whsec_[A-Za-z0-9+/=]+/.exec(made.text)?.[0] ?? ''
  return { address: `/desk/settings/api/webhooks/${id}`, secret, id, status: made.status }
}

const told = () => came.map(({ body }) => JSON.parse(body))
const types = () => told().map(({ type }) => type)

/** The whole way of a telling that nobody takes is days: here the days pass at once. */
async function soon(): Promise<void> {
  await town.settled()
  await town.owner.query("update webhook_deliveries set next_at = '2026-08-01' where state = 'waiting'")
  await town.owner.query('update webhooks set paused_until = null')
  await sendDue(town.house)
}

/** Standard Webhooks once more, by other means than the program's. */
async function isSigned(secret: string, { headers, body }: Came): Promise<boolean> {
  const raw = Uint8Array.fromBase64(secret.slice('whsec_'.length))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  const signed = new TextEncoder().encode(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
  const [version, given = ''] = String(headers['webhook-signature']).split(',')
  return version === 'v1' && crypto.subtle.verify('HMAC', key, Uint8Array.fromBase64(given), signed)
}

describe('a telling', () => {
  let zara: Applicant
  beforeAll(async () => {
    zara = await sentApplication(town)
    await town.settled()
  })

  test('comes for what was chosen, signed, and holds nobody’s data', async () => {
    await acceptAll(admin, zara.desk)
    await take(admin, zara.desk, 'admit')
    await town.settled()
    expect(types().sort()).toEqual(['case.moved', 'letter.issued'])
    const moved = told().find(({ type }) => type === 'case.moved')
    expect(moved.data).toMatchObject({
      institution: 'kslu',
      id: zara.id,
      action: 'admit',
      from_stage: 'sent',
      stage: 'admitted',
    })
    expect(moved.data.url).toBe(`http://kopuro.test/api/v1/cases/${zara.id}`)
    for (const one of came) {
      expect(await isSigned(hook.secret, one)).toBe(true)
      expect(await isSigned(hook.secret, { ...one, body: `${one.body} ` })).toBe(false)
      expect(one.body).not.toMatch(/SAMPLE|Zara|AB1234567|example\.org/)
      expect(Math.abs(Date.now() / 1000 - Number(one.headers['webhook-timestamp']))).toBeLessThan(60)
    }
  })

  test('of a revoked letter comes too, and of another institution nothing', async () => {
    const { rows } = await town.owner.query('select id from letters order by issued_at desc limit 1')
    const stranger = await town.signedIn('admin@kstu.example')
    await stranger.post(`/desk/letters/${rows[0]?.id}/revocation`, { reason: 'not ours' })
    await admin.post(`/desk/letters/${rows[0]?.id}/revocation`, { reason: 'A wrong name' })
    await town.settled()
    expect(types()).toEqual(['letter.revoked'])
    expect((await stranger.get(hook.address)).status).toBe(404)
    for (const door of ['test', 'stop', 'removal'])
      expect((await stranger.post(`${hook.address}/${door}`)).status).toBe(404)
  })

  test('of what was rolled back never comes', async () => {
    const asked = await sentApplication(town)
    await town.settled()
    came = []
    await town.owner.query(
      `create function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`,
    )
    await town.owner.query(
      'create constraint trigger last_word after insert on case_actions deferrable initially deferred for each row execute function fail()',
    )
    const page = await admin.get(asked.desk)
    const failed = await admin.post(`${asked.desk}/steps/refuse`, {
      version: hidden(page, 'version'),
      ground: 'places',
      reason: 'None left',
    })
    await town.owner.query('drop trigger last_word on case_actions')
    await town.owner.query('drop function fail()')
    expect(failed.status).toBe(500)
    await town.settled()
    expect(came).toEqual([])
    await admin.post(`${asked.desk}/steps/refuse`, {
      version: hidden(page, 'version'),
      ground: 'places',
      reason: 'None left',
    })
    await town.settled()
    expect(types()).toEqual(['case.moved'])
  })

  test('is proved by the example in docs/api.md, which is the one on the page', async () => {
    await admin.post(`${hook.address}/test`)
    await town.settled()
    const written = /```js\n(.*?)\n```/s.exec(await readFile('docs/api.md', 'utf8'))?.[1] ?? ''
    expect(written).toBe(howToCheck)
    const file = join(tmpdir(), `how-to-check-${crypto.randomUUID()}.mjs`)
    await writeFile(file, written)
    const { isFromKopuro } = await import(file)
    const [one] = came
    expect(isFromKopuro(hook.secret, one?.headers, one?.body)).toBe(true)
    expect(isFromKopuro(hook.secret, one?.headers, `${one?.body}x`)).toBe(false)
    expect(isFromKopuro(hook.secret, one?.headers, one?.body, Date.now() / 1000 + 301)).toBe(false)
    expect(isFromKopuro(`whsec_${btoa('another secret of some length')}`, one?.headers, one?.body)).toBe(false)
  })
})

describe('a telling that is not taken', () => {
  test('comes again with the same id and bytes after 500, after a redirect and after no answer', async () => {
    answers = [500, 302]
    await admin.post(`${hook.address}/test`)
    await soon()
    const { rows } = await town.owner.query(
      "select state, attempts from webhook_deliveries where event = 'test' order by id desc limit 1",
    )
    expect(rows[0]).toMatchObject({ state: 'waiting', attempts: 2 })
    expect((await admin.get(hook.address)).text).toMatch(/Not answering.*302/)
    await soon()
    await soon()
    expect(came.map(({ path }) => path)).toEqual(['/kopuro', '/kopuro', '/kopuro'])
    expect(new Set(came.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1)
    expect((await admin.get(hook.address)).text).not.toContain('Not answering')
  })

  test('waits longer each time, about a day in all, and is then given up', async () => {
    answers = Array.from({ length: 20 }, () => 500)
    await admin.post(`${hook.address}/test`)
    await town.settled()
    const pauses: number[] = []
    for (let tries = 0; tries < 9; tries += 1) {
      const { rows } = await town.owner.query(
        "select d.state, extract(epoch from d.next_at - (select max(at) from webhook_attempts a where a.delivery_id = d.id)) as pause from webhook_deliveries d where event = 'test' order by id desc limit 1",
      )
      if (rows[0]?.state !== 'waiting') break
      pauses.push(Math.round(Number(rows[0].pause) / 60))
      await soon()
    }
    expect(pauses).toEqual([1, 5, 30, 120, 300, 600, 600])
    expect(came).toHaveLength(8)
    answers = []
    const { rows } = await town.owner.query(
      "select id from webhook_deliveries where event = 'test' order by id desc limit 1",
    )
    const page = `${hook.address}/deliveries/${rows[0]?.id}`
    expect((await admin.get(page)).text).toContain('Not taken')
    await admin.post(`${page}/again`)
    await town.settled()
    expect((await admin.get(page)).text).toContain('Taken')
    expect(came.at(-1)?.headers['webhook-id']).toBe(rows[0]?.id)
  })

  test('holds up no other webhook, and is not tried while its address takes breath', async () => {
    answers = [500]
    await admin.post(`${hook.address}/test`)
    await town.settled()
    const zara = await sentApplication(town)
    await town.settled()
    expect(came).toHaveLength(1)
    expect((await admin.get(hook.address)).text).toMatch(/case\.arrived.*Waiting/)
    await soon()
    await soon()
    expect(types().sort()).toEqual(['case.arrived', 'test', 'test'])
    expect(told().find(({ type }) => type === 'case.arrived').data.id).toBe(zara.id)
  })

  test('is sent once although two processes are asked for it', async () => {
    const { rows } = await town.owner.query('select id from webhook_deliveries order by id desc limit 1')
    await town.owner.query("update webhook_deliveries set state = 'waiting', next_at = '2026-08-01' where id = $1", [
      rows[0]?.id,
    ])
    await Promise.all([1, 2, 3].map(() => sendDelivery(town.house, 'kslu', rows[0]?.id)))
    expect(came).toHaveLength(1)
  })

  test('switches its webhook off after three days, tells the admins, and can be started again', async () => {
    answers = [503]
    await admin.post(`${hook.address}/test`)
    await town.settled()
    await town.owner.query("update webhooks set failing_since = failing_since - interval '73 hours' where id = $1", [
      hook.id,
    ])
    answers = [503]
    await soon()
    await town.settled()
    expect((await admin.get(hook.address)).text).toContain('Nothing is sent here any more')
    const { rows } = await town.owner.query("select to_address, body from mails where kind = 'webhook.stopped'")
    expect(rows).toEqual([{ to_address: 'admin@kslu.example', body: expect.stringContaining(hook.id) }])
    expect(rows[0].body).not.toContain(hook.secret)
    await sentApplication(town)
    await soon()
    expect(came).toHaveLength(2)
    await admin.post(`${hook.address}/start`)
    await admin.post(`${hook.address}/test`)
    await town.settled()
    expect(types().at(-1)).toBe('test')
    expect(came).toHaveLength(3)
    expect((await admin.get('/desk/settings/api')).text).toMatch(/Webhook started Register/)
  })

  test('switches it off at once when the address says that it is gone for good', async () => {
    const other = await hookFor(['letter.issued'])
    answers = [410]
    await admin.post(`${other.address}/test`)
    await town.settled()
    expect((await admin.get(other.address)).text).toContain('Given up')
    await admin.post(`${other.address}/removal`)
    expect((await admin.get(other.address)).status).toBe(404)
    const { rows } = await town.owner.query('select sealed_secret from webhooks where id = $1', [other.id])
    expect(rows[0].sealed_secret).toBe('')
  })
})

describe('the secret', () => {
  test('is shown once, and lies sealed in the database', async () => {
    expect((await admin.get(hook.address)).text).not.toContain('whsec_')
    const { rows } = await town.owner.query('select * from webhooks where id = $1', [hook.id])
    expect(JSON.stringify(rows)).not.toContain(hook.secret.slice('whsec_'.length))
    const { secrets } = town.house
    expect(secrets.open(rows[0].sealed_secret, `webhook kslu ${hook.id}`)).toBe(hook.secret)
    expect(secrets.open(rows[0].sealed_secret, `webhook kstu ${hook.id}`)).toBeNull()
  })

  test('that no key opens any more is said to the admin, and sends nothing', async () => {
    const other = await hookFor(['letter.issued'])
    await town.owner.query("update webhooks set sealed_secret = 'c29tZXRoaW5nIGVsc2U' where id = $1", [other.id])
    await admin.post(`${other.address}/test`)
    await town.settled()
    expect(came).toEqual([])
    expect((await admin.get(other.address)).text).toContain('remove this webhook and make a new one')
    await admin.post(`${other.address}/removal`)
  })

  test('of a form that came twice is made once', async () => {
    const form = await admin.get('/desk/settings/api/webhooks')
    const fields = { name: 'Twice', url: `${receiver}/x`, 'letter.issued': 'yes', key: hidden(form, 'key') }
    const both = await Promise.all([1, 2].map(() => admin.post('/desk/settings/api/webhooks', fields)))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const { rows } = await town.owner.query("update webhooks set removed_at = now() where name = 'Twice' returning id")
    expect(rows).toHaveLength(1)
  })
})

describe('an address', () => {
  test.each([
    ['https://register.university.example/kopuro', 'production', null],
    ['http://register.university.example/kopuro', 'production', 'hooks.notHttps'],
    ['http://register.university.example/kopuro', 'evaluation', 'hooks.notHttps'],
    ['http://127.0.0.1:9/x', 'evaluation', null],
    ['http://127.0.0.1:9/x', 'production', 'hooks.inside'],
    ['https://localhost/x', 'production', 'hooks.inside'],
    ['https://2130706433/', 'production', 'hooks.inside'],
    ['https://0x7f.1/', 'production', 'hooks.inside'],
    ['https://[::1]/', 'production', 'hooks.inside'],
    ['https://[::ffff:10.0.0.1]/', 'production', 'hooks.inside'],
    ['https://169.254.169.254/latest/meta-data', 'evaluation', 'hooks.inside'],
    ['https://10.1.2.3/', 'evaluation', 'hooks.inside'],
    ['https://name:word@register.university.example/', 'production', 'hooks.notAnAddress'],
    ['ftp://register.university.example/', 'production', 'hooks.notAnAddress'],
    ['register.university.example', 'production', 'hooks.notAnAddress'],
  ] as const)('%s in %s: %s', (url, mode, why) => {
    expect(whyNotAddress(url, mode)).toBe(why)
  })

  test.each([
    '10.0.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '::',
    'fd00::1',
    'fe80::1',
    '::ffff:192.168.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '224.0.0.1',
    'x',
    '',
  ])('%s is reached by nobody from here', (address) =>
    expect([mayReach(address, 'production'), mayReach(address, 'evaluation')]).toEqual([false, false]),
  )

  test('that is public is reached', () => {
    expect(['8.8.8.8', '2a00:1450:4001:80b::200e'].map((one) => mayReach(one, 'production'))).toEqual([true, true])
  })

  test('that leads inside is not connected to, by number or by name, and one that says nothing is left after its time', async () => {
    expect(await post(`${receiver}/x`, '{}', {}, 'production')).toEqual({ status: null, trouble: 'address' })
    const name = receiver.replace('127.0.0.1', 'localhost')
    expect(await post(`${name}/x`, '{}', {}, 'production')).toEqual({ status: null, trouble: 'address' })
    expect(came).toEqual([])
    expect((await post(`${name}/x`, '{}', {}, 'evaluation')).status).toBe(204)
    answers = [null]
    expect(await post(`${receiver}/x`, '{}', {}, 'evaluation', 200)).toEqual({ status: null, trouble: 'late' })
    expect(await post('http://127.0.0.1:1/x', '{}', {}, 'evaluation')).toEqual({ status: null, trouble: 'line' })
  })

  test('that can’t be used is refused on the form, and nothing typed is lost', async () => {
    const form = { name: 'Inside', url: 'https://192.168.0.1/', 'case.moved': 'yes', key: crypto.randomUUID() }
    const slipped = await admin.post('/desk/settings/api/webhooks', form)
    expect([slipped.status, slipped.text]).toEqual([422, expect.stringContaining('a network of our own')])
    expect(slipped.html).toContain('value="https://192.168.0.1/"')
    expect(slipped.html).toMatch(/name="case.moved" value="yes" checked/)
    const { 'case.moved': _, ...nothingChosen } = form
    const both = await admin.post('/desk/settings/api/webhooks', nothingChosen)
    expect(both.text).toMatch(/choose at least one.*a network of our own/)
  })
})

test('what is sent has the shape that the document says', async () => {
  const answer = await town.app.request('http://kopuro.test/api/v1/openapi.json')
  const document = await answer.json()
  expect(Object.keys(document.webhooks)).toEqual([
    'case.arrived',
    'case.moved',
    'case.changed',
    'letter.issued',
    'letter.revoked',
  ])
  const { rows } = await town.owner.query(
    'select distinct on (event) event, body from webhook_deliveries order by event',
  )
  expect(rows.length).toBeGreaterThan(3)
  for (const { event, body } of rows) {
    const shape = event === 'test' ? 'TestEvent' : event.startsWith('case.') ? 'CaseEvent' : 'LetterEvent'
    expect([event, z.fromJSONSchema(document.components.schemas[shape]).safeParse(JSON.parse(body)).error]).toEqual([
      event,
      undefined,
    ])
  }
})
