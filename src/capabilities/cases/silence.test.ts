import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { cardOfZoe, libraryCard } from '../../../test/library-card.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { procedures } from '../../app.tsx'
import { day } from '../../platform/days.ts'
import { admission } from '../admission/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import { breakSilence, countStageTimes } from './index.ts'

let town: TestHouse
let zoe: Visitor
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-01', building: { procedures: [libraryCard] } })
  zoe = await town.signedIn('zoe@example.org')
  officer = await town.signedIn('officer@kstu.example')
})
afterAll(() => town.close())

/** A case of another time that stayed for some days with the library, until an officer or its subject ended that. */
async function past(institution: string, days: number, action = 'give'): Promise<void> {
  const { rows } = await town.owner.query(
    `insert into cases (institution_id, procedure, subject_id, title, stage, waiting_for)
     select $1, 'library-card', id, 'Somebody earlier', 'given', 'nobody' from persons where institution_id = $1 limit 1
     returning id`,
    [institution],
  )
  const moves = [
    [1, '2026-03-01 23:30+06', 'ask', null, 'asked'],
    [2, `2026-03-${String(1 + days).padStart(2, '0')} 00:30+06`, action, 'asked', 'given'],
  ]
  for (const [seq, at, name, from, to] of moves)
    await town.owner.query(
      `insert into case_actions (institution_id, case_id, seq, at, by_id, by_name, by_role, action, from_stage, to_stage,
         previous_hash, hash) values ($1, $2, $3, $4, 'x', 'X', 'officer', $5, $6, $7, '', '')`,
      [institution, rows[0].id, seq, at, name, from, to],
    )
}

describe('how long a stage usually takes', () => {
  test('is not said of nine past cases; of ten it is, by days in Bishkek, without those that the subject ended', async () => {
    const { my } = await cardOfZoe(town, 'eimu')
    for (const days of [1, 2, 3, 4, 5, 6, 7, 8, 20]) await past('eimu', days)
    await past('eimu', 27, 'ask')
    await countStageTimes(town.house, 'eimu', [libraryCard])
    const before = await zoe.get(my)
    expect(before.text).toContain('too few past cases')
    expect(before.text).not.toContain('Usually')

    await past('eimu', 9)
    await countStageTimes(town.house, 'eimu', [libraryCard])
    const after = await zoe.get(my)
    // 1 2 3 4 5 | 6 7 8 9 20: half stayed 5 days at most, nine of ten 9.
    expect(after.text).toContain('Usually 5 days; nine of ten within 9 days.')
    expect(after.text).toContain('Counted from the last 10 cases here.')
    const russian = await town.signedIn('zoe@example.org')
    await russian.post(`/language?to=${encodeURIComponent(my)}`, { language: 'ru' })
    expect((await russian.get(my)).text).toContain('Обычно 5 дней; в девяти случаях из десяти не дольше 9 дней.')
    await russian.post('/language', { language: 'en' })
  })

  test('is one institution’s alone', async () => {
    const { my } = await cardOfZoe(town, 'kslu')
    await countStageTimes(town.house, 'kslu', [libraryCard])
    expect((await zoe.get(my)).text).toContain('too few past cases')
  })

  test('is forgotten when what it was counted from is gone', async () => {
    await town.owner.query(
      "update stage_times set procedure = 'library-card', stage = 'asked' where institution_id = 'eimu'",
    )
    await town.owner.query("insert into stage_times values ('kslu', 'library-card', 'asked', 12, 1, 2, '2026-01-01')")
    await countStageTimes(town.house, 'kslu', [libraryCard])
    const { rows } = await town.owner.query("select institution_id from stage_times where procedure = 'library-card'")
    expect(rows.map((row) => row.institution_id)).not.toContain('kslu')
  })
})

test('the page says who has it, how to reach them, since when, and that nothing is missing', async () => {
  const { my } = await cardOfZoe(town)
  const page = await zoe.get(my)
  expect(page.text).toContain('Who has it Department of International Relations')
  expect(page.html).toContain('href="tel:+996312545151"')
  expect(page.html).toContain('href="mailto:intoffice.kstu@gmail.com"')
  expect(page.text).toContain('1 September 2026 (today)')
  expect(page.text).toContain('Nothing. You have nothing to do now.')
})

test('the open dates go into the subject’s own calendar, and nobody else’s', async () => {
  const { my } = await cardOfZoe(town, 'kstu', false)
  expect((await zoe.get(my)).text).toContain('Put the date into my calendar')
  const file = await zoe.get(`${my}/dates.ics`)
  expect(file.response.headers.get('content-type')).toContain('text/calendar')
  expect(file.html).toContain('DTSTART;VALUE=DATE:20260904')
  expect(file.html).toContain('SUMMARY:KSTU: Collect the card')
  expect((await (await town.signedIn('amina@example.org')).get(`${my}/dates.ics`)).status).toBe(404)
})

describe('a word also when nothing has happened', () => {
  const on = async (today: string) => {
    const house = { ...town.house, clock: { now: () => new Date(`${today}T09:15:00+06:00`), today: () => day(today) } }
    await breakSilence(house, 'kstu', [libraryCard])
  }
  const words = async (id: string) => {
    const { rows } = await town.owner.query(
      "select subject, body from mails where case_id = $1 and kind = 'library-card.quiet' order by queued_at",
      [id],
    )
    return rows
  }

  test('comes after fourteen days, once, again after fourteen more, and says whom to ask', async () => {
    const { id } = await cardOfZoe(town)
    await on('2026-09-14')
    expect(await words(id)).toHaveLength(0)
    await on('2026-09-15')
    await Promise.all([on('2026-09-15'), on('2026-09-15'), on('2026-09-16')])
    expect(await words(id)).toHaveLength(1)
    await on('2026-09-28')
    expect(await words(id)).toHaveLength(1)
    await on('2026-09-29')
    const [first, second] = await words(id)
    expect(second).toBeDefined()
    expect(first.subject).toContain('is still with us')
    expect(first.body).toContain('The library looks at it (since 1 September 2026)')
    expect(first.body).toContain('intoffice.kstu@gmail.com')
    expect(first.body).toContain(`/my/kstu/${id}`)
  })

  test('does not come after closing, nor while it is the subject’s turn, and begins anew with each mail', async () => {
    const closed = await cardOfZoe(town)
    const page = await officer.get(closed.desk)
    await officer.post(`${closed.desk}/steps/give`, { version: hidden(page, 'version') })
    const back = await cardOfZoe(town)
    const seen = await officer.get(back.desk)
    await officer.post(`${back.desk}/steps/giveBack`, { version: hidden(seen, 'version'), message: 'A photo, please' })
    const told = await cardOfZoe(town)
    await town.owner.query(
      `insert into mails (institution_id, case_id, to_address, language, kind, subject, body, queued_at)
       values ('kstu', $1, 'zoe@example.org', 'en', 'word', 'A word', '', '2026-09-10 10:00+06'),
              ('kstu', $1, 'dean@example.org', 'en', 'word', 'To the dean', '', '2026-09-20 10:00+06')`,
      [told.id],
    )
    await on('2026-09-23')
    expect(await words(closed.id)).toHaveLength(0)
    expect(await words(back.id)).toHaveLength(0)
    expect(await words(told.id)).toHaveLength(0)
    await on('2026-09-24')
    expect(await words(told.id)).toHaveLength(1)
  })

  test('is in the language of its reader, after the number of days that the institution has set', async () => {
    const { id } = await cardOfZoe(town)
    await town.owner.query(
      "update persons set language = 'ru' where institution_id = 'kstu' and email = 'zoe@example.org'",
    )
    await town.owner.query(
      `update institutions set settings = jsonb_set(settings, '{wordAfterQuietDays,value}', '5') where id = 'kstu'`,
    )
    listInstitutions.forget(town.house.database.shared)
    await on('2026-09-05')
    expect(await words(id)).toHaveLength(0)
    await on('2026-09-06')
    const [word] = await words(id)
    expect(word.subject).toContain('по-прежнему у нас')
    expect(word.body).toContain('Сейчас от вас ничего не нужно')
  })
})

test('every step of an admission is told to the subject, once the office knows the case', () => {
  for (const [name, step] of Object.entries(admission.steps)) {
    const ownPaper = [step.from].flat().every((stage) => stage === admission.starts) && !step.arrives
    expect([name, step.tells ?? (ownPaper ? 'subject' : 'nobody')]).toEqual([name, 'subject'])
  }
})

test('whatever the procedure, nobody waits for somebody who was not told', () => {
  const silent = procedures.flatMap((procedure) =>
    Object.entries(procedure.steps)
      .filter(([, step]) => ![step.by].flat().includes('subject') && procedure.stages[step.to] === 'subject')
      .filter(([, step]) => step.tells !== 'subject')
      .map(([name]) => `${procedure.name} ${name}`),
  )
  // That the consulate gave the visa the office has from the guest.
  expect(silent).toEqual(['invitation visa'])
})

test('a mail of the case to somebody else is not shown to its subject', async () => {
  const { id, my } = await cardOfZoe(town)
  await town.owner.query(
    `insert into mails (institution_id, case_id, to_address, language, kind, subject, body)
     values ('kstu', $1, 'dean@example.org', 'en', 'opinion', 'What do you think of her?', 'Between us')`,
    [id],
  )
  const page = await zoe.get(my)
  expect(page.text).toContain('We have your wish')
  expect(page.text).not.toContain('What do you think of her?')
  expect((await officer.get(`/desk/cases/library-card/${id}`)).text).toContain('What do you think of her?')
})
