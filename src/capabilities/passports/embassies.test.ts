import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answers, accept, offeredPlace } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { cardOf } from './embassy-export.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-01' })
  officer = await town.signedIn('officer@kslu.example')
})
afterAll(() => town?.close())

// Invented, and looks it: no address of a real embassy stands in this program.
const sample = {
  country: 'PK',
  en: 'Sample Embassy',
  place: 'bishkek',
  addresses: 'Invented street 1\nInvented street 2 (consul)',
  phones: '+996 000 00-00-00',
  mails: 'consul@example.org',
  hours: 'Mon to Fri, 9 to 12',
  letters: 'ru',
  source: 'told by telephone',
  'checkedOn.day': '31',
  'checkedOn.month': '8',
  'checkedOn.year': '2026',
} as const satisfies Answers

const address = '/desk/embassies'

async function enter(fields: Answers, who = officer) {
  const form = await who.get(`${address}/new`)
  return who.post(`${address}/new`, { id: hidden(form, 'id'), ...fields })
}

describe('R079: the directory of embassies', () => {
  test('begins with the states of the students, says of each that nothing is known, and invents none', async () => {
    expect((await officer.get(address)).text).toContain('No embassy yet')
    await accept(await offeredPlace(town, officer))
    const list = await officer.get(address)
    expect(list.text).toMatch(/Pakistan.*Not yet known/)
    expect(list.html).toContain(`href="${address}/new?country=PK"`)
    expect((await town.owner.query('select from embassies')).rows).toEqual([])
    expect((await officer.get(`${address}/new?country=PK`)).html).toMatch(/value="PK" selected/)
  })

  test('takes an embassy with its source; it is found, changed with its history, archived and taken back', async () => {
    const answer = await enter(sample)
    expect(answer.status).toBe(303)
    const page = await officer.open(answer.location ?? '')
    for (const said of ['Sample Embassy', 'In Bishkek', 'Invented street 2', 'told by telephone', '31 August 2026'])
      expect(page.text).toContain(said)
    expect(page.html).toContain('mailto:consul@example.org')
    const base = (answer.location ?? '').split('?')[0] ?? ''

    for (const [query, finds] of [
      ['q=пакистан', true],
      ['q=invented', true],
      ['q=zzz', false],
      ['state=known', true],
      ['state=unknown', false],
      ['state=archived', false],
      ['state=nonsense', true],
    ] as const)
      expect([query, (await officer.get(`${address}?${query}`)).html.includes(base)]).toEqual([query, finds])

    const edit = await officer.get(`${base}/edit`)
    expect(edit.text).toContain('consul@example.org')
    const seen = hidden(edit, 'seen')
    expect((await officer.post(`${base}/edit`, { ...sample, seen, hours: 'Mondays' })).status).toBe(303)
    expect((await officer.get(base)).text).toContain('Mon to Fri, 9 to 12 → Mondays')
    // The same again does nothing; another entry on the old page is refused and kept as typed.
    expect((await officer.post(`${base}/edit`, { ...sample, seen, hours: 'Mondays' })).status).toBe(303)
    const late = await officer.post(`${base}/edit`, { ...sample, seen, hours: 'Tuesdays' })
    expect([late.status, late.text.includes('Tuesdays')]).toEqual([409, true])
    expect(
      (await officer.post(`${base}/edit`, { ...sample, seen: hidden(late, 'seen'), hours: 'Tuesdays' })).status,
    ).toBe(303)

    await officer.post(`${base}/archive`, { away: 'yes' })
    expect((await officer.get(base)).text).toContain('This entry is archived')
    expect((await officer.get(address)).html).not.toContain(base)
    expect((await officer.get(`${address}?state=archived`)).html).toContain(base)
    expect((await officer.post(`${base}/edit`, { ...sample, seen: '4', hours: 'never' })).status).toBe(409)
    await officer.post(`${base}/archive`, { away: 'no' })
    expect((await officer.get(address)).html).toContain(base)
    expect((await town.owner.query('select action from embassy_changes order by version')).rows).toEqual(
      ['added', 'changed', 'changed', 'archived', 'restored'].map((action) => ({ action })),
    )
  })

  test('the same form twice, also at once, enters one; a second embassy of a state is refused', async () => {
    const id = crypto.randomUUID()
    const form = { ...sample, id, country: 'IN' }
    const answers = await Promise.all([1, 2].map(() => officer.post(`${address}/new`, form)))
    expect(answers.map(({ status, location }) => [status, location])).toEqual(
      [1, 2].map(() => [303, `${address}/${id}?done=saved`]),
    )
    const second = await enter({ ...sample, country: 'IN' })
    expect([second.status, second.text.includes('stands in the list already')]).toEqual([409, true])
    expect(second.text).toContain('Invented street 1')
    // Archived, it makes room; then it can't come back.
    await officer.post(`${address}/${id}/archive`, { away: 'yes' })
    expect((await enter({ ...sample, country: 'IN' })).status).toBe(303)
    expect((await officer.post(`${address}/${id}/archive`, { away: 'no' })).status).toBe(409)
  })

  test.each([
    [{ country: 'XX' }, 'country'],
    [{ country: 'KG' }, 'country'],
    [{ country: '<b>' }, 'country'],
    [{ place: 'moon' }, 'place'],
    [{ place: 'elsewhere' }, 'seat'],
    [{ seat: 'Sample City' }, 'seat'],
    [{ mails: 'consul@example.org\nno mail' }, 'mails'],
    [{ mails: 'cоnsul@example.org' }, 'mails'],
    [{ phones: 'ring the bell' }, 'phones'],
    [{ source: '' }, 'source'],
    [{ 'checkedOn.day': '' }, 'checkedOn'],
    [{ 'checkedOn.day': '31', 'checkedOn.month': '6' }, 'checkedOn'],
    [{ 'checkedOn.day': '2', 'checkedOn.month': '9' }, 'checkedOn'],
    [{ hours: 'x'.repeat(1001) }, 'hours'],
  ])('refuses %j at its field and keeps what was typed', async (wrong: Answers, field) => {
    const answer = await enter({ ...sample, country: 'CN', en: 'Typed & kept', ...wrong })
    expect([answer.status, answer.html.includes(`href="#${field}"`)]).toEqual([422, true])
    expect(answer.html).toContain('Typed &amp; kept')
  })

  test('an entry of which nothing is known needs no source', async () => {
    expect((await enter({ country: 'UZ', place: 'unknown', letters: 'en' })).status).toBe(303)
    expect((await officer.get(`${address}?state=unknown`)).text).toContain('Uzbekistan')
  })

  test('leaves as a sheet and as cards, and that is written down', async () => {
    const sheet = await officer.get(`${address}/export.xlsx?q=pakistan`)
    expect(sheet.response.headers.get('content-type')).toContain('spreadsheetml')
    const { rows } = await town.owner.query("select cases from case_exports where procedure = 'embassies'")
    expect(rows).toEqual([{ cases: 1 }])
    const cards = await (await officer.get(`${address}/export.vcf?q=pakistan`)).response.text()
    expect(cards).toContain('FN:Sample Embassy\r\n')
    expect(cards).toContain('TEL;TYPE=WORK:+996 000 00-00-00\r\n')
  })

  test('the rector reads and changes nothing; applicants and other universities find nothing', async () => {
    const [{ id }] = (await town.owner.query("select id from embassies where country = 'PK'")).rows
    const rector = await town.signedIn('rector@kslu.example')
    const page = await rector.get(`${address}/${id}`)
    expect([page.status, page.html.includes('/edit')]).toEqual([200, false])
    for (const path of [`${address}/new`, `${address}/${id}/edit`]) expect((await rector.get(path)).status).toBe(404)
    for (const path of ['new', `${id}/edit`, `${id}/archive`])
      expect((await rector.post(`${address}/${path}`, sample)).status).toBe(404)
    expect((await (await town.signedIn('zoe@example.org')).get(address)).status).toBe(404)
    const other = await town.signedIn('officer@kstu.example')
    for (const path of [id, `${id}/edit`, `${id}/card.vcf`, 'x', '%00', crypto.randomUUID()])
      expect([path, (await other.get(`${address}/${path}`)).status]).toEqual([path, 404])
    expect((await other.post(`${address}/${id}/archive`, { away: 'yes' })).status).toBe(404)
    expect((await other.get(address)).text).not.toContain('Sample Embassy')
    expect((await town.visitor().get(address)).location).toContain('/sign-in')
  })
})

test('a card is folded at 75 bytes, never inside a letter, and holds no line of somebody else’s making', () => {
  const said = { hours: 'ж'.repeat(60), addresses: 'A; B, C\nEND:VCARD', phones: '+1\r\nBEGIN:VCARD' }
  const card = cardOf({ id: crypto.randomUUID(), said }, 'Посольство')
  expect(card.match(/BEGIN:VCARD/g)).toHaveLength(2)
  expect(card.split('\r\n').filter((line) => line === 'BEGIN:VCARD' || line === 'END:VCARD')).toHaveLength(2)
  for (const line of card.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(card.replaceAll('\r\n ', '')).toContain('ж'.repeat(60))
  expect(card).toContain('A\\; B\\, C')
})
