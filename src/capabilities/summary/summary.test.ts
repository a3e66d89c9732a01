import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse({ jobs: false, today: '2026-11-22' })
  await here('kslu', 1, 'PK', 'enrolled', { visa: '2026-11-30', registration: '2027-06-30' })
  await here('kslu', 2, 'PK', 'enrolled', { visa: '2026-11-21' })
  await here('kslu', 3, 'IN', 'accepted', {})
  await here('kslu', 4, 'KZ', 'graduated', { visa: '2026-12-01' })
  await here('kstu', 5, 'CN', 'enrolled', {})
})
afterAll(() => town.close())

/** Somebody who has accepted a place, with papers that end on these days. */
async function here(place: string, at: number, citizenship: string, state: string, ends: Record<string, string>) {
  const { rows } = await town.owner.query<{ id: string }>(
    `insert into persons (institution_id, shown_as, language, citizenship) values ($1, $2, 'en', $3) returning id`,
    [place, `SAMPLE ${at}`, citizenship],
  )
  const person = rows[0]?.id
  const opened = await town.owner.query<{ id: string }>(
    `insert into cases (institution_id, procedure, subject_id, stage, waiting_for, title, opened_at, stage_since, arrived_at,
       number, next_date, closed_at)
     values ($1, 'admission', $2, 'sent', 'office', $3, now(), now(), now(), $4, '2026-11-20', $5) returning id`,
    [place, person, `SAMPLE ${at}`, `${place}-${at}`, state === 'graduated' ? '2026-11-01' : null],
  )
  await town.owner.query(
    `insert into students (institution_id, number, person_id, case_id, programme_name, level, since, state, state_since, words)
     values ($1, $2, $3, $4, '{"en":"Law","ru":"Право","ky":"Укук"}', 'bachelor', '2026-09-01', $5, '2026-09-01', '')`,
    [place, `S-${at}`, person, opened.rows[0]?.id, state],
  )
  for (const [kind, to] of Object.entries(ends))
    await town.owner.query(
      `insert into stay_records (institution_id, person_id, kind, from_on, to_on, added_at, by_id, by_name)
       values ($1, $2, $3, '2026-09-01', $4, now(), 'officer', 'Officer')`,
      [place, person, kind, to],
    )
}

/** What the sheet says, line by line. */
async function lines(email: string): Promise<string[]> {
  const visitor = await town.signedIn(email)
  const seen = await visitor.get('/desk/summary/export.csv')
  return seen.html.replace('\uFEFF', '').trim().split(/\r?\n/).slice(1)
}

describe('the institution in numbers', () => {
  test('counts who is here, from where, and how their papers stand; whoever has left counts as left', async () => {
    const said = (await lines('rector@kslu.example')).map((line) =>
      line.replaceAll(/[";]/g, ',').replaceAll(/,+/g, ','),
    )
    for (const line of [
      'Students by citizenship,Pakistan,2',
      'Students by citizenship,India,1',
      'Students by programme,Law,3',
      'Their visas and resident cards,Has ended,1',
      'Their visas and resident cards,Ends within 30 days,1',
      'Their visas and resident cards,None recorded,1',
      'Their registration,Ends later,1',
      'Their registration,None recorded,2',
      'Open cases,Admission,3',
      'Of these past a date,Admission,3',
    ])
      expect(said).toContain(`,${line},`)
    expect(said.join()).not.toMatch(/China|Kazakhstan/)
  })

  test('says the same on the page, in three languages, each number with its list; another institution counts its own', async () => {
    const rector = await town.signedIn('rector@kslu.example')
    const { text, html } = await rector.get('/desk/summary')
    expect(text).toContain('Pakistan 2')
    expect(html).toContain('/desk/students?citizenship=PK')
    await rector.post('/language?to=/desk', { language: 'ru' })
    expect((await rector.get('/desk/summary')).text).toContain('Пакистан 2')
    expect((await lines('officer@kstu.example')).join()).toContain('China')
  })

  test('an institution without anybody says so; an applicant finds no such page', async () => {
    expect((await (await town.signedIn('officer@eimu.example')).get('/desk/summary')).text).toContain(
      'There are no students yet.',
    )
    expect((await (await town.signedIn('zoe@example.org')).get('/desk/summary')).status).toBe(404)
  })
})
