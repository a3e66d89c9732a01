import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { openCall } from '../../../test/open-call.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { findCall } from '../calls/index.ts'
import { calendarOf } from '../cases/index.ts'
import { type Interests, interestsIn, knownFrom } from './rules.ts'
import { tellOfCalls } from './sending.ts'

const nothing: Interests = { audience: [], level: [], country: [], language: [], field: [] }
const untold = {
  is: '',
  citizenship: '',
  languageLevel: '',
  specialty: '',
  studiesSince: '',
  degreeOn: '',
  birthDay: '',
} as const

describe('rules', () => {
  test('whole years are counted to the day; what was not told stays unknown', () => {
    const told = { ...untold, studiesSince: '2024-09-01', degreeOn: '2030-01-01', birthDay: 'rubbish' }
    expect(knownFrom(told, day('2026-08-31'))).toMatchObject({ yearsStudied: 1, is: undefined, age: undefined })
    expect(knownFrom(told, day('2026-09-01'))).toMatchObject({ yearsStudied: 2, yearsSinceDegree: undefined })
  })
})

describe('pages', () => {
  let town: TestHouse
  let call: string
  beforeAll(async () => {
    town = await testHouse({ today: '2026-09-10' })
    call = await openCall(town)
  })
  afterAll(() => town?.close())

  const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
  const mailsTo = (email: string) =>
    rows('select subject, body, language from mails where to_address = $1 order by queued_at, id', email)

  async function ask(visitor: Visitor, email: string, more: Readonly<Record<string, string>> = {}, language = 'en') {
    const page = `/kstu/${language}/notices`
    const form = { id: hidden(await visitor.get(page), 'id'), email, ...more }
    return { form, page, seen: await visitor.post(page, form) }
  }
  const linkIn = (body: string) => /\/notices\/kstu\/[\w-]{43}/.exec(body)?.[0] ?? ''

  async function confirmed(email: string, more: Readonly<Record<string, string>> = {}, language = 'en') {
    const visitor = town.visitor(language)
    await ask(visitor, email, more, language)
    const link = linkIn((await mailsTo(email)).at(-1)?.body ?? '')
    expect((await visitor.post(`${link}/confirmation`)).location).toBe(`${link}?done=confirmed`)
    return { visitor, link }
  }

  test('nothing is sent to an address that nobody has confirmed; the same form twice writes once', async () => {
    const visitor = town.visitor()
    const { form, page, seen } = await ask(visitor, 'ask@example.org')
    expect(seen.text).toContain('We have written to ask@example.org')
    await visitor.post(page, form)
    expect(await mailsTo('ask@example.org')).toHaveLength(1)
    expect((await visitor.post(page, { ...form, email: 'not an address' })).status).toBe(422)
    const link = linkIn((await mailsTo('ask@example.org'))[0]?.body ?? '')
    // Whoever only looks, as machines that read mails do, confirms nothing.
    expect((await visitor.get(link)).text).toContain('Yes, write to me')
    expect(await rows('select from call_subscriptions where confirmed_at is not null')).toHaveLength(0)
    expect((await visitor.get(link.replace('kstu', 'kslu'))).status).toBe(404)
    expect((await visitor.get(`/notices/kstu/${'x'.repeat(43)}`)).status).toBe(404)
  })

  test('an address is not written to again and again, whoever asks', async () => {
    for (const _ of [1, 2, 3]) expect((await ask(town.visitor(), 'often@example.org')).seen.status).toBe(200)
    const { seen } = await ask(town.visitor(), 'OFTEN@example.org', { 'country.DE': 'yes' })
    expect(seen.status).toBe(429)
    expect(seen.html).toMatch(/name="country.DE"[^>]*checked/)
  })

  test('R118, R242: whom a call concerns and who may apply hears of it once, in their own language, with the rules that are open', async () => {
    await town.owner.query('delete from attempts')
    const found = await findCall(town.house.database.within('kstu'), call)
    expect(found && interestsIn({ ...nothing, country: ['JP'] }, found)).toBe(false)
    expect(found && interestsIn(nothing, found)).toBe(true)
    await confirmed('all@example.org', {}, 'ru')
    await confirmed('japan@example.org', { 'country.JP': 'yes' })
    await confirmed('teacher@example.org', { is: 'teacher' })
    await confirmed('new@example.org', {
      'studiesSince.day': '1',
      'studiesSince.month': '9',
      'studiesSince.year': '2026',
    })
    const { link } = await confirmed('ends@example.org')
    expect((await town.visitor().post(`${link}/end`)).text).toContain('are deleted')
    expect((await town.visitor().get(link)).status).toBe(404)

    await tellOfCalls(town.house, 'kstu')
    await tellOfCalls(town.house, 'kstu')
    const heard = await rows("select to_address, language, body from mails where kind = 'calls.notice'")
    expect(heard.map(({ to_address }) => to_address)).toEqual(['all@example.org'])
    expect(heard[0]?.language).toBe('ru')
    expect(heard[0]?.body).toContain('Вы можете участвовать, если')
    expect(heard[0]?.body).toContain('/notices/kstu/')
  })

  test('who asks again replaces what they wished; a change is kept, and shows what is open', async () => {
    const { link, visitor } = await confirmed('change@example.org', { 'country.DE': 'yes' })
    const again = await confirmed('Change@example.org', { 'audience.students': 'yes' })
    expect((await visitor.get(link)).status).toBe(404)
    const page = await visitor.get(again.link)
    expect(page.html).toMatch(/name="audience.students"[^>]*checked/)
    expect(page.text).toContain('You may apply if this is so')
    await visitor.post(again.link, { is: 'staff', 'audience.staff': 'yes', 'country.XX': 'yes' })
    const after = await visitor.get(again.link)
    expect(after.html).not.toMatch(/name="audience.students"[^>]*checked/)
    expect(after.text).toContain('No call that fits is open now')
    expect(
      (await visitor.post(again.link, { 'birthDay.day': '31', 'birthDay.month': '2', 'birthDay.year': '2000' })).status,
    ).toBe(422)
  })

  test('the desk sees numbers and no address, and takes one off; other roles and institutions see nothing', async () => {
    const officer = await town.signedIn('officer@kstu.example')
    const seen = await officer.get('/desk/call-notices')
    expect(seen.text).toContain('Japan 1')
    expect(seen.html).not.toContain('example.org')
    await officer.post('/desk/call-notices/removal', { email: 'all@example.org' })
    expect(await rows("select from call_subscriptions where email = 'all@example.org'")).toHaveLength(0)
    expect((await (await town.signedIn('rector@kstu.example')).get('/desk/call-notices')).status).toBe(404)
    const other = await (await town.signedIn('officer@kslu.example')).get('/desk/call-notices')
    expect(other.text).toContain('Nobody has asked yet')
  })

  test('feeds: every public page names them, they are well formed, and say what is open until when', async () => {
    const visitor = town.visitor()
    const { html } = await visitor.get('/kstu/ru/calls')
    for (const format of ['xml', 'json', 'ics']) expect(html).toContain(`href="/kstu/ru/feeds/calls.${format}"`)
    const found = await findCall(town.house.database.within('kstu'), call)
    const json = await visitor.get('/kstu/en/feeds/calls.json')
    const feed = JSON.parse(await json.response.text())
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
    expect(feed.items.map(({ title }: { title: string }) => title)).toContain(found?.said.title.en)
    expect(feed.items.every(({ url }: { url: string }) => url.startsWith('http://kopuro.test/kstu/en/calls/'))).toBe(
      true,
    )
    const rss = await (await visitor.get('/kstu/en/feeds/calls.xml')).response.text()
    expect(rss.match(/<item>/g)?.length).toBe(feed.items.length)
    expect(rss).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/)
    const ics = (await visitor.get('/kstu/ky/feeds/calls.ics')).response
    const text = await ics.text()
    expect(text).toContain(`DTSTART;VALUE=DATE:${found?.closesOn?.replaceAll('-', '')}`)
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    const tag = ics.headers.get('etag') ?? ''
    expect((await visitor.ask('/kstu/ky/feeds/calls.ics', { headers: { 'if-none-match': tag } })).status).toBe(304)
    expect(calendarOf('x', [], new Date(0))).toContain('BEGIN:VCALENDAR')
    goTo(town, '2027-09-10')
    const later = JSON.parse(await (await visitor.get('/kstu/en/feeds/calls.json')).response.text())
    expect(later.items.map(({ title }: { title: string }) => title)).not.toContain(found?.said.title.en)
  })
})
