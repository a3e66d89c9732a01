import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { loadPacks, shippedPacks } from '../packs/index.ts'
import { keyOfSite, productSlips } from './campaigns.ts'
import { copyInto, expectedIn, inYear } from './event-rules.ts'
import { eventsOf } from './index.ts'
import { leadSlips } from './leads.ts'
import { linesBy, shareOf } from './market-rules.ts'

describe('rules', () => {
  const event = (id: string, said: Record<string, string>) => ({
    ...{ id, ledger: 'events', parentId: null, key: null, said, quote: null, version: 1, archived: false },
  })

  test('a yearly event is expected in the years for which nobody has entered it; a leap day becomes the 28th', () => {
    const ball = event('ball', { from: '2024-02-29', repeats: 'yearly', shown: 'yes', due: '2024-01-01', next: 'Book' })
    expect(expectedIn([ball], 2025)).toEqual([ball])
    expect(expectedIn([ball], 2024)).toEqual([])
    const said = copyInto(ball, 2025) ?? {}
    expect(said).toEqual({ series: 'ball', shown: 'no', repeats: 'yearly', from: '2025-02-28' })
    expect(expectedIn([ball, event('again', said)], 2025)).toEqual([])
    expect(inYear([event('long', { from: '2025-12-30', until: '2026-01-02' })], 2026)).toHaveLength(1)
  })

  test('a lost lead says why, a day says what is to be done, visitors see only what is out', () => {
    expect(leadSlips({ stage: 'lost', due: '2026-09-03' }).map(({ field }) => field)).toEqual(['why', 'next'])
    expect(productSlips({ shown: 'yes', stage: 'ready' }).map(({ field }) => field)).toEqual(['site', 'stage'])
    expect(keyOfSite('https://www.Example.org/a/?x=1')).toBe(keyOfSite('http://example.org/a'))
  })

  test('numbers are added up by what one asks; a country with a target stands there before anybody came', () => {
    const row = { year: 2026, country: 'KZ', source: 'fair', enquiries: 2, applicants: 1, admitted: 1, enrolled: 0 }
    const lines = linesBy([row, { ...row, source: 'own' }], ({ country }) => country, new Map([['IN', 5]]))
    expect(lines.map(({ of, counts, target }) => [of, counts.enquiries, target])).toEqual([
      ['IN', 0, 5],
      ['KZ', 4, null],
    ])
    expect(shareOf(1, 3)).toBe(33)
    expect(shareOf(1, 0)).toBeNull()
  })
})

describe('the office', () => {
  let town: TestHouse
  let officer: Visitor
  let rector: Visitor
  beforeAll(async () => {
    town = await testHouse({ jobs: false })
    officer = await town.signedIn('officer@eimu.example')
    rector = await town.signedIn('rector@eimu.example')
  })
  afterAll(() => town.close())

  const dayOf = (name: string, on: string) => {
    const [year = '', month = '', date = ''] = on.split('-')
    return { [`${name}.year`]: year, [`${name}.month`]: month, [`${name}.day`]: date }
  }
  const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
  async function made(address: string, fields: Record<string, string>): Promise<string> {
    const id = hidden(await officer.get(`${address}/new`), 'id')
    const answer = await officer.post(`${address}/new`, { id, ...fields })
    expect(answer.text.slice(0, 600)).toBe('')
    expect(answer.status).toBe(303)
    return answer.location?.replace(/\?.*/, '') ?? ''
  }
  const version = (seen: Seen) => hidden(seen, 'seen')

  test('R116: a lead goes from stage to stage with its next step; bad input is refused and nothing typed is lost', async () => {
    const slip = await officer.post('/desk/leads/new', {
      ...{ name: 'Sample University', kind: 'partner', stage: 'lost', mail: 'no mail' },
      ...dayOf('due', '2026-02-31'),
    })
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('value="Sample University"')
    const form = { name: 'Sample University', kind: 'partner', stage: 'searched', country: 'DE' }
    const id = hidden(await officer.get('/desk/leads/new'), 'id')
    const next = { next: 'Write to the office', ...dayOf('due', '2026-09-03') }
    for (const _ of [1, 2]) expect((await officer.post('/desk/leads/new', { id, ...form, ...next })).status).toBe(303)
    expect((await officer.get('/desk/leads?q=sampl')).html.match(/>Sample University</g)).toHaveLength(1)
    expect((await officer.get('/desk/leads/board')).text).toContain('Write to the office')
    expect((await officer.get('/desk/leads?kind=expert')).text).toContain('Nothing is found')
    const here = `/desk/leads/${id}`
    // The next step stands on the wall of dates, with its day and who takes it.
    expect((await officer.get('/desk/dates')).text).toContain('Write to the office Sample University')
    const seen = version(await officer.get(here))
    const lost = await officer.post(`${here}/stage`, { seen, stage: 'lost', why: '', next: '', ...dayOf('due', '--') })
    expect(lost.status).toBe(422)
    expect(lost.text).toContain('Say why it was lost')
    const both = await Promise.all(
      ['contacted', 'visiting'].map((stage) => officer.post(`${here}/stage`, { seen, stage, ...next })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(both.find(({ status }) => status === 409)?.text).toContain('A colleague has changed this')
    expect((await officer.get(`${here}/export.csv`)).status).toBe(404)
    expect((await officer.get('/desk/leads/export.csv')).html).toContain('Sample University')
  })

  test('R019: what was said stands in the thread, a mail goes through the house once', async () => {
    const here = await made('/desk/leads', { name: 'Sample Mission', kind: 'mission', stage: 'contacted' })
    const note = { id: crypto.randomUUID(), how: 'talk', text: 'They ask about dormitories' }
    expect((await officer.post(`${here}/notes`, { ...note, ...dayOf('on', '2026-09-02') })).status).toBe(422)
    for (const _ of [1, 2])
      expect((await officer.post(`${here}/notes`, { ...note, ...dayOf('on', '2026-08-31') })).status).toBe(303)
    const mail = { id: crypto.randomUUID(), to: 'mission@example.org', language: 'ru', subject: 'Тема', text: 'Текст' }
    for (const _ of [1, 2]) expect((await officer.post(`${here}/mails`, mail)).status).toBe(303)
    expect(await rows("select 1 from mails where kind = 'leads.mail'")).toHaveLength(1)
    const page = await officer.get(here)
    expect(page.html.match(/They ask about dormitories/g)).toHaveLength(1)
    expect(page.text).toContain('Mail to mission@example.org')
  })

  test('R010: an agreed lead is one partner, whoever presses twice; who is there already is not entered again', async () => {
    const here = await made('/desk/leads', { name: 'Invented Academy', kind: 'partner', stage: 'negotiating' })
    const both = await Promise.all([1, 2].map(() => officer.post(`${here}/partner`)))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    await officer.post(`${here}/partner`)
    expect(await rows("select 1 from partners where name = 'Invented Academy'")).toHaveLength(1)
    const page = await officer.get(here)
    expect(page.text).toContain('Agreed')
    expect(page.html).toContain('/desk/agreements/new?partner=')
    const [, partner = ''] = /agreements\/new\?partner=([0-9a-f-]{36})/.exec(page.html) ?? []
    expect((await officer.get(`/desk/partners/${partner}`)).html).toContain(here)
    const again = await made('/desk/leads', { name: 'invented  ACADEMY', kind: 'partner', stage: 'negotiating' })
    expect((await officer.get(again)).text).toContain('The register has Invented Academy already')
    await officer.post(`${again}/partner`)
    expect(await rows("select 1 from partners where lower(name) like 'invented%academy'")).toHaveLength(1)
    const person = await made('/desk/leads', { name: 'SAMPLE Anna', kind: 'expert', stage: 'agreed' })
    const seen = await officer.get(person)
    await officer.post(`${person}/partner`)
    expect(await rows("select 1 from partners where name = 'SAMPLE Anna'")).toHaveLength(0)
    const invite = { key: hidden(seen, 'key'), kind: 'expert', name: 'SAMPLE Anna', mail: '', language: 'en' }
    const [one, two] = [
      await officer.post('/desk/invitations/new', invite),
      await officer.post('/desk/invitations/new', invite),
    ]
    expect(two.location).toBe(one.location)
    expect((await officer.get(person)).html).toContain(one.location ?? 'nowhere')
  })

  test('a delegation is one thread: members, hours, protocol, follow-ups until they are done', async () => {
    const days = { ...dayOf('from', '2026-09-10'), ...dayOf('until', '2026-09-09') }
    const form = { name: 'Sample delegation', direction: 'in', stage: 'planned', agreed: 'A summer school together' }
    const slip = await officer.post('/desk/delegations/new', { ...form, ...days })
    expect(slip.text).toContain('It ends before it begins')
    const here = await made('/desk/delegations', { ...form, ...days, ...dayOf('until', '2026-09-12') })
    await made(`${here}/members`, { name: 'PROBE Example', post: 'Dean' })
    const wrong = { what: 'Lunch', hour: '12:00', until: '11:00', ...dayOf('from', '2026-09-10') }
    expect((await officer.post(`${here}/programme/new`, wrong)).status).toBe(422)
    await made(`${here}/programme`, { ...wrong, until: '13:00', place: 'Hall', host: 'Rector' })
    await made(`${here}/follow-ups`, { what: 'Send the draft', stage: 'open', ...dayOf('due', '2026-09-20') })
    expect((await rector.get(`${here}/programme.html`)).text).toContain('12:00–13:00')
    const calendar = await (await officer.get(`${here}/programme.ics`)).response.text()
    expect(calendar).toContain('DTSTART:20260910T060000Z')
    expect(calendar).toContain('DTEND;VALUE=DATE:20260913')
    const pdf = await officer.get(`${here}/protocol.pdf`)
    expect(pdf.response.headers.get('content-type')).toBe('application/pdf')
    expect(
      await rows('select due from ledger_records where due is not null and ledger = $1', 'follow-ups'),
    ).toHaveLength(1)
    const page = await officer.get(here)
    const [, step = ''] = /follow-ups\/([0-9a-f-]{36})/.exec(page.html) ?? []
    const seen = version(await officer.get(`${here}/follow-ups/${step}`))
    const done = { seen, what: 'Send the draft', stage: 'done', ...dayOf('due', '2026-09-20') }
    expect((await officer.post(`${here}/follow-ups/${step}`, done)).status).toBe(303)
    expect(
      await rows('select due from ledger_records where due is not null and ledger = $1', 'follow-ups'),
    ).toHaveLength(0)
    expect((await officer.get(here)).html).toContain('name="kind" value="delegation"')
  })

  test('R012, R013, R133, R248: what the pages tell stands there by its key in each language; a yearly one is copied once', async () => {
    for (const [language, word] of [
      ['en', 'Second International Student Conference'],
      ['ru', 'студенческая конференция'],
      ['ky', 'студенттик конференция'],
    ] as const) {
      const { html, text } = await town.visitor().get(`/kstu/${language}/events`)
      expect(html).toContain('id="german-and-technology-2017"')
      expect(html).toContain('id="german-and-technology-rfid"')
      expect(text).toContain(word)
    }
    const called = { 'title.en': 'Sample ball', 'title.ru': 'Пробный бал', 'title.ky': 'Үлгү бал' }
    const form = { ...called, kind: 'protocol', repeats: 'yearly', shown: 'yes', guests: 'SECRET Guest' }
    expect((await officer.post('/desk/events/new', form)).text).toContain('A yearly event has a first day')
    const here = await made('/desk/events', { ...form, ...dayOf('from', '2026-10-05') })
    const seen = await town.visitor().get('/eimu/en/events')
    expect(seen.text).toContain('Sample ball')
    expect(seen.text).not.toContain('SECRET')
    expect((await officer.get('/desk/events/calendar?year=2026')).text).toContain('SECRET Guest')
    expect((await officer.get('/desk/events/calendar?year=2027')).text).toContain('not yet entered for 2027')
    const copies = await Promise.all([1, 2].map(() => officer.post(`${here}/copy`, { year: '2027' })))
    expect(new Set(copies.map(({ location }) => location)).size).toBe(1)
    expect(await rows("select 1 from ledger_records where key like 'copy-%'")).toHaveLength(1)
    expect((await officer.get('/desk/events/calendar?year=2027')).text).not.toContain('not yet entered')
    expect(await (await officer.get('/desk/events/calendar.ics?year=2026')).response.text()).toContain('Sample ball')
    const coming = await eventsOf(town.house.database.within('eimu'), { publicOnly: true, from: day('2026-09-01') })
    expect(coming.map(({ title }) => title.en)).toEqual(['Sample ball'])
    const { database } = town.house
    await officer.post(`${here}/archive`, { away: 'yes' })
    expect((await town.visitor().get('/eimu/en/events')).text).not.toContain('Sample ball')
    await database.shared.updateTable('institutions').set({ pack_hash: null }).where('id', '=', 'eimu').execute()
    await loadPacks(database, shippedPacks)
    expect((await officer.get('/desk/events?archived=yes')).text).toContain('Sample ball')
  })

  test('R014, R015, R020: the media plan with its partner, its products and what they cost', async () => {
    const list = await officer.get('/desk/campaigns')
    expect(list.text).toContain('Information campaign of EIMU for 2020-2021')
    expect(list.text).toContain('SANAT')
    expect((await officer.get('/desk/campaigns?kind=tv-project')).text).toContain('Rossotrudnichestvo')
    const called = { 'title.en': 'Sample plan', 'title.ru': 'Пробный план', 'title.ky': 'Үлгү план' }
    const form = { ...called, kind: 'campaign', stage: 'planned', budget: '150 000', currency: 'KGS' }
    const slip = await officer.post('/desk/campaigns/new', {
      ...form,
      countries: 'Казахстан, Nowhereland',
      partner: 'Nobody',
    })
    expect(slip.text).toContain('“Nowhereland” is no country')
    expect(slip.text).toContain('No partner of the register')
    const here = await made('/desk/campaigns', { ...form, countries: 'Казахстан, India' })
    expect(
      await rows(
        "select said ->> 'countries' as of, said ->> 'budget' as sum from ledger_records where title = 'Sample plan'",
      ),
    ).toEqual([{ of: 'KZ,IN', sum: '15000000' }])
    await made(`${here}/products`, {
      ...called,
      kind: 'video',
      stage: 'making',
      shown: 'no',
      cost: '20000,50',
      currency: 'KGS',
    })
    expect((await officer.get(here)).text).toContain('129,999.50 KGS')
    const out = { ...called, 'title.en': 'Sample clip', kind: 'video', shown: 'yes', site: 'https://example.org/clip' }
    expect((await officer.post(`${here}/products/new`, { ...out, stage: 'ready' })).status).toBe(422)
    await made(`${here}/products`, { ...out, stage: 'published' })
    const downloads = (await town.visitor().get('/eimu/en/downloads')).html
    expect(downloads).toContain('href="https://example.org/clip"')
    expect(downloads).not.toContain('Sample plan')
  })

  test('R016, R017: portals by a sheet, all lines or none, none twice; what was sent to which', async () => {
    const sheet = (lines: string, key: string = crypto.randomUUID()) => {
      const form = new FormData()
      form.append('key', key)
      form.append('lines', lines)
      return officer.ask('/desk/portals/sheet', { method: 'POST', body: form })
    }
    const head = 'Портал\tАдрес\tСтрана\tЯзык'
    const bad = await sheet(`${head}\nOne\thttps://one.example\tКазахстан\tРусский\nTwo\tnot-an-address\tИндия\t`)
    expect(bad.status).toBe(422)
    expect(bad.text).toContain('Line 3')
    expect((await officer.get('/desk/portals')).text).toContain('No portals yet')
    const good = `${head}\nOne\thttps://one.example\tКазахстан\tРусский\nTwo\thttps://two.example/a\tИндия\t`
    expect((await sheet(good)).location).toBe('/desk/portals?done=2')
    expect((await sheet(`${good}\nOne again\thttp://www.one.example/\t\t`)).location).toBe('/desk/portals?done=0')
    expect((await sheet('a;b\n1;2')).text).toContain('has no column')
    expect((await officer.post('/desk/portals/new', { name: 'One', site: 'https://one.example' })).status).toBe(409)
    const [, id = ''] = /\/desk\/portals\/([0-9a-f-]{36})/.exec((await officer.get('/desk/portals?q=two')).html) ?? []
    await made(`/desk/portals/${id}/sendings`, { what: 'Booklet 2026', stage: 'sent', ...dayOf('on', '2026-08-30') })
    expect((await officer.get('/desk/portals/sendings.csv')).html).toMatch(/Two.*Booklet 2026/)
  })

  test('R009, R126: enquiries by country and source beside the targets; the same target is entered once', async () => {
    for (const name of ['PROBE One', 'PROBE Two'])
      await made('/desk/markets/enquiries', {
        ...{ name, country: 'KZ', source: 'fair', stage: 'new', mail: 'one@example.org' },
        ...dayOf('on', '2026-08-20'),
      })
    const target = { year: '2026', country: 'KZ', enrolled: '10' }
    await made('/desk/markets/targets', target)
    expect((await officer.post('/desk/markets/targets/new', target)).text).toContain('This is entered already')
    const page = await officer.get('/desk/markets?year=2026')
    expect(page.text).toMatch(/Kazakhstan/)
    expect(page.text).toContain('Fair')
    expect((await officer.get('/desk/markets/export.csv?country=KZ')).html).toContain('2026')
    expect((await officer.get('/desk/markets?year=1999&country=%00x')).status).toBe(200)
  })

  test('the rector reads and changes nothing; other institutions and visitors find nothing', async () => {
    const [lead] = await rows("select id from ledger_records where ledger = 'leads' limit 1")
    const here = `/desk/leads/${lead?.id}`
    expect((await rector.get(here)).status).toBe(200)
    expect((await rector.get(`${here}/edit`)).status).toBe(404)
    for (const post of ['/edit', '/stage', '/notes', '/mails', '/archive', '/partner'])
      expect((await rector.post(`${here}${post}`)).status).toBe(404)
    const foreign = await town.signedIn('officer@kslu.example')
    expect((await foreign.get(here)).status).toBe(404)
    expect((await foreign.post(`${here}/archive`, { away: 'yes' })).status).toBe(404)
    expect((await foreign.get('/desk/leads')).text).not.toContain('Sample')
    expect((await officer.get(`/desk/events/${lead?.id}`)).status).toBe(404)
    expect((await officer.get('/desk/leads/not-an-id')).status).toBe(404)
    expect((await town.visitor().get('/desk/leads')).location).toContain('/sign-in')
  })
})
