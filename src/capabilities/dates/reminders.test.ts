import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clockOf } from '../../../test/clocks.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { libraryCard } from '../../../test/library-card.ts'
import type { Visitor } from '../../../test/visitor.ts'
import { dayOf } from '../../platform/days.ts'
import { sendDigests } from './digest.ts'
import { remind } from './index.ts'
import { defaultSteps, reached, readSteps } from './reminder-rules.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ building: { procedures: [libraryCard] } })
  officer = await town.signedIn('officer@kstu.example')
})
afterEach(() => goTo(town, '2026-09-01'))
afterAll(() => town.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const mailsTo = (address: string) =>
  rows(
    "select subject, body, language from mails where to_address = $1 and kind = 'dates.reminder' order by queued_at",
    address,
  )

async function remindOn(today: string, institution = 'kstu') {
  goTo(town, today)
  await remind(town.house, institution, [libraryCard])
}

const visa = (name: string, more: object = {}) =>
  clockOf(town, 'kstu', {
    name,
    kind: 'visa.ends',
    start: '2026-09-20',
    due: '2026-10-20',
    email: `${name.toLowerCase()}@example.org`,
    ...more,
  })

describe('a step', () => {
  test.each([
    [[30, 7, 1], 31, null],
    [[30, 7, 1], 30, 30],
    [[30, 7, 1], 8, 30],
    [[30, 7, 1], 7, 7],
    [[30, 7, 1], 0, 1],
    [[30, 7, 1], -5, 1],
    [[30, -1], 0, 30],
    [[30, -1], -1, -1],
    [[], 0, null],
  ])('of %j with %i days left: %s', (steps, left, step) => {
    expect(reached(steps, left)).toBe(step)
  })

  test.each([
    [{ value: 180, unit: 'calendar-days' }, [187, 90, 30, 14, 7, 1, -1]],
    [{ value: 20, unit: 'working-days' }, [35, 14, 7, 1, -1]],
    [{ value: 2, unit: 'working-days' }, [10, 1, -1]],
  ] as const)('by itself comes a week before the day to start: %j', (lead, steps) => {
    expect(defaultSteps(lead)).toEqual(steps)
  })

  test.each([
    ['30, 14,1', [30, 14, 1]],
    ['1 30 30', [30, 1]],
    ['−1, –2', [-1, -2]],
    ['', []],
    ['a week', null],
    ['366', null],
    ['-31', null],
    ['1.5', null],
    ['1,2,3,4,5,6,7,8,9,10,11', null],
  ])('typed as “%s”', (text, steps) => {
    expect(readSteps(text)).toEqual(steps)
  })
})

describe('a reminder', () => {
  test('goes at its steps, each once, in the person’s language, and says where it comes from', async () => {
    await visa('Aizada', { language: 'ru', rule: 'visa.extension-lead' })
    const counts = []
    for (const today of ['2026-09-14', '2026-09-15', '2026-09-15', '2026-09-16', '2026-10-06', '2026-10-21']) {
      await remindOn(today)
      counts.push((await mailsTo('aizada@example.org')).length)
    }
    expect(counts).toEqual([0, 1, 1, 1, 2, 3])
    const [first, , last] = await mailsTo('aizada@example.org')
    expect([first.language, first.body.includes('начните не позднее')]).toEqual(['ru', true])
    expect(last.body).toContain('Срок прошёл')
  })

  test('makes up for days on which the program did not run, by one mail', async () => {
    await visa('Slept')
    await remindOn('2026-10-15')
    await remindOn('2026-10-16')
    expect((await mailsTo('slept@example.org')).length).toBe(1)
  })

  test('of two programs at once goes once', async () => {
    await visa('Twice')
    goTo(town, '2026-10-01')
    await Promise.all([remind(town.house, 'kstu', []), remind(town.house, 'kstu', [])])
    expect((await mailsTo('twice@example.org')).length).toBe(1)
  })

  test('goes by the day in Bishkek, whatever the server’s', async () => {
    await visa('Midnight')
    const at = (instant: string) => {
      const now = new Date(instant)
      Object.assign(town.house, { clock: { now: () => now, today: () => dayOf(now) } })
    }
    at('2026-09-14T17:59:00Z')
    await remind(town.house, 'kstu', [])
    expect((await mailsTo('midnight@example.org')).length).toBe(0)
    at('2026-09-14T18:01:00Z')
    await remind(town.house, 'kstu', [])
    expect((await mailsTo('midnight@example.org')).length).toBe(1)
  })

  test('stops when the record has ended, and of a day long ago there is none', async () => {
    const { record } = await visa('Ended')
    await town.owner.query('delete from stay_clocks where record_id = $1', [record])
    await visa('Long', { start: '2026-01-01', due: '2026-02-01' })
    await remindOn('2026-10-01')
    expect([(await mailsTo('ended@example.org')).length, (await mailsTo('long@example.org')).length]).toEqual([0, 0])
  })

  test('goes to a representative who wants copies, in their language, while the consent holds', async () => {
    const { id } = (await rows("select id from accounts where email = 'zoe@example.org'"))[0]
    const { id: parent } = (await rows("select id from accounts where email = 'li@example.org'"))[0]
    await town.owner.query("update accounts set language = 'ky' where id = $1", [parent])
    await town.owner.query(
      `insert into representations (request_key, asked_by, applicant_email, applicant_id, representative_email,
         representative_id, representative_name, kind, until, copies, language, token_hash, link_until, asked_at, agreed_at)
       values (gen_random_uuid(), 'applicant', 'zoe@example.org', $1, 'li@example.org', $2, 'Li Example', 'parent',
         '2026-10-10', true, 'ky', 'x', '2026-09-10', now(), now())`,
      [id, parent],
    )
    await visa('Zoe', { email: 'zoe@example.org', account: id })
    await remindOn('2026-09-25')
    const [mail] = await mailsTo('li@example.org')
    expect([mail.language, mail.body.includes('Zoe атынан')]).toEqual(['ky', true])
    await remindOn('2026-10-14')
    expect([(await mailsTo('li@example.org')).length, (await mailsTo('zoe@example.org')).length]).toEqual([1, 2])
  })

  test('of whom nobody has an address stands there for the officer', async () => {
    await visa('Silent', { email: null })
    await remindOn('2026-10-01')
    const { text } = await officer.get('/desk/dates/reminders?outcome=unreached')
    expect(text).toContain('Silent')
    expect(text).toContain('no address')
    expect(text).not.toContain('Twice')
  })

  test('leaves proof: when, to whom, for which date, and what the mail server answered', async () => {
    await visa('Proof')
    await remindOn('2026-10-01')
    await town.settled()
    const line = (await officer.get('/desk/dates/reminders')).text
    expect(line).toMatch(/Proof Visa ends, 20 October 2026 35 days before proof@example.org .*? in the outbox/)
    await town.owner.query(
      "update mails set state = 'refused', answer = '550 no' where to_address = 'proof@example.org'",
    )
    expect((await officer.get('/desk/dates/reminders?outcome=refused')).text).toContain('Proof')
  })

  test('is nobody’s at another university, nor the rector’s to read', async () => {
    const other = await town.signedIn('officer@kslu.example')
    expect((await other.get('/desk/dates/reminders')).text).not.toContain('Proof')
    expect((await (await town.signedIn('rector@kstu.example')).get('/desk/dates/reminders')).status).toBe(404)
  })
})

describe('a pause', () => {
  const until = (day: string) => ({ 'until.day': day, 'until.month': '10', 'until.year': '2026', why: 'In hospital' })

  test('keeps the program from writing until its last day, and can be ended', async () => {
    const { person } = await visa('Paused')
    const page = `/desk/dates/persons/${person}`
    expect((await officer.post(`${page}/pause`, { ...until('40') })).status).toBe(422)
    goTo(town, '2026-11-01')
    expect((await officer.post(`${page}/pause`, until('5'))).text).toContain('This day has passed')
    goTo(town, '2026-09-01')
    expect((await officer.post(`${page}/pause`, until('5'))).status).toBe(303)
    expect((await officer.get(page)).text).toContain('No reminders until 5 October 2026')
    await remindOn('2026-10-05')
    expect((await mailsTo('paused@example.org')).length).toBe(0)
    await remindOn('2026-10-06')
    expect((await mailsTo('paused@example.org')).length).toBe(1)
    goTo(town, '2026-09-01')
    await officer.post(`${page}/pause/end`)
    expect((await officer.get(page)).text).not.toContain('No reminders until')
  })

  test('is not for the rector, nor for another university', async () => {
    const { person } = await visa('Safe')
    const page = `/desk/dates/persons/${person}`
    const rector = await town.signedIn('rector@kstu.example')
    expect([(await rector.get(page)).status, (await rector.post(`${page}/pause`, until('5'))).status]).toEqual([
      200, 404,
    ])
    expect((await rector.get(page)).text).not.toContain('Reminders sent')
    const other = await town.signedIn('officer@kslu.example')
    expect([(await other.get(page)).status, (await other.post(`${page}/pause`, until('5'))).status]).toEqual([404, 404])
  })
})

describe('what the office sets', () => {
  test('changes the steps of a kind; what can’t be read is said, and stays typed', async () => {
    const admin = await town.signedIn('admin@kstu.example')
    const page = '/desk/dates/kinds/insurance.ends'
    expect((await officer.get(page)).status).toBe(404)
    const slipped = await admin.post(page, { lead: '0', unit: 'working-days', steps: 'soon' })
    expect(slipped.status).toBe(422)
    expect(slipped.html).toContain('value="soon"')
    expect(slipped.text).toContain('whole number of days from 1 to 365')
    expect((await admin.post(page, { lead: '', unit: 'calendar-days', steps: '3' })).status).toBe(303)
    // Everybody's clocks are counted anew, and the ones of these tests follow from no record.
    await town.settled()
    await clockOf(town, 'kstu', {
      name: 'Insured',
      kind: 'insurance.ends',
      start: '2026-09-10',
      due: '2026-09-30',
      email: 'insured@example.org',
    })
    await remindOn('2026-09-20')
    expect((await mailsTo('insured@example.org')).length).toBe(0)
    await remindOn('2026-09-27')
    expect((await mailsTo('insured@example.org')).length).toBe(1)
    expect((await admin.get('/desk/dates/kinds/nothing')).status).toBe(404)
  })

  test('changes the day to begin of everybody’s clocks', async () => {
    const { person } = await clockOf(town, 'eimu', {
      name: 'Counted',
      kind: 'home.ends',
      start: '2026-01-01',
      due: '2026-01-01',
    })
    await town.owner.query(
      `insert into stay_records (institution_id, person_id, kind, number, from_on, to_on, said, added_at, by_id, by_name)
       values ('eimu', $1, 'contract', '1', '2026-09-01', '2027-06-30', '{}', now(), 'x', 'x')`,
      [person],
    )
    const admin = await town.signedIn('admin@eimu.example')
    const start = async () =>
      (await rows("select start_on::text from stay_clocks where person_id = $1 and name = 'contract.ends'", person))[0]
        ?.start_on
    await admin.post('/desk/dates/kinds/contract.ends', { lead: '10', unit: 'calendar-days', steps: '' })
    await town.settled()
    expect(await start()).toBe('2027-06-18')
    await admin.post('/desk/dates/kinds/contract.ends', { lead: '100', unit: 'calendar-days', steps: '' })
    await town.settled()
    expect(await start()).toBe('2027-03-22')
  })
})

describe('an officer’s own', () => {
  const digests = () => rows("select subject, body, language from mails where kind = 'dates.digest' order by queued_at")

  test('mail of the day comes once a day to whoever wants it, in their language, until they stop it or leave', async () => {
    await town.owner.query("update accounts set language = 'ru' where email = 'officer@eimu.example'")
    const farida = await town.signedIn('officer@eimu.example')
    await clockOf(town, 'eimu', { name: 'TODAY Tara', kind: 'visa.ends', start: '2026-09-01', due: '2026-10-01' })
    await clockOf(town, 'eimu', { name: 'NEXT Nora', kind: 'visa.ends', start: '2026-09-07', due: '2026-10-07' })
    await clockOf(town, 'eimu', { name: 'FAR Fay', kind: 'visa.ends', start: '2026-09-14', due: '2026-10-14' })
    await sendDigests(town.house, 'eimu', [])
    expect(await digests()).toEqual([])
    await farida.post('/account/dates/digest', { digest: 'yes' })
    await farida.post('/account/dates/digest', { digest: 'yes' })
    for (let time = 0; time < 2; time += 1) await sendDigests(town.house, 'eimu', [])
    const [mail, ...others] = await digests()
    expect([others.length, mail.language]).toEqual([0, 'ru'])
    expect(mail.subject).toContain('на этой неделе 1, на следующей 1')
    expect(mail.body).toContain('TODAY Tara')
    expect(mail.body).not.toContain('FAR Fay')
    goTo(town, '2026-09-02')
    await sendDigests(town.house, 'eimu', [])
    expect((await digests()).length).toBe(2)
    await town.owner.query("update memberships set until = '2026-09-02' where account_id = 'cast-officer@eimu.example'")
    goTo(town, '2026-09-03')
    await sendDigests(town.house, 'eimu', [])
    expect((await digests()).length).toBe(2)
    await town.owner.query("update memberships set until = null where account_id = 'cast-officer@eimu.example'")
    await farida.post('/account/dates/digest', { digest: 'no' })
    await sendDigests(town.house, 'eimu', [])
    expect((await digests()).length).toBe(2)
  })

  test('calendar is read without signing in, has no names, is shown once, renewed and revoked', async () => {
    await visa('CALENDAR Cara', { start: '2026-09-05' })
    await officer.post('/account/dates/calendar', { shows: 'nobody knows' })
    const addressOf = (html: string) => /\/calendar\/[\w-]+\.ics/.exec(html)?.[0] ?? ''
    const first = addressOf((await officer.post('/account/dates/calendar', { shows: 'number' })).html)
    expect(addressOf((await officer.get('/account/dates')).html)).toBe('')
    const phone = town.visitor()
    const seen = await phone.get(first)
    expect([seen.status, seen.response.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(seen.html).toContain('DTSTART;VALUE=DATE:20260905')
    expect(seen.html).not.toMatch(/CALENDAR Cara|Cara|ZZ1234567/)
    const tag = seen.response.headers.get('etag') ?? ''
    expect((await phone.ask(first, { headers: { 'if-none-match': tag } })).status).toBe(304)
    expect((await officer.get('/account/dates')).text).toContain('Last read on 1 September 2026')

    const second = addressOf((await officer.post('/account/dates/calendar', { shows: 'initials' })).html)
    expect((await phone.get(first)).status).toBe(404)
    expect((await phone.get(second)).html).toContain('C. C.')
    const { rows: kept } = await town.owner.query('select token_hash from calendar_feeds')
    expect(second).not.toContain(kept[0]?.token_hash)
    await officer.post('/account/dates/calendar/end')
    expect((await phone.get(second)).status).toBe(404)
  })

  test('calendar closes when the role has ended', async () => {
    const { html } = await officer.post('/account/dates/calendar', { shows: 'number' })
    const address = /\/calendar\/[\w-]+\.ics/.exec(html)?.[0] ?? ''
    await town.owner.query("update memberships set until = '2026-08-31' where account_id = 'cast-officer@kstu.example'")
    expect((await town.visitor().get(address)).status).toBe(404)
    await town.owner.query("update memberships set until = null where account_id = 'cast-officer@kstu.example'")
    for (const wrong of ['/calendar/x.ics', `/calendar/${'A'.repeat(43)}.ics`, '/calendar/%00.ics'])
      expect((await town.visitor().get(wrong)).status).toBe(404)
  })

  test('page is not an applicant’s', async () => {
    expect((await (await town.signedIn('amina@example.org')).get('/account/dates')).status).toBe(404)
  })
})
