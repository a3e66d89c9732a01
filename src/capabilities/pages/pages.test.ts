import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'
import { keepAllTimes } from './jobs.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ jobs: false })
  officer = await town.signedIn('officer@kstu.example')
})
afterAll(() => town.close())

const three = (name: string, en: string, ru: string, ky: string) => ({
  [`${name}.en`]: en,
  [`${name}.ru`]: ru,
  [`${name}.ky`]: ky,
})

async function newPage(slug: string, title = three('title', 'Living here', 'Жизнь здесь', 'Бул жерде жашоо')) {
  const id = hidden(await officer.get('/desk/pages/new'), 'id')
  const made = await officer.post('/desk/pages/new', { id, slug, ...title })
  expect([made.status, made.location]).toEqual([303, `/desk/pages/${id}`])
  return `/desk/pages/${id}`
}

/** Adds a block at the end, as the form of the editor does. */
async function add(page: string, kind: string, fields: Readonly<Record<string, string>>, who = officer): Promise<Seen> {
  const form = await who.get(`${page}?add=${kind}`)
  const sent = {
    block: hidden(form, 'block'),
    seen: hidden(form, 'seen'),
    after: hidden(form, 'after'),
    kind,
    ...fields,
  }
  return who.post(`${page}/blocks`, sent)
}

const blocksOf = async (page: string) =>
  [...(await officer.get(page)).html.matchAll(/id="b-([a-z0-9]+)"/g)].map(([, id = '']) => id)

const publish = async (page: string) =>
  officer.post(`${page}/publication`, { seen: hidden(await officer.get(page), 'seen') })

const look = async (path: string) => (await town.visitor().get(path)).text

test('a page is written in three languages, previewed, published, changed and restored', async () => {
  const page = await newPage('living')
  expect((await publish(page)).text).toContain('nothing to publish yet')
  await add(page, 'heading', three('text', 'Where to live', 'Где жить', 'Кайда жашоо'))
  const text = three('text', 'A **room** of [ours](/kstu/en/contacts).', 'Наша **комната**.', 'Биздин **бөлмө**.')
  await add(page, 'text', text)
  await add(page, 'calls', { set: 'students' })
  for (const set of ['3', '4']) await add(page, 'events', { set })
  await add(page, 'people', { 'set.office': 'yes' })
  await add(page, 'partners', { set: 'all' })
  expect((await town.visitor().get('/kstu/en/living')).status).toBe(404)
  const preview = await officer.get(`${page}/preview/ru`)
  expect(preview.html).toContain('Наша <strong>комната</strong>.')
  expect(preview.response.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  expect((await officer.get(`${page}/preview?in=ru`)).html).toContain(`width="360"`)

  expect(await publish(page)).toMatchObject({ location: `${page}?done=published` })
  const seen = await town.visitor().get('/kstu/en/living')
  expect(seen.html).toContain('A <strong>room</strong> of <a href="/kstu/en/contacts">ours</a>.')
  expect(seen.response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(await look('/kstu/ky/living')).toContain('Биздин бөлмө')

  const [, block = ''] = await blocksOf(page)
  const form = await officer.get(`${page}?edit=${block}`)
  await officer.post(`${page}/blocks/${block}`, { seen: hidden(form, 'seen'), ...three('text', 'A flat.', '', '') })
  expect(await look('/kstu/en/living')).toContain('A room of ours')
  await publish(page)
  expect(await look('/kstu/en/living')).toContain('A flat.')

  const compared = await officer.get(`${page}/versions/9`)
  expect(compared.html).toMatch(/<del>[^<]*room/)
  expect(compared.text).toContain('Block changed: Text')
  expect(await officer.post(`${page}/versions/8/restoration`)).toMatchObject({ location: `${page}?done=restored` })
  expect(await look('/kstu/en/living')).toContain('A flat.')
  await publish(page)
  expect(await look('/kstu/en/living')).toContain('A room of ours')
})

test('blocks are moved and taken out once, however often the button is pressed, and put back', async () => {
  const page = await newPage('order')
  for (const en of ['One', 'Two', 'Three']) await add(page, 'heading', three('text', en, '', ''))
  const [one = '', two = '', three_ = ''] = await blocksOf(page)
  const seen = hidden(await officer.get(page), 'seen')
  for (const _ of [1, 2]) await officer.post(`${page}/blocks/${one}/place`, { by: 'down', seen })
  expect(await blocksOf(page)).toEqual([two, one, three_])
  const removal = await officer.post(`${page}/blocks/${one}/removal`, { seen: hidden(await officer.get(page), 'seen') })
  expect(await blocksOf(page)).toEqual([two, three_])
  const after = await officer.get(removal.location ?? '')
  await officer.post(`${page}/blocks/${one}/return`, { version: hidden(after, 'version') })
  expect(await blocksOf(page)).toEqual([two, one, three_])
})

test('two who write one block at once lose nothing: the slower one reads both; other blocks are nobody’s quarrel', async () => {
  const page = await newPage('two')
  for (const en of ['First', 'Second']) await add(page, 'heading', three('text', en, '', ''))
  const [first = '', second = ''] = await blocksOf(page)
  const seen = hidden(await officer.get(`${page}?edit=${first}`), 'seen')
  const admin = await town.signedIn('admin@kstu.example')
  await admin.post(`${page}/blocks/${first}`, { seen, ...three('text', 'Theirs', '', '') })
  expect((await officer.post(`${page}/blocks/${second}`, { seen, ...three('text', 'Other', '', '') })).status).toBe(303)
  const clash = await officer.post(`${page}/blocks/${first}`, { seen, ...three('text', 'Mine', '', '') })
  expect(clash.status).toBe(409)
  expect(clash.html).toContain('value="Mine"')
  expect(clash.text).toContain('Theirs')
  const again = { seen: hidden(clash, 'seen'), ...three('text', 'Mine and theirs', '', '') }
  expect((await officer.post(`${page}/blocks/${first}`, again)).status).toBe(303)
  expect((await officer.post(`${page}/publication`, { seen })).status).toBe(409)

  const old = hidden(await officer.get(`${page}?edit=${first}`), 'seen')
  await admin.post(`${page}/blocks/${first}/removal`, { seen: old })
  const gone = await officer.post(`${page}/blocks/${first}`, {
    seen: old,
    kind: 'heading',
    ...three('text', 'Kept', '', ''),
  })
  expect([gone.status, gone.html.includes('value="Kept"')]).toEqual([409, true])
})

test('what is set for a minute happens in it, with the words of that time, and once', async () => {
  const page = await newPage('later')
  await add(page, 'text', three('text', 'Early words', '', ''))
  const clock = (at: string) => Object.assign(town.house, { clock: { ...town.house.clock, now: () => new Date(at) } })
  const before = town.house.clock
  clock('2026-09-01T06:00:00Z')
  const seen = hidden(await officer.get(`${page}/times`), 'seen')
  const on = (name: string, day: string) => ({
    [`${name}On.day`]: day,
    [`${name}On.month`]: '9',
    [`${name}On.year`]: '2026',
  })
  const past = await officer.post(`${page}/times`, { seen, ...on('publish', '1'), publishAt: '11:59' })
  expect([past.status, past.text.includes('This time is over')]).toEqual([422, true])
  const times = { ...on('publish', '2'), publishAt: '9:30', ...on('takeDown', '3') }
  expect((await officer.post(`${page}/times`, { seen, ...times, takeDownAt: '25:00' })).status).toBe(422)
  expect((await officer.post(`${page}/times`, { seen, ...times })).status).toBe(303)
  await add(page, 'text', three('text', 'Later words', '', ''))

  clock('2026-09-02T03:29:59Z')
  await keepAllTimes(town.house)
  expect((await town.visitor().get('/kstu/en/later')).status).toBe(404)
  clock('2026-09-02T03:30:00Z')
  for (const _ of [1, 2]) await keepAllTimes(town.house)
  expect(await look('/kstu/en/later')).toContain('Early words')
  expect(await look('/kstu/en/later')).not.toContain('Later words')
  expect((await officer.get(`${page}/versions`)).text.match(/by itself, as it was set/g)).toHaveLength(1)
  clock('2026-09-02T18:00:00Z')
  await keepAllTimes(town.house)
  expect((await town.visitor().get('/kstu/en/later')).status).toBe(404)
  Object.assign(town.house, { clock: before })
})

test('a page that is only Russian is shown in Russian under a note, and stands in no other menu', async () => {
  const page = await newPage('housing-in-winter', three('title', '', 'Зимой', ''))
  await add(page, 'text', three('text', '', 'В общежитии тепло.', ''))
  await officer.post(`${page}/settings`, { slug: 'housing-in-winter', menu: 'yes', order: '1' })
  await publish(page)
  const english = await town.visitor().get('/kstu/en/housing-in-winter')
  expect(english.text).toContain('This page isn’t translated yet')
  expect(english.html).toContain('<div class="prose" lang="ru">')
  expect(english.html.match(/rel="alternate" hreflang="\w+"/g)).toEqual(['rel="alternate" hreflang="ru"'])
  expect((await town.visitor().get('/kstu/en/about')).html).not.toContain('/en/housing-in-winter')
  expect((await town.visitor().get('/kstu/ru/')).html).toContain('href="/kstu/ru/housing-in-winter"')
})

test('a page that moves leads on from where it was, also when it moves back; a built-in page keeps its address', async () => {
  const page = await newPage('moving')
  await add(page, 'heading', three('text', 'Here', '', ''))
  await publish(page)
  for (const slug of ['about', 'search me', 'Жизнь', 'a--b', ''])
    expect([slug, (await officer.post(`${page}/settings`, { slug })).status]).toEqual([slug, 422])
  for (const slug of ['moved', 'moved-on']) await officer.post(`${page}/settings`, { slug })
  const led = await town.visitor().get('/kstu/ru/moving/')
  expect([led.status, led.location]).toEqual([301, '/kstu/ru/moved-on'])
  await officer.post(`${page}/settings`, { slug: 'moving' })
  expect((await town.visitor().get('/kstu/ru/moving')).status).toBe(200)
  expect((await town.visitor().get('/kstu/ru/moved')).location).toBe('/kstu/ru/moving')
})

test('addresses of the old site lead on; loops, other hosts and addresses in use are refused line by line', async () => {
  const lines = [
    'https://old.example/index.php?id=12\t/kstu/ru/contacts',
    '/ru/about.html;/kstu/ru/about',
    '/x/y /x/y',
    '/evil https://evil.example/kstu/ru/about',
    '/evil //evil.example',
    '/kstu/ru/about /kstu/ru/contacts',
    '/nowhere /kstu/ru/nothing-like-it',
    '/other /kslu/ru/about',
    'one',
  ]
  const refused = await officer.post('/desk/pages/redirects', { lines: lines.join('\n') })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('7 lines were not taken')
  expect(refused.html).toContain('/evil //evil.example\n')
  const old = await town.visitor().get('/index.php?id=12')
  expect([old.status, old.location]).toEqual([301, '/kstu/ru/contacts'])
  expect((await town.visitor().get('/ru/About.html')).location).toBe('/kstu/ru/about')
  expect((await town.visitor().get('/index.php?id=13')).status).toBe(404)
  const kslu = await town.signedIn('officer@kslu.example')
  expect((await kslu.get('/desk/pages/redirects')).text).not.toContain('/ru/about.html')
  expect((await kslu.post('/desk/pages/redirects', { lines: '/ru/about.html /kslu/ru/about' })).text).toContain(
    'already',
  )
  await officer.post('/desk/pages/redirects/removal', { from: '/ru/about.html' })
  expect((await town.visitor().get('/ru/about.html')).status).toBe(404)
})

test('a page that is not there helps on in its institution and its language', async () => {
  const lost = await town.visitor().get('/kstu/ru/contakts')
  expect([lost.status, lost.html.includes('href="/kstu/ru/contacts"')]).toEqual([404, true])
  expect(lost.text).toContain('Может быть, вы искали')
  expect((await town.visitor().get('/kstu/ru/%ff%ed')).status).toBe(404)
})

test('every address of the sitemap is a page; robots stay away from the desk', async () => {
  const sitemap = await town.visitor().get('/sitemap.xml')
  const paths = [...sitemap.html.matchAll(/<loc>[^<]*?(\/[^<]*)<\/loc>/g)].map(
    ([, loc = '']) => new URL(loc, 'http://x').pathname,
  )
  expect(sitemap.html).toContain('/kstu/ru/housing-in-winter</loc>')
  expect(sitemap.html).not.toContain('/kstu/en/housing-in-winter')
  const wrong: string[] = []
  for (const path of paths.filter((one) => /\/en\//.test(one)).filter((one) => !/programmes\/|calls\//.test(one)))
    if ((await town.visitor().get(path)).status !== 200) wrong.push(path)
  expect(wrong).toEqual([])
  expect((await town.visitor().get('/robots.txt')).text).toContain('Disallow: /desk')
})

test('what somebody pastes never becomes HTML, a script or another direction of reading', async () => {
  const page = await newPage('bad')
  const bad = '<script>alert(1)</script> [x](javascript:alert(1))'
  const refused = await add(page, 'text', three('text', bad, '', ''))
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('&lt;script&gt;alert(1)')
  expect(refused.text).toContain('No page may link to')
  const pasted =
    'Co\u00adope\u200bration\u202e\u0007\n\n•\u00a0First “quoted”\n•\tSecond\nCity\tBishkek\n<b>bold</b> &amp;'
  await add(page, 'text', three('text', pasted, '', ''))
  await add(page, 'list', three('text', '• a\n• b', '', ''))
  await add(page, 'door', { set: 'javascript:alert(1)', ...three('text', 'Door', '', '') })
  await add(page, 'door', { set: '//evil.example', ...three('text', 'Door', '', '') })
  await publish(page)
  const { html } = await town.visitor().get('/kstu/en/bad')
  expect(html).toContain('<p>Cooperation</p>')
  expect(html).toContain('First “quoted”')
  expect(html).toContain('City, Bishkek')
  expect(html).toContain('&lt;b&gt;bold&lt;/b&gt; &amp;amp;')
  expect(html).not.toMatch(/javascript:|evil\.example/)
  expect((await officer.post(`${page}/blocks`, { kind: 'text', 'text.en': 'x'.repeat(300_000) })).status).toBe(413)
  const long = await add(page, 'text', three('text', 'x'.repeat(7000), '', ''))
  expect([long.status, long.text.includes('x'.repeat(7000))]).toEqual([422, true])
})

test('only who edits the site comes in, and only to the own institution’s pages', async () => {
  const page = await newPage('ours')
  for (const who of ['rector@kstu.example', 'officer@kslu.example', 'zoe@example.org']) {
    const visitor = await town.signedIn(who)
    expect([who, (await visitor.get(page)).status]).toEqual([who, 404])
    expect((await visitor.post(`${page}/publication`, { seen: '1' })).status).toBe(404)
  }
  await officer.post(`${page}/bin`, { away: 'yes' })
  expect((await officer.get('/desk/pages')).html).not.toContain(page)
  expect((await officer.get('/desk/pages?bin=yes')).html).toContain(page)
  await newPage('ours')
  expect((await officer.post(`${page}/bin`, { away: 'no' })).status).toBe(409)
})

test('a page goes out as Markdown and comes back as it was; a foreign text becomes one, and what is unknown is said', async () => {
  const page = await newPage('file')
  await add(page, 'heading', three('text', 'Out', 'Туда', ''))
  await add(page, 'question', { ...three('text', 'Why?', '', ''), ...three('more', 'Because **so**.', '', '') })
  const file = await officer.get(`${page}/markdown/file`)
  expect(file.response.headers.get('content-disposition')).toContain('file.md')
  const send = (path: string, fields: Readonly<Record<string, string>>) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    return officer.ask(path, { method: 'POST', body })
  }
  const seen = hidden(await officer.get(`${page}/markdown`), 'seen')
  const before = (await officer.get(`${page}/versions`)).text
  expect((await send(`${page}/markdown`, { seen, lines: file.html })).location).toBe(`${page}?done=imported`)
  expect((await officer.get(`${page}/versions`)).text).toBe(before)
  const changed = file.html.replace('Why?', 'Why not?').replace('## Out', '## Out\n\n[[video x]]')
  for (const _ of [1, 2]) {
    const said = await send(`${page}/markdown`, { seen, lines: changed })
    expect([said.status, said.text.includes('[[video x]]')]).toEqual([200, true])
  }
  expect((await officer.get(page)).text).toContain('Why not?')
  expect((await send(`${page}/markdown`, { seen, lines: 'Other' })).status).toBe(409)
  const large = await send('/desk/pages/import', { lines: 'слово '.repeat(200_000) })
  expect([large.status, large.text.includes('At most 200 KB')]).toEqual([422, true])
  const brought = await send('/desk/pages/import', {
    lines: '# Дом\n\nВводка\n\n• раз\n• два',
    slug: 'dom',
    alone: 'ru',
  })
  expect(brought.status).toBe(303)
  expect((await officer.get(brought.location ?? '')).text).toContain('раз два')
  expect((await send('/desk/pages/import', { lines: '# About', slug: 'about' })).status).toBe(422)
})
