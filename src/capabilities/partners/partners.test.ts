import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg } from '../../../test/papers.ts'
import type { Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { loadPacks, shippedPacks } from '../packs/index.ts'
import { contactsOf } from './contact-store.ts'
import { doublesAmong, type Trace } from './doubles.ts'
import { readPartnerFilter } from './filter.ts'
import { noIdentifiers, readIdentifier, readIdentifiers } from './identifiers.ts'
import { orderAsked } from './ordering.ts'
import { readPlace } from './place.ts'
import { contactProblems } from './rules.ts'
import { familyOf, findPartner, partnerNames, partnersOf } from './store.ts'
import { insertPartners, type Written } from './writing.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@eimu.example')
})
afterAll(() => town.close())

const here = (institution: string) => town.house.database.within(institution)
const pageOf = async (key: string) => `/desk/partners/${(await findPartner(here('eimu'), key))?.id}`
const entry = {
  ...{ name: 'Sample Institute of Bridges', 'name.ru': 'Институт мостов', 'name.ky': '', others: 'SIB\nOld Bridges' },
  ...{ kind: 'university', country: 'DE', 'city.en': 'Berlin', status: 'planned', site: '' },
  ...{ shown: 'yes' },
}
const formWith = (file: { name: string; bytes: Uint8Array } | null, fields: Readonly<Record<string, string>>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  if (file) form.append('file', new File([new Uint8Array(file.bytes)], file.name, { type: 'image/jpeg' }))
  return form
}
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''

interface Told {
  readonly key: string
  readonly name: Record<'en' | 'ru' | 'ky', string>
}

test('R080: every partner of the pages stands in the register and on the public page, in its order', async () => {
  const counts = { kslu: 1, kstu: 22, eimu: 26 }
  for (const [institution, count] of Object.entries(counts)) {
    const file = new URL(`institutions/${institution}/partners.json`, shippedPacks)
    const told: Told[] = JSON.parse(await readFile(file, 'utf8'))
    expect(told).toHaveLength(count)
    expect((await partnersOf(here(institution))).map(({ key }) => key).sort()).toEqual(
      told.map(({ key }) => key).sort(),
    )
    for (const language of ['en', 'ru', 'ky'] as const) {
      const { text, html } = await town.visitor().get(`/${institution}/${language}/partners`)
      for (const { key, name } of told) {
        expect(text).toContain(name[language])
        expect(html).toContain(`id="${key}"`)
      }
    }
  }
  const { text } = await town.visitor().get('/eimu/en/partners')
  expect(text.indexOf('Uzbekistan')).toBeLessThan(text.indexOf('Poland'))
  expect(text.indexOf('Tashkent Medical Academy')).toBeLessThan(text.indexOf('Tashkent Dental Institute'))
  expect((await town.visitor().get('/nowhere/en/partners')).status).toBe(404)
})

test('a partner is found in any spelling, and the list narrows, turns its pages and leaves as a sheet', async () => {
  for (const search of ['ташкентская', 'TASHKENT', 'Tashkent medical', 'Ташкент медициналык'])
    expect((await officer.get(`/desk/partners?search=${encodeURIComponent(search)}`)).text).toContain(
      'Tashkent Medical Academy',
    )
  const turkish = await officer.get('/desk/partners?country=TR&kind=clinic')
  expect(turkish.text).toContain('Ankalife')
  expect(turkish.text).not.toContain('Maltepe Universidesi, ')
  expect((await officer.get('/desk/partners?search=zzz')).text).toContain('No partner fits')
  expect((await officer.get('/desk/partners?country=none')).text).toContain('Cardio Asia Plus')
  const first = await partnersOf(here('eimu'), {}, 20)
  const rest = await partnersOf(here('eimu'), { after: first.at(-1)?.id ?? '' })
  expect(new Set([...first, ...rest].map(({ id }) => id)).size).toBe(26)
  const csv = (await officer.get('/desk/partners/export.csv?country=UZ')).html
  expect(csv.trim().split('\r\n')).toHaveLength(5)
})

test('a partner is added once, changed by the quicker of two, put away and taken back', async () => {
  const id = hidden((await officer.get('/desk/partners/new')).html, 'id')
  const slip = await officer.post('/desk/partners/new', { ...entry, id, name: '', site: 'javascript:alert(1)' })
  expect(slip.status).toBe(422)
  expect(slip.html).toContain('Институт мостов')
  expect(slip.text).toContain('This is no web address')
  const made = await officer.post('/desk/partners/new', { ...entry, id })
  expect(await officer.post('/desk/partners/new', { ...entry, id })).toMatchObject({ location: made.location })
  const again = await officer.post('/desk/partners/new', { ...entry, name: 'SAMPLE  institute of bridges' })
  expect(again.status).toBe(409)
  expect(again.text).toContain('There is a partner of this name already')
  const page = `/desk/partners/${id}`
  const change = (city: string) => officer.post(`${page}/edit`, { ...entry, 'city.en': city, seen: '1' })
  const both = await Promise.all([change('Bonn'), change('Köln')])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  expect((await town.visitor().get('/eimu/en/partners')).text).toContain('Sample Institute of Bridges')
  await officer.post(`${page}/archive`, { away: 'yes' })
  expect((await town.visitor().get('/eimu/en/partners')).text).not.toContain('Sample Institute')
  expect((await officer.get('/desk/partners')).text).not.toContain('Sample Institute')
  expect((await officer.get('/desk/partners?archived=yes')).text).toContain('Sample Institute')
  await officer.post(`${page}/archive`, { away: 'no' })
  const { text } = await officer.get(page)
  expect(text).toContain('SIB · Old Bridges')
  expect(text).toContain('Put away or taken back')
})

test('what an officer wrote stays when the pack is loaded again; another institution and the rector change nothing', async () => {
  const page = await pageOf('maltepe')
  const { html } = await officer.get(`${page}/edit`)
  const form = { ...entry, name: 'Maltepe University', country: 'TR', status: 'signed', seen: hidden(html, 'seen') }
  expect((await officer.post(`${page}/edit`, form)).status).toBe(303)
  await town.house.database.shared
    .updateTable('institutions')
    .set({ pack_hash: null })
    .where('id', '=', 'eimu')
    .execute()
  await loadPacks(town.house.database, shippedPacks)
  expect((await findPartner(here('eimu'), 'maltepe'))?.name).toBe('Maltepe University')
  const rector = await town.signedIn('rector@eimu.example')
  expect((await rector.get(page)).status).toBe(200)
  expect((await rector.post(`${page}/archive`, { away: 'yes' })).status).toBe(404)
  const foreign = await town.signedIn('admin@kstu.example')
  expect((await foreign.get(page)).status).toBe(404)
  expect((await foreign.post(`${page}/edit`, form)).status).toBe(404)
})

test('whom one writes to, how they want it told, and when the office last spoke with them', async () => {
  const page = await pageOf('tma')
  const sample = {
    ...{ name: 'Sample Coordinator', post: '', email: 'sample@partner.example', phone: '' },
    ...{ language: 'en', role: 'nominations', how: 'link', channel: 'phone', note: '' },
  }
  const id = hidden((await officer.get(`${page}/contacts/new`)).html, 'id')
  for (const _ of [1, 2]) await officer.post(`${page}/contacts/new`, { ...sample, id })
  const tma = await findPartner(here('eimu'), 'tma')
  expect(await contactsOf(here('eimu'), tma?.id ?? '')).toMatchObject([{ ...sample, id }])
  expect((await officer.post(`${page}/contacts/${id}`, { ...sample, email: '' })).text).toContain(
    'a mail address is needed',
  )
  await officer.post(`${page}/contacts/${id}`, { ...sample, how: 'mail' })
  const spoke = { 'on.day': '31', 'on.month': '8', 'on.year': '2026', kind: 'talk', said: 'Places for 2027' }
  const note = { ...spoke, id: crypto.randomUUID(), who: 'Dean and rector', next: 'Send the draft' }
  expect((await officer.post(`${page}/notes`, { ...note, 'on.year': '2027' })).text).toContain('still to come')
  for (const _ of [1, 2]) await officer.post(`${page}/notes`, note)
  const { text } = await officer.get(page)
  expect(text).toContain('a mail with attachments')
  expect(text).toContain('Last contact: 31 August 2026. Places for 2027')
  expect(text.split('Dean and rector')).toHaveLength(2)
  await officer.post(`${page}/notes`, {
    ...note,
    id: crypto.randomUUID(),
    kind: 'note',
    said: 'For us',
    'on.day': '30',
  })
  await officer.post(`${page}/notes/${note.id}/strike`)
  expect((await officer.get(page)).text).toContain('Struck out by')
  await officer.post(`${page}/contacts/${id}/removal`)
  expect((await officer.get(page)).text).toContain('1 former contact')
  expect(await contactsOf(here('eimu'), tma?.id ?? '')).toEqual([])
  await officer.post(`${page}/contacts/${id}/removal`, { former: 'no' })
  expect(await contactsOf(here('eimu'), tma?.id ?? '')).toHaveLength(1)
})

test('a partner that takes a new name keeps the old one with its last day, in three languages side by side', async () => {
  const id = crypto.randomUUID()
  const old = {
    ...entry,
    name: 'Old Name College',
    'name.ru': 'Старый колледж',
    others: 'ONC',
    place: 'Berlin',
    'fields.en': 'law\ntrade',
  }
  await officer.post('/desk/partners/new', { ...old, id })
  const page = `/desk/partners/${id}`
  expect((await officer.get(page)).text).toContain('52.52, 13.41: lies in Germany')
  const form = await officer.get(`${page}/edit`)
  expect(/name="fields.ky"[^>]*>\s*law\ntrade</.test(form.html)).toBe(true)
  const renamed = { 'renamed.day': '31', 'renamed.month': '8', 'renamed.year': '2025', seen: '1' }
  const wrong = await officer.post(`${page}/edit`, {
    ...{ ...old, ...renamed, others: 'X | soon', 'fields.ru': 'право', ror: '05dxps056', place: 'Atlantis' },
  })
  expect(wrong.status).toBe(422)
  for (const said of ['stands a day', 'different numbers of fields', 'check digits', 'no degrees'])
    expect(wrong.text).toContain(said)
  const now = { ...old, ...renamed, name: 'New Name University', 'name.ru': 'Новый университет', erasmus: 'd berlin77' }
  expect((await officer.post(`${page}/edit`, now)).status).toBe(303)
  const { text } = await officer.get(page)
  for (const said of ['until 31 August 2025: Old Name College', 'Старый колледж', 'BERLIN77'])
    expect(text).toContain(said)
  expect((await officer.get('/desk/partners?search=old+name')).text).toContain('New Name University')
  expect((await town.visitor().get('/eimu/ru/partners')).text).toContain('Новый университет')
  const again = await officer.get(`${page}/edit`)
  expect(again.html).toContain('Old Name College | 31.08.2025')
  const other = { ...entry, id: crypto.randomUUID(), name: 'Other Sample Body', 'name.ru': '' }
  const taken = await officer.post('/desk/partners/new', { ...other, erasmus: 'D BERLIN77' })
  expect(taken.status).toBe(409)
  expect(taken.text).toContain('New Name University has this identifier')
})

test('two became one on a day: it stands on the pages of all three, and never in a circle', async () => {
  const make = async (name: string) => {
    const id = crypto.randomUUID()
    await officer.post('/desk/partners/new', { ...entry, id, name, 'name.ru': '', others: '' })
    return `/desk/partners/${id}`
  }
  const [a, b, c] = [await make('Sample Forge'), await make('Sample Anvil'), await make('Sample Smithy')]
  const on = { 'day.day': '1', 'day.month': '9', 'day.year': '2024', how: 'merged' }
  for (const other of ['sample FORGE', 'Sample Anvil'])
    expect((await officer.post(`${c}/succession`, { ...on, other, which: 'before' })).status).toBe(303)
  const { text } = await officer.get(c)
  expect(text).toMatch(/Came out of the merger of: ?Sample Forge ?, 1 September 2024/)
  expect((await officer.get(a)).text).toMatch(/Merged into: ?Sample Smithy ?, 1 September 2024/)
  expect((await town.visitor().get('/eimu/en/partners')).text).toContain('now: Sample Smithy (since 1 September 2024)')
  const circle = await officer.post(`${a}/succession`, { ...on, other: 'Sample Smithy', which: 'before' })
  expect(circle.text).toContain('nobody becomes what it was before')
  expect((await officer.post(`${a}/succession`, { ...on, other: 'Nobody', which: 'after' })).text).toContain(
    'No partner of',
  )
  const ends = { before: a.slice(-36), after: c.slice(-36) }
  await officer.post(`${b}/succession/removal`, ends)
  expect((await officer.get(a)).text).toContain('Merged into')
  await officer.post(`${a}/succession/removal`, ends)
  expect((await officer.get(a)).text).not.toContain('Merged into')
})

test('files are kept; a sensitive one opens to who may look at papers, and every look is written down', async () => {
  const page = await pageOf('lahore')
  const file = { name: 'plan.jpg', bytes: await jpeg('plan') }
  await officer.ask(`${page}/files`, {
    method: 'POST',
    body: formWith(file, { title: 'Bank details', sensitive: 'yes' }),
  })
  const { html } = await officer.get(page)
  const address = /\/desk\/partners\/[^"]+\/files\/[0-9a-f-]{36}/.exec(html)?.[0] ?? ''
  expect((await officer.get(address)).status).toBe(200)
  expect((await officer.get(page)).text).toContain('Looked at once, last by')
  const rector = await town.signedIn('rector@eimu.example')
  expect((await rector.get(address)).status).toBe(404)
  expect((await rector.get(page)).text).toContain('Bank details: closed to you')
  expect((await (await town.signedIn('admin@kstu.example')).get(address)).status).toBe(404)
  expect((await officer.ask(`${page}/files`, { method: 'POST', body: formWith(null, {}) })).text).toContain(
    'Choose a file',
  )
  await officer.post(`${address}/removal`)
  expect((await officer.get(page)).text).toContain('No files are kept yet')
})

test('the office puts the public page in its order; two at once do not undo each other', async () => {
  const { html } = await officer.get('/desk/partners/order')
  const seen = hidden(html, 'seen')
  const id = (await findPartner(here('eimu'), 'tdi'))?.id ?? ''
  const both = await Promise.all([
    officer.post('/desk/partners/order', { seen, up: id }),
    officer.post('/desk/partners/order', { seen, up: id }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  const { text } = await town.visitor().get('/eimu/en/partners')
  expect(text.indexOf('Tashkent Dental Institute')).toBeLessThan(text.indexOf('Tashkent Medical Academy'))
})

test('doubles are found, judged to be two, or merged; a merge is undone, never twice and never in a circle', async () => {
  const make = async (name: string, more: Readonly<Record<string, string>> = {}) => {
    const id = crypto.randomUUID()
    await officer.post('/desk/partners/new', { ...entry, id, name, 'name.ru': '', others: '', ...more })
    return id
  }
  const one = await make('Sample Polytechnic of Twins', { 'name.ru': 'Политех близнецов', 'note.en': 'Ask Anna' })
  const two = await make('Twins, Sample Polytechnic', { site: 'https://twins.example', pic: '999888777' })
  const apart = await make('Politekh of Bliznetsov')
  const list = await officer.get('/desk/partners/doubles')
  expect(list.text).toContain('the same name')
  const pairOf = (a: string, b: string) => `/desk/partners/doubles/${[a, b].sort().join('/')}`
  for (const other of [two, apart]) expect(list.html).toContain(`"${pairOf(one, other)}"`)
  await officer.post(`${pairOf(one, apart)}/two`, { are: 'yes' })
  expect((await officer.get('/desk/partners/doubles')).html).not.toContain(`"${pairOf(one, apart)}"`)

  await officer.post(`/desk/partners/${two}/contacts/new`, {
    ...{ id: crypto.randomUUID(), name: 'SAMPLE Twin', email: 'twin@twins.example', language: 'ru', role: 'head' },
    ...{ how: 'mail', channel: 'mail' },
  })
  const page = await officer.get(pairOf(one, two))
  expect(page.text).toContain('What hangs on each')
  const form = {
    ...{ id: hidden(page.html, 'id'), stays: one, [`seen.${one}`]: '1', [`seen.${two}`]: '1' },
    ...{ 'field.name': one, 'field.site': two, 'field.pic': two, 'field.note': one },
  }
  const slow = await officer.post(pairOf(one, two), { ...form, id: crypto.randomUUID(), [`seen.${two}`]: '0' })
  expect(slow.status).toBe(409)
  for (const _ of [1, 2]) expect((await officer.post(pairOf(one, two), form)).status).toBe(303)
  expect((await officer.get(`/desk/partners/${two}`)).location).toBe(`/desk/partners/${one}?merged=${two}`)
  const whole = await officer.open(`/desk/partners/${two}`)
  for (const said of ['SAMPLE Twin', 'Ask Anna', '999888777', 'twins.example', 'was merged into this partner'])
    expect([said, whole.text.includes(said)]).toEqual([said, true])
  expect((await officer.get('/desk/partners?search=twins')).text).not.toContain('Twins, Sample Polytechnic')
  expect((await officer.get(pairOf(one, two))).status).toBe(404)

  const last = await make('Last Sample of Twins')
  const seen = { [`seen.${last}`]: '1', [`seen.${one}`]: '2', stays: last, id: crypto.randomUUID() }
  expect((await officer.post(pairOf(one, last), seen)).status).toBe(303)
  expect(await familyOf(here('eimu'), two)).toHaveLength(3)
  expect(
    (await officer.post(pairOf(last, apart), { ...seen, id: crypto.randomUUID(), [`seen.${apart}`]: '1' })).status,
  ).toBe(409)
  const undo = async (gone: string) => {
    const { rows } = await town.owner.query('select id from partner_merges where gone_id = $1 and undone_at is null', [
      gone,
    ])
    return officer.post(`/desk/partners/${last}/merges/${rows[0]?.id}/undo`)
  }
  expect((await undo(two)).text).toContain('Undo that first')
  expect((await (await town.signedIn('rector@eimu.example')).get(pairOf(one, last))).status).toBe(404)
  expect((await undo(one)).status).toBe(303)
  expect((await undo(two)).status).toBe(303)
  const alone = await officer.get(`/desk/partners/${one}`)
  for (const gone of ['SAMPLE Twin', '999888777', 'twins.example', 'Last Sample'])
    expect([gone, alone.text.includes(gone)]).toEqual([gone, false])
  expect((await officer.get(`/desk/partners/${two}`)).text).toContain('SAMPLE Twin')
})

test('many are entered at once, and one that was merged is read as the one that stays', async () => {
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()]
  const given: Written = {
    ...{ names: [], country: null, city: null, region: null },
    ...({ kind: 'university', status: 'contact' } as const),
    name: '',
    ...{ site: null, unit: null, basis: null, condition: null, fields: [], partOf: null, note: null, isPublic: false },
    ...{ identifiers: noIdentifiers, place: { lat: 42.87, lon: 74.6 } },
  }
  const rows = [
    { ...given, id: one, name: 'Example Bulk One' },
    { ...given, id: other, name: 'Example Bulk Two', lastContact: { on: day('2026-05-05'), about: 'A call' } },
  ]
  const put = () =>
    here('kslu')
      .transaction()
      .execute((tx) => insertPartners(tx, 'kslu', rows, new Date()))
  expect(await put()).toEqual([one, other])
  expect(await put()).toEqual([])
  await here('kslu').updateTable('partners').set({ merged_into: one }).where('id', '=', other).execute()
  expect(await findPartner(here('kslu'), other)).toMatchObject({ id: one, place: { lat: 42.87, lon: 74.6 } })
  expect(await familyOf(here('kslu'), other)).toEqual([one, other])
  expect((await partnerNames(here('kslu'), [other, one])).get(other)?.name).toBe('Example Bulk One')
  expect(await partnersOf(here('kslu'), { search: 'bulk' })).toHaveLength(1)
  expect(await familyOf(here('eimu'), other)).toEqual([])
})

describe('rules', () => {
  test('an identifier is brought into its own form, and one that can be none is refused', () => {
    const good = [
      ['ror', 'https://ror.org/05dxps055', '05dxps055'],
      ['pic', '999 988 133', '999988133'],
      ['erasmus', 'd berlin01', 'D  BERLIN01'],
      ['erasmus', 'IRLDUBLIN01', 'IRLDUBLIN01'],
      ['erasmus', 'TR ANKARA01', 'TR ANKARA01'],
      ['schac', 'urn:schac:homeOrganization:Example.EDU', 'example.edu'],
    ] as const
    for (const [kind, typed, read] of good) expect(readIdentifier(kind, typed)).toBe(read)
    const bad = [
      ['ror', '05dxps056'],
      ['ror', '0idxps055'],
      ['pic', '12345678'],
      ['erasmus', 'DBERLIN01'],
      ['erasmus', 'BERLIN'],
      ['schac', 'no host'],
      ['schac', 'https://example.edu'],
    ] as const
    for (const [kind, typed] of bad) expect(readIdentifier(kind, typed)).toBeNull()
    expect(readIdentifiers({ pic: '1', ror: '' }).problems).toEqual([{ field: 'pic', key: 'identifier.no.pic' }])
  })

  test('a place is degrees in any form, or a city that is known; nothing off the earth', () => {
    const berlin = { lat: 52.544, lon: 13.353 }
    for (const typed of ['52.544, 13.353', '52,544; 13,353', '52.544 13.353'])
      expect(readPlace(typed, 'DE')).toEqual(berlin)
    expect(readPlace('52°32′38″N 13°21′11″E', null)).toEqual({ lat: 52.54389, lon: 13.35306 })
    expect(readPlace('33°52′S, 151°12′E', null)).toEqual({ lat: -33.86667, lon: 151.2 })
    expect(readPlace('москва', 'RU')).toEqual({ lat: 55.75, lon: 37.62 })
    for (const typed of ['91, 0', '0, 181', 'Atlantis', '52']) expect(readPlace(typed, null)).toBeNull()
    expect(readPlace('Berlin', 'FR')).toBeNull()
  })
  test('two look like one by the words of a name in any script, by ear, by number, by site; not by a common mailbox', () => {
    const trace = { names: [], identifiers: [], site: null, mails: [], within: '' }
    const signsOf = (one: Partial<Trace>, other: Partial<Trace>, apart = new Set<string>()) =>
      doublesAmong(
        [
          { ...trace, ...one, id: 'a' },
          { ...trace, ...other, id: 'b' },
        ],
        apart,
      ).flatMap(({ signs }) => signs)
    expect(signsOf({ names: ['University of Lahore'] }, { names: ['Lahore, the University'] })).toEqual(['name'])
    expect(signsOf({ names: ['Политех Казань'] }, { names: ['Kazan politekh'] })).toEqual(['name'])
    expect(signsOf({ names: ['Osmongazy University'] }, { names: ['Osmangazi Univarsity'] })).toEqual(['spelling'])
    expect(signsOf({ names: ['A B'] }, { names: ['E B'] })).toEqual([])
    expect(signsOf({ identifiers: ['pic 1'] }, { identifiers: ['pic 1'] })).toEqual(['identifier'])
    expect(signsOf({ site: 'https://www.x.org/en' }, { site: 'http://x.org' })).toEqual(['site'])
    expect(signsOf({ site: 'https://x.org' }, { site: 'http://x.org', within: 'a' })).toEqual([])
    expect(signsOf({ mails: ['gmail.com', 'x.org'] }, { mails: ['gmail.com'] })).toEqual([])
    expect(signsOf({ mails: ['x.org'] }, { mails: ['x.org'] }, new Set(['a b']))).toEqual([])
  })
  test('an order moves by a step or by a number', () => {
    const ids = ['a', 'b', 'c', 'd']
    expect(orderAsked(ids, { up: 'b' })).toEqual(['b', 'a', 'c', 'd'])
    expect(orderAsked(ids, { down: 'd' })).toEqual(ids)
    expect(orderAsked(ids, { up: 'nobody' })).toEqual(ids)
    expect(orderAsked(ids, { 'order.d': '1', 'order.a': '1', 'order.b': '-3', 'order.c': 'x' })).toEqual([
      'd',
      'a',
      'b',
      'c',
    ])
    expect(orderAsked(ids, { 'order.a': '3' })).toEqual(['b', 'c', 'a', 'd'])
  })
  test('a filter that makes no sense filters nothing', () => {
    const nothing = readPartnerFilter(new URLSearchParams('kind=x&country=germany&after=1&status=constructor'))
    expect(nothing).toMatchObject({ kind: null, country: null, after: null, status: null })
  })
  test('whoever wants a mail has an address that can be one', () => {
    const said = { name: 'A', post: '', phone: '', language: 'en', role: 'head', channel: 'mail', note: '' } as const
    expect(contactProblems({ ...said, email: '', how: 'portal' })).toEqual([])
    expect(contactProblems({ ...said, email: '', how: 'sheet' })[0]?.key).toBe('contact.mailMissing')
    expect(contactProblems({ ...said, email: 'x@', how: 'mail' })[0]?.field).toBe('email')
  })
})
