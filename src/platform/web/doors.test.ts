import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, acceptAll, sentApplication, take } from '../../../test/applicant.ts'
import { order } from '../../../test/floors.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Seen, Visitor } from '../../../test/visitor.ts'
import { capabilitiesOf } from '../../app.tsx'

let town: TestHouse
let zara: Applicant
let officer: Visitor
let ids: Readonly<Record<string, string>>
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@kslu.example')
  zara = await sentApplication(town)
  await acceptAll(officer, zara.desk)
  await take(officer, zara.desk, 'admit')
  await town.settled()
  const one = async (text: string) => (await town.owner.query(text)).rows[0]?.id ?? ''
  // Somebody's real papers: what is refused is refused although it is there.
  ids = {
    id: zara.id,
    file: await one('select id from document_files'),
    letter: await one('select id from letters'),
    letterId: await one('select id from letters'),
    institution: 'kslu',
    language: 'en',
    procedure: 'admission',
    section: 'you',
    step: 'withdraw',
    type: 'passport',
    paper: 'form',
    level: 'bachelor',
    programme: 'bachelor-530500',
  }
})
afterAll(() => town.close())

/** Every address that the program answers, as it stands in the code. */
function doors(): string[] {
  return [
    ...new Set(
      town.app.routes
        .filter(({ method }) => method !== 'ALL')
        .map(({ method, path }) => `${method} ${path.replace(/\{[^}]*\}/g, '')}`),
    ),
  ].sort()
}

/** Knocks at a door with somebody else's numbers. */
function knock(visitor: Visitor, door: string): Promise<Seen> {
  const [method, pattern = ''] = door.split(' ')
  const path = pattern.replace(/:(\w+)/g, (_, name) => ids[name] ?? 'x')
  if (method === 'GET') return visitor.get(path)
  if (method === 'POST') return visitor.post(path, { version: '99' })
  return visitor.ask(path, { method: method ?? '', headers: { 'tus-resumable': '1.0.0' } })
}

// 401: a program without a key.
const isShut = (seen: Seen) =>
  [401, 404].includes(seen.status) || (seen.status === 303 && seen.location?.startsWith('/sign-in') === true)

async function openTo(visitor: Visitor): Promise<string[]> {
  const found: string[] = []
  for (const door of doors()) if (!isShut(await knock(visitor, door))) found.push(door)
  return found
}

// A new route that anybody may use has to be written down here.
const forEverybody = [
  'GET /',
  'GET /:institution',
  'GET /:institution/',
  'GET /:institution/:language',
  'GET /:institution/:language/',
  'GET /:institution/:language/about',
  'GET /:institution/:language/achievements',
  'GET /:institution/:language/alumni',
  'GET /:institution/:language/apply',
  'GET /:institution/:language/calls',
  'GET /:institution/:language/consultation',
  'GET /:institution/:language/contacts',
  'GET /:institution/:language/downloads',
  'GET /:institution/:language/events',
  'GET /:institution/:language/events.ics',
  'GET /:institution/:language/feeds/calls.ics',
  'GET /:institution/:language/feeds/calls.json',
  'GET /:institution/:language/feeds/calls.xml',
  'GET /:institution/:language/funding',
  'GET /:institution/:language/galleries',
  'GET /:institution/:language/invitation',
  'GET /:institution/:language/joint-programmes',
  'GET /:institution/:language/networks',
  'GET /:institution/:language/news',
  'GET /:institution/:language/news/feed.xml',
  'GET /:institution/:language/notices',
  'GET /:institution/:language/office',
  'GET /:institution/:language/partners',
  'GET /:institution/:language/partners/map',
  'GET /:institution/:language/partners/propose',
  'GET /:institution/:language/programmes',
  'GET /:institution/:language/programmes/:level/:programme',
  'GET /:institution/:language/questions',
  'GET /:institution/:language/registration',
  'GET /:institution/:language/reports',
  'GET /:institution/:language/search',
  'GET /:institution/:language/summer-schools',
  'GET /:language',
  'GET /:language/',
  'GET /api',
  'GET /api/v1/institutions',
  'GET /api/v1/institutions/:institution',
  'GET /api/v1/institutions/:institution/programmes',
  'GET /api/v1/openapi.json',
  'GET /check',
  'GET /check/:code',
  'GET /check/key',
  'GET /healthz',
  'GET /invitation/:institution/:token',
  'GET /outbox',
  'GET /readyz',
  'GET /representation/:token',
  'GET /robots.txt',
  'GET /sign-in',
  'GET /sign-in/link',
  'GET /sitemap.xml',
  'POST /:institution/:language/apply',
  'POST /:institution/:language/consultation',
  'POST /:institution/:language/invitation',
  'POST /:institution/:language/notices',
  'POST /:institution/:language/partners/propose',
  'POST /invitation/:institution/:token',
  'POST /language',
  'POST /representation/:token',
  'POST /sign-in',
  'POST /sign-in/link',
  'POST /sign-in/mail-link',
  'POST /sign-in/passkey',
  'POST /sign-in/passkey/challenge',
]
// Doors that everybody may knock at, but that lead on to signing in, or to nothing without more.
const leadingOn = ['GET /assets/:file', 'GET /desk', 'GET /sign-in/code', 'POST /sign-in/code', 'POST /sign-out']
const forWhoeverSignedIn = [
  'GET /account',
  'GET /account/data',
  'GET /account/data/archive',
  'GET /account/representatives',
  'GET /account/representatives/asking',
  'GET /account/representatives/new',
  'GET /my',
  'GET /my/:institution/departure/new',
  'GET /my/another',
  'GET /my/passports',
  'GET /my/stay',
  'POST /account/elsewhere',
  'POST /account/institution',
  'POST /account/passkeys',
  'POST /account/passkeys/:id/end',
  'POST /account/passkeys/challenge',
  'POST /account/password',
  'POST /account/representatives',
  'POST /account/representatives/asking',
  'POST /account/second-factor',
  'POST /account/second-factor/code',
  'POST /account/second-factor/end',
  'POST /account/sessions/:id/end',
  'POST /my/:institution/departure/new',
  // Known at the university since the door before this one.
  'POST /my/:institution/transcript/grades/new',
  'POST /my/:institution/transcript/grades/sheets',
  'POST /my/another',
  'POST /my/order',
  'POST /my/order/count',
  'POST /my/others/kept',
  'POST /my/others/withdrawal',
]

// Lists of one's own institution, whatever stands in the address.
const ownLists = [
  'GET /desk/cases/:procedure',
  'GET /desk/cases/:procedure/bulk',
  'GET /desk/cases/:procedure/export.csv',
  'GET /desk/cases/:procedure/export.xlsx',
  'GET /desk/cases/:procedure/filters',
  'GET /desk/cases/:procedure/views',
  'GET /desk/orders/new/:procedure',
  // Whoever works there may ask, before the university knows them.
  'GET /my/:institution/departure/new',
  'POST /desk/cases/:procedure/bulk',
  'POST /desk/cases/:procedure/views',
  'POST /desk/orders/new/:procedure',
  'POST /my/:institution/departure/new',
  // Known at the university since the door before this one.
  'POST /my/:institution/transcript/grades/new',
  'POST /my/:institution/transcript/grades/sheets',
]
// A view of the list is its reader's own; so is whether keys work in their browser, and whether they follow a case.
const own = ['POST /desk/cases/:procedure/:id/following', 'POST /desk/cases/:procedure/views', 'POST /desk/keys']

describe('every door is shut', () => {
  test('to a visitor, but for those that are written down', async () => {
    expect((await openTo(town.visitor())).filter((door) => !leadingOn.includes(door))).toEqual(forEverybody)
  })

  test('to an applicant who asks for somebody else’s case, papers and letters', async () => {
    const amina = await town.signedIn('amina@example.org')
    const open = (await openTo(amina)).filter((door) => !leadingOn.includes(door))
    expect(open).toEqual(
      [...forEverybody, ...forWhoeverSignedIn].filter((door) => door !== 'POST /sign-in/code').sort(),
    )
  })

  test('at the desk of another university, as if nothing stood there', async () => {
    const asel = await town.signedIn('officer@kstu.example')
    const found: string[] = []
    for (const door of doors().filter((one) => /\/(desk|my)\/.*:/.test(one)))
      if ((await knock(asel, door)).status !== 404) found.push(door)
    expect(found).toEqual(ownLists)
  })

  test('to a rector who wants to change something', async () => {
    const rector = await town.signedIn('rector@kslu.example')
    const found: string[] = []
    for (const door of doors().filter((one) => one.startsWith('POST /desk/')))
      if ((await knock(rector, door)).status !== 404) found.push(door)
    expect(found).toEqual(own)
    expect((await rector.get(zara.desk)).status).toBe(200)
  })

  test('and who has to sign in comes back to exactly where they wanted to go', async () => {
    const seen = await town.visitor().get('/desk/cases/admission?stage=sent&q=sample')
    expect(seen.location).toBe(`/sign-in?to=${encodeURIComponent('/desk/cases/admission?stage=sent&q=sample')}`)
  })
})

test('an address with a zero byte, half a letter, a name of every object or a day at the edge makes no page fail', async () => {
  const names = [
    'q',
    'to',
    'from',
    'kind',
    'state',
    'year',
    'before',
    'after',
    'sort',
    'file',
    'beside',
    'version',
    'done',
  ]
  const failed: string[] = []
  for (const door of doors().filter((one) => one.startsWith('GET /desk')))
    for (const wrong of ['a%00b', '%ff%ed%a0%bd', '__proto__', '9999-12-31', '0000-01-01']) {
      const path = door.slice(4).replace(/:(\w+)/g, (_, name) => ids[name] ?? wrong)
      const seen = await officer.get(`${path}?${names.map((name) => `${name}=${wrong}`).join('&')}`)
      if (seen.status >= 500) failed.push(`${door} ${wrong}`)
    }
  for (const door of doors().filter((one) => one.startsWith('POST') && one.includes(':'))) {
    const seen = await officer.post(door.slice(5).replace(/:(\w+)/g, '%00'), { version: '%00', key: 'x' })
    if (seen.status >= 500) failed.push(door)
  }
  expect(failed).toEqual([])
})

describe('a form from another site', () => {
  const send = (headers: Readonly<Record<string, string>>, type = 'application/x-www-form-urlencoded') => {
    const cookie = zara.visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    return town.app.request('http://kopuro.test/language', {
      method: 'POST',
      body: 'language=ru&to=/my',
      headers: { cookie, host: 'kopuro.test', 'content-type': type, ...headers },
    })
  }

  test.each([
    ['http://evil.example'],
    ['http://kopuro.test.evil.example'],
    ['http://evil.example#kopuro.test'],
    ['http://kopuro.test@evil.example'],
    ['http://kopuro.test:8080'],
    ['null'],
    ['kopuro.test'],
    [''],
  ])('with Origin “%s” is refused with a calm page', async (origin) => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      const answer = await send({ origin }, type)
      expect([type, answer.status]).toEqual([type, 409])
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })

  test('without an Origin is refused, unless the browser says that it is our own', async () => {
    expect((await send({})).status).toBe(409)
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(409)
    expect((await send({ 'sec-fetch-site': 'same-site' })).status).toBe(409)
    expect((await send({ 'sec-fetch-site': 'same-origin' })).status).toBe(303)
    expect((await send({ origin: 'http://kopuro.test' })).status).toBe(303)
  })
})

describe('headers', () => {
  const directives = (seen: Seen) =>
    new Map(
      (seen.response.headers.get('content-security-policy') ?? '')
        .split(/;\s*/)
        .map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')]),
    )

  test('of every page let nothing run but our own modules, and nobody frame it', async () => {
    for (const [who, path, status] of [
      [town.visitor(), '/', 200],
      [town.visitor(), '/kslu/ru/', 200],
      [town.visitor(), '/sign-in', 200],
      [town.visitor(), '/nothing/like/it', 404],
      [zara.visitor, zara.my, 200],
      [officer, zara.desk, 200],
    ] as const) {
      const seen = await who.get(path)
      expect([path, seen.status]).toEqual([path, status])
      const csp = directives(seen)
      expect([
        path,
        csp.get('default-src'),
        csp.get('script-src'),
        csp.get('style-src'),
        csp.get('frame-ancestors'),
        csp.get('form-action'),
        csp.get('base-uri'),
      ]).toEqual([path, "'none'", "'self'", "'self'", "'none'", "'self'", "'none'"])
      expect(seen.response.headers.get('x-frame-options')).toBe('DENY')
      expect(seen.response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(seen.response.headers.get('referrer-policy')).toBe('same-origin')
      expect(seen.html).not.toMatch(/<script(?![^>]*src=)|style="|\son\w+="/)
    }
  })

  test.each([
    ['a paper', () => `${zara.my}/files/${ids.file}`, 'image/jpeg'],
    ['its small picture', () => `${zara.my}/files/${ids.file}/thumbnail`, 'image/webp'],
    ['a letter', () => `${zara.my}/letters/${ids.letter}`, 'application/pdf'],
  ])('of %s: a frame of our own may show it, nobody keeps it, it is what it says', async (_, path, type) => {
    const seen = await zara.visitor.get(path())
    const { headers } = seen.response
    expect([seen.status, headers.get('content-type')]).toEqual([200, type])
    expect(directives(seen).get('frame-ancestors')).toBe("'self'")
    expect(directives(seen).get('default-src')).toBe("'none'")
    expect(directives(seen).has('script-src')).toBe(false)
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('content-disposition')).toContain('inline')
  })

  test('of what is somebody’s own: nothing keeps it; and what is kept for everybody holds nobody’s name', async () => {
    for (const path of [zara.my, '/my', '/account', '/kslu/en/apply']) {
      expect([path, (await zara.visitor.get(path)).response.headers.get('cache-control')]).toEqual([path, 'no-store'])
    }
    const hers = await zara.visitor.get('/kslu/en/')
    expect(hers.response.headers.get('cache-control')).toContain('private')
    expect((await town.visitor().get('/kslu/en/')).html).toBe(hers.html)
    expect(hers.html).not.toContain(zara.mail)
  })

  test('of an asset: kept for ever under a name that changes with it; an unknown one is not found', async () => {
    const look = /\/assets\/look\.[^"]+\.css/.exec((await town.visitor().get('/')).html)?.[0] ?? ''
    const { headers } = (await town.visitor().get(look)).response
    expect(headers.get('cache-control')).toContain('immutable')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    for (const name of ['look.css', 'nothing.js', '..%2f..%2fpackage.json', '__proto__'])
      expect([name, (await town.visitor().get(`/assets/${name}`)).status]).toEqual([name, 404])
  })
})

test('the eleventh form with one address in an hour is asked to wait, and another address is not', async () => {
  const again = (mail: string) => town.visitor().post('/kslu/en/apply', { mail, key: '' })
  const answers: number[] = []
  for (let time = 0; time < 11; time += 1) answers.push((await again('often@example.org')).status)
  expect(answers.slice(0, 10).every((status) => status < 400)).toBe(true)
  expect(answers[10]).toBe(429)
  expect((await again('once@example.org')).status).toBe(303)
})

test('each capability stands in the house once, in the order of the floors', () => {
  const names = capabilitiesOf().map(({ name }) => name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  const standing = order.filter((name) => names.includes(name))
  expect(names.filter((name) => standing.includes(name))).toEqual(standing)
})

describe('in production', () => {
  let open: TestHouse
  beforeAll(async () => {
    open = await testHouse({
      jobs: false,
      environment: {
        KOPURO_MODE: 'production',
        KOPURO_TODAY: '',
        KOPURO_URL: 'https://apply.university.example',
        KOPURO_SECRET: 'x'.repeat(40),
        KOPURO_KEY: 'ab'.repeat(32),
        KOPURO_LETTER_KEY: 'c'.repeat(64),
        KOPURO_MAIL: 'smtp://127.0.0.1:9',
        KOPURO_MAIL_FROM: 'office@university.example',
      },
    })
  })
  afterAll(() => open.close())

  test('the outbox does not exist', async () => {
    for (const path of ['/outbox', `/outbox/kslu/${crypto.randomUUID()}`]) {
      expect((await open.visitor().get(path)).status).toBe(404)
      expect((await (await open.signedIn('admin@kslu.example')).get(path)).status).toBe(404)
    }
  })

  test('browsers are told to come by https only, and cookies too', async () => {
    const visitor = open.visitor()
    const seen = await visitor.post('/sign-in', { email: 'zoe@example.org', password: 'kopuro-evaluation' })
    expect(seen.response.headers.get('strict-transport-security')).toContain('max-age=31536000')
    const cookies = seen.response.headers.getSetCookie()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) expect(cookie).toMatch(/; secure/i)
    for (const cookie of cookies) expect(cookie).toMatch(/; httponly/i)
    expect((await visitor.get('/my')).status).toBe(200)
  })
})
