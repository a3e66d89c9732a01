import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Authenticator } from '../../../test/authenticator.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Visitor } from '../../../test/visitor.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse({ jobs: false })
})
afterAll(() => town?.close())

const origin = 'http://kopuro.test'

async function challengeOf(visitor: Visitor, path: string): Promise<string> {
  const seen = await visitor.post(path)
  expect(seen.status).toBe(200)
  return JSON.parse(seen.html).challenge
}

async function added(visitor: Visitor, passkey: Authenticator, passkeyName = 'My phone') {
  const challenge = await challengeOf(visitor, '/account/passkeys/challenge')
  return visitor.post('/account/passkeys', { passkeyName, answer: passkey.make(challenge, origin) })
}

async function enter(passkey: Authenticator, fields: Readonly<Record<string, string>> = {}) {
  const visitor = town.visitor()
  const answer = passkey.use(await challengeOf(visitor, '/sign-in/passkey/challenge'), origin)
  return { visitor, answer, seen: await visitor.post('/sign-in/passkey', { answer, ...fields }) }
}

describe('a passkey', () => {
  test('is added with a name, signs in without an address, and is removed', async () => {
    const zoe = await town.signedIn('zoe@example.org')
    const passkey = new Authenticator()
    expect((await added(zoe, passkey, 'Zoe’s phone')).location).toBe('/account?done=passkey')
    expect((await zoe.get('/account')).text).toContain('Zoe’s phone')

    const { visitor, seen } = await enter(passkey, { to: '/my/kslu/1' })
    expect(seen.location).toBe('/my/kslu/1')
    expect((await visitor.get('/account')).html).toContain('zoe@example.org')

    const id = passkey.id.toString('base64url')
    const amina = await town.signedIn('amina@example.org')
    await amina.post(`/account/passkeys/${id}/end`)
    expect((await zoe.get('/account')).text).toContain('Zoe’s phone')
    expect((await zoe.post(`/account/passkeys/${id}/end`)).location).toBe('/account?done=passkey-removed')
    expect((await enter(passkey)).seen.status).toBe(422)
  })

  test('answers a question once: the same answer again, and a question of long ago, sign nobody in', async () => {
    const passkey = new Authenticator()
    await added(await town.signedIn('li@example.org'), passkey)
    const { answer, seen } = await enter(passkey)
    expect(seen.status).toBe(303)
    expect((await town.visitor().post('/sign-in/passkey', { answer })).status).toBe(422)

    const late = await challengeOf(town.visitor(), '/sign-in/passkey/challenge')
    await town.owner.query("update sign_in_challenges set ends_at = ends_at - interval '11 minutes'")
    const answered = await town.visitor().post('/sign-in/passkey', { answer: passkey.use(late, origin) })
    expect(answered.status).toBe(422)
    expect(answered.text).toContain('took too long')
  })

  test('is refused from another site, for another site, without finger or PIN, and as a copy of the device', async () => {
    const passkey = new Authenticator()
    const li = await town.signedIn('li@example.org')
    await added(li, passkey)
    const ask = () => challengeOf(town.visitor(), '/sign-in/passkey/challenge')
    const answers = [
      passkey.use(await ask(), 'https://evil.example', 'kopuro.test'),
      passkey.use(await ask(), origin, 'evil.example'),
      passkey.use(await ask(), origin, 'kopuro.test', 0x01),
      '',
      '{}',
      '[1]',
      'null',
    ]
    for (const answer of answers)
      expect([answer, (await town.visitor().post('/sign-in/passkey', { answer })).status]).toEqual([answer, 422])
    expect((await enter(passkey)).seen.status).toBe(303)
    passkey.forgetCount()
    expect((await enter(passkey)).seen.status).toBe(422)
  })

  test('is added by nobody else’s question, under no name, and by nobody whose address is unproven', async () => {
    const [zoe, amina] = [await town.signedIn('zoe@example.org'), await town.signedIn('amina@example.org')]
    const challenge = await challengeOf(zoe, '/account/passkeys/challenge')
    const answer = new Authenticator().make(challenge, origin)
    const stolen = await amina.post('/account/passkeys', { passkeyName: 'x', answer })
    expect(stolen.status).toBe(422)
    const nameless = await zoe.post('/account/passkeys', { passkeyName: ' ', answer })
    expect([nameless.status, nameless.html.includes('href="#passkeyName"')]).toEqual([422, true])

    const stranger = town.visitor()
    await stranger.post('/kslu/en/apply', { mail: 'unproven@example.org', key: '' })
    expect((await stranger.post('/account/passkeys/challenge')).location).toBe('/account')
  })

  test('of one account is not taken over by another', async () => {
    const passkey = new Authenticator()
    await added(await town.signedIn('zoe@example.org'), passkey)
    expect((await added(await town.signedIn('amina@example.org'), passkey)).status).toBe(422)
    const { visitor } = await enter(passkey)
    expect((await visitor.get('/account')).html).toContain('zoe@example.org')
  })
})

describe('where an account is signed in', () => {
  test('stands in a list with device and network; one is ended, or all', async () => {
    const [here, there] = [await town.signedIn('rector@eimu.example'), await town.signedIn('rector@eimu.example')]
    const { rows } = await town.owner.query(
      "select s.id, s.token from sessions s join accounts a on a.id = s.user_id where a.email = 'rector@eimu.example'",
    )
    const other = rows.find(({ token }) =>
      there.cookies.some(({ value }) => decodeURIComponent(value).startsWith(token)),
    )
    await town.owner.query(
      "update sessions set user_agent = 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0', ip_address = '203.0.113.0' where id = $1",
      [other.id],
    )
    const page = await here.get('/account')
    expect(page.text).toContain('Firefox, Windows')
    expect(page.text).toContain('203.0.113.0')
    expect(page.text).toContain('this browser')

    const stranger = await town.signedIn('zoe@example.org')
    await stranger.post(`/account/sessions/${other.id}/end`)
    expect((await there.get('/account')).status).toBe(200)
    expect((await here.post(`/account/sessions/${other.id}/end`)).location).toBe('/account?done=session')
    expect((await there.get('/account')).status).toBe(303)

    const third = await town.signedIn('rector@eimu.example')
    expect((await here.post('/sign-out/everywhere')).location).toBe('/sign-in?done=everywhere')
    expect([(await here.get('/account')).status, (await third.get('/account')).status]).toEqual([303, 303])
    expect((await here.get('/sign-in?done=everywhere')).text).toContain('signed out everywhere')
  })
})

describe('an institution that wants both factors of its staff', () => {
  test('keeps the desk closed until one of them is there; a passkey opens it at once', async () => {
    await town.owner.query("update institutions set staff_both_factors = true where id = 'eimu'")
    const browser = town.visitor()
    const seen = await browser.post('/sign-in', { email: 'officer@eimu.example', password: 'kopuro-evaluation' })
    expect(seen.location).toBe('/account')
    for (const path of ['/desk', '/desk/cases/admission', '/desk/letters'])
      expect([path, (await browser.get(path)).location]).toEqual([path, '/account'])
    expect((await browser.post('/desk/cases/admission/bulk', {})).location).toBe('/account')
    expect((await browser.get('/account')).text).toContain('asks staff for two factors')

    const passkey = new Authenticator()
    await added(browser, passkey)
    expect((await browser.get('/desk')).status).toBe(200)
    // The password alone still opens no desk; the passkey does.
    expect((await (await town.signedIn('officer@eimu.example')).get('/desk')).location).toBe('/account')
    const entered = await enter(passkey)
    expect(entered.seen.location).toBe('/desk')
    expect((await entered.visitor.get('/desk')).status).toBe(200)
    // Applicants and other institutions are asked nothing.
    expect((await (await town.signedIn('officer@kslu.example')).get('/desk')).status).toBe(200)
  })
})

describe('somebody with roles in two institutions', () => {
  test('works in one of them at a time, and chooses', async () => {
    await town.owner.query(
      "insert into memberships (account_id, institution_id, role) values ('cast-rector@kslu.example', 'kstu', 'officer')",
    )
    const bolot = await town.signedIn('rector@kslu.example')
    const at = async () => /<title>[^<]*· ([^<]+)<\/title>/.exec((await bolot.get('/desk')).html)?.[1]
    const first = await at()
    // Only what the rector may here, although the other place allows more.
    expect((await bolot.post('/desk/cases/admission/bulk', {})).status).toBe(404)
    expect((await bolot.get('/desk')).text).toContain('Go to')
    expect((await bolot.post('/account/institution', { institution: 'kstu' })).location).toBe('/desk')
    expect(await at()).not.toBe(first)
    expect((await bolot.post('/desk/cases/admission/bulk', {})).status).not.toBe(404)
    expect((await bolot.post('/account/institution', { institution: 'eimu' })).location).toBe('/account')
    expect((await bolot.post('/account/institution', { institution: 'kslu' })).location).toBe('/desk')
    expect(await at()).toBe(first)
  })
})
