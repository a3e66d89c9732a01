import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deanOf } from '../../../test/foreign-student.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { averageOf, transcriptOf } from './index.ts'

let town: TestHouse
let asel: Visitor
let zoe: Visitor
let li: Visitor
/** Zoe, who studies at KSTU, and Li, who does too. */
let zoes: string
let lis: string
const own = '/my/kstu/transcript/grades'
beforeAll(async () => {
  town = await testHouse({ today: '2026-11-22' })
  asel = await town.signedIn('officer@kstu.example')
  zoe = await town.signedIn('zoe@example.org')
  li = await town.signedIn('li@example.org')
  zoes = await personHere('zoe', 'EXAMPLE Zoe', '2005-02-03')
  lis = await personHere('li', 'EXAMPLE Li', '2004-05-06')
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows

async function personHere(account: string, name: string, born: string): Promise<string> {
  const [row] = await rows(
    `insert into persons (institution_id, account_id, shown_as, birth_day, language, email)
     values ('kstu', $1, $2, $3, 'en', $4) returning id`,
    ...[`cast-${account}@example.org`, name, born, `${account}@example.org`],
  )
  return row.id
}

const page = (person: string) => `/desk/transcripts/people/${person}`
const grade = (subject: string, more: Readonly<Record<string, string>> = {}) => ({
  ...{ id: crypto.randomUUID(), session: '1', subject, kind: 'graded', grade: '5', credits: '', attempt: '1', ...more },
})
const entriesOf = async (person: string) =>
  (await transcriptOf(town.house.database.within('kstu'), person)).entries.map(
    ({ session, subject, grade, attempt }) => `${session} ${subject} ${grade} ${attempt}`,
  )
const entryId = async (subject: string) =>
  (await rows('select id from transcript_entries where subject = $1 and struck_at is null', subject))[0]?.id

describe('a student', () => {
  test('types the own grades and sees the average with how it was counted', async () => {
    expect((await zoe.get(own)).text).toContain('No grades yet')
    expect((await zoe.post(`${own}/new`, grade('Algebra'))).location).toBe(own)
    const next = await zoe.post(`${own}/new`, { ...grade('Physics', { grade: '4' }), go: 'another' })
    expect(next.location).toBe(`${own}/new?session=1`)
    await zoe.post(`${own}/new`, grade('Sport', { session: '2', kind: 'pass', grade: '' }))
    await zoe.post(`${own}/new`, grade('Drawing', { session: '3', grade: '4' }))
    const seen = await zoe.get(own)
    expect(seen.text).toContain('Average over all sessions: 4.33')
    expect(seen.text).toContain('1 subject without a grade is not counted')
    expect(seen.text).toContain('4 entries are not confirmed')
  })

  test('is told that a grade is of another scale, in the own language, and loses nothing', async () => {
    await zoe.post('/language', { language: 'ru', to: '/my' })
    const seen = await zoe.post(`${own}/new`, grade('Химия', { grade: '85', session: '2' }))
    expect(seen.status).toBe(422)
    expect(seen.text).toContain('85 – не оценка по шкале вашего вуза (от 2 до 5)')
    expect(seen.html).toContain('value="Химия"')
    await zoe.post('/language', { language: 'en', to: '/my' })
    expect(await entriesOf(zoes)).not.toContain('2 Химия 8500 1')
  })

  test('writes one entry with one form sent twice, and the same attempt only once', async () => {
    const form = grade('English', { session: '2' })
    expect(
      (await Promise.all([zoe.post(`${own}/new`, form), zoe.post(`${own}/new`, form)])).map((one) => one.status),
    ).toEqual([303, 303])
    const again = await zoe.post(`${own}/new`, grade('ENGLISH', { session: '2', grade: '3' }))
    expect(again.status).toBe(409)
    expect(again.text).toContain('Session 2, ENGLISH, attempt 1 is written down already')
    expect((await entriesOf(zoes)).filter((one) => /english/i.test(one))).toEqual(['2 English 500 1'])
  })

  test('sees the average go when a session is missing, and come back', async () => {
    await zoe.post(`${own}/new`, grade('Thermodynamics', { session: '5' }))
    const seen = await zoe.get(own)
    expect(seen.text).toContain('session 4 is missing')
    expect(averageOf(await transcriptOf(town.house.database.within('kstu'), zoes)).value).toBeNull()
    const id = await entryId('Thermodynamics')
    expect((await zoe.post(`${own}/entries/${id}`, grade('Thermodynamics', { session: '4' }))).status).toBe(303)
    expect((await zoe.get(own)).text).toContain('Average over all sessions: 4.60')
  })
})

describe('the office', () => {
  test('finds who waits, confirms what it has seen, and the student changes none of it any more', async () => {
    expect((await asel.get('/desk/transcripts?waiting=yes&q=zoe')).text).toContain('6 not confirmed')
    const seen = await asel.get(page(zoes))
    const version = hidden(seen, 'version')
    await zoe.post(`${own}/new`, grade('Late subject', { grade: '2' }))
    const late = await asel.post(`${page(zoes)}/confirmation`, { version })
    expect([late.status, late.text.includes('have changed since')]).toEqual([409, true])
    const again = { version: hidden(late, 'version') }
    const both = await Promise.all([1, 2].map(() => asel.post(`${page(zoes)}/confirmation`, again)))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect((await zoe.get(own)).text).toContain('Asel Example (officer)')
    const id = await entryId('Late subject')
    expect((await zoe.get(`${own}/entries/${id}`)).status).toBe(404)
    expect((await zoe.post(`${own}/entries/${id}`, grade('Late subject'))).status).toBe(404)
    const struck = await zoe.post(`${own}/entries/${id}/striking`)
    expect([struck.status, struck.text.includes('Ask the office')]).toEqual([409, true])
    expect(await entryId('Late subject')).toBe(id)
  })

  test('opens what was confirmed again, with who and when in the history', async () => {
    await asel.post(`${page(zoes)}/reopening`)
    const id = await entryId('Late subject')
    expect((await zoe.post(`${own}/entries/${id}/striking`)).status).toBe(303)
    expect((await asel.get(page(zoes))).text).toContain('Session 1, Late subject: 2. Written by Zoe Example')
    expect((await asel.get(page(zoes))).text).toContain('6 entries are not confirmed')
  })

  test('of a unit reads and confirms its own students; of others it knows nothing', async () => {
    await rows(
      `insert into students (institution_id, number, person_id, programme_name, level, unit, since, state, state_since, words)
       values ('kstu', 'KSTU-S-2026/0001', $1, '{"en":"x","ru":"x","ky":"x"}', 'bachelor', 'kstu-dir', '2024-09-01',
         'enrolled', '2024-09-01', '')`,
      lis,
    )
    await li.post(`${own}/new`, grade('Algebra'))
    const dean = await deanOf(town, 'kstu-dir', 'rector@kstu.example')
    const list = await dean.get('/desk/transcripts')
    expect([list.text.includes('EXAMPLE Li'), list.text.includes('EXAMPLE Zoe')]).toEqual([true, false])
    expect((await dean.get(page(zoes))).status).toBe(404)
    const version = hidden(await dean.get(page(lis)), 'version')
    expect((await dean.post(`${page(lis)}/confirmation`, { version })).status).toBe(303)
    expect((await dean.post(`${page(zoes)}/confirmation`, { version: '0' })).status).toBe(404)
  })

  test('of another university, another student and a stranger see nothing', async () => {
    const other = await town.signedIn('officer@kslu.example')
    expect((await other.get(page(zoes))).status).toBe(404)
    expect((await other.get('/desk/transcripts')).text).not.toContain('EXAMPLE')
    expect((await li.get(own)).text).not.toContain('Drawing')
    const id = await entryId('Drawing')
    expect((await li.post(`${own}/entries/${id}`, grade('Drawing'))).status).toBe(404)
    expect((await li.post(`${own}/entries/${id}/striking`)).status).toBe(409)
    expect(await entryId('Drawing')).toBe(id)
    const amina = await town.signedIn('amina@example.org')
    expect((await amina.get(own)).status).toBe(404)
    expect((await town.visitor().get(page(zoes))).location).toContain('/sign-in')
  })
})

describe('a sheet', () => {
  const sheets = '/desk/transcripts/sheets'
  async function sent(who: Visitor, base: string, lines: readonly string[]): Promise<string> {
    const form = new FormData()
    form.append('key', crypto.randomUUID())
    form.append('file', new File([lines.join('\r\n')], 'grades.csv', { type: 'text/csv' }))
    const answer = await who.ask(base, { method: 'POST', body: form })
    expect(answer.status).toBe(303)
    return answer.location ?? ''
  }
  const head = 'ФИО;Дата рождения;Сессия;Предмет;Оценка'

  test('of many is tried line by line, written once with what is right, and undone', async () => {
    const lines = [
      head,
      'EXAMPLE Zoe;03.02.2005;1;Geometry;5',
      'Li Example;06.05.2004;1;Geometry;хорошо',
      'Nobody Here;01.01.2000;1;Geometry;5',
      'EXAMPLE Zoe;03.02.2005;1;Chemistry;91',
    ]
    const address = await sent(asel, sheets, lines)
    const tried = await asel.get(address)
    expect(tried.text).toContain('Nobody here has this name and date of birth')
    expect(tried.text).toContain('91 is no grade of your university’s scale')
    expect(await entriesOf(lis)).toEqual(['1 Algebra 500 1'])
    const refused = await asel.post(`${address}/writing`)
    expect([refused.status, refused.text.includes('lines are left out')]).toEqual([409, true])
    const both = await Promise.all([1, 2].map(() => asel.post(`${address}/writing`, { leaveOut: 'yes' })))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await entriesOf(lis)).toEqual(['1 Algebra 500 1', '1 Geometry 400 1'])
    expect((await asel.get(address)).text).toContain('2 entries are written')
    expect(
      (await rows('select cells from transcript_sheets where id = $1', address.split('/').at(-1)))[0].cells,
    ).toEqual([])
    await asel.post(`${address}/undoing`)
    expect(await entriesOf(lis)).toEqual(['1 Algebra 500 1'])
    expect((await asel.get(address)).text).toContain('Undone by Asel Example')
  })

  test('of one student needs no names; the student’s own waits, and what was confirmed stays when it is undone', async () => {
    const address = await sent(li, `${own}/sheets`, ['Session,Subject,Grade', '2,Physics,4', '2,Sport,pass'])
    expect((await li.post(`${address}/writing`)).status).toBe(303)
    expect((await li.get(own)).text).toContain('2 entries are not confirmed')
    const version = hidden(await asel.get(page(lis)), 'version')
    await asel.post(`${page(lis)}/confirmation`, { version })
    await li.post(`${address}/undoing`)
    expect(await entriesOf(lis)).toContain('2 Physics 400 1')
    expect((await li.get(address)).text).toContain('2 entries stayed')
    expect((await zoe.get(address)).status).toBe(404)
  })

  test.each([
    ['a picture', new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 1]), 'neither a workbook'],
    ['nothing', new Uint8Array(), 'empty'],
  ])('that is %s is refused with a sentence', async (_, bytes, said) => {
    const form = new FormData()
    form.append('file', new File([bytes], 'x.xlsx'))
    const answer = await asel.ask(sheets, { method: 'POST', body: form })
    expect(answer.status).toBe(422)
    expect(answer.text.toLowerCase()).toContain(said.toLowerCase())
  })
})
