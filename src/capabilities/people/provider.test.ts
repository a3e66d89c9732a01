import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FalseProvider, startFalseProvider } from '../../../test/false-provider.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { type RealProvider, startProvider, walkThrough } from '../../../test/real-provider.ts'
import type { Visitor } from '../../../test/visitor.ts'

const callback = 'http://kopuro.test/sign-in/provider/callback'

const settings = (issuer: string, secret = 'secret') => ({
  KOPURO_OIDC_ISSUER: issuer,
  KOPURO_OIDC_CLIENT_ID: 'kopuro',
  KOPURO_OIDC_CLIENT_SECRET: secret,
  KOPURO_OIDC_NAME: 'Sample University',
})

const accounts = (town: TestHouse) => town.owner.query('select count(*)::int as count from accounts')

describe('sign-in by a real provider', () => {
  let town: TestHouse
  let provider: RealProvider
  beforeAll(async () => {
    provider = await startProvider(callback, {
      aida: { sub: 'aida', email: 'Officer@KSLU.example', email_verified: true },
      zoe: { sub: 'zoe', email: 'zoe@example.org', email_verified: false },
      nobody: { sub: 'nobody', email: 'somebody.else@example.org', email_verified: true },
      mute: { sub: 'mute' },
    })
    town = await testHouse({ jobs: false, environment: settings(provider.issuer, provider.secret) })
  })
  afterAll(async () => {
    await town?.close()
    await provider?.close()
  })

  async function come(word: string, visitor = town.visitor(), to = '') {
    const start = await visitor.get(`/sign-in/provider?to=${encodeURIComponent(to)}`)
    expect(start.status).toBe(303)
    const back = await walkThrough(start.location ?? '', word, callback)
    return { visitor, back, seen: await visitor.get(back) }
  }

  test('opens the account with the address that it has verified, and goes on to where one wanted', async () => {
    const page = await town.visitor().get('/sign-in?to=/desk/letters')
    expect(page.text).toContain('Sign in with Sample University')
    const { visitor, seen } = await come('aida', town.visitor(), '/desk/letters')
    expect(seen.location).toBe('/desk/letters')
    expect((await visitor.get('/account')).text).toContain('officer@kslu.example')
    const evil = await come('aida', town.visitor(), 'https://evil.example')
    expect(evil.seen.location).toBe('/desk')
  })

  test('asks with state, nonce and a challenge of its own each time', async () => {
    const addresses = [await town.visitor().get('/sign-in/provider'), await town.visitor().get('/sign-in/provider')]
    const [one, two] = addresses.map(({ location }) => new URL(location ?? '').searchParams)
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one?.get(name)?.length).toBeGreaterThan(20)
      expect(one?.get(name)).not.toBe(two?.get(name))
    }
    expect([one?.get('code_challenge_method'), one?.get('response_type')]).toEqual(['S256', 'code'])
  })

  test('knows the person again by the provider’s own number, also after the mail address has changed', async () => {
    await come('aida')
    await town.owner.query("update accounts set email = 'aida.new@kslu.example' where email = 'officer@kslu.example'")
    const { visitor } = await come('aida')
    expect((await visitor.get('/account')).text).toContain('aida.new@kslu.example')
    await town.owner.query("update accounts set email = 'officer@kslu.example' where email = 'aida.new@kslu.example'")
  })

  test('opens nothing for an unverified, missing or unknown address, and makes no account', async () => {
    const before = (await accounts(town)).rows
    for (const [word, says] of [
      ['zoe', 'has not confirmed your address'],
      ['mute', 'has not confirmed your address'],
      ['nobody', 'Nobody here has this address'],
    ] as const) {
      const { visitor, seen } = await come(word)
      expect([word, seen.status, seen.text.includes(says)]).toEqual([word, 422, true])
      expect((await visitor.get('/account')).status).toBe(303)
    }
    expect((await accounts(town)).rows).toEqual(before)
  })

  test('comes back once, to the browser that was sent, in time', async () => {
    const { back, visitor } = await come('aida')
    for (const again of [await visitor.get(back), await town.visitor().get(back)])
      expect([again.status, again.text.includes('This sign-in is over')]).toEqual([422, true])

    const start = await town.visitor().get('/sign-in/provider')
    const stolen = await walkThrough(start.location ?? '', 'aida', callback)
    const other = town.visitor()
    await other.get('/sign-in/provider')
    expect((await other.get(stolen)).text).toContain('This sign-in is over')
    expect((await other.get('/account')).status).toBe(303)

    const slow = town.visitor()
    const began = await slow.get('/sign-in/provider')
    const late = await walkThrough(began.location ?? '', 'aida', callback)
    await town.owner.query("update sign_in_challenges set ends_at = ends_at - interval '11 minutes'")
    expect((await slow.get(late)).text).toContain('This sign-in is over')
  })

  test('is one factor: whoever has a code app is asked for the code', async () => {
    await town.owner.query("update accounts set two_factor_enabled = true where email = 'officer@kslu.example'")
    const { visitor, seen } = await come('aida')
    expect(seen.location).toBe('/sign-in/code?to=')
    expect((await visitor.get('/desk')).location).toContain('/sign-in')
    await town.owner.query("update accounts set two_factor_enabled = false where email = 'officer@kslu.example'")
  })

  test('that was cancelled there says so', async () => {
    const visitor = town.visitor()
    const start = await visitor.get('/sign-in/provider')
    const state = new URL(start.location ?? '').searchParams.get('state') ?? ''
    const seen = await visitor.get(
      `/sign-in/provider/callback?${new URLSearchParams({ error: 'access_denied', state })}`,
    )
    expect([seen.status, seen.text.includes('Sample University said no')]).toEqual([422, true])
  })
})

describe('an answer that doesn’t fit', () => {
  let town: TestHouse
  let provider: FalseProvider
  beforeAll(async () => {
    provider = await startFalseProvider()
    town = await testHouse({ jobs: false, environment: settings(provider.issuer) })
  })
  afterAll(async () => {
    await town?.close()
    provider?.close()
  })

  async function come(visitor: Visitor, wishes: FalseProvider['wishes']) {
    const start = new URL((await visitor.get('/sign-in/provider')).location ?? '')
    const nonce = start.searchParams.get('nonce') ?? ''
    provider.wishes = { nonce, ...wishes }
    const query = new URLSearchParams({ code: 'a-code', state: start.searchParams.get('state') ?? '' })
    return visitor.get(`/sign-in/provider/callback?${query}`)
  }

  test.each([
    ['for another question', { nonce: 'another' }],
    ['of another provider', { claims: { iss: 'https://evil.example' } }],
    ['for another program', { claims: { aud: 'another' } }],
    ['that ended ten minutes ago', { issuedAt: -900, expires: -600 }],
    ['signed by nobody we know', { foreignKey: true }],
    ['without a number of the person', { claims: { sub: undefined } }],
    ['without an address', { claims: { email: 'no address' } }],
    ['with an address that is “verified” by a word', { claims: { email_verified: 'true' } }],
  ])('%s signs nobody in', async (_, wishes) => {
    const visitor = town.visitor()
    expect((await come(visitor, wishes)).status).toBe(422)
    expect((await visitor.get('/account')).status).toBe(303)
  })

  test('a clock that is half a minute apart is no reason to refuse', async () => {
    const visitor = town.visitor()
    expect((await come(visitor, { issuedAt: 30, expires: 300 })).location).toBe('/my')
    expect((await come(town.visitor(), { issuedAt: -330, expires: -30 })).location).toBe('/my')
  })
})

test('a provider that is down is said to be, and everything else goes on', async () => {
  const town = await testHouse({ jobs: false, environment: settings('http://127.0.0.1:9') })
  const seen = await town.visitor().get('/sign-in/provider?to=/my/kslu/1')
  expect([seen.status, seen.text.includes("Sample University doesn't answer")]).toEqual([503, true])
  expect(seen.html).toContain('to=%2Fmy%2Fkslu%2F1')
  expect((await (await town.signedIn('zoe@example.org')).get('/my')).status).toBe(200)
  await town.close()
})

test('without a provider its addresses do not exist', async () => {
  const town = await testHouse({ jobs: false })
  expect((await town.visitor().get('/sign-in/provider')).status).toBe(404)
  expect((await town.visitor().get('/sign-in/provider/callback?state=x')).status).toBe(404)
  expect((await town.visitor().get('/sign-in')).html).not.toContain('/sign-in/provider')
  await town.close()
})
