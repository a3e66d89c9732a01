import { afterAll, beforeAll, expect, test } from 'vitest'
import { take } from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { deanOf } from '../../../test/mobile-student.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'

const place = '/kstu/en/consultation'
let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-10' })
  officer = await town.signedIn('officer@kstu.example')
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const stageOf = async (id: string) => (await rows('select stage from cases where id = $1', id))[0]?.stage
const on = (name: string, day: string) => ({ [`${name}.day`]: day, [`${name}.month`]: '9', [`${name}.year`]: '2026' })
const meeting = (day: string, at = '14:30') => ({ ...on('meetingOn', day), meetingAt: at, place: 'Room 101' })

async function begun(asker: string) {
  const visitor = town.visitor()
  const key = hidden(await visitor.get(place), 'key')
  const form = { key, asker, mail: `${crypto.randomUUID()}@example.org` }
  const my = (await visitor.post(place, form)).location ?? ''
  const id = my.split('/').at(-1) ?? ''
  return { visitor, my, id, form, desk: `/desk/cases/consultation/${id}`, unit: `/desk/unit/consultation/${id}` }
}

async function asked(asker = 'self') {
  const one = await begun(asker)
  const { visitor, my } = one
  const unit: Record<string, string> = asker === 'unit' ? { unit: 'kstu-kgti' } : {}
  const answers = {
    question: { topic: 'funding', question: 'Who pays for samples?' },
    you: { familyName: 'SAMPLE', givenName: 'Aigerim', ...unit },
    answer: { way: 'meeting', wished: 'After lunch' },
  }
  for (const [section, typed] of Object.entries(answers))
    expect([section, (await visitor.post(`${my}/answers/${section}`, typed)).status]).toEqual([section, 303])
  const check = await visitor.get(`${my}/check`)
  const sent = await visitor.post(`${my}/steps/send`, { consent: 'yes', version: hidden(check, 'version') })
  expect([sent.status, sent.text]).toEqual([303, sent.text])
  return one
}

test('a student asks, is invited, asks for another time, and reads the answer', async () => {
  const { visitor, my, desk, id } = await asked()
  expect((await officer.get(desk)).text).toContain('Who pays for samples?')
  expect((await officer.get('/desk/cases/consultation')).text).toContain('Grants and funding')

  expect((await take(officer, desk, 'invite', meeting('9'))).status).toBe(422)
  expect((await take(officer, desk, 'invite', meeting('15', '25:00'))).text).toContain('for example 14:30')
  expect((await take(officer, desk, 'invite', meeting('15'))).status).toBe(303)
  const invited = await visitor.get(my)
  for (const shown of ['15 September 2026', '14:30', 'Room 101']) expect(invited.text).toContain(shown)
  expect((await take(officer, desk, 'hold')).status).toBe(409)

  expect((await take(visitor, my, 'reschedule', { reason: 'I have an exam.' })).status).toBe(303)
  expect(await stageOf(id)).toBe('asked')
  expect((await officer.get(desk)).text).toContain('I have an exam.')
  expect((await visitor.get(my)).text).not.toContain('Meeting and answer')

  expect((await take(officer, desk, 'answer', { message: '' })).status).toBe(422)
  expect((await take(officer, desk, 'answer', { message: 'The sample fund pays.' })).status).toBe(303)
  expect(await stageOf(id)).toBe('answered')
  expect((await visitor.get(my)).text).toContain('The sample fund pays.')
  await town.settled()
  const mails = await rows('select subject, body from mails where case_id = $1 order by id', id)
  expect(mails.map(({ subject }) => subject.replace(/, KSTU-C-.*/, ''))).toEqual([
    'KSTU: we have your question',
    'KSTU: you are invited to a meeting',
    'KSTU: another time for the meeting',
    'KSTU: the answer to your question',
  ])
  expect(mails[1]?.body).toContain('15 September 2026 at 14:30: Room 101')
  expect(mails[3]?.body).toContain('The sample fund pays.')
})

test('a meeting that was held closes the question, not before its day', async () => {
  const { desk, id } = await asked()
  await take(officer, desk, 'invite', meeting('15'))
  goTo(town, '2026-09-15')
  expect((await take(officer, desk, 'hold', { note: 'Shown the list.' })).status).toBe(303)
  goTo(town, '2026-09-10')
  expect(await stageOf(id)).toBe('held')
})

test('a unit asks and its dean’s office reads it; nobody else’s question, and another university sees none', async () => {
  const dean = await deanOf(town, 'kstu-kgti')
  const { visitor, my } = await begun('unit')
  for (const unit of ['kstu', 'kslu-iilir', 'nowhere']) {
    const seen = await visitor.post(`${my}/answers/you`, { familyName: 'SAMPLE', unit })
    expect([unit, seen.status]).toEqual([unit, 422])
  }
  expect((await visitor.get(`${my}/answers/you`)).text).not.toContain('Department of International Relations')
  const [ofUnit, own] = [await asked('unit'), await asked()]
  expect((await dean.get(ofUnit.unit)).text).toContain('Who pays for samples?')
  expect((await dean.get(own.unit)).status).toBe(404)
  const other = await town.signedIn('officer@kslu.example')
  expect((await other.get(own.desk)).status).toBe(404)
  expect((await town.visitor().get(own.my)).status).not.toBe(200)
  expect((await take(own.visitor, own.my, 'withdraw')).status).toBe(303)
})

test('the form sent twice begins one, and what is missing is said', async () => {
  const { visitor, my, form } = await begun('self')
  expect((await visitor.post(place, form)).location).toBe(my)
  const wrong = await town.visitor().post(place, { ...form, key: crypto.randomUUID(), asker: '', mail: 'nobody' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('nobody')
  for (const language of ['en', 'ru', 'ky'])
    expect((await town.visitor().get(`/kstu/${language}/calls`)).html).toContain(`/kstu/${language}/consultation`)
})
