import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accept, offeredPlace, take } from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { pdf } from '../../../test/papers.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { verifyJournal } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { duty } from './duty.ts'
import { openOfState } from './opening.ts'
import { kinds, termOf } from './rules.ts'

const today = '2026-11-23'
let town: TestHouse
let officer: Visitor
let admin: Visitor
let student: string
let person: string
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-01' })
  officer = await town.signedIn('officer@kslu.example')
  admin = await town.signedIn('admin@kslu.example')
  const zara = await offeredPlace(town, officer)
  await accept(zara)
  const [row] = await rows('select id, person_id from students where case_id = $1', zara.id)
  student = row.id
  person = row.person_id
  goTo(town, today)
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const on = (name: string, date: number, month = 11) => ({
  [`${name}.day`]: String(date),
  [`${name}.month`]: String(month),
  [`${name}.year`]: '2026',
})
const duties = () =>
  rows("select id, stage, number, next_date::text as due from cases where procedure = 'duty' order by opened_at")

async function put(state: string, date: number): Promise<Seen> {
  const seen = hidden(await officer.get(`/desk/students/${student}`), 'seen')
  const fields = { seen, state, reason: 'Order No. 12', ...on('since', date) }
  const answer = await officer.post(`/desk/students/${student}/states`, fields)
  await town.settled()
  return answer
}

describe('a student who is expelled', () => {
  test('makes one duty, without a term because no source names one, and says so', async () => {
    expect((await put('expelled', 20)).status).toBe(303)
    const [made, ...more] = await duties()
    expect(more).toEqual([])
    expect(made).toMatchObject({ stage: 'due', due: null, number: expect.stringMatching(/^KSLU-H-2026-/) })
    const page = await officer.get(`/desk/cases/duty/${made.id}`)
    expect(page.text).toContain('No term is known for this')
    const list = await officer.get('/desk/duties')
    expect(list.text).toContain('no term known')
    expect(list.text).toContain('Expelled from the university')
  })

  test('makes it once, however often the job runs', async () => {
    await openOfState(town.house, { institution: 'kslu', id: `${student}:2` })
    await Promise.all([1, 2].map(() => openOfState(town.house, { institution: 'kslu', id: `${student}:2` })))
    expect(await duties()).toHaveLength(1)
  })

  test('is not the matter of another institution, and a stranger finds no duty', async () => {
    const [made] = await duties()
    const kstu = await town.signedIn('officer@kstu.example')
    expect((await kstu.get(`/desk/cases/duty/${made.id}`)).status).toBe(404)
    expect((await kstu.get(`/desk/persons/${person}/duty`)).status).toBe(404)
    expect((await kstu.get('/desk/duties')).text).toContain('Nothing has to be told')
    expect((await town.visitor().get('/desk/duties')).location).toContain('/sign-in')
  })
})

describe('a term that the university sets for itself', () => {
  test('is set by an admin alone, and a slip keeps what was typed', async () => {
    const form = { kind: 'expulsion', days: '3', unit: 'working-days' }
    expect((await officer.post('/desk/duties/terms', form)).status).toBe(404)
    const slip = await admin.post('/desk/duties/terms', { ...form, days: '3 days' })
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('value="3 days"')
    for (const days of ['0', '367', '-1', '1e2'])
      expect((await admin.post('/desk/duties/terms', { ...form, days })).status).toBe(422)
    expect((await admin.post('/desk/duties/terms', form)).status).toBe(303)
    expect((await officer.get('/desk/duties')).text).toContain('Set by')
  })

  test('counts from the event at once, also when it is corrected, and stands on the wall and the day', async () => {
    const [made] = await duties()
    expect(made?.due).toBe('2026-11-25')
    const desk = `/desk/cases/duty/${made.id}`
    await take(officer, desk, 'correct', { ...on('happenedOn', 18), about: 'Order No. 12 of 18 November' })
    expect((await duties())[0]?.due).toBe('2026-11-23')
    goTo(town, '2026-11-24')
    expect((await officer.get('/desk/duties')).text).toContain('yesterday')
    expect((await officer.get('/desk')).text).toContain('Tell the authority')
    goTo(town, today)
  })

  test('of a day that has not come is no day on which something happened', async () => {
    const [made] = await duties()
    const seen = await take(officer, `/desk/cases/duty/${made.id}`, 'correct', { ...on('happenedOn', 30), about: '' })
    expect(seen.status).toBe(422)
    expect(seen.text).toContain('This day has not come yet')
  })
})

describe('telling the authority', () => {
  test('begins with a letter, in Russian or Kyrgyz, to the body of the day', async () => {
    const [made] = await duties()
    const desk = `/desk/cases/duty/${made.id}`
    const wish = { letterLanguage: 'ru', bodyName: '' }
    expect((await take(officer, desk, 'notice', { ...wish, body: 'other' })).text).toContain('Say which body')
    expect((await take(officer, desk, 'notice', { ...wish, body: 'registration' })).status).toBe(303)
    await town.settled()
    const [letter] = await rows("select recipient, number from letters where kind = 'duty.notice'")
    expect(letter.recipient).toContain('Министерство труда')
  })

  test('is done with day, body, number and way, and a scanned proof; a day before the event is refused', async () => {
    const [made] = await duties()
    const desk = `/desk/cases/duty/${made.id}`
    const file = { name: 'receipt.pdf', bytes: await pdf(1), type: 'application/pdf' }
    expect([200, 303]).toContain((await officer.upload(`${desk}/fill/documents/proof`, [file])).status)
    const told = { body: 'registration', bodyName: '', toldNumber: '01-2/77', toldWay: 'letter' }
    expect((await take(officer, desk, 'tell', { ...told, ...on('toldOn', 17) })).text).toContain('before it happened')
    expect((await take(officer, desk, 'tell', { ...told, ...on('toldOn', 24) })).text).toContain('has not come yet')
    expect((await take(officer, desk, 'tell', { ...told, ...on('toldOn', 23) })).status).toBe(303)
    expect((await duties())[0]).toMatchObject({ stage: 'told', due: null })
    const page = await officer.get(desk)
    for (const said of ['01-2/77', 'Ministry of Labour', '23 November 2026', 'By letter'])
      expect(page.text).toContain(said)
    expect((await officer.get('/desk/duties')).text).toContain('Nothing has to be told')
  })

  test('that was a mistake is opened again, with a reason', async () => {
    const [made] = await duties()
    const desk = `/desk/cases/duty/${made.id}`
    expect((await take(officer, desk, 'again', { reason: 'The number was wrong' })).status).toBe(303)
    expect((await duties())[0]?.stage).toBe('due')
    expect((await take(officer, desk, 'notDue', { reason: 'Expelled by mistake' })).status).toBe(303)
    expect((await duties())[0]?.stage).toBe('none')
  })
})

test('an officer writes down a duty about somebody of the records, once a form', async () => {
  const key = hidden(await officer.get(`/desk/persons/${person}/duty`), 'key')
  const [one, two] = await Promise.all(
    [1, 2].map(() => officer.post(`/desk/persons/${person}/duty`, { key, kind: 'dismissal' })),
  )
  expect(one?.location).toBe(two?.location)
  expect((await officer.get(one?.location ?? '')).status).toBe(200)
  const desk = (one?.location ?? '').replace('/fill/answers/event', '')
  expect((await take(officer, desk, 'begin')).status).not.toBe(303)
  await officer.post(one?.location ?? '', { kind: 'dismissal', ...on('happenedOn', 20), about: '' })
  expect((await take(officer, desk, 'begin')).status).toBe(303)
  // kg-rules, work-permits.json, dismissal: within 3 calendar days.
  expect((await duties()).at(-1)).toMatchObject({ stage: 'due', due: '2026-11-23' })
  expect((await officer.get(desk)).text).toContain('Nobody has verified this rule')
  for await (const fault of verifyJournal(town.house.database, town.house.clock, 'kslu', [duty])) {
    if (fault.fault !== 'unknown-procedure') expect(fault).toBeNull()
  }
})

test('a student who is one of the country’s own citizens brings no duty', async () => {
  await rows("update persons set citizenship = 'KG' where id = $1", person)
  const before = (await duties()).length
  await put('graduated', 21)
  expect(await duties()).toHaveLength(before)
})

test('fines stand there as information, with their day and a warning', async () => {
  const page = await officer.get('/desk/duties')
  expect(page.text).toContain('30,000 som')
  expect(page.text).toContain('24 April 2025')
  expect(page.text).toContain('nobody has verified it')
})

test('a term is known for the end of work alone, until the provisional regulation ends', async () => {
  const law = await lawOfToday(town.house, 'kslu')
  const known = (at: string) => kinds.filter((kind) => termOf(kind, law.on(day(at)), new Map()))
  expect(known('2026-12-31')).toEqual(['dismissal'])
  expect(known('2027-01-01')).toEqual([])
})
