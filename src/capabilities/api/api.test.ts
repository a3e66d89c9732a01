import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, acceptAll, sentApplication, take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'
import { keyLimit } from './door.ts'

let town: TestHouse
let admin: Visitor
let zara: Applicant
let omar: Applicant
let key: string
beforeAll(async () => {
  town = await testHouse()
  admin = await town.signedIn('admin@kslu.example')
  zara = await sentApplication(town)
  omar = await sentApplication(town, {
    you: {
      familyName: 'EXAMPLE',
      givenName: 'Omar',
      'birthDay.day': '9',
      'birthDay.month': '4',
      'birthDay.year': '2005',
      sex: 'male',
      citizenship: 'IN',
    },
  })
  await acceptAll(admin, omar.desk)
  await take(admin, omar.desk, 'admit')
  await town.settled()
  key = await keyWith(['cases:read', 'facts:read', 'letters:read'])
})
afterAll(() => town.close())

/** A key as an admin makes it on the desk, and as the page shows it. */
async function keyWith(scopes: readonly string[], fields: Record<string, string> = {}, who = admin): Promise<string> {
  const form = await who.get('/desk/settings/api/keys')
  const ticks = Object.fromEntries(scopes.map((scope) => [scope, 'yes']))
  const made = await who.post('/desk/settings/api/keys', {
    name: 'Register',
    key: hidden(form, 'key'),
    ...ticks,
    ...fields,
  })
  return keyIn(made)
}
const keyIn = (seen: Seen) => /kopuro_[a-z]+_[0-9a-f]{8}_[0-9a-f]{48}/.exec(seen.text)?.[0] ?? ''

async function ask(path: string, as: string | null = key, headers: Record<string, string> = {}) {
  const answer = await town.app.request(`http://kopuro.test/api/v1${path}`, {
    headers: { ...(as ? { authorization: `Bearer ${as}` } : {}), ...headers },
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null, text }
}
const names = (body: { items: { name: string }[] }) => body.items.map(({ name }) => name)
const kind = (answer: { body: { type: string } }) => answer.body.type.replace('http://kopuro.test/api#problem-', '')

describe('a key', () => {
  test('is shown once, kept as a hash, and the same form makes one', async () => {
    const form = await admin.get('/desk/settings/api/keys')
    const fields = { name: 'Computing centre', 'cases:read': 'yes', key: hidden(form, 'key') }
    const first = await admin.post('/desk/settings/api/keys', fields)
    const second = await admin.post('/desk/settings/api/keys', fields)
    expect([first.status, second.status]).toEqual([200, 409])
    expect(keyIn(first)).toMatch(/^kopuro_kslu_/)
    expect(keyIn(second)).toBe('')
    expect(first.response.headers.get('cache-control')).toContain('no-store')
    const { rows } = await town.owner.query("select * from api_keys where name = 'Computing centre'")
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(keyIn(first).slice(-48))
    expect((await admin.get('/desk/settings/api')).text).toMatch(/Key made Computing centre \([0-9a-f]{8}\)/)
  })

  test('needs a name, a scope and a day that is one; nothing typed is lost', async () => {
    const slipped = await admin.post('/desk/settings/api/keys', {
      name: '',
      'letters:read': 'yes',
      'ends.day': '31',
      'ends.month': '2',
      'ends.year': '2027',
      key: crypto.randomUUID(),
    })
    expect(slipped.status).toBe(422)
    expect(slipped.html).toMatch(/name="letters:read" value="yes" checked/)
    expect(slipped.html).toContain('value="31"')
    const none = await admin.post('/desk/settings/api/keys', { name: 'Nothing', key: crypto.randomUUID() })
    expect([none.status, none.text]).toEqual([422, expect.stringContaining('choose at least one')])
  })

  test('is made by the admin alone', async () => {
    const officer = await town.signedIn('officer@kslu.example')
    expect((await officer.get('/desk/settings/api')).status).toBe(404)
    expect((await officer.post('/desk/settings/api/keys', { name: 'x', 'cases:read': 'yes' })).status).toBe(404)
  })

  test('that is missing, mistyped, foreign or made up opens nothing', async () => {
    expect(kind(await ask('/cases?procedure=admission', null))).toBe('key-missing')
    const wrong = [
      key.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      key.replace('kslu', 'kstu'),
      key.replace('kslu', 'nowhere'),
      'x',
    ]
    for (const one of wrong) {
      const answer = await ask('/cases?procedure=admission', one)
      expect([one, answer.status, kind(answer)]).toEqual([one, 401, 'key-unknown'])
      expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"')
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    }
  })

  test('that was revoked is refused at once, and says why', async () => {
    const gone = await keyWith(['cases:read'], { name: 'Gone' })
    expect((await ask('/key', gone)).body).toMatchObject({ institution: 'kslu', name: 'Gone', scopes: ['cases:read'] })
    const page = await admin.get('/desk/settings/api')
    const address = /href="(\/desk\/settings\/api\/keys\/[0-9a-f-]{36})">Gone</.exec(page.html)?.[1] ?? ''
    const other = await town.signedIn('admin@kstu.example')
    expect((await other.get(address)).status).toBe(404)
    expect((await other.post(`${address}/revocation`)).status).toBe(404)
    expect((await ask('/key', gone)).status).toBe(200)
    await admin.post(`${address}/revocation`)
    await admin.post(`${address}/revocation`)
    expect(kind(await ask('/key', gone))).toBe('key-revoked')
    const after = await admin.get('/desk/settings/api')
    expect(after.text.match(/Key revoked Gone/g)).toHaveLength(1)
  })

  test('works on its last day and not after it', async () => {
    const day = (date: string) => ({ 'ends.day': date, 'ends.month': '9', 'ends.year': '2026' })
    const today = await keyWith(['cases:read'], day('1'))
    expect((await ask('/key', today)).body.ends_on).toBe('2026-09-01')
    const { rows } = await town.owner.query(
      "update api_keys set ends_on = '2026-08-31' where ends_on = '2026-09-01' returning 1",
    )
    expect(rows).toHaveLength(1)
    expect(kind(await ask('/key', today))).toBe('key-ended')
  })

  test('reads what its scopes say, and no more', async () => {
    const plain = await keyWith(['cases:read'])
    const whole = await ask(`/cases/${zara.id}`, plain)
    expect([whole.status, whole.body.facts]).toEqual([200, null])
    expect(whole.text).not.toContain('AB1234567')
    const refused = await ask(`/cases/${zara.id}/letters`, plain)
    expect([refused.status, kind(refused)]).toEqual([403, 'scope-missing'])
    expect(refused.body.detail).toContain('letters:read')
    const lettersOnly = await keyWith(['letters:read'])
    expect((await ask('/cases?procedure=admission', lettersOnly)).status).toBe(403)
    expect((await ask('/procedures', lettersOnly)).status).toBe(403)
  })

  test('leaves a word of every look at somebody’s answers', async () => {
    const reader = await keyWith(['cases:read', 'facts:read'], { name: 'Reader' })
    expect((await ask(`/cases/${zara.id}`, reader)).body.facts).toMatchObject({ passportNumber: 'AB1234567' })
    const page = await admin.get('/desk/settings/api')
    const address = /href="([^"]+)">Reader</.exec(page.html)?.[1] ?? ''
    expect((await admin.get(address)).text).toContain('SAMPLE Zara')
    await expect(town.owner.query('delete from api_looks')).rejects.toThrow('never changed')
  })

  test('is counted: the one that asks too often waits, the others go on', async () => {
    const eager = await keyWith(['cases:read'])
    const first = await ask('/key', eager)
    expect(first.headers.get('ratelimit-policy')).toBe('"key";q=300;w=60')
    expect(first.headers.get('ratelimit')).toMatch(/^"key";r=299;t=\d+$/)
    await town.owner.query(
      "update attempts set count = $1 where key = 'api:' || (select id from api_keys order by made_at desc limit 1)",
      [keyLimit.most],
    )
    const late = await ask('/key', eager)
    expect([late.status, kind(late)]).toEqual([429, 'too-many-requests'])
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask('/key')).status).toBe(200)
  })
})

describe('institutions stay apart', () => {
  test('a key of one sees no case, letter or count of another', async () => {
    const asel = await town.signedIn('admin@kstu.example')
    const theirs = await keyWith(['cases:read', 'facts:read', 'letters:read'], {}, asel)
    expect(theirs).toMatch(/^kopuro_kstu_/)
    expect((await ask('/cases?procedure=admission', theirs)).body.items).toEqual([])
    for (const path of [`/cases/${zara.id}`, `/cases/${zara.id}/letters`]) {
      const answer = await ask(path, theirs)
      expect([path, answer.status, kind(answer)]).toEqual([path, 404, 'not-found'])
    }
    const counted = (await ask('/procedures/admission/counts', theirs)).body.stages
    expect(counted.every(({ count }: { count: number }) => count === 0)).toBe(true)
    expect((await asel.get('/desk/settings/api')).text).not.toContain('Computing centre')
  })
})

describe('the list of cases', () => {
  test.each([
    ['', 'EXAMPLE Omar, SAMPLE Zara'],
    ['&stage=sent', 'SAMPLE Zara'],
    ['&stage=admitted', 'EXAMPLE Omar'],
    ['&waits=office', 'SAMPLE Zara'],
    ['&owner=nobody&sort=name', 'EXAMPLE Omar, SAMPLE Zara'],
    ['&own.citizenship=India', 'EXAMPLE Omar'],
    ['&paper=passport', 'SAMPLE Zara'],
    ['&waits=subject', 'EXAMPLE Omar'],
    // An offered place has a day until which it is answered.
    ['&due=none', ''],
    ['&q=sampl', 'SAMPLE Zara'],
    ['&from=2026-09-02', ''],
    ['&changed_since=2026-09-01T00:00:00%2B06:00', 'SAMPLE Zara, EXAMPLE Omar'],
    ['&changed_since=2026-09-03T00:00:00Z', ''],
  ])('is narrowed as the desk’s is: %s', async (query, expected) => {
    const { status, body } = await ask(`/cases?procedure=admission${query}`)
    expect([status, names(body).join(', ')]).toEqual([200, expected])
  })

  test('is the same as an officer sees', async () => {
    const row = (await ask('/cases?procedure=admission&stage=sent')).body.items[0]
    expect(row).toMatchObject({
      id: zara.id,
      number: expect.stringMatching(/^KSLU-2026-\d{5}$/),
      stage: 'sent',
      waits_for: 'office',
      owner: null,
      page: `http://kopuro.test${zara.desk}`,
    })
    expect(row.columns.citizenship).toEqual({ en: 'Pakistan', ru: 'Пакистан', ky: 'Пакистан' })
    const seen = await admin.get('/desk/cases/admission?stage=sent')
    expect(seen.text).toContain(row.number)
  })

  test.each(['arrived', 'name', 'next', 'changed'])(
    'is turned page by page without a gap or a double, by %s',
    async (sort) => {
      const whole = names((await ask(`/cases?procedure=admission&sort=${sort}`)).body)
      const turned: string[] = []
      let cursor: string | null = ''
      for (let page = 0; cursor !== null && page < 9; page += 1) {
        const { body } = await ask(`/cases?procedure=admission&sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`)
        turned.push(...names(body))
        cursor = body.next_cursor
      }
      expect(turned).toEqual(whole)
      expect(whole).toHaveLength(2)
    },
  )

  test.each([
    ['', 'procedure', 'It must be one of: admission'],
    ['?procedure=nothing', 'procedure', 'It must be one of: admission'],
    ['?procedure=admission&stage=draft', 'stage', 'It must be one of: sent, returned'],
    ['?procedure=admission&owner=mine', 'owner', 'Nobody here has this id'],
    ['?procedure=admission&own.colour=red', 'own.colour', 'no such parameter'],
    ['?procedure=admission&stge=sent', 'stge', 'no such parameter'],
    ['?procedure=admission&limit=0', 'limit', 'from 1 to 100'],
    ['?procedure=admission&limit=101', 'limit', 'from 1 to 100'],
    ['?procedure=admission&limit=ten', 'limit', 'from 1 to 100'],
    ['?procedure=admission&from=2026-02-31', 'from', 'a day like'],
    ['?procedure=admission&changed_since=yesterday', 'changed_since', 'a moment'],
    ['?procedure=admission&q=', 'q', 'empty'],
    ['?procedure=admission&q=%00', 'q', 'can’t be understood'],
    ['?procedure=admission&due=overdue&due=week', 'due', 'more than once'],
    ['?procedure=admission&cursor=nonsense', 'cursor', 'not a cursor'],
    [
      `?procedure=admission&cursor=${Buffer.from(`arrived \0_${'0'.repeat(8)}`).toString('base64url')}`,
      'cursor',
      'not a cursor',
    ],
    [
      `?procedure=admission&sort=name&cursor=${Buffer.from(`next 2026-09-01_${crypto.randomUUID()}`).toString('base64url')}`,
      'cursor',
      'not a cursor',
    ],
    [
      '?procedure=admission&sort=changed&cursor=' +
        Buffer.from(`changed 2026-99-01T00:00:00Z_${crypto.randomUUID()}`).toString('base64url'),
      'cursor',
      'not a cursor',
    ],
  ])('refuses %s and names the parameter', async (query, parameter, why) => {
    const answer = await ask(`/cases${query}`)
    expect([answer.status, kind(answer)]).toEqual([422, 'bad-parameter'])
    expect(answer.body.errors).toEqual([{ parameter, detail: expect.stringContaining(why) }])
  })

  test('speaks the caller’s language when it refuses', async () => {
    const answer = await ask('/cases?procedure=admission&limit=0', key, { 'accept-language': 'ky' })
    expect(answer.headers.get('content-language')).toBe('ky')
    expect(answer.body.title).toBe('Параметр жараксыз')
  })
})

describe('one case', () => {
  test('comes with papers, dates by their rules, and the journal', async () => {
    const { body } = await ask(`/cases/${zara.id}`)
    expect(body.papers.map(({ type, state }: { type: string; state: string }) => `${type} ${state}`)).toContain(
      'passport uploaded',
    )
    expect(body.deadlines[0]).toMatchObject({ name: 'answer', rule: { id: 'own.answer', unit: 'working-days' } })
    expect(body.journal.at(-1)).toMatchObject({ action: 'send', from_stage: 'draft', to_stage: 'sent' })
    expect(body.journal.at(-1).seq).toBe(body.version)
  })

  test('is not sent twice to who has it', async () => {
    const first = await ask(`/cases/${zara.id}`)
    const etag = first.headers.get('etag') ?? ''
    const again = await ask(`/cases/${zara.id}`, key, { 'if-none-match': etag })
    expect([again.status, again.text]).toEqual([304, ''])
    await admin.post(`${zara.desk}/owner`, { owner: 'me' })
    const changed = await ask(`/cases/${zara.id}`, key, { 'if-none-match': etag })
    expect([changed.status, changed.body.owner?.id]).toEqual([200, 'cast-admin@kslu.example'])
  })

  test('that has not been sent does not exist here', async () => {
    const { rows } = await town.owner.query<{ id: string }>("select id from cases where stage = 'draft' limit 1")
    for (const id of [rows[0]?.id ?? crypto.randomUUID(), crypto.randomUUID(), 'x', '%00'])
      expect([id, (await ask(`/cases/${id}`)).status]).toEqual([id, 404])
  })

  test('gives its letters with the address of their check', async () => {
    const { body } = await ask(`/cases/${omar.id}/letters`)
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({ kind: 'admission.letter', revoked_at: null })
    const check = await town.visitor().get(new URL(body.items[0].check).pathname)
    expect(check.text).toContain('Genuine and in force')
  })
})

describe('public data', () => {
  test('needs no key, may be kept, and holds what the public pages show', async () => {
    const all = await ask('/institutions', null)
    expect(all.headers.get('cache-control')).toBe('public, max-age=60')
    expect(all.body.items.map(({ id }: { id: string }) => id).sort()).toEqual(['eimu', 'kslu', 'kstu'])
    const office = (await ask('/institutions/kslu', null)).body
    expect(office.staff.length).toBeGreaterThan(0)
    const { items } = (await ask('/institutions/kslu/programmes', null)).body
    expect(items.length).toBeGreaterThan(2)
    expect((await town.visitor().get(new URL(items[0].page).pathname)).status).toBe(200)
    for (const id of ['nowhere', '-', 'KSLU', '%00', "'"])
      expect([id, (await ask(`/institutions/${id}`, null)).status]).toEqual([id, 404])
  })
})

describe('the document', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  let document: Awaited<ReturnType<typeof ask>>['body']
  beforeAll(async () => {
    document = (await ask('/openapi.json', null)).body
    ajv.addSchema(document, 'openapi')
  })
  const hold = (shape: string, value: unknown) => {
    const validate = ajv.getSchema(`openapi#/components/schemas/${shape}`)
    validate?.(value)
    return validate ? (validate.errors ?? []) : ['no such shape']
  }

  test('is OpenAPI 3.1 by its own meta-schema', async () => {
    const result = await new Validator().validate(structuredClone(document))
    expect(result.errors ?? []).toEqual([])
    expect([result.valid, document.openapi]).toEqual([true, '3.1.1'])
  })

  test('names every address that answers, and each answer has the shape that it says', async () => {
    const real: Record<string, string> = {
      '/api/v1/key': '/key',
      '/api/v1/procedures': '/procedures',
      '/api/v1/procedures/{procedure}/counts': '/procedures/admission/counts',
      '/api/v1/cases': '/cases?procedure=admission',
      '/api/v1/cases/{id}': `/cases/${zara.id}`,
      '/api/v1/cases/{id}/letters': `/cases/${omar.id}/letters`,
      '/api/v1/institutions': '/institutions',
      '/api/v1/institutions/{institution}': '/institutions/kstu',
      '/api/v1/institutions/{institution}/programmes': '/institutions/kstu/programmes',
    }
    expect(Object.keys(document.paths)).toEqual(Object.keys(real))
    for (const [path, address] of Object.entries(real)) {
      const { status, body } = await ask(address)
      const content = document.paths[path].get.responses[200].content['application/json']
      const shape = content.schema.$ref.split('/').at(-1)
      expect([path, status, hold(shape, body)]).toEqual([path, 200, []])
      expect([path, hold(shape, content.example)]).toEqual([path, []])
    }
  })

  test('holds the facts of a procedure as a schema that real answers meet and wrong ones do not', async () => {
    const { facts } = (await ask(`/cases/${zara.id}`)).body
    expect(hold('facts.admission', facts)).toEqual([])
    expect(document.components.schemas['facts.admission'].properties.birthDay).toMatchObject({ format: 'date' })
    expect(hold('facts.admission', { ...facts, birthDay: 'spring' })).toHaveLength(1)
    expect(hold('facts.admission', { ...facts, sex: 'x' })).toHaveLength(1)
    const [admission] = (await ask('/procedures')).body.items
    expect(admission.facts).toEqual(document.components.schemas['facts.admission'])
    expect(
      admission.steps.find(({ name }: { name: string }) => name === 'refuse').asks.properties.ground.enum,
    ).toContain('late')
  })

  test('says of a wrong question what the shape Problem says', async () => {
    for (const path of ['/cases', `/cases/${crypto.randomUUID()}`, '/nothing/like/it']) {
      const answer = await ask(path)
      expect([path, answer.status >= 400, hold('Problem', answer.body)]).toEqual([path, true, []])
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    }
  })

  test.each([
    ['en', 'The API of Kopuro'],
    ['ru', 'API программы Kopuro'],
    ['ky', 'Kopuro программасынын API’си'],
  ])('has a page in %s with every address and every problem', async (language, title) => {
    const page = await town.visitor(language).get('/api')
    expect(page.status).toBe(200)
    expect(page.text).toContain(title)
    for (const path of Object.keys(document.paths)) expect(page.text).toContain(`GET ${path}`)
    expect(page.html).toContain('id="problem-key-revoked"')
    expect(page.html).not.toMatch(/<script[^>]*src="http/)
  })
})
