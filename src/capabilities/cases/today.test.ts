import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Applicant, acceptAll, sentApplication, take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let officer: Visitor
let zara: Applicant
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@kslu.example')
  zara = await sentApplication(town)
})
afterAll(() => town.close())

test('an item says its date, the reason and the next step: first the papers, then the decision', async () => {
  const before = await officer.get('/desk')
  expect(before.text).toMatch(/SAMPLE Zara.*The office answers: \d+ September 2026\. Admission: .*Read 5 papers/)
  expect(before.html).toMatch(new RegExp(`href="${zara.desk}\\?file=[0-9a-f-]+#viewer" data-key="s"`))
  await acceptAll(officer, zara.desk)
  const after = await officer.get('/desk')
  expect(after.text).toMatch(/SAMPLE Zara.*Decide/)
  expect(after.html).toContain(`href="${zara.desk}#steps" data-key="s"`)
})

test('a rector sees what is due, and no step to take', async () => {
  const rector = await town.signedIn('rector@kslu.example')
  const seen = await rector.get('/desk')
  expect(seen.text).toContain('SAMPLE Zara')
  expect(seen.html).not.toContain('data-key="s"')
})

test('a column that is cut says how many there are, and the list behind it has them all', async () => {
  await town.owner.query(
    `with person as (insert into persons (institution_id, shown_as) select 'kslu', 'LATE N' || n from generate_series(1, 30) n returning id, shown_as)
     insert into cases (institution_id, procedure, subject_id, title, stage, waiting_for, arrived_at, next_date)
     select 'kslu', 'admission', id, shown_as, 'sent', 'office', now(), '2026-08-20' from person`,
  )
  const seen = await officer.get('/desk')
  expect(seen.text).toContain('30 cases are overdue')
  expect(seen.text).toContain('Overdue 30')
  expect(seen.text).toContain('All 30: Admission')
  const list = await officer.get('/desk/cases/admission?due=overdue&sort=next')
  expect(new Set(list.text.match(/LATE N\d+/g)).size).toBe(25)
  expect((await (await town.signedIn('officer@kstu.example')).get('/desk')).text).not.toContain('LATE')
})

test('thousands that are overdue are counted up to a bound', async () => {
  await town.owner.query(
    `insert into cases (institution_id, procedure, subject_id, title, stage, waiting_for, arrived_at, next_date)
     select 'kslu', 'admission', (select id from persons where institution_id = 'kslu' limit 1), 'LATE', 'sent', 'office', now(), '2026-08-20'
     from generate_series(1, 1100)`,
  )
  const seen = await officer.get('/desk')
  expect(seen.text).toContain('More than 1,000 cases are overdue')
  expect(seen.text).toContain('All 1000+: Admission')
})

test('an offered place waits for its answer; unanswered in time it asks for a decision', async () => {
  await take(officer, zara.desk, 'admit')
  expect((await officer.get('/desk')).text).toMatch(
    /Waiting on others.*SAMPLE Zara.*Place offered.*See what is missing/,
  )
  await town.owner.query("update cases set next_date = '2026-08-01' where id = $1", [zara.id])
  expect((await officer.get('/desk')).text).toMatch(/SAMPLE Zara[^.]*Accept the place: 1 August 2026\. [\w: ]*Decide/)
})

test('a place on a waiting list is only to be opened; a refused case leaves the day', async () => {
  const li = await sentApplication(town, { you: { familyName: 'PROBE', givenName: 'Li' } })
  await take(officer, li.desk, 'wait', { message: '' })
  expect((await officer.get('/desk')).text).toMatch(/PROBE Li.*Open the case/)
  expect((await li.visitor.get(li.my)).text).toContain('Nobody has to do anything until a place is free.')
  await take(officer, li.desk, 'refuse', { ground: 'places', reason: 'No place became free.' })
  expect((await officer.get('/desk')).text).not.toContain('PROBE Li')
})
