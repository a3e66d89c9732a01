import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { loadPacks, shippedPacks } from '../packs/index.ts'
import { loosely, slugOf } from './rules.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ jobs: false, today: '2026-11-22' })
  officer = await town.signedIn('officer@kstu.example')
})
afterAll(() => town?.close())

const desk = '/desk/news'
const see = (path: string, language = 'en') => town.visitor(language).get(path)

/** Writes a draft and tells its page. */
async function written(fields: Readonly<Record<string, string>>): Promise<string> {
  const id = hidden(await officer.get(`${desk}/new?kind=${fields.kind}`), 'id')
  const { location, status, text } = await officer.post(`${desk}/new`, { id, version: '1', ...fields })
  expect(status, text).toBe(303)
  return location?.split('?')[0] ?? ''
}

const shown = async (at: string, how: Readonly<Record<string, string>> = { when: 'now' }) =>
  officer.post(`${at}/publication`, { version: hidden(await officer.get(at), 'version'), ...how })

describe('what the offices’ own pages tell', () => {
  test.each([
    ['en', ['2nd-degree diploma', 'Resourceful team', '1st place', 'Kazakhstan, Uzbekistan', 'win prizes']],
    ['ru', ['Диплом 2-й степени', 'Находчивая команда', '1-е место', 'призовые места']],
    ['ky', ['2-даражадагы диплом', 'Тапкыч команда', '1-орун', 'байгелүү орундарды']],
  ])('R377–R381: achievements by year, and where students went, in %s', async (language, said) => {
    const { text, html } = await see(`/kslu/${language}/achievements`, language)
    for (const words of said) expect(text).toContain(words)
    expect(html.indexOf('id="year-2019"')).toBeLessThan(html.indexOf('id="year-2013"'))
    for (const id of ['summer-olympics-2013', 'land-law-2019', 'conferences-abroad', 'public-life'])
      expect(html).toContain(`id="${id}"`)
  })

  test('R097: a publication with author, post, journal, country and month; days as exactly as they are known', async () => {
    const { text } = await see('/eimu/en/news/article-always-ready-2020')
    for (const words of ['Batyr Osmonov', 'Vice-rector', 'Perspective of the Search Generation', 'December 2020'])
      expect(text).toContain(words)
    expect((await see('/kstu/en/news/german-and-technology-2017')).text).toContain('dated 19 December, without a year')
    expect((await see('/eimu/en/news')).html).toContain('id="article-always-ready-2020"')
    expect((await see('/kstu/en/news/article-always-ready-2020')).status).toBe(404)
  })
})

describe('a piece of news', () => {
  let at = ''
  test('is a draft first, and exists where it is written: elsewhere it says in which language it is', async () => {
    at = await written({
      kind: 'news',
      'title.ru': 'Открыт выдуманный класс',
      'body.ru': 'Первый абзац\n\n- раз\n- два',
    })
    expect((await see('/kstu/ru/news', 'ru')).text).not.toContain('выдуманный класс')
    expect((await shown(at)).status).toBe(303)
    const { text, html } = await see('/kstu/en/news/otkryt-vydumannyi-klass')
    expect(text).toContain('exists only in one language so far: Русский')
    expect(html).toContain('<li>раз</li><li>два</li>')
    expect(html).toContain('lang="ru"')
  })

  test('changes for visitors only when it is shown again; the slower of two officers loses nothing', async () => {
    const version = hidden(await officer.get(`${at}/edit`), 'version')
    const form = { kind: 'news', 'title.ru': 'Класс открыт', 'body.ru': 'Новый текст https://example.org/a.', version }
    expect((await officer.post(`${at}/edit`, form)).status).toBe(303)
    const late = await officer.post(`${at}/edit`, { ...form, 'title.ru': 'Моё' })
    expect(late.status).toBe(409)
    expect(late.html).toContain('value="Моё"')
    expect((await see('/kstu/ru/news/otkryt-vydumannyi-klass')).text).toContain('Открыт выдуманный класс')
    await shown(at)
    const { html } = await see('/kstu/ru/news/otkryt-vydumannyi-klass')
    expect(html).toContain('href="https://example.org/a"')
  })

  test('an earlier version comes back as the draft; put away it is gone, taken out it is there', async () => {
    const page = await officer.get(`${at}/versions/1`)
    expect(page.text).toContain('Открыт выдуманный класс')
    await officer.post(`${at}/versions/1`, { version: hidden(page, 'version') })
    expect((await officer.get(at)).text).toContain('Changed since')
    await officer.post(`${at}/archive`, { away: 'yes' })
    expect((await see('/kstu/ru/news/otkryt-vydumannyi-klass')).status).toBe(404)
    await officer.post(`${at}/archive`, { away: 'no' })
    expect((await see('/kstu/ru/news/otkryt-vydumannyi-klass')).status).toBe(200)
  })

  test('is shown from an hour on, and neither in the past nor without anything to read', async () => {
    const later = await written({ kind: 'news', 'title.en': 'Invented later', 'body.en': 'Text' })
    const on = (day: string, month: string) => ({
      when: 'later',
      'day.day': day,
      'day.month': month,
      'day.year': '2026',
    })
    expect((await shown(later, on('21', '11'))).text).toContain('This moment is over')
    expect((await shown(later, { ...on('24', '11'), hour: '25:00' })).status).toBe(422)
    expect((await shown(later, { ...on('24', '11'), hour: '08:30' })).status).toBe(303)
    expect((await officer.get(later)).text).toContain('from 24 Nov 2026, 08:30 on')
    expect((await see('/kstu/en/news/invented-later')).status).toBe(404)
    const empty = await written({ kind: 'news', 'title.en': 'Only a title' })
    expect((await shown(empty)).text).toContain('title and text are needed')
  })
})

describe('an announcement', () => {
  test('stands on the pages of those whom it concerns, until its day, and visitors choose by audience', async () => {
    const fields = { kind: 'announcement', 'title.en': 'Bring your insurance', 'body.en': 'By Friday.' }
    const until = { 'until.day': '30', 'until.month': '11', 'until.year': '2026' }
    const at = await written({ ...fields, ...until, 'for.applicants': 'yes', 'for.staff': 'yes' })
    await shown(at)
    expect((await see('/kstu/en/news?kind=announcement&for=applicants')).text).toContain('Bring your insurance')
    expect((await see('/kstu/en/news?for=partners')).text).not.toContain('Bring your insurance')
    expect((await officer.get('/my')).text).toContain('Bring your insurance')
    expect((await (await town.signedIn('officer@kslu.example')).get('/my')).text).not.toContain('Bring your insurance')
  })

  test('that is over is told no more', async () => {
    const over = { 'until.day': '20', 'until.month': '11', 'until.year': '2026', 'for.staff': 'yes' }
    await shown(await written({ kind: 'announcement', 'title.en': 'Long over', 'body.en': 'Past.', ...over }))
    expect((await officer.get('/my')).text).not.toContain('Long over')
    expect((await see('/kstu/en/news')).text).not.toContain('Long over')
    expect((await see('/kstu/en/news/long-over')).text).toContain('This announcement is over')
  })
})

test('bad input comes back with its reasons and loses nothing; names need consent', async () => {
  const slip = await officer.post(`${desk}/new`, {
    ...{ kind: 'trip', 'title.en': '', 'body.en': '<script>alert(1)</script>', 'on.day': '31', 'on.month': '2' },
    ...{ 'on.year': '2026', people: 'many', names: 'SAMPLE Anna', country: 'KZ' },
  })
  expect(slip.status).toBe(422)
  for (const said of ['A year, a month', 'A number such as 2']) expect(slip.text).toContain(said)
  expect(slip.html).toContain('&lt;script&gt;')
  const unasked = await officer.post(`${desk}/new`, { kind: 'trip', names: 'SAMPLE Anna' })
  for (const said of ['at least one language', 'Say where the consent']) expect(unasked.text).toContain(said)
  expect((await officer.get(`${desk}/new?kind=rubbish`)).text).toContain('What shall it be?')
  expect((await officer.get(`${desk}?q=summer&kind=news&page=-3`)).status).toBe(200)
  const rector = await town.signedIn('rector@kstu.example')
  expect((await rector.get(desk)).status).toBe(404)
})

test('the feed is Atom with every dated item, and a reader that has it is told so', async () => {
  const { response } = await see('/kslu/ru/news/feed.xml')
  const html = await response.clone().text()
  expect(response.headers.get('content-type')).toContain('application/atom+xml')
  expect(html).toMatch(/^<\?xml[^>]*>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/)
  const entries = html.split('<entry').length - 1
  expect(entries).toBe(html.split('<updated>').length - 2)
  expect(html).toContain('<updated>2019-12-31T00:00:00+06:00</updated>')
  const again = await town.visitor().ask('/kslu/ru/news/feed.xml', {
    headers: { 'if-none-match': response.headers.get('etag') ?? '' },
  })
  expect(again.status).toBe(304)
  expect((await see('/kslu/ru/')).html).toContain('/kslu/ru/news/feed.xml')
})

test('what could not be read again is not kept: a picture that is none, a country that is none', async () => {
  const trip = { kind: 'trip', 'title.en': 'A trip to nowhere', 'on.year': '2026' }
  for (const wrong of [{ picture: '=1+1' }, { country: 'nowhere' }])
    expect((await officer.post(`${desk}/new`, { ...trip, ...wrong })).status).toBe(422)
  expect((await officer.get(desk)).text).not.toContain('A trip to nowhere')
  const at = await written(trip)
  for (const version of ['', '1e9', '9007199254740991', '-1'])
    expect((await officer.post(`${at}/edit`, { ...trip, version })).text).toContain('meanwhile')
})

test('one form twice at once is one item, and two of one title at once have two addresses', async () => {
  const form = { kind: 'news', 'title.en': 'Told by two at once', 'body.en': 'Said.' }
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()]
  const sent = await Promise.all([one, one, other].map((id) => officer.post(`${desk}/new`, { ...form, id })))
  expect(sent.map(({ status }) => status)).toEqual([303, 303, 303])
  const { rows } = await town.owner.query("select id from news where slug like 'told-by-two-at-once%'")
  expect(rows).toHaveLength(2)
})

test('what the office changed of its pack’s news stays when the pack is loaded again', async () => {
  const { rows } = await town.owner.query("select id, version from news where slug = 'chinese-language-2017'")
  const at = `${desk}/${rows[0].id}`
  const form = { kind: 'announcement', version: String(rows[0].version), 'title.en': 'Our Chinese', 'body.en': 'Ours.' }
  expect((await officer.post(`${at}/edit`, form)).status).toBe(303)
  expect((await officer.get(at)).text).toContain('As on the earlier page')
  const { database } = town.house
  await database.shared.updateTable('institutions').set({ pack_hash: null }).where('id', '=', 'kstu').execute()
  await loadPacks(database, shippedPacks)
  expect((await officer.get(at)).text).toContain('Our Chinese')
  expect((await (await town.signedIn('officer@kslu.example')).get(at)).status).toBe(404)
})

test.each([
  ['2013-00-00', '2013'],
  ['2020-12-00', '2020-12'],
  ['2020-12-31', '2020-12-31'],
  ['2020-13-00', null],
  ['-12-31', null],
  ['2021-02-29', null],
])('a day as %s is %s', (typed, known) => expect(loosely(typed)).toBe(known))

test('an address is made of the first words, in Latin', () => {
  const said = (en: string, ru = '') => ({
    ...{ title: { en, ru, ky: '' }, body: { en: '', ru: '', ky: '' }, on: '', onNote: null, picture: null },
    ...{ audiences: [], until: null, details: {} },
  })
  expect(slugOf(said('', 'Новый корпус'))).toBe('novyi-korpus')
  expect(slugOf(said('新闻'))).toBe('news')
})
