import { afterAll, beforeAll, expect, test } from 'vitest'
import { elementsOf } from '../../../test/elements.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Seen } from '../../../test/visitor.ts'
import { lawOfToday } from '../law/index.ts'
import { readAlumniSheet } from './sheet.ts'
import { alumniOf, shownAlumni } from './store.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse({ today: '2026-11-22' })
})
afterAll(() => town.close())

const desk = '/desk/alumni'
const db = () => town.house.database.within('kslu')
const publicly = async (language = 'en') => {
  shownAlumni.forget(db())
  return elementsOf((await town.visitor().get(`/kslu/${language}/alumni`)).html)
}
const daniyar = { name: 'Daniyar Testov', direction: 'Comparative testing', ended: 'no', year: '2018' }
const mailTo = async (address: string) => {
  const { rows } = await town.owner.query('select body from mails where to_address = $1 order by id desc', [address])
  return String(rows[0]?.body ?? '')
}

async function added(fields: Record<string, string>): Promise<string> {
  const officer = await town.signedIn('officer@kslu.example')
  const seen = await officer.post(`${desk}/new`, fields)
  expect(seen.status).toBe(303)
  return /alumni\/([^?]+)/.exec(seen.location ?? '')?.[1] ?? ''
}

test('R382–R386: whom the page names stands as it names them, in three languages, with the staff record beside', async () => {
  const en = await publicly()
  expect(en.get('al-kanymkulov')).toContain('Consul of the Kyrgyz Republic in the State of Kuwait')
  expect(en.get('al-askarbekov')).toContain('Works here today')
  expect(en.get('al-sharshenaly')).toContain('not on the list of programmes today')
  expect((await publicly('ru')).get('al-taalaibekova')).toContain('Начальник отдела цифрового развития')
  expect((await publicly('ky')).get('al-marat-emir')).toContain('Эл аралык публикалык укук, 2017')
  expect((await town.visitor().get('/kstu/en/alumni')).text).toContain('Nobody stands here yet')
})

test('nobody else is shown before a consent with its day and how it was said; taking it back hides them', async () => {
  const officer = await town.signedIn('officer@kslu.example')
  const id = await added({ ...daniyar, email: 'daniyar@test.example', post: 'Tester' })
  expect((await publicly()).has(id)).toBe(false)
  expect((await officer.post(`${desk}/${id}/consent`, { directory: 'yes', mails: 'no', how: ' ' })).status).toBe(422)
  await officer.post(`${desk}/${id}/consent`, { directory: 'yes', mails: 'no', how: 'signed form, folder 12' })
  const shown = (await publicly()).get(id) ?? ''
  expect(shown).toContain('Comparative testing, 2018')
  expect(shown).not.toContain('@')
  await officer.post(`${desk}/${id}/consent`, { directory: 'no', mails: 'no', how: 'said by telephone' })
  expect((await publicly()).has(id)).toBe(false)
  expect((await officer.get(`${desk}/${id}`)).text).toMatch(/Not to be shown.*May be shown/s)
})

test('a graduate says by a link what is known today and agrees; the record of then stays; the link works once', async () => {
  const officer = await town.signedIn('officer@kslu.example')
  const id = await added({ ...daniyar, name: 'Altyn Testova', email: 'altyn@test.example', post: 'Student' })
  const page = await officer.get(`${desk}/${id}`)
  const form = hidden(page, 'form')
  await officer.post(`${desk}/${id}/link`, { form, language: 'en' })
  await officer.post(`${desk}/${id}/link`, { form, language: 'en' })
  await town.settled()
  const { rows } = await town.owner.query('select count(*)::int as count from mails where to_address = $1', [
    'altyn@test.example',
  ])
  expect(rows[0].count).toBe(1)
  const [, path = ''] = /(\/p\/[\w-]+)/.exec(await mailTo('altyn@test.example')) ?? []
  const altyn = town.visitor()
  expect((await openDoor(altyn, path)).text).toContain('What we know of you')
  await altyn.post(`${path}/answer`, { post: 'Judge of tests', country: 'KG', directory: 'yes', mails: 'yes' })
  const shown = (await publicly()).get(id) ?? ''
  expect(shown).toMatch(/Student.*Known today \(22 November 2026\): +Judge of tests, Kyrgyzstan/)
  await altyn.post(`${path}/answer`, { post: 'Somebody else', directory: '' })
  expect((await publicly()).get(id)).toContain('Judge of tests')
  expect((await officer.get(`${desk}/${id}`)).text).toContain('said it themselves')
})

async function openDoor(visitor: ReturnType<TestHouse['visitor']>, path: string): Promise<Seen> {
  const seen = await visitor.open(path)
  if (seen.text.includes('What we know of you') && seen.html.includes('name="directory"')) return seen
  const [, action = path] = /action="([^"]*\/p\/[^"]*|\/p\/[^"]*)"/.exec(seen.html) ?? []
  await visitor.post(action)
  return visitor.open(path)
}

test('R129: a mail reaches those who agreed, once, with a way to take it back; by year; nobody else', async () => {
  const officer = await town.signedIn('officer@kslu.example')
  const page = await officer.get(`${desk}/mail?year=2018`)
  expect(page.text).toContain('1 graduate')
  const id = hidden(page, 'id')
  expect((await officer.post(`${desk}/mail?year=2018`, { id, subject: '', body: 'x' })).status).toBe(422)
  for (const _ of [1, 2])
    await officer.post(`${desk}/mail?year=2018`, { id, subject: 'Help abroad', body: 'Write to us.' })
  await town.settled()
  const { rows } = await town.owner.query("select to_address from mails where subject = 'Help abroad'")
  expect(rows).toEqual([{ to_address: 'altyn@test.example' }])
  expect(await mailTo('altyn@test.example')).toMatch(/take back here: http.*\/p\//)
})

test('a sheet is tried line by line, written as a whole, and adds nobody twice', async () => {
  const officer = await town.signedIn('officer@kslu.example')
  const bad =
    'Имя;Направление;Год окончания;Страна\nAzat Testov;Law;16;Kyrgyzstan\n;Law;2016;\nBermet Testova;Law;2016;Nowhere'
  const tried = await officer.ask(`${desk}/sheet`, formOf({ lines: bad }))
  expect(tried.status).toBe(422)
  expect(tried.text).toMatch(/2 Azat Testov no year.*3 no name.*4 Bermet Testova no such country/)
  const good = 'Имя;Направление;Год окончания;Страна\nAzat Testov;Law;2016;KG\nBermet Testova;Law;2016;Германия'
  const ready = await officer.ask(`${desk}/sheet`, formOf({ lines: good }))
  const lines = hidden(ready, 'lines').replaceAll('&quot;', '"')
  expect((await officer.post(`${desk}/sheet/write`, { lines })).location).toContain('count=2')
  expect((await officer.post(`${desk}/sheet/write`, { lines })).location).toContain('count=0')
  expect((await alumniOf(db(), { search: 'bermet' }))[0]?.country).toBe('DE')
  expect([...(await publicly()).values()].join(' ')).not.toContain('Bermet')
  expect((await officer.ask(`${desk}/sheet`, formOf({ lines: 'a;b\n1;2' }))).status).toBe(422)
})

const formOf = (fields: Record<string, string>): RequestInit => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return { method: 'POST', body, headers: { origin: 'http://kopuro.test' } }
}

test('the sheet of 20,000 lines is read in seconds', async () => {
  const law = await lawOfToday(town.house)
  const cells = [
    ['Name', 'Direction', 'Year'],
    ...Array.from({ length: 20_000 }, (_, at) => [`Test ${at}`, 'Law', '2016']),
  ]
  const start = performance.now()
  expect(readAlumniSheet(cells, law)?.filter(({ given }) => given)).toHaveLength(20_000)
  expect(performance.now() - start).toBeLessThan(5000)
})

test('two who change one record at once: the second is told; it is found by any spelling; it leaves as a file', async () => {
  const officer = await town.signedIn('officer@kslu.example')
  const id = await added({ ...daniyar, name: 'Чынара Тестова' })
  const change = { ...daniyar, name: 'Чынара Тестова', post: 'Deputy', seen: '1' }
  expect((await officer.post(`${desk}/${id}/edit`, change)).status).toBe(303)
  const late = await officer.post(`${desk}/${id}/edit`, { ...change, post: 'Other' })
  expect([late.status, late.html.includes('Other')]).toEqual([409, true])
  for (const seen of ['', 'x', '9007199254740991'])
    expect((await officer.post(`${desk}/${id}/edit`, { ...change, seen })).status).toBe(409)
  expect((await officer.get(`${desk}?search=chynara`)).text).toContain('Чынара Тестова')
  expect((await officer.get(`${desk}?year=2017`)).text).not.toContain('Чынара')
  expect((await officer.get(`${desk}/export.csv`)).html).toContain('Чынара Тестова')
  await officer.post(`${desk}/${id}/archive`, { away: 'yes' })
  expect((await officer.get(desk)).text).not.toContain('Чынара')
  expect((await officer.get(`${desk}?archived=yes`)).text).toContain('Чынара')
})

test('a student who graduated becomes a graduate by one button, once', async () => {
  const officer = await town.signedIn('officer@kslu.example')
  const { rows } = await town.owner.query(`with one as (insert into persons (institution_id, shown_as)
      values ('kslu', 'Kanat Testov') returning id)
    insert into students (institution_id, number, person_id, programme_name, level, words, since,
      state, state_since)
    select 'kslu', 'KSLU-S-T/1', id, '{"en": "Law", "ru": "Право", "ky": "Укук"}', 'bachelor', '', '2022-09-01', 'graduated', '2026-06-30'
    from one returning id`)
  const [student] = rows
  expect((await officer.get(`${desk}/graduates`)).html).toContain(`/graduates/${student.id}`)
  for (const _ of [1, 2]) await officer.post(`${desk}/graduates/${student.id}`)
  expect((await alumniOf(db())).filter(({ studentId }) => studentId === student.id)).toHaveLength(1)
})

test('others have no way in: another institution, the rector writes nothing, a visitor sees no desk', async () => {
  const [known] = await alumniOf(db())
  const elsewhere = await town.signedIn('officer@kstu.example')
  expect((await elsewhere.get(`${desk}/${known?.id}`)).status).toBe(404)
  expect(
    (await elsewhere.post(`${desk}/${known?.id}/consent`, { directory: 'yes', mails: 'yes', how: 'x' })).status,
  ).toBe(404)
  const rector = await town.signedIn('rector@kslu.example')
  expect((await rector.get(desk)).status).toBe(200)
  expect((await rector.post(`${desk}/new`, daniyar)).status).toBe(404)
  expect((await town.signedIn('officer@kslu.example').then((one) => one.get(`${desk}/nothing`))).status).toBe(404)
})
