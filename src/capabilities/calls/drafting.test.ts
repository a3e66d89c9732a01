import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { callBySlug, editionOf, findCall, makeExampleCall } from './index.ts'
import { tellingOf, tellStarted } from './telling.ts'

let town: TestHouse
let officer: Visitor
const id = '11111111-2222-4333-8444-555555555555'
const at = `/desk/calls/${id}`
const three = (name: string, en: string) => ({
  [`${name}.en`]: en,
  [`${name}.ru`]: `${en} (ru)`,
  [`${name}.ky`]: `${en} (ky)`,
})
const day = (name: string, [year = '', month = '', day = '']: string[]) => ({
  ...{ [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year },
})
const here = () => town.house.database.within('kslu')
const call = async () => {
  const found = await findCall(here(), id)
  if (!found) throw new Error('no call')
  return found
}
/** Opens a form and sends it with the version that it shows. */
async function fill(path: string, fields: Record<string, string>, who = officer) {
  return who.post(path.split('?')[0] ?? '', { version: hidden(await who.get(path), 'version'), ...fields })
}

beforeAll(async () => {
  town = await testHouse({ today: '2026-09-01' })
  officer = await town.signedIn('officer@kslu.example')
})
afterAll(() => town.close())

describe('an officer', () => {
  test('begins a draft once, however often the form is sent, and visitors see nothing of it', async () => {
    const begun = { id, ...three('title', 'A winter in Astana'), direction: 'outgoing', audience: 'students' }
    expect((await officer.post('/desk/calls/new', { ...begun, direction: '' })).status).toBe(422)
    for (const _ of [1, 2]) expect((await officer.post('/desk/calls/new', begun)).location).toBe(`${at}/draft`)
    expect((await officer.get('/desk/calls')).text.match(/A winter in Astana/g)).toHaveLength(1)
    expect((await town.visitor().get('/kslu/en/calls/a-winter-in-astana')).status).toBe(404)
    expect((await officer.get(`${at}/draft`)).text).toMatch(/things are still missing Title and purpose/)
    expect((await officer.post(`${at}/publication`, { version: '1' })).status).toBe(409)
  })

  test('fills it part by part, and slips are told without losing anything', async () => {
    const basics = { ...three('title', 'A winter in Astana'), ...three('about', 'One semester.'), choices: '2' }
    const turned = { ...basics, direction: 'outgoing', audience: 'students', level: 'bachelor', 'languages.1': 'ru' }
    expect((await fill(`${at}/draft/basics`, turned)).location).toBe(`${at}/draft?done=saved`)
    const slipped = await fill(`${at}/draft/days`, { ...day('opensOn', ['2026', '02', '30']) })
    expect([slipped.status, slipped.html.includes('value="30"')]).toEqual([422, true])
    const days = { ...day('opensOn', ['2026', '9', '10']), ...day('closesOn', ['2026', '10', '15']) }
    expect((await fill(`${at}/draft/days`, days)).status).toBe(303)
    for (const name of ['First Invented University', 'Second Invented University'])
      expect(
        (await fill(`${at}/draft/hosts/new`, { name, country: 'KZ', places: '2', 'fields.07': 'yes' })).status,
      ).toBe(303)
    const money = {
      kind: 'scholarship',
      amount: '350,50',
      currency: 'EUR',
      per: 'month',
      ...three('payer', 'The host'),
    }
    expect((await fill(`${at}/draft/sums/new`, { ...money, amount: 'much' })).text).toContain('Write a sum such as 800')
    expect((await fill(`${at}/draft/sums/new`, money)).status).toBe(303)
    const photo = { ...three('title', 'A photograph'), 'photo.ratio': '35x45', 'photo.background': 'blue' }
    expect((await fill(`${at}/draft/documents/new`, photo)).status).toBe(303)
    expect((await fill(`${at}/draft/contact`, { email: 'office@example.org' })).status).toBe(303)
    const { said } = await call()
    expect(said.hosts.map(({ id, fields }) => [id, fields])).toEqual([
      ['first-invented-university', ['07']],
      ['second-invented-university', ['07']],
    ])
    expect([said.sums[0]?.amount, said.documents[0]?.photo?.background]).toEqual([35050, 'blue'])
  })

  test('writes rules without any notation: groups, exceptions, and who they are for', async () => {
    const form = (query: string) => `${at}/rules/form?${query}`
    const put = async (query: string, fields: Record<string, string>) => {
      const asked = Object.fromEntries(new URLSearchParams(query))
      expect((await fill(form(query), { ...asked, ...fields })).status).toBe(303)
    }
    expect((await fill(form('how=add&kind=average'), { how: 'add', kind: 'average', least: 'high' })).status).toBe(422)
    await put('how=add&kind=is', { 'of.student': 'yes' })
    await put('how=add&kind=average', { least: '4,5' })
    await put('at=1&how=only&kind=specialty', { 'of.technical': 'yes' })
    await put('how=add&kind=citizenship', { 'of.1': 'RU' })
    await put('at=2&how=not&kind=not', three('text', 'No citizen of the host country'))
    await put('how=add&kind=language', { least: 'B1', 'source.quote': 'at least B1' })
    await put('at=3&how=add&kind=judged', three('text', 'A good reason'))
    const { said } = await call()
    expect(said.criteria).toMatchObject({
      kind: 'all',
      of: [
        { kind: 'is', of: ['student'], text: { en: 'Be one of: a student' } },
        { kind: 'when', holds: { kind: 'specialty' }, asks: { kind: 'average', least: 4.5 } },
        { kind: 'not', of: { kind: 'citizenship', of: ['RU'] } },
        { kind: 'all', of: [{ kind: 'language', source: { quote: 'at least B1' } }, { kind: 'judged' }] },
      ],
    })
    const { version } = await call()
    const move = { version: String(version), at: '3', move: 'switch' }
    expect((await officer.post(`${at}/rules/move`, move)).status).toBe(303)
    expect((await officer.post(`${at}/rules/move`, move)).status).toBe(409)
    expect((await call()).said.criteria).toMatchObject({ of: [{}, {}, {}, { kind: 'any' }] })
    await fill(`${at}/rules/form?of=a-photograph&how=add&kind=is`, {
      of: 'a-photograph',
      how: 'add',
      kind: 'is',
      'of.staff': 'yes',
    })
    expect((await call()).said.documents[0]?.when).toMatchObject({ kind: 'all', of: [{ kind: 'is', of: ['staff'] }] })
  })

  test('publishes, and visitors read it in three languages and check themselves', async () => {
    expect((await officer.get(`${at}/draft/preview`)).text).toContain('350.50 EUR per month')
    expect((await officer.get(`${at}/draft`)).text).toContain('Nothing is missing')
    const { version } = await call()
    const sent = { version: String(version) }
    for (const _ of [1, 2]) expect((await officer.post(`${at}/publication`, sent)).location).toMatch(`${at}`)
    expect((await call()).edition).toBe(1)
    const page = await town.visitor('ru').get('/kslu/ru/calls/a-winter-in-astana')
    expect(page.text).toContain('A winter in Astana (ru)')
    expect(page.text).toContain('Приём заявок с 10 сентября 2026')
    const verdict = await town
      .visitor()
      .post('/kslu/en/calls/a-winter-in-astana/check', { citizenship: 'RU', is: 'student' })
    expect(verdict.text).toMatch(/You may not apply, because….*No citizen of the host country/)
  })

  test('changes it in a new edition with a reason, and whoever began keeps the old one', async () => {
    const quota = { by: 'unit', unit: 'kslu-iilir', places: '1' }
    await fill(`${at}/draft/quotas/new`, quota)
    expect((await officer.get(at)).text).toContain('a draft that is not published yet')
    const { version } = await call()
    expect((await officer.post(`${at}/publication`, { version: String(version) })).status).toBe(409)
    const why = { version: String(version), why: 'The host gave a quota' }
    expect((await officer.post(`${at}/publication`, why)).status).toBe(303)
    expect((await editionOf(here(), id, 1))?.quotas).toEqual([])
    expect((await editionOf(here(), id, 2))?.quotas).toHaveLength(1)
    const editions = await officer.get(`${at}/editions`)
    expect(editions.text).toMatch(
      /Edition 2.*The host gave a quota Places by group.*1 place.*Edition 1.*The first edition/,
    )
  })

  test('extends it after its last day, never backwards', async () => {
    goTo(town, '2026-10-16')
    expect((await town.visitor().get('/kslu/en/calls/a-winter-in-astana')).text).toContain('Closed: the last day was')
    const { version } = await call()
    const extend = (on: string[]) =>
      officer.post(`${at}/extension`, { version: String(version), ...day('closesOn', on) })
    expect((await extend(['2026', '10', '1'])).text).toContain('lies before the present one')
    expect((await extend(['2026', '10', '31'])).location).toBe(`${at}?done=extended`)
    expect((await extend(['2026', '10', '31'])).location).toBe(`${at}?done=extended`)
    expect((await call()).edition).toBe(3)
    expect((await town.visitor().get('/kslu/en/calls/a-winter-in-astana')).text).toContain('Open until 31 October 2026')
    goTo(town, '2026-09-01')
  })

  test('and whoever has begun is told once, in their language', async () => {
    await town.settled()
    const caseId = '33333333-2222-4333-8444-555555555555'
    const started = async () => [{ caseId, email: 'aika@example.org', language: 'ru' as const }]
    for (const edition of [2, 3, 3])
      await tellStarted(town.house, { ways: [], started }, 'kslu', tellingOf(id, edition))
    const { rows } = await town.owner.query('select subject, body from mails where case_id = $1 order by id', [caseId])
    expect(rows.map(({ subject }) => subject)).toEqual([
      'Конкурс изменён: A winter in Astana (ru)',
      'Срок продлён: A winter in Astana (ru)',
    ])
    expect(rows[0].body).toContain('Отдел пишет: The host gave a quota')
    expect(rows[1].body).toMatch(/до 31\sоктября 2026.*\n\nhttp:\/\/kopuro.test\/kslu\/ru\/calls\/a-winter-in-astana$/)
  })

  test('archives it, brings it back, and copies it for the next time', async () => {
    await officer.post(`${at}/archive`)
    expect((await town.visitor().get('/kslu/en/calls/a-winter-in-astana')).status).toBe(404)
    await officer.post(`${at}/archive`, { to: 'back' })
    expect((await town.visitor().get('/kslu/en/calls/a-winter-in-astana')).status).toBe(200)
    const copy = { id: '22222222-2222-4333-8444-555555555555' }
    for (const _ of [1, 2])
      expect((await officer.post(`${at}/copies`, copy)).location).toBe(`/desk/calls/${copy.id}/draft`)
    const copied = await callBySlug(here(), 'a-winter-in-astana-2')
    expect([copied?.state, copied?.closesOn, copied?.said.hosts.length]).toEqual(['draft', null, 2])
    await officer.post(`/desk/calls/${copy.id}/draft/removal`)
    expect(await findCall(here(), copy.id)).toBeNull()
  })

  test('is told when somebody else was faster, and loses nothing', async () => {
    const before = hidden(await officer.get(`${at}/draft/contact`), 'version')
    await fill(`${at}/draft/contact`, { email: 'first@example.org' })
    const second = await officer.post(`${at}/draft/contact`, { version: before, email: 'second@example.org' })
    expect([second.status, second.html.includes('second@example.org')]).toEqual([409, true])
    expect((await call()).draft?.said.contact.email).toBe('first@example.org')
    await officer.post(`${at}/draft/removal`)
    expect((await call()).draft).toBeNull()
  })
})

test('whoever tries the program finds an open call, made once', async () => {
  for (const _ of [1, 2]) await makeExampleCall(town.house)
  const list = await town.visitor().get('/kstu/en/calls')
  expect(list.text).toMatch(/Open now.*Example: a semester abroad/)
})

test('nobody else writes calls: neither a dean’s office, nor another institution, nor the public', async () => {
  const [stranger, rector] = [await town.signedIn('officer@kstu.example'), await town.signedIn('rector@kslu.example')]
  for (const path of [`${at}/draft`, `${at}/draft/basics`, `${at}/rules`]) {
    expect((await stranger.get(path)).status).toBe(404)
    expect((await rector.get(path)).status).toBe(404)
    expect((await town.visitor().get(path)).location).toMatch('/sign-in')
  }
  expect((await rector.post(`${at}/publication`, { version: '1' })).status).toBe(404)
  expect((await stranger.post(`${at}/archive`)).status).toBe(404)
  expect((await rector.get(at)).text).not.toContain('Extend')
})
