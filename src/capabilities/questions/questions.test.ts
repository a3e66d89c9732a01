import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { cardOfZoe, libraryCard } from '../../../test/library-card.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { breakSilence, verifyJournal } from '../cases/index.ts'
import { listInstitutions } from '../institutions/index.ts'

let town: TestHouse
let zoe: Visitor
let officer: Visitor
beforeAll(async () => {
  // Tuesday; the office answers within five working days.
  town = await testHouse({ today: '2026-09-01', building: { procedures: [libraryCard] } })
  zoe = await town.signedIn('zoe@example.org')
  officer = await town.signedIn('officer@kstu.example')
})
// Each test is an hour of its own.
beforeEach(() => town.owner.query('delete from attempts'))
afterAll(() => town?.close())

type Card = Awaited<ReturnType<typeof cardOfZoe>>

async function ask({ my }: Card, text: string) {
  const page = await zoe.get(`${my}/questions`)
  return zoe.post(`${my}/questions`, { key: hidden(page, 'key'), text })
}

async function answer({ desk }: Card, text: string, way = 'written', by = officer) {
  const page = await by.get(desk)
  return by.post(`${desk}/questions`, { key: hidden(page, 'key'), seen: hidden(page, 'seen'), text, way })
}

async function mailsOf({ id }: Card, kind: string) {
  const { rows } = await town.owner.query(
    'select subject, body, language, to_address from mails where case_id = $1 and kind = $2 order by queued_at',
    [id, `library-card.${kind}`],
  )
  return rows
}

describe('a question to the office', () => {
  test('waits with its own day on the office’s page, is answered by mail and on the page, and is settled', async () => {
    const card = await cardOfZoe(town)
    expect((await ask(card, 'May I bring a friend? 🙂\nShe reads too.')).status).toBe(303)
    const mine = await zoe.get(card.my)
    expect(mine.text).toContain('May I bring a friend? 🙂')
    expect(mine.text).toContain('waits for an answer, by 8 September 2026')

    const today = await officer.get('/desk')
    expect(today.text).toContain('Zoe Example')
    expect(today.text).toContain('answer in 7 days, by 8 September 2026')
    const desk = await officer.get(card.desk)
    expect(desk.text).toContain('May I bring a friend? 🙂')
    expect(desk.text).toContain('Their language is English.')
    expect((await answer(card, 'Yes, with her passport.')).status).toBe(303)

    const after = await zoe.get(card.my)
    expect(after.text).toContain('Department of International Relations')
    expect(after.text).toContain('Yes, with her passport.')
    expect(after.text).not.toContain('waits for an answer')
    expect((await officer.get('/desk')).text).not.toContain('answer in 7 days')
    const [mail] = await mailsOf(card, 'answer')
    expect(mail.subject).toContain('an answer to your question')
    expect(mail.body).toContain('Yes, with her passport.')
    expect(mail.to_address).toBe('zoe@example.org')
  })

  test('sent twice by a double click stands once, and so does its answer', async () => {
    const card = await cardOfZoe(town)
    const key = hidden(await zoe.get(`${card.my}/questions`), 'key')
    const twice = await Promise.all([1, 2].map(() => zoe.post(`${card.my}/questions`, { key, text: 'Once only?' })))
    expect(twice.map(({ status }) => status)).toEqual([303, 303])
    const page = await officer.get(card.desk)
    const form = { key: hidden(page, 'key'), seen: hidden(page, 'seen'), text: 'Only once.', way: 'written' }
    const answers = await Promise.all([1, 2].map(() => officer.post(`${card.desk}/questions`, form)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const { rows } = await town.owner.query('select side from case_messages where case_id = $1 order by at', [card.id])
    expect(rows.map(({ side }) => side)).toEqual(['subject', 'office'])
    expect(await mailsOf(card, 'answer')).toHaveLength(1)
  })

  test('of two officers who answer at once one is told that the other has, and loses nothing', async () => {
    const card = await cardOfZoe(town)
    await ask(card, 'Who of you is faster?')
    const admin = await town.signedIn('admin@kstu.example')
    const pages = await Promise.all([officer.get(card.desk), admin.get(card.desk)])
    const form = (at: 0 | 1, text: string) => ({
      key: hidden(pages[at], 'key'),
      seen: hidden(pages[at], 'seen'),
      text,
      way: 'written',
    })
    const both = await Promise.all([
      officer.post(`${card.desk}/questions`, form(0, 'I am the first')),
      admin.post(`${card.desk}/questions`, form(1, 'No, it was me')),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    const late = both.find(({ status }) => status === 409)
    expect(late?.text).toContain('A colleague has answered meanwhile')
    expect(late?.html).toMatch(/<textarea[^>]*>\n?(I am the first|No, it was me)<\/textarea>/)
    expect(await mailsOf(card, 'answer')).toHaveLength(1)
  })

  test('that came while the officer wrote stays open', async () => {
    const card = await cardOfZoe(town)
    await ask(card, 'The first')
    const page = await officer.get(card.desk)
    await ask(card, 'The second')
    const form = { key: hidden(page, 'key'), seen: hidden(page, 'seen'), text: 'To the first', way: 'written' }
    expect((await officer.post(`${card.desk}/questions`, form)).status).toBe(303)
    const { rows } = await town.owner.query(
      'select answered_at is null as open from case_messages where case_id = $1 and side = $2 order by at',
      [card.id, 'subject'],
    )
    expect(rows.map(({ open }) => open)).toEqual([false, true])
    expect((await officer.get('/desk')).text).toContain('by 8 September 2026')
    await answer(card, '', 'phone')
    expect((await zoe.get(card.my)).text).toContain('Department of International Relations, by phone')
    expect(await mailsOf(card, 'answer')).toHaveLength(1)
  })

  test('may be asked of a closed case, which stays closed; the journal agrees', async () => {
    const card = await cardOfZoe(town)
    const page = await officer.get(card.desk)
    await officer.post(`${card.desk}/steps/give`, { version: hidden(page, 'version') })
    expect((await ask(card, 'And where do I fetch it?')).status).toBe(303)
    await answer(card, 'In the hall.')
    const { rows } = await town.owner.query('select stage, closed_at, question_due from cases where id = $1', [card.id])
    expect(rows[0]).toMatchObject({ stage: 'given', question_due: null })
    expect(rows[0].closed_at).not.toBeNull()
    const faults = []
    for await (const fault of verifyJournal(town.house.database, town.house.clock, 'kstu', [libraryCard]))
      faults.push(fault)
    expect(faults).toEqual([])
  })

  test('narrows the list of cases to those that wait for an answer', async () => {
    const [asks, silent] = [await cardOfZoe(town), await cardOfZoe(town)]
    await ask(asks, 'Am I in the list?')
    const list = await officer.get('/desk/cases/library-card?asked=open')
    expect(list.html).toContain(asks.id)
    expect(list.html).not.toContain(silent.id)
    expect(list.text).toContain('a question waits for an answer')
    await answer(asks, 'You were.')
    expect((await officer.get('/desk/cases/library-card?asked=open')).html).not.toContain(asks.id)
  })

  test('is answered in the frame of its reader’s language', async () => {
    const card = await cardOfZoe(town)
    await town.owner.query(
      "update persons set language = 'ky' where institution_id = 'kstu' and email = 'zoe@example.org'",
    )
    await ask(card, 'Суроо')
    expect((await officer.get(card.desk)).text).toContain('Their language is Kyrgyz.')
    await answer(card, 'Жооп')
    const [mail] = await mailsOf(card, 'answer')
    expect(mail).toMatchObject({ language: 'ky' })
    expect(mail.subject).toContain('сурооңузга жооп')
    await town.owner.query(
      "update persons set language = 'en' where institution_id = 'kstu' and email = 'zoe@example.org'",
    )
  })
})

test('an answer by phone is a word too: nobody who was called yesterday reads that they heard nothing', async () => {
  const card = await cardOfZoe(town)
  await ask(card, 'Please call me')
  await answer(card, '', 'phone')
  await town.owner.query("update mails set queued_at = queued_at - interval '20 days' where case_id = $1", [card.id])
  await town.owner.query("update cases set arrived_at = arrived_at - interval '20 days' where id = $1", [card.id])
  const on = (today: string) => {
    const clock = { now: () => new Date(`${today}T09:15:00+06:00`), today: () => day(today) }
    return breakSilence({ ...town.house, clock }, 'kstu', [libraryCard])
  }
  await on('2026-09-02')
  expect(await mailsOf(card, 'quiet')).toHaveLength(0)
  await on('2026-09-15')
  expect(await mailsOf(card, 'quiet')).toHaveLength(1)
})

test('applicants read the officer’s name where the institution wants that', async () => {
  const card = await cardOfZoe(town)
  await ask(card, 'Who are you?')
  await answer(card, 'The library.')
  expect((await zoe.get(card.my)).text).not.toContain('Example (officer)')
  const put = `update institutions set settings = jsonb_set(settings, '{namesOfficers,value}', $1) where id = 'kstu'`
  await town.owner.query(put, ['true'])
  listInstitutions.forget(town.house.database.shared)
  await officer.post(`${card.desk}/owner`, { owner: 'me' })
  const page = await zoe.get(card.my)
  expect(page.text.match(/Example \(officer\)/g)?.length).toBeGreaterThan(1)
  await town.owner.query(put, ['false'])
  listInstitutions.forget(town.house.database.shared)
})

describe('bad input', () => {
  test('is said clearly, and nothing typed is lost: too long, empty, a key of another form', async () => {
    const card = await cardOfZoe(town)
    const key = hidden(await zoe.get(`${card.my}/questions`), 'key')
    const long = 'ы'.repeat(10_000)
    const slipped = await zoe.post(`${card.my}/questions`, { key, text: long })
    expect(slipped.status).toBe(422)
    expect(slipped.html).toContain(long)
    expect((await zoe.post(`${card.my}/questions`, { key, text: '   ' })).status).toBe(422)
    const odd = await zoe.post(`${card.my}/questions`, { key: 'no-key', text: 'Kept' })
    expect(odd.status).toBe(422)
    expect(odd.html).toContain('Kept')
    expect(hidden(odd, 'key')).toMatch(/^[0-9a-f-]{36}$/)
    await ask(card, 'A question')
    const empty = await answer(card, '')
    expect(empty.status).toBe(422)
    expect((await answer(card, 'x', 'pigeon')).status).toBe(422)
  })

  test('markup is shown as it was typed', async () => {
    const card = await cardOfZoe(town)
    const markup = '<script>alert(1)</script> <b>bold</b> {name} & "quotes"'
    await ask(card, markup)
    for (const page of [await zoe.get(card.my), await officer.get(card.desk)]) {
      expect(page.text).toContain(markup)
      expect(page.html).not.toContain('<script>alert')
    }
    await answer(card, markup)
    expect((await mailsOf(card, 'answer'))[0].body).toContain(markup)
  })

  test('somebody who writes too much within an hour is asked to wait, kindly, with the text kept', async () => {
    const card = await cardOfZoe(town, 'eimu')
    const statuses = []
    for (let at = 0; at < 13; at += 1) statuses.push((await ask(card, `Number ${at}`)).status)
    expect(new Set(statuses.slice(0, 12))).toEqual(new Set([303]))
    const last = await ask(card, 'One too many')
    expect(last.status).toBe(429)
    expect(last.html).toContain('One too many</textarea>')
  })
})

describe('what is not yours does not exist', () => {
  test('another applicant, another institution and a stranger neither read nor write', async () => {
    const card = await cardOfZoe(town)
    await ask(card, 'For the library alone')
    const amina = await town.signedIn('amina@example.org')
    const elsewhere = await town.signedIn('officer@kslu.example')
    const key = crypto.randomUUID()
    expect((await amina.get(`${card.my}/questions`)).status).toBe(404)
    expect((await amina.post(`${card.my}/questions`, { key, text: 'x' })).status).toBe(404)
    expect((await elsewhere.get(`${card.desk}/questions`)).status).toBe(404)
    expect((await elsewhere.post(`${card.desk}/questions`, { key, seen: '', text: 'x', way: 'written' })).status).toBe(
      404,
    )
    expect((await elsewhere.get('/desk')).text).not.toContain('Zoe Example')
    expect((await town.visitor().get(`${card.my}/questions`)).location).toContain('/sign-in')
  })

  test('who reads cases without working on them reads the thread and answers nothing', async () => {
    const card = await cardOfZoe(town)
    await ask(card, 'Does the rector read this?')
    const rector = await town.signedIn('rector@kstu.example')
    const page = await rector.get(card.desk)
    expect(page.text).toContain('Does the rector read this?')
    expect(page.text).not.toContain('Send the answer')
    const form = { key: crypto.randomUUID(), seen: '', text: 'x', way: 'written' }
    expect((await rector.post(`${card.desk}/questions`, form)).status).toBe(404)
  })

  test('a case that was not sent yet has no thread; its page says how to reach the office', async () => {
    const card = await cardOfZoe(town, 'kstu', false)
    expect((await zoe.get(`${card.my}/questions`)).status).toBe(404)
    const page = await zoe.get(card.my)
    expect(page.text).toContain('the office does not see it')
    expect(page.html).toContain('href="/kstu/en/contacts"')
  })

  test('notes for colleagues stay apart, and what was written stays as it was', async () => {
    const card = await cardOfZoe(town)
    await ask(card, 'A question')
    await officer.post(`${card.desk}/notes`, { text: 'She asks a lot' })
    expect((await zoe.get(card.my)).text).not.toContain('She asks a lot')
    const db = town.house.database.within('kstu')
    await expect(db.updateTable('case_messages').set({ text: 'Other' }).execute()).rejects.toThrow(/permission denied/)
    await expect(db.deleteFrom('case_messages').execute()).rejects.toThrow(/permission denied/)
    await expect(
      town.owner.query("update case_messages set text = 'Other' where case_id = $1", [card.id]),
    ).rejects.toThrow(/stays/)
  })
})
