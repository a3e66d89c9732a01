import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { itself } from '../../platform/database/index.ts'
import { castPassword, makeCast } from './index.ts'

let room: TestHouse

beforeAll(async () => {
  room = await testHouse({ jobs: false })
})
afterAll(() => room?.close())

const officer = { email: 'officer@kstu.example', password: castPassword }

async function signedIn(as: { email: string; password: string } = officer) {
  const browser = room.visitor()
  expect((await browser.post('/sign-in', as)).status).toBe(303)
  return browser
}

/** The newest link mailed to an address. */
async function linkOf(email: string): Promise<{ address: string; token: string; to: string }> {
  const mail = await room.house.database
    .within(itself)
    .selectFrom('mails')
    .select('body')
    .where('to_address', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const url = new URL(/http\S+/.exec(mail.body)?.[0] ?? '')
  return {
    address: `${url.pathname}${url.search}`,
    token: url.searchParams.get('token') ?? '',
    to: url.searchParams.get('to') ?? '',
  }
}

describe('by password', () => {
  test('an officer comes to the desk, an applicant to her applications', async () => {
    const browser = room.visitor()
    expect((await browser.get('/sign-in')).html).toContain('Sign in')
    expect((await browser.post('/sign-in', officer)).location).toBe('/desk')
    expect((await browser.get('/account')).html).toContain('Asel Example (officer)')
    const zoe = await room.visitor().post('/sign-in', { email: 'Zoe@Example.org ', password: castPassword })
    expect(zoe.location).toBe('/my')
  })

  test('goes on to where one wanted, but never to another site', async () => {
    for (const [to, expected] of [
      ['/desk/letters?year=2026', '/desk/letters?year=2026'],
      ['https://evil.example', '/desk'],
      ['//evil.example', '/desk'],
      ['/\\evil.example', '/desk'],
      ['javascript:alert(1)', '/desk'],
    ] as const) {
      expect((await room.visitor().post('/sign-in', { ...officer, to })).location).toBe(expected)
    }
    expect((await room.visitor().get('/sign-in?to=//evil.example')).html).not.toContain('evil')
    expect((await (await signedIn()).get('/sign-in?to=https://evil.example')).location).toBe('/desk')
  })

  test('a wrong password and an unknown address get the same answer, and the password is not sent back', async () => {
    const wrong = await room.visitor().post('/sign-in', { email: 'rector@kslu.example', password: 'not-her-password' })
    const unknown = await room
      .visitor()
      .post('/sign-in', { email: 'nobody@kslu.example', password: 'not-her-password' })
    expect([wrong.status, unknown.status]).toEqual([422, 422])
    expect(wrong.html).toContain('rector@kslu.example')
    expect(wrong.html).not.toContain('not-her-password')
    expect(wrong.html).toBe(unknown.html.replaceAll('nobody@', 'rector@'))
  })

  test('an empty form says what is missing and keeps what was typed', async () => {
    const answer = await room.visitor().post('/sign-in', { email: 'zoe@example.org', to: '/my/kstu' })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('href="#password"')
    expect(answer.html).toContain('value="zoe@example.org"')
    expect(answer.html).toContain('value="/my/kstu"')
  })

  test('after ten wrong passwords even the right one has to wait', async () => {
    const email = 'rector@eimu.example'
    const browser = room.visitor()
    for (let time = 0; time < 10; time++) {
      expect((await browser.post('/sign-in', { email, password: 'guess' })).status).toBe(422)
    }
    const right = await browser.post('/sign-in', { email, password: castPassword })
    expect(right.status).toBe(429)
    expect(right.html).toContain('Too many attempts')
    expect((await room.visitor().post('/sign-in', officer)).location).toBe('/desk')
  })

  test('many sign-ins with the right password lock nobody out', async () => {
    for (let time = 0; time < 12; time++) await signedIn({ email: 'li@example.org', password: castPassword })
  })

  test('sign-out ends the session everywhere it was copied to', async () => {
    const browser = await signedIn()
    expect((await browser.get('/account')).status).toBe(200)
    expect((await browser.post('/sign-out')).location).toBe('/')
    expect((await browser.get('/account')).location).toBe('/sign-in?to=%2Faccount')
  })
})

describe('by link', () => {
  test('the answer does not say whether anybody has the address', async () => {
    const known = await room.visitor().post('/sign-in/mail-link', { email: 'amina@example.org', to: '/my/kslu/1' })
    const unknown = await room.visitor().post('/sign-in/mail-link', { email: 'nobody@example.org', to: '/my/kslu/1' })
    expect([known.status, unknown.status]).toEqual([200, 200])
    expect(known.html).toBe(unknown.html.replaceAll('nobody@', 'amina@'))
    expect(known.html).toContain('href="/outbox"')
  })

  test('looking at a link does not use it up; the button does, once', async () => {
    const browser = room.visitor()
    await browser.post('/sign-in/mail-link', { email: 'amina@example.org', to: '/my/kslu/1' })
    const { address, token, to } = await linkOf('amina@example.org')
    for (let time = 0; time < 3; time++) expect((await browser.get(address)).html).toContain('Go on')
    expect((await browser.post('/sign-in/link', { token, to })).location).toBe('/my/kslu/1')
    expect((await browser.get('/account')).html).toContain('amina@example.org')

    // Whoever is in goes on; everybody else is offered a new link.
    expect((await browser.post('/sign-in/link', { token, to })).location).toBe('/my/kslu/1')
    const other = await room.visitor().post('/sign-in/link', { token, to })
    expect(other.status).toBe(200)
    expect(other.html).toContain('Send me a link')
    expect(other.html).toContain('value="/my/kslu/1"')
  })

  test('a link never leads to another site', async () => {
    const browser = room.visitor()
    await browser.post('/sign-in/mail-link', { email: 'zoe@example.org', to: 'https://evil.example' })
    const { token } = await linkOf('zoe@example.org')
    expect((await browser.get(`/sign-in/link?token=${token}&to=https://evil.example`)).html).not.toContain('evil')
    expect((await browser.post('/sign-in/link', { token, to: '//evil.example' })).location).toBe('/my')
  })

  test('another language chosen on a form with mistakes leads back to the page of that form', async () => {
    const li = await room.signedIn('li@example.org')
    const slipped = await li.post('/account/password', { newPassword: 'x' })
    expect(slipped.status).toBe(422)
    expect(slipped.html).toContain('/language?to=%2Faccount%2Fpassword')
    expect((await li.get('/account/password')).location).toBe('/account')
    expect((await li.get('/account/nothing')).status).toBe(404)
  })

  test('the mail comes in the language of its owner', async () => {
    const li = await signedIn({ email: 'li@example.org', password: castPassword })
    expect((await li.post('/language?to=/account', { language: 'ky' })).location).toBe('/account')
    await room.visitor().post('/sign-in/mail-link', { email: 'li@example.org' })
    const mail = await room.house.database
      .within(itself)
      .selectFrom('mails')
      .select(['subject', 'body', 'language'])
      .where('to_address', '=', 'li@example.org')
      .executeTakeFirstOrThrow()
    expect(mail).toMatchObject({ subject: 'Кирүү үчүн шилтеме', language: 'ky' })
    expect(mail.body).toContain('7 күн')
  })

  test('nobody’s mailbox is filled: the sixth link in an hour has to wait', async () => {
    const answers = []
    for (let time = 0; time < 6; time++) {
      answers.push((await room.visitor().post('/sign-in/mail-link', { email: 'officer@kslu.example' })).status)
    }
    expect(answers).toEqual([200, 200, 200, 200, 200, 429])
  })

  test('a slip in the address is said beside the field', async () => {
    const answer = await room.visitor().post('/sign-in/mail-link', { email: 'zoe.example.org' })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('name@example.com')
    expect(answer.html).toContain('value="zoe.example.org"')
  })
})

describe('the account', () => {
  test('who came by a link sets a password, and only after the address is proven', async () => {
    const browser = room.visitor()
    const begun = await room.house.sessions.begin(new Headers(), 'new@example.org')
    expect(begun).not.toBeNull()
    const cookie = (begun?.cookies ?? []).map((kept) => kept.split(';')[0]).join('; ')
    const unproven = await room.house.sessions.who(new Headers({ cookie }))
    expect(unproven?.proven).toBe(false)

    await browser.post('/sign-in/mail-link', { email: 'new@example.org', to: '/account' })
    const { token } = await linkOf('new@example.org')
    expect((await browser.post('/sign-in/link', { token, to: '/account' })).location).toBe('/account')
    // The browser that typed the address without proving it is out.
    expect(await room.house.sessions.who(new Headers({ cookie }))).toBeNull()

    const short = await browser.post('/account/password', { newPassword: 'short' })
    expect(short.status).toBe(422)
    expect(short.html).toContain('At least 10 characters')
    expect(short.html).not.toContain('value="short"')
    expect((await browser.post('/account/password', { newPassword: 'a long sentence' })).location).toBe(
      '/account?done=password',
    )
    await signedIn({ email: 'new@example.org', password: 'a long sentence' })
  })

  test('changing the password asks for the old one and signs everybody else out', async () => {
    const admin = { email: 'admin@kslu.example', password: castPassword }
    const here = await signedIn(admin)
    const elsewhere = await signedIn(admin)
    const wrong = await here.post('/account/password', { password: 'not-it', newPassword: 'another sentence' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('This is not your password')
    const changed = await here.post('/account/password', { password: castPassword, newPassword: 'another sentence' })
    expect(changed.location).toBe('/account?done=password')
    expect((await here.get('/account')).status).toBe(200)
    expect((await elsewhere.get('/account')).status).toBe(303)
  })

  test('signing out everywhere else leaves this browser in', async () => {
    const rector = { email: 'rector@kstu.example', password: castPassword }
    const [here, elsewhere] = [await signedIn(rector), await signedIn(rector)]
    expect((await here.post('/account/elsewhere')).location).toBe('/account?done=elsewhere')
    expect((await here.get('/account')).status).toBe(200)
    expect((await elsewhere.get('/account')).status).toBe(303)
  })

  test('the language is kept in the browser and with the account', async () => {
    const visitor = room.visitor()
    expect((await visitor.post('/language?to=/sign-in', { language: 'ru' })).location).toBe('/sign-in')
    expect((await visitor.get('/sign-in')).html).toContain('Вход')
    expect((await visitor.post('/language?to=//evil.example', { language: 'ru' })).location).toBe('/')
    const officerHere = await signedIn({ email: 'officer@eimu.example', password: castPassword })
    await officerHere.post('/language?to=/account', { language: 'ru' })
    const elsewhere = await signedIn({ email: 'officer@eimu.example', password: castPassword })
    expect((await elsewhere.get('/account')).html).toContain('Ваша учётная запись')
  })
})

describe('the second factor', () => {
  const admin = { email: 'admin@kstu.example', password: castPassword }

  test('once on, password and link both ask for the code', async () => {
    const browser = await signedIn(admin)
    const wrong = await browser.post('/account/second-factor', { password: 'not-it' })
    expect(wrong.status).toBe(422)
    const setUp = await browser.post('/account/second-factor', { password: castPassword })
    const secret = /name="secret" value="([A-Z2-7=]+)"/.exec(setUp.html)?.[1] ?? ''
    expect(setUp.html).toContain(`otpauth://totp/Kopuro:admin%40kstu.example?secret=${encodeURIComponent(secret)}`)
    const mistyped = await browser.post('/account/second-factor/code', { code: '000000', secret })
    expect(mistyped.status).toBe(422)
    expect(mistyped.html).toContain(secret)
    const on = await browser.post('/account/second-factor/code', { code: totp(secret), secret })
    const codes = [...on.html.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code]) => code ?? '')
    expect(codes).toHaveLength(10)
    expect((await browser.get('/account')).html).toContain('Switch it off')

    const next = room.visitor()
    expect((await next.post('/sign-in', { ...admin, to: '/desk/mails' })).location).toBe(
      '/sign-in/code?to=%2Fdesk%2Fmails',
    )
    expect((await next.get('/account')).status).toBe(303)
    expect((await next.post('/sign-in/code', { code: '000000', to: '/desk/mails' })).status).toBe(422)
    expect((await next.post('/sign-in/code', { code: totp(secret), to: '/desk/mails' })).location).toBe('/desk/mails')
    expect((await next.get('/account')).status).toBe(200)

    const byLink = room.visitor()
    await byLink.post('/sign-in/mail-link', { email: admin.email })
    const { token } = await linkOf(admin.email)
    expect((await byLink.post('/sign-in/link', { token })).location).toBe('/sign-in/code?to=')
    expect((await byLink.get('/account')).status).toBe(303)
    expect((await byLink.post('/sign-in/code', { code: codes[0] ?? '' })).location).toBe('/desk')

    const again = room.visitor()
    await again.post('/sign-in', admin)
    expect((await again.post('/sign-in/code', { code: codes[0] ?? '' })).status).toBe(422)

    expect((await browser.post('/account/second-factor/end', { password: castPassword })).location).toBe(
      '/account?done=factor-off',
    )
    expect((await room.visitor().post('/sign-in', admin)).location).toBe('/desk')
  })
})

test('the cast is made once', async () => {
  const again = await makeCast(room.house)
  expect(again).toHaveLength(12)
  expect(again[0]).toEqual({ email: 'officer@kslu.example', about: 'officer, kslu' })
})

/** What an authenticator app shows for a key (RFC 6238). */
function totp(key: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...key.replace(/=+$/, '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const start = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
