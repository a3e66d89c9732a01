import { afterAll, beforeAll, expect, test } from 'vitest'
import { take } from './applicant.ts'
import { goTo, type TestHouse, testHouse } from './house.ts'
import { deanOf, type Mobile, sentMobile } from './mobile-student.ts'
import { openCall } from './open-call.ts'
import { hidden, type Visitor } from './visitor.ts'

// One call of KSTU from its draft to the host's answer, by the pages alone: three readers, a conflict, an interview, a tie,
// results, an appeal, and a winner who steps back.
let town: TestHouse
let officer: Visitor
let call: string
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-10' })
  officer = await town.signedIn('officer@kstu.example')
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const stageOf = async ({ id }: Mobile) => (await rows('select stage from cases where id = $1', id))[0]?.stage
const people: Mobile[] = []
const names = ['ADA', 'BEA', 'CEM'] as const
const room = (path = '') => `/desk/calls/${call}/commission${path}`
const selection = (path = '') => `/desk/calls/${call}/selection${path}`
const on = (name: string, day: number, month: number) => ({
  ...{ [`${name}.day`]: String(day), [`${name}.month`]: String(month), [`${name}.year`]: '2026' },
})

test('a draft, copied from last year’s call, is opened for applications', async () => {
  const last = await openCall(town)
  call = crypto.randomUUID()
  const copied = await officer.post(`/desk/calls/${last}/copies`, { id: call })
  expect(copied.location).toBe(`/desk/calls/${call}/draft`)
  await write('days', { ...on('opensOn', 1, 9), ...on('closesOn', 15, 9), ...on('screenedUntil', 20, 9) })
  await write('contact', { email: 'office@kstu.example' })
  const draft = await officer.get(`/desk/calls/${call}/draft`)
  expect(draft.text).toContain('Nothing is missing')
  const published = await officer.post(`/desk/calls/${call}/publication`, { version: hidden(draft, 'version') })
  expect(published.status).toBe(303)
})

async function write(part: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const at = `/desk/calls/${call}/draft/${part}`
  expect((await officer.post(at, { version: hidden(await officer.get(at), 'version'), ...fields })).status).toBe(303)
}

test('three apply, are screened by their unit and admitted; the fourth comes a day too late', async () => {
  const [{ slug }] = await rows('select slug from calls where id = $1', call)
  const dean = await deanOf(town, 'kstu-kgti')
  for (const family of names) {
    const you = { family, given: 'Sample', sex: 'female', citizenship: 'KG', phone: '+996 700 000000' }
    const born = { 'birthDay.day': '7', 'birthDay.month': '3', 'birthDay.year': '2005' }
    const mobile = await sentMobile(town, { you: { ...you, ...born } }, slug)
    expect((await take(dean, mobile.unit, 'recommend', { note: '' })).status).toBe(303)
    for (const type of ['passport', 'transcript'])
      await officer.post(`${mobile.desk}/documents/${type}`, { state: 'accepted' })
    expect((await take(officer, mobile.desk, 'admit')).status).toBe(303)
    people.push(mobile)
  }
  goTo(town, '2026-09-16')
  const late = await town.visitor().post(`/kstu/en/calls/${slug}/apply`, { mail: 'late@example.org' })
  expect(late.location ?? '').not.toContain('/my/')
})

test('the commission of four reads each application three times, without the reader who is a relative', async () => {
  const account = async (email: string) => (await rows('select id from accounts where email = $1', email))[0].id
  const sheet = {
    ...{ seen: '0', rows: '2', least: '0', most: '10', readers: '3', average: 'mean', apart: '5' },
    ...{ tie1: 'k1', tie2: 'arrived', 'paper.transcript': 'yes' },
    ...{ 'c1-ru': 'Мотивация', 'c1-en': 'Motivation', 'c1-weight': '80', 'c1-by': 'readers' },
    ...{ 'c2-ru': 'Собеседование', 'c2-en': 'Talk', 'c2-weight': '20', 'c2-by': 'interview' },
  }
  expect((await officer.post(room('/sheet'), sheet)).status).toBe(303)
  await rows("update memberships set role = 'commission', unit = null where account_id = 'cast-rector@kstu.example'")
  town.house.sessions.forget()
  const member = (fields: Readonly<Record<string, string>>) =>
    officer.post(room('/members'), { id: crypto.randomUUID(), role: 'member', account: '', speaks: 'en', ...fields })
  await member({ role: 'chair', account: await account('rector@kstu.example') })
  await member({ account: await account('admin@kstu.example') })
  await member({ account: await account('officer@kstu.example') })
  await member({ name: 'Dora Guest', email: 'guest@partner.example', partner: 'Sample University' })
  expect((await officer.post(room('/opening'))).status).toBe(303)
  const [relative] = await rows("select id from commission_members where email = 'guest@partner.example'")
  const conflict = { member: relative.id, why: 'Her niece' }
  expect((await officer.post(room(`/cases/${people[0]?.id}/conflict`), conflict)).status).toBe(303)
  await everybodyReads()
  const counted = await rows(
    "select case_id, count(*)::int from commission_readings where call_id = $1 and state = 'done' group by 1",
    call,
  )
  expect(counted.map(({ count }) => count)).toEqual([3, 3, 3])
})

test('they are heard; two have the same score, and the rule says who stands first', async () => {
  const slots = { from: '9:30', count: '3', minutes: '20', pause: '5', place: 'Room 301', hours: '1' }
  const opened = { ...slots, ...on('on', 20, 9), key: crypto.randomUUID() }
  expect((await officer.post(room('/interviews'), opened)).status).toBe(303)
  const times = await rows('select id from commission_slots where call_id = $1 order by starts_at', call)
  for (const [at, { visitor, id }] of people.entries()) {
    const chosen = await visitor.post(`/my/kstu/${id}/interview`, { slot: times[at].id })
    expect(chosen.status).toBe(303)
    const result = { case: id, appeared: 'yes', 'mark-k2': '5' }
    expect((await officer.post(room('/interviews/results'), result)).status).toBe(303)
  }
  const page = await officer.get(room('/ranking?check=1'))
  expect(page.text).toContain('every score and place agrees')
  expect(page.text).toContain('Equal score, decided by')
})

test('places follow rank and wish, and everybody has an answer on one day', async () => {
  const preview = await officer.get(selection('/runs/new?keep=1'))
  expect((await officer.post(selection('/runs'), { keep: '1', hash: hidden(preview, 'hash') })).status).toBe(303)
  for (const [host, places] of [
    ['alpha', '1'],
    ['beta', '1'],
    ['gamma', '0'],
  ] as const)
    await officer.post(selection('/places'), { host, places, reason: 'Their letters' })
  const again = await officer.get(selection('/runs/new?keep=1'))
  await officer.post(selection('/runs'), { keep: '1', hash: hidden(again, 'hash') })
  const results = await officer.get(selection('/results'))
  const published = await officer.post(selection('/results'), {
    run: hidden(results, 'run'),
    ...on('appealUntil', 23, 9),
  })
  expect([published.status, published.text.slice(0, 300)]).toEqual([303, ''])
  await town.settled()
  const stages = await Promise.all(people.map(stageOf))
  expect(stages.toSorted()).toEqual(['reserve', 'selected', 'selected'])
})

test('whoever waits appeals in time and is answered; a winner steps back, and the place goes up', async () => {
  const stages = await Promise.all(people.map(stageOf))
  const waiting = people[stages.indexOf('reserve')]
  const winner = people[stages.indexOf('selected')]
  if (!waiting || !winner) throw new Error('nobody waits, or nobody has won')
  expect((await waiting.visitor.post(`/my/kstu/${waiting.id}/appeal`, { text: 'The talk was short' })).status).toBe(303)
  const [{ id }] = await rows('select id from selection_appeals')
  const refused = { outcome: 'refused', reason: 'All talks were of one length' }
  expect((await officer.post(selection(`/appeals/${id}`), refused)).status).toBe(303)
  expect((await waiting.visitor.get(`/my/kstu/${waiting.id}/result`)).text).toContain('All talks were of one length')
  expect((await take(winner.visitor, winner.my, 'withdraw', { reason: 'Ill' })).status).toBe(303)
  await town.settled()
  expect([await stageOf(winner), await stageOf(waiting)]).toEqual(['withdrawn', 'selected'])
  expect((await waiting.visitor.get(waiting.my)).text).toContain('You are selected')
})

/** Every reader gives the same marks, so that two stand equal. */
async function everybodyReads(): Promise<void> {
  const waiting = await rows(
    `select case_id, email from commission_readings join commission_members on commission_members.id = member_id
     where commission_readings.call_id = $1 and state = 'waiting'`,
    call,
  )
  const door = await guestDoor()
  for (const { case_id, email } of waiting) {
    const marks = { do: 'score', case: case_id, 'mark-k1': '6', note: '' }
    const seen =
      email === 'guest@partner.example'
        ? await door.guest.post(`${door.at}/answer`, marks)
        : await (await town.signedIn(email)).post(`/desk/commissions/${call}`, marks)
    expect([email, seen.status]).toEqual([email, 303])
  }
}

async function guestDoor() {
  const [mail] = await rows("select body from mails where to_address = 'guest@partner.example' limit 1")
  const at = /\/p\/[\w-]+/.exec(mail.body)?.[0] ?? ''
  const guest = town.visitor()
  await guest.post(`${at}/opening`)
  return { guest, at }
}
