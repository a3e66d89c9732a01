import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { take } from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import {
  answerMobile,
  beginMobile,
  bringMobile,
  deanOf,
  mobileOf,
  sentMobile,
  submitMobile,
  teacher,
} from '../../../test/mobile-student.ts'
import { changeCall, openCall } from '../../../test/open-call.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { mobilityCasesOf } from './index.ts'

let town: TestHouse
let officer: Visitor
let dean: Visitor
let call: string
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-10' })
  call = await openCall(town)
  await openCall(town, { slug: 'staff', audience: 'staff', said: { criteria: null, choices: 1 } })
  officer = await town.signedIn('officer@kstu.example')
  dean = await deanOf(town, 'kstu-kgti')
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const stageOf = async (id: string) => (await rows('select stage from cases where id = $1', id))[0]?.stage
const accept = async (desk: string) => {
  for (const type of ['passport', 'transcript']) await officer.post(`${desk}/documents/${type}`, { state: 'accepted' })
}

describe('a student', () => {
  test('applies with ranked hosts, is screened by the own unit, checked and admitted, and reads each step', async () => {
    const { visitor, my, desk, unit, id } = await sentMobile(town)
    expect(await stageOf(id)).toBe('screening')
    expect((await visitor.get(my)).text).toContain('Your faculty or institute looks at your application')
    expect((await rows('select name, due::text from case_deadlines where case_id = $1', id))[0]).toEqual({
      name: 'screening',
      due: '2026-09-20',
    })

    const read = await dean.get(unit)
    for (const shown of ['SAMPLE Aigerim', 'Alpha University', 'learn how samples are made', 'Sample engineering'])
      expect([shown, read.text.includes(shown)]).toEqual([shown, true])
    for (const secret of ['ID7654321', 'ID 7654321', '+996 700', '+996700', '/files/', '7 March 2005'])
      expect([secret, read.html.includes(secret)]).toEqual([secret, false])
    expect((await take(dean, unit, 'advise')).status).toBe(422)
    expect((await take(dean, unit, 'recommend', { note: 'A good sample.' })).status).toBe(303)
    expect((await take(dean, unit, 'recommend', { note: 'Again.' })).status).toBe(409)

    const page = await officer.get(desk)
    expect(page.text).toMatch(/KSTU-M-2026-\d{5}/)
    expect(page.text).toContain('A good sample.')
    expect((await take(officer, desk, 'admit')).status).toBe(409)
    await take(officer, desk, 'sendBack', { message: 'The stamp is missing.' })
    expect((await visitor.get(my)).text).toContain('The stamp is missing.')
    expect((await submitMobile({ visitor, my, desk, unit, id }, 'resubmit')).status).toBe(303)
    await accept(desk)
    expect((await take(officer, desk, 'admit')).status).toBe(303)
    expect(await stageOf(id)).toBe('selecting')

    const db = town.house.database.within('kstu')
    const [seen] = await mobilityCasesOf(db, call, ['selecting'])
    expect(seen).toMatchObject({ caseId: id, name: 'SAMPLE Aigerim', unit: 'kstu-kgti', recommended: true })
    expect(seen?.facts.choice2).toBe('beta')
    expect(await mobilityCasesOf(town.house.database.within('eimu'), call)).toEqual([])

    expect((await take(officer, desk, 'select', { host: 'nowhere' })).status).toBe(422)
    expect((await take(officer, desk, 'select', { host: 'beta', why: '' })).status).toBe(303)
    await town.settled()
    const mails = await rows('select subject, body from mails where case_id = $1 order by id', id)
    expect(mails.map(({ subject }) => subject.replace(/ KSTU-M.*/, '').replace(/,$/, ''))).toEqual([
      'KSTU: we have your mobility application',
      'KSTU: your unit recommends you',
      'KSTU: something is missing in your application',
      'KSTU: we have what was missing',
      'KSTU: you take part in the selection',
      'KSTU: you are selected',
    ])
    expect(mails.at(-1)?.body).toContain('Beta College')
    expect((await visitor.get(my)).text).toContain('Beta College')
  })

  test('ranks each host once and leaves no gap', async () => {
    const mobile = await beginMobile(town)
    const twice = await mobile.visitor.post(`${mobile.my}/answers/hosts`, {
      ...{ choice1: 'alpha', choice2: '', choice3: 'alpha', sentStraight: '' },
    })
    expect(twice.text).toContain('You have chosen this host already')
    expect(twice.text).toContain('Fill this choice before the next one')
    const foreign = await mobile.visitor.post(`${mobile.my}/answers/hosts`, { choice1: 'harvard' })
    expect(foreign.status).not.toBe(303)
  })

  test('whom the rules refuse reads which rule, and sends nothing', async () => {
    const mobile = await beginMobile(town)
    await answerMobile(mobile, { language: { language: 'en', languageLevel: 'B1', languageProof: '' } })
    await bringMobile(mobile)
    const refused = await submitMobile(mobile)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Language at least B2')
    expect(refused.text).not.toContain('At least two years here')
    expect(await stageOf(mobile.id)).toBe('draft')
  })

  test('goes for one semester to one academic year', async () => {
    const mobile = await beginMobile(town)
    const stay = (month: number, year = 2027) =>
      mobile.visitor.post(`${mobile.my}/answers/hosts`, {
        ...{ choice1: 'alpha', 'from.day': '1', 'from.month': '2', 'from.year': '2027' },
        ...{ 'to.day': '28', 'to.month': String(month), 'to.year': String(year) },
      })
    expect((await stay(3)).text).toContain('at least one semester')
    expect((await stay(3, 2028)).text).toContain('at most one academic year')
    expect((await stay(6)).status).toBe(303)
  })

  test('has one application for a call, also with two tabs, and another after withdrawing', async () => {
    const visitor = await town.signedIn('zoe@example.org')
    const tabs = await Promise.all(
      [1, 2].map(() => visitor.post('/kstu/en/calls/sample/apply', { mail: 'zoe@example.org' })),
    )
    expect(new Set(tabs.map(({ location }) => location)).size).toBe(1)
    const [tab] = tabs
    if (!tab) throw new Error('no tab')
    const { my } = mobileOf(visitor, tab)
    const page = await visitor.get(my)
    expect((await visitor.post(`${my}/steps/discard`, { version: hidden(page, 'version') })).status).toBe(303)
    const again = await visitor.post('/kstu/en/calls/sample/apply', { mail: 'zoe@example.org' })
    expect(again.location).not.toBe(my)
    await expect(
      town.owner.query('update mobility_applications set withdrawn = false where withdrawn'),
    ).rejects.toThrow('mobility_one_application')
  })

  test('types nothing twice: another call begins with what the last application said', async () => {
    await openCall(town, { slug: 'another' })
    const visitor = await town.signedIn('li@example.org')
    const apply = async (slug: string) =>
      mobileOf(visitor, await visitor.post(`/kstu/en/calls/${slug}/apply`, { mail: 'li@example.org' }))
    await answerMobile(await apply('sample'))
    const { my } = await apply('another')
    expect((await visitor.get(`${my}/answers/here`)).html).toContain('Sample engineering')
    expect((await visitor.get(`${my}/answers/motivation`)).text).not.toContain('samples are made')
  })

  test('who began keeps the edition that was asked then', async () => {
    const id = await openCall(town, { slug: 'changing' })
    const before = await beginMobile(town, 'changing')
    await changeCall(town, 'kstu', id, { choices: 1 })
    const after = await beginMobile(town, 'changing')
    expect((await before.visitor.get(`${before.my}/answers/hosts`)).text).toContain('Third choice')
    expect((await after.visitor.get(`${after.my}/answers/hosts`)).text).not.toContain('Second choice')
    expect((await before.visitor.get(before.my)).text).toContain('The call was changed after this application began')
  })
})

test('a teacher of 4 days is refused with the rule and where it stands, of 5 accepted', async () => {
  const mobile = await beginMobile(town, 'staff')
  const four = await mobile.visitor.post(`${mobile.my}/answers/hosts`, teacher(4).hosts)
  expect(four.text).toContain('at least 5 days; this is 4 days')
  await answerMobile(mobile, { ...teacher(5) })
  await mobile.visitor.post(`${mobile.my}/answers/hosts`, teacher(4).hosts)
  await bringMobile(mobile, ['passport'])
  const refused = await submitMobile(mobile)
  expect([refused.status, refused.text.includes('for a period of 5 days or more')]).toEqual([409, true])
  await mobile.visitor.post(`${mobile.my}/answers/hosts`, teacher(5).hosts)
  expect((await submitMobile(mobile)).status).toBe(303)
  expect(await stageOf(mobile.id)).toBe('screening')
})

test('what went straight to a partner is recorded, told, and never admitted', async () => {
  const mobile = await sentMobile(town, { hosts: { ...hostsOf(), sentStraight: 'Alpha University' } })
  await take(officer, mobile.desk, 'goOn', { why: 'The unit is on holiday.' })
  await accept(mobile.desk)
  const refused = await take(officer, mobile.desk, 'admit')
  expect([refused.status, refused.text.includes('past the coordinator, is not considered')]).toEqual([409, true])
  await take(officer, mobile.desk, 'notConsider', { why: 'Sent straight to Alpha University.', straightTo: '' })
  expect(await stageOf(mobile.id)).toBe('notConsidered')
  expect((await mobile.visitor.get(mobile.my)).text).toContain('Sent straight to Alpha University.')
})

const hostsOf = () => ({
  ...{ choice1: 'alpha', choice2: '', choice3: '' },
  ...{ 'from.day': '1', 'from.month': '2', 'from.year': '2027', 'to.day': '30', 'to.month': '6', 'to.year': '2027' },
})

describe('a dean’s office', () => {
  test('of another unit or university finds no application', async () => {
    const mobile = await sentMobile(town)
    const beside = await deanOf(town, 'kstu-stic', 'admin@kstu.example')
    expect((await beside.get(mobile.unit)).status).toBe(404)
    expect((await beside.post(`${mobile.unit}/steps/recommend`, { note: 'x', version: '2' })).status).toBe(404)
    const stranger = await town.signedIn('officer@eimu.example')
    expect((await stranger.get(mobile.desk)).status).toBe(404)
  })
})

test('the last day in Bishkek is open to its last second; the next day is not', async () => {
  const late = await beginMobile(town)
  await answerMobile(late)
  await bringMobile(late)
  goTo(town, '2026-09-16')
  const refused = await submitMobile(late)
  expect([refused.status, refused.text.includes('15 September 2026')]).toEqual([409, true])
  const shut = await town.visitor().post('/kstu/en/calls/sample/apply', { mail: 'late@example.org' })
  expect([shut.status, shut.text.includes('No applications now')]).toEqual([409, true])
  goTo(town, '2026-09-15')
  expect((await submitMobile(late)).status).toBe(303)
})

test('a call that is not there, a draft and a call of another university have no door', async () => {
  await town.owner.query("update calls set state = 'archived' where slug = 'changing'")
  for (const slug of ['nothing', 'changing', 'wewek-german']) {
    expect([slug, (await town.visitor().get(`/kstu/en/calls/${slug}/apply`)).status]).toEqual([slug, 404])
    expect([
      slug,
      (await town.visitor().post(`/kstu/en/calls/${slug}/apply`, { mail: 'a@example.org' })).status,
    ]).toEqual([slug, 404])
  }
  expect((await town.visitor().get('/eimu/en/calls/sample/apply')).status).toBe(404)
  const odd = await town.visitor().post('/kstu/en/calls/sample/apply', { mail: 'not a mail' })
  expect([odd.status, odd.html.includes('not a mail')]).toEqual([422, true])
})
