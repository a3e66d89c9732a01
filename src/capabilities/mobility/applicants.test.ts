import { afterAll, beforeAll, expect, test } from 'vitest'
import { take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { deanOf, type Mobile, sentMobile } from '../../../test/mobile-student.ts'
import { openCall } from '../../../test/open-call.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { remindUnits } from './screening.ts'
import { startedFor } from './store.ts'

let town: TestHouse
let officer: Visitor
let call: string
let first: Mobile
let second: Mobile
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-10' })
  call = await openCall(town)
  officer = await town.signedIn('officer@kstu.example')
  first = await sentMobile(town)
  second = await sentMobile(town, {
    hosts: {
      ...{ choice1: 'gamma', choice2: 'alpha', choice3: '', sentStraight: '' },
      ...{
        'from.day': '1',
        'from.month': '2',
        'from.year': '2027',
        'to.day': '30',
        'to.month': '6',
        'to.year': '2027',
      },
    },
  })
  const dean = await deanOf(town, 'kstu-kgti')
  await take(dean, first.unit, 'recommend', { note: 'Yes.' })
})
afterAll(() => town?.close())

const base = () => `/desk/calls/${call}/applicants`
const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const mailsOf = (kind: string) => rows('select to_address, subject, body from mails where kind = $1 order by id', kind)

test('the office reads who applied for a call, narrows the list, and takes it away as a sheet that is journalled', async () => {
  const desk = await officer.get(`/desk/calls/${call}`)
  expect([desk.html.includes(base()), desk.text.includes('2 applications, 0 begun')]).toEqual([true, true])
  const list = await officer.get(base())
  expect(list.text).toContain('1. Alpha University, 2. Beta College')
  expect(list.text).toMatch(/Gamma School 1 1 1/)
  const there = async (query: string) => {
    const { html } = await officer.get(`${base()}?${query}`)
    return [first, second].map(({ id }) => html.includes(`/desk/cases/mobility/${id}`))
  }
  expect(await there('recommended=yes')).toEqual([true, false])
  expect(await there('recommended=none')).toEqual([false, true])
  expect(await there('choice=alpha')).toEqual([true, true])
  expect(await there('choice=beta')).toEqual([true, false])
  expect(await there('stage=screening')).toEqual([false, true])
  expect(await there('unit=kstu-stic')).toEqual([false, false])
  expect(await there('q=aigerim')).toEqual([true, true])
  expect(await there('q=ID7654321')).toEqual([false, false])
  expect(await there('average=4.5')).toEqual([false, false])
  const csv = await officer.get(`${base()}/export.csv?recommended=yes`)
  expect(await csv.response.text()).toMatch(/KSTU-M-2026-0000\d.*SAMPLE Aigerim/)
  expect((await rows("select query, cases from case_exports where procedure = 'mobility'"))[0]).toEqual({
    query: 'call=sample&recommended=yes',
    cases: 1,
  })
  const page = await officer.get(`/kstu/en/calls/sample`)
  expect(page.html).toContain('/kstu/en/calls/sample/apply')
})

test('nobody else reads them', async () => {
  for (const email of ['officer@eimu.example', 'zoe@example.org', 'rector@kstu.example']) {
    const visitor = await town.signedIn(email)
    for (const path of ['', '/straight', '/export.csv'])
      expect((await visitor.get(`${base()}${path}`)).status).toBe(404)
  }
  expect((await officer.get('/desk/calls/x/applicants')).status).toBe(404)
})

test('an application past the coordinator is written down once, told once, and taken off the list when it was a mistake', async () => {
  const form = await officer.get(`${base()}/straight`)
  const given = { name: 'Sample Person', email: 'past@example.org', hosts: 'Alpha University', how: 'They wrote to us' }
  const fields = {
    ...given,
    key: hidden(form, 'key'),
    'learntOn.day': '9',
    'learntOn.month': '9',
    'learntOn.year': '2026',
  }
  const odd = await officer.post(`${base()}/straight`, { ...fields, 'learntOn.day': '30', hosts: '' })
  expect([odd.status, odd.html.includes('They wrote to us')]).toEqual([422, true])
  expect((await officer.post(`${base()}/straight`, { ...fields, 'learntOn.day': '11' })).text).toContain('not come yet')
  await Promise.all([1, 2].map(() => officer.post(`${base()}/straight`, fields)))
  await town.settled()
  const list = await officer.get(`${base()}/straight`)
  expect(list.text.match(/Sample Person/g)).toHaveLength(1)
  const told = await mailsOf('mobility.straight')
  expect(told).toHaveLength(1)
  expect(told[0].body).toMatch(/не рассматриваются[\s\S]*are not considered/)
  const removal = /action="([^"]*\/removal)"/.exec(list.html)?.[1] ?? ''
  expect((await officer.post(removal)).status).toBe(303)
  expect((await officer.get(`${base()}/straight`)).text).toContain('None is known')
})

test('whoever has begun and is not through with it is told when the call changes', async () => {
  const db = town.house.database.within('kstu')
  expect((await startedFor(db, call)).map(({ caseId }) => caseId).sort()).toEqual([first.id, second.id].sort())
  expect(await startedFor(town.house.database.within('kslu'), call)).toEqual([])
})

test('a dean’s office is written to once a day of what waits for its word', async () => {
  await deanOf(town, 'kstu', 'admin@kstu.example')
  await deanOf(town, 'kstu-stic', 'rector@kstu.example')
  expect(await remindUnits(town.house, 'kstu')).toBe(1)
  await remindUnits(town.house, 'kstu')
  await town.settled()
  const [mail, ...more] = await mailsOf('mobility.screening')
  expect([mail.to_address, more]).toEqual(['admin@kstu.example', []])
  expect(mail.body).toContain('Sample exchange: 1, by 20 September 2026')
})
