import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clockOf } from '../../../test/clocks.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { cardOfZoe, libraryCard } from '../../../test/library-card.ts'
import type { Seen, Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ building: { procedures: [libraryCard, { ...libraryCard, name: 'registration' }] } })
  officer = await town.signedIn('officer@kstu.example')
  const seeds = [
    ['ALPHA Anna', 'visa.ends', '2026-08-20', '2026-09-20', 'PK'],
    ['BETA Boris', 'registration.first', '2026-08-25', '2026-08-28', 'IN'],
    ['GAMMA Гульнара', 'passport.ends', '2026-09-10', '2027-03-10', 'IN'],
    ['DELTA Dana', 'visa.ends', '2026-12-01', '2026-12-30', 'IN'],
  ] as const
  for (const [name, kind, start, due, citizenship] of seeds)
    await clockOf(town, 'kstu', { name, kind, start, due, citizenship, rule: 'visa.extension-lead' })
  await clockOf(town, 'kslu', { name: 'FOREIGN Fatima', kind: 'visa.ends', start: '2026-08-01', due: '2026-08-02' })
})
afterAll(() => town.close())

const names = (seen: Seen) =>
  [...seen.html.matchAll(/<td[^>]*><div><a href="[^"]*">([^<]*)<\/a>/g)].map(([, name]) => name)
const listed = async (query = '') => names(await officer.get(`/desk/dates${query}`))

/** A student of a unit at KSLU whose visa ends. */
async function studentOf(name: string, unit: string) {
  const { person } = await clockOf(town, 'kslu', { name, kind: 'visa.ends', start: '2026-09-01', due: '2026-10-01' })
  const { rows } = await town.owner.query(
    `insert into cases (institution_id, procedure, subject_id, title, stage, waiting_for, unit, arrived_at, closed_at)
     values ('kslu', 'library-card', $1, $2, 'given', 'nobody', $3, now(), now()) returning id`,
    [person, name, unit],
  )
  await town.owner.query(
    `insert into students (institution_id, number, person_id, case_id, programme_name, level, since, state, state_since, words)
     values ('kslu', $2, $1, $3, '{"en":"A","ru":"A","ky":"A"}', 'bachelor', '2026-09-01', 'enrolled', '2026-09-01', '')`,
    [person, `KSLU-S-${name}`, rows[0]?.id],
  )
}

describe('the wall', () => {
  test('stands in the order in which things have to be begun, late first, and of its own institution', async () => {
    expect(await listed()).toEqual(['ALPHA Anna', 'BETA Boris', 'GAMMA Гульнара', 'DELTA Dana'])
  })

  test('says what ends, when to begin, how late it is, and why with its source', async () => {
    const { text } = await officer.get('/desk/dates')
    expect(text).toContain('Visa ends')
    expect(text).toContain('20 September 2026')
    expect(text).toContain('the day has passed')
    expect(text).toContain('20 working days before the last day. Rule 1 not verified')
    expect(text).toContain('nobody has verified this rule')
    expect(text).toContain('Source: ')
    expect(text).toContain('This rule ends on 31 December 2026, and no later one is loaded.')
  })

  test.each([
    ['?state=missed', ['BETA Boris']],
    ['?state=late', ['ALPHA Anna', 'BETA Boris']],
    ['?state=soon', ['GAMMA Гульнара']],
    ['?kind=visa.ends', ['ALPHA Anna', 'DELTA Dana']],
    ['?kind=visa.ends&within=60', ['ALPHA Anna']],
    ['?kind=registration.first&state=missed', ['BETA Boris']],
    ['?kind=registration.&state=missed', ['BETA Boris']],
    ['?citizenship=PK', ['ALPHA Anna']],
    ['?search=bet', ['BETA Boris']],
    ['?search=%25', ['ALPHA Anna', 'BETA Boris', 'GAMMA Гульнара', 'DELTA Dana']],
    ['?unit=nowhere', []],
    ['?programme=Nothing', []],
    ['?kind=nothing.like.it', []],
    ['?state=late&within=7&after=x&kind=%27', ['BETA Boris']],
  ])('narrowed by %s', async (query, expected) => {
    expect(await listed(query)).toEqual(expected)
  })

  test('says so when nothing fits', async () => {
    expect((await officer.get('/desk/dates?citizenship=JP')).text).toContain('Nothing fits')
  })

  test('goes on behind its last row, also among many of one day, without doubles and gaps', async () => {
    const many = await town.signedIn('officer@eimu.example')
    for (let at = 0; at < 60; at += 1)
      await clockOf(town, 'eimu', { name: `MANY ${at}`, kind: 'home.ends', start: '2026-06-10', due: '2026-06-30' })
    const first = await many.get('/desk/dates')
    const older = /href="([^"]*after=[^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await many.get(older)
    const all = [...names(first), ...names(second)]
    expect([names(first).length, all.length, new Set(all).size]).toEqual([50, 60, 60])
    expect(second.html).not.toContain('rel="next"')
  })

  test('has the terms of open cases too, and not of one that was never sent', async () => {
    await cardOfZoe(town, 'kstu', false)
    expect(await listed('?kind=library-card:collect')).toEqual([])
    const { id } = await cardOfZoe(town)
    await town.owner.query("update cases set stage = 'wanted', waiting_for = 'subject' where id = $1", [id])
    await town.owner.query(
      `insert into case_deadlines (institution_id, case_id, name, rule, start_day, due, waiting_for)
       values ('kstu', $1, 'collect', 'library.term', '2026-09-01', '2026-09-04', 'subject')`,
      [id],
    )
    const seen = await officer.get('/desk/dates?kind=library-card:collect')
    expect(names(seen)).toEqual(['Zoe Example'])
    expect(seen.html).toContain(`/desk/cases/library-card/${id}`)
    expect(await listed()).toEqual(['ALPHA Anna', 'BETA Boris', 'Zoe Example', 'GAMMA Гульнара', 'DELTA Dana'])
    await town.owner.query('update cases set closed_at = now() where id = $1', [id])
    expect(await listed('?kind=library-card:collect')).toEqual([])
  })

  test('leads from a clock to where its case is begun, and to the case that is under way', async () => {
    const seed = { name: 'WAY Wanda', kind: 'registration.ends', start: '2026-09-03', due: '2026-09-20' }
    const { person } = await clockOf(town, 'kstu', seed)
    const begin = `/desk/persons/${person}/registration`
    expect((await officer.get('/desk/dates')).html).toContain(`href="${begin}"`)
    expect((await officer.get(begin)).status).toBe(200)
    expect((await (await town.signedIn('rector@kstu.example')).get('/desk/dates')).html).not.toContain(begin)
    const { rows } = await town.owner.query(
      `insert into cases (institution_id, procedure, subject_id, title, stage, waiting_for, number, arrived_at)
       values ('kstu', 'registration', $1, 'WAY Wanda', 'asked', 'office', 'KSTU-R-1', now()) returning id`,
      [person],
    )
    const { html } = await officer.get('/desk/dates')
    expect(html).toContain(`href="/desk/cases/registration/${rows[0]?.id}"`)
    expect(html).not.toContain(begin)
  })

  test('shows no numbers of papers, to the rector neither', async () => {
    const rector = await town.signedIn('rector@kstu.example')
    const seen = await rector.get('/desk/dates')
    expect(names(seen)).toContain('ALPHA Anna')
    expect(seen.html).not.toContain('ZZ1234567')
  })

  test('is nobody’s who does not work there', async () => {
    expect((await town.visitor().get('/desk/dates')).status).toBe(303)
    expect((await (await town.signedIn('zoe@example.org')).get('/desk/dates')).status).toBe(404)
  })

  test('of a dean’s office has the students of its own unit, whatever stands in the address', async () => {
    const units = await town.owner.query("select id from units where institution_id = 'kslu' order by id")
    const own = 'kslu-iilir'
    const beside = units.rows.map(({ id }) => id).find((id) => !['kslu', own].includes(id))
    for (const [name, unit] of [
      ['OWN Olga', own],
      ['BESIDE Bela', beside],
    ])
      await studentOf(name, unit)
    const account = 'cast-rector@kslu.example'
    await town.owner.query("update memberships set role = 'deans-office', unit = $1 where account_id = $2", [
      own,
      account,
    ])
    town.house.sessions.forget()
    const dean = await town.signedIn('rector@kslu.example')
    expect((await dean.get('/desk/dates')).status).toBe(404)
    for (const query of ['', `?unit=${beside}`]) {
      const { text } = await dean.get(`/desk/unit/dates${query}`)
      expect([query, text.includes('OWN Olga'), text.includes('BESIDE'), text.includes('FOREIGN')]).toEqual([
        query,
        true,
        false,
        false,
      ])
    }
    expect((await dean.get('/desk/unit/dates/export.csv')).html).not.toContain('BESIDE')
    await town.owner.query('update memberships set unit = null where account_id = $1', [account])
    town.house.sessions.forget()
    expect((await dean.get('/desk/unit/dates')).text).not.toContain('OWN Olga')
  })

  test('leaves as a table, and that it left is written down', async () => {
    const seen = await officer.get('/desk/dates/export.csv?kind=visa.ends')
    expect(seen.html).toContain('"ALPHA Anna"')
    expect(seen.html).not.toContain('BETA')
    const { rows } = await town.owner.query("select query, cases from case_exports where procedure = 'dates'")
    expect(rows).toEqual([{ query: 'kind=visa.ends', cases: 2 }])
    expect((await officer.get('/desk/dates/export.xlsx')).response.headers.get('content-type')).toContain('spreadsheet')
  })

  test('prints without the desk around it, with the day of printing', async () => {
    const seen = await officer.get('/desk/dates?print=yes')
    expect(seen.text).toContain('As of 1 September 2026')
    expect(seen.text).toContain('DELTA Dana')
    expect(seen.html).not.toContain('class="side"')
  })

  test('has its nearest dates in the office’s day', async () => {
    const { text } = await officer.get('/desk')
    expect(text).toContain('Dates to begin 4')
    expect(text).toContain('All late: 2')
    expect(text).not.toContain('DELTA Dana')
  })
})
