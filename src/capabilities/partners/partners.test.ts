import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { loadPacks, shippedPacks } from '../packs/index.ts'
import { contactsOf } from './contact-store.ts'
import { noIdentifiers, readIdentifier, readIdentifiers } from './identifiers.ts'
import { contactProblems, inLanguage, readPartnerFilter } from './rules.ts'
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
  ...{ kind: 'university', country: 'DE', city: 'Berlin', region: '', status: 'planned', site: '', basis: '' },
  ...{ note: '', shown: 'yes' },
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
  const change = (city: string) => officer.post(`${page}/edit`, { ...entry, city, seen: '1' })
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
  const spoke = { 'on.day': '31', 'on.month': '8', 'on.year': '2026', about: 'Places for 2027' }
  expect((await officer.post(`${page}/last-contact`, { ...spoke, 'on.month': '12' })).text).toContain('still to come')
  await officer.post(`${page}/last-contact`, spoke)
  const { text } = await officer.get(page)
  expect(text).toContain('a mail with attachments')
  expect(text).toContain('Places for 2027')
  await officer.post(`${page}/contacts/${id}/removal`)
  expect((await officer.get(page)).text).toContain('Nobody to write to yet')
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

  test('a text typed in one language leaves the others alone, and a first one stands for all', () => {
    expect(inLanguage(null, 'Rom', 'ru')).toEqual({ en: 'Rom', ru: 'Rom', ky: 'Rom' })
    expect(inLanguage({ en: 'Rome', ru: 'Рим', ky: 'Рим' }, 'Roma', 'en')).toEqual({ en: 'Roma', ru: 'Рим', ky: 'Рим' })
    expect(inLanguage({ en: 'Rome', ru: 'Рим', ky: 'Рим' }, '', 'en')).toBeNull()
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
