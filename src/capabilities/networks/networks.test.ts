import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let officer: Visitor
let rector: Visitor
beforeAll(async () => {
  town = await testHouse({ today: '2026-11-23', jobs: false })
  officer = await town.signedIn('officer@kstu.example')
  rector = await town.signedIn('rector@kstu.example')
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const plain = ({ text }: Seen) => text.replaceAll('\u00a0', ' ')
const on = (name: string, text: string) => {
  const [year = '', month = '', date = ''] = text.split('-')
  return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year }
}
const idOf = async (key: string) => (await rows('select id from joint_works where key = $1', key))[0].id
const statuses = (seen: readonly Seen[]) => seen.map(({ status }) => status).sort()

/** Sends the form of a new line as an officer fills it in; gives the answer. */
async function say(work: string, kind: string, typed: Record<string, string>, id: string = crypto.randomUUID()) {
  return officer.post(`${work}/lines/new`, { id, kind, ...typed })
}

describe('what the offices’ pages tell', () => {
  test.each([
    [
      'kstu',
      'en',
      ['Russia: 21, named nowhere yet: 15 of 21', 'Kyrgyzstan: 6, named nowhere yet: 5 of 6', 'about 500'],
    ],
    ['kstu', 'ru', ['21, пока нигде не названы: 15 из 21', 'более 30', 'Телематика', 'В 2001 году Канцлер']],
    ['kstu', 'ky', ['азырынча аталган эмес: 21 ичинен 15', 'ШКУ университети', 'Логистика']],
    [
      'eimu',
      'en',
      ['(ICMAS)', 'Founder', 'World medicine', 'Batyr Osmonov', 'December 2020', 'after the end of the pandemic'],
    ],
    ['eimu', 'ru', ['Учредитель', 'декабрь 2020', 'кардиохирургия', 'Османгази']],
  ])('stands on the page of %s in %s', async (institution, language, said) => {
    const page = await town.visitor(language).get(`/${institution}/${language}/networks`)
    expect(page.status).toBe(200)
    for (const words of said) expect(plain(page)).toContain(words)
  })

  test('each record stands under its key, on one of the two pages, and nowhere twice', async () => {
    const visitor = town.visitor()
    for (const institution of ['kstu', 'eimu']) {
      const pages = await Promise.all(
        ['networks', 'joint-programmes'].map((page) => visitor.get(`/${institution}/en/${page}`)),
      )
      const html = pages.map((page) => page.html).join('')
      const keys = await rows(
        `select key from joint_works where institution_id = $1
          union all select key from joint_work_lines where institution_id = $1`,
        institution,
      )
      expect(keys.filter(({ key }) => html.split(`id="${key}"`).length !== 2)).toEqual([])
    }
  })

  test('six partners have a programme 2+2, each with its years, its network and the agreement', async () => {
    const page = plain(await town.visitor().get('/kstu/en/joint-programmes'))
    expect(page.split('Years there 2')).toHaveLength(7)
    expect(page).toContain('Kazan State Power Engineering University')
    expect(page).toContain('Two diplomas: ours and the partner’s')
    expect((await town.visitor().get('/kslu/en/joint-programmes')).text).toContain('No joint programme is told of yet')
    expect((await town.visitor().get('/kslu/en/networks')).text).not.toContain('RKKTU')
    expect((await town.visitor().get('/kstu/en/partners')).html).toContain('href="/kstu/en/networks"')
  })
})

describe('a network of the office', () => {
  let network = ''
  const form = { 'name.ru': 'Союз образцов', form: 'association', ownRole: 'member', shown: 'yes', since: '12.2020' }

  test('is entered once, in one language at least; what slips stays on the form', async () => {
    const page = await officer.get('/desk/networks/new?kind=network')
    const id = hidden(page, 'id')
    const slip = await officer.post('/desk/networks/new', {
      ...form,
      id,
      kind: 'network',
      'name.ru': '',
      since: '45.2020',
    })
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('value="45.2020"')
    expect(slip.text).toContain('Write a year, a month or a day')
    const made = await Promise.all(
      [1, 2].map(() => officer.post('/desk/networks/new', { ...form, id, kind: 'network' })),
    )
    expect(statuses(made)).toEqual([303, 303])
    network = `/desk/networks/${id}`
    expect(await rows("select from joint_works where name ->> 'ru' = 'Союз образцов'")).toHaveLength(1)
    expect((await officer.get(network)).text).toContain('December 2020')
    expect((await town.visitor('ky').get('/kstu/ky/networks')).text).toContain('Союз образцов')
  })

  test('two officers at once: the slower one is told and loses nothing', async () => {
    const seen = hidden(await officer.get(`${network}/edit`), 'seen')
    expect((await officer.post(`${network}/edit`, { ...form, seen, ownRole: 'founder' })).status).toBe(303)
    const late = await officer.post(`${network}/edit`, { ...form, seen, 'name.en': 'Typed late' })
    expect(late.status).toBe(409)
    expect(late.html).toContain('Typed late')
  })

  test('a member is linked to the register by any spelling; anybody else stands as written', async () => {
    await say(network, 'member', { partner: 'harbin institute of technology', role: 'member' })
    await say(network, 'member', { partner: 'Nobody’s Sample University', country: 'DE', role: 'coordinator' })
    const page = await officer.get(network)
    expect(page.text).toContain('Harbin Institute of Technology China Member')
    expect(page.text).toContain('not in the register')
    const [{ id }] = await rows("select id from partners where key = 'harbin'")
    expect((await officer.get(`/desk/partners/${id}`)).text).toContain('Takes part in')
    expect((await say(network, 'member', { partner: '', role: 'king' })).status).toBe(422)
    expect(
      (await say(network, 'member', { partner: 'A', role: 'member', since: '2021', until: '2020' })).text,
    ).toContain('It ends before it begins')
  })

  test('a merged partner is shown as what it has become, and stands once', async () => {
    const [{ id: gone }] = await rows("select id from partners where key = 'giz'")
    await say(network, 'member', { partner: 'GIZ', role: 'observer' })
    await say(network, 'count', { country: 'CN', count: '3' })
    await rows(
      "update partners set merged_into = (select id from partners where key = 'harbin'), archived_at = now() where id = $1",
      gone,
    )
    const page = await officer.get(network)
    expect(page.text.split('Harbin Institute of Technology')).toHaveLength(3)
    expect(page.text).toContain('China: 3, named nowhere yet: 2 of 3')
  })

  test('a duty stands on the wall of dates until it is done, a fee is added up; visitors read neither', async () => {
    await say(network, 'duty', { 'what.en': 'Send the yearly report', ...on('due', '2026-11-20') })
    const id = crypto.randomUUID()
    const fee = { year: '2026', amount: '1 200,50', currency: 'usd', ...on('due', '2026-12-31') }
    expect((await say(network, 'fee', { ...fee, amount: 'much', currency: '$' })).status).toBe(422)
    await Promise.all([1, 2].map(() => say(network, 'fee', fee, id)))
    const wall = await officer.get('/desk/dates')
    expect(wall.text).toContain('Send the yearly report Союз образцов 20 November 2026')
    expect(wall.text).toContain('Fee for 2026')
    expect(plain(await officer.get(network))).toContain('0 USD paid, 1,200.50 USD open')
    const [{ id: duty }] = await rows("select id from joint_work_lines where kind = 'duty'")
    await Promise.all([duty, id].map((line) => officer.post(`${network}/lines/${line}/done`)))
    expect(plain(await officer.get(network))).toContain('1,200.50 USD paid, 0 USD open')
    expect((await officer.get('/desk/dates')).text).not.toContain('Send the yearly report')
    expect((await town.visitor().get('/kstu/en/networks')).text).not.toContain('yearly report')
  })

  test('a line is taken out and put back, the whole is put away and taken back, and each stands in its history', async () => {
    const [{ id }] = await rows("select id from joint_work_lines where said ->> 'partner' like 'Nobody%'")
    await officer.post(`${network}/lines/${id}/removal`)
    expect((await town.visitor().get('/kstu/en/networks')).text).not.toContain('Nobody’s Sample')
    await officer.post(`${network}/lines/${id}/return`)
    expect((await town.visitor().get('/kstu/en/networks')).text).toContain('Nobody’s Sample')
    await officer.post(`${network}/archive`, { away: 'yes' })
    expect((await town.visitor().get('/kstu/en/networks')).text).not.toContain('Союз образцов')
    expect((await say(network, 'duty', { 'what.en': 'Too late' })).status).toBe(409)
    expect((await officer.get('/desk/networks?archived=yes')).text).toContain('Союз образцов')
    await officer.post(`${network}/archive`, { away: 'no' })
    const { text } = await officer.get(network)
    for (const said of [
      'Put away',
      'Taken back',
      'Who takes part, Nobody’s Sample University: taken out',
      'Fees, 2026: Done',
    ])
      expect(text).toContain(said)
  })

  test('is found by any spelling, leaves as a sheet that is written down, and is nobody else’s', async () => {
    expect((await officer.get('/desk/networks?search=soiuz+obraztsov')).text).toContain('Союз образцов')
    expect((await officer.get('/desk/networks?search=zzz')).text).toContain('Nothing fits')
    const csv = await officer.get('/desk/networks/export.csv?kind=network')
    expect(csv.html).toContain('Союз образцов')
    expect((await officer.get(`${network}/lines.xlsx?kind=member`)).status).toBe(200)
    expect(await rows("select from case_exports where procedure = 'networks'")).toHaveLength(2)
    const foreign = await town.signedIn('officer@kslu.example')
    expect((await foreign.get(network)).status).toBe(404)
    expect((await foreign.post(`${network}/edit`, { ...form, seen: '1' })).status).toBe(404)
    expect((await rector.get(network)).status).toBe(200)
    expect((await rector.post(`${network}/archive`, { away: 'yes' })).status).toBe(404)
    expect((await officer.get(network.replace('networks', 'joint-programmes'))).status).toBe(404)
  })
})

describe('a joint programme', () => {
  let programme = ''
  let cohort = ''
  let zoe = ''
  const place = () => ({ under: cohort, stage: 'here', ...on('stageSince', '2026-09-01') })
  beforeAll(async () => {
    programme = `/desk/joint-programmes/${await idOf('two-plus-two-mei')}`
    cohort = crypto.randomUUID()
    const insert = `insert into persons (institution_id, shown_as, birth_day, citizenship, email, language)
      values ('kstu', $1, '2004-05-06', 'KG', null, 'en') returning id`
    zoe = (await rows(insert, 'SAMPLE Zoe'))[0].id
    await rows(insert, 'SAMPLE Amina')
  })

  test('has cohorts with seats and a calendar in order, one a year', async () => {
    const days = { ...on('begins', '2026-09-01'), ...on('leaves', '2028-09-01'), ...on('returns', '2030-06-01') }
    const wrong = await say(programme, 'cohort', { year: '2026', seats: '1', ...days, ...on('ends', '2030-05-01') })
    expect(wrong.status).toBe(409)
    expect(wrong.text).toContain('The days are not in order')
    expect((await say(programme, 'cohort', { year: '2026', seats: '1', ...days }, cohort)).status).toBe(303)
    expect((await say(programme, 'cohort', { year: '2026', seats: '5' })).text).toContain('a cohort of 2026 already')
  })

  test('students come from the register alone; of two who want the last seat at once one is told', async () => {
    const found = await officer.get(`${programme}/students/new?search=sample`)
    expect(found.text).toContain('SAMPLE Amina')
    expect((await officer.get(`${programme}/students/new?search=nobody`)).text).toContain('Nobody of this name')
    const [{ id: amina }] = await rows("select id from persons where shown_as = 'SAMPLE Amina'")
    const invented = { ...place(), person: crypto.randomUUID(), id: crypto.randomUUID() }
    expect((await officer.post(`${programme}/students/new`, invented)).status).toBe(404)
    const both = await Promise.all(
      [zoe, amina].map((person) =>
        officer.post(`${programme}/students/new`, { ...place(), person, id: crypto.randomUUID() }),
      ),
    )
    expect(statuses(both)).toEqual([303, 409])
    expect(both.find(({ status }) => status === 409)?.text).toContain('All 1 seat is taken')
    expect((await officer.get(programme)).text).toContain('SAMPLE')
    expect((await town.visitor().get('/kstu/en/joint-programmes')).text).not.toContain('SAMPLE')
  })

  test('seats can’t be fewer than students, nor can a cohort go with them on it', async () => {
    const address = `${programme}/lines/${cohort}`
    const seen = hidden(await officer.get(address), 'seen')
    expect((await officer.post(address, { seen, year: '2026', seats: '0' })).text).toContain(
      '1 student is on this cohort',
    )
    expect((await officer.post(`${address}/removal`)).text).toContain('1 student stands on this cohort')
    expect((await officer.post(address, { seen, year: '2026', seats: '2' })).status).toBe(303)
  })

  test('a student goes on from stage to stage; whoever left frees the seat', async () => {
    const [{ id }] = await rows("select id from joint_work_lines where kind = 'student'")
    const address = `${programme}/students/${id}`
    const seen = hidden(await officer.get(address), 'seen')
    const later = await officer.post(address, { ...place(), seen, ...on('stageSince', '2027-01-01') })
    expect(later.text).toContain('This day has not come yet')
    expect((await officer.post(address, { ...place(), seen, stage: 'away' })).status).toBe(303)
    expect((await officer.post(address, { ...place(), seen, stage: 'both' })).status).toBe(409)
    expect((await officer.get(programme)).text).toContain('With the partner')
    expect((await officer.get(`${programme}/students.csv`)).html).toContain('SAMPLE')
    expect((await rector.post(address, { ...place(), seen: '2' })).status).toBe(404)
    expect((await rector.get(`${programme}/lines.csv?kind=student`)).status).toBe(404)
  })

  test('curricula stand side by side, odd credits and all, with what is recognised and what differs', async () => {
    const [here, there] = [crypto.randomUUID(), crypto.randomUUID()]
    const subject = (name: string, side: string, credits: string) => ({ 'name.en': name, side, credits })
    for (const credits of ['-1', '2.555', 'five', ''])
      expect((await say(programme, 'subject', subject('Odd', 'here', credits))).status).toBe(422)
    await say(programme, 'subject', subject('Circuits', 'here', '5'), here)
    await say(programme, 'subject', subject('Electrical engineering', 'there', '7,25'), there)
    await say(programme, 'subject', subject('History', 'here', '4'))
    expect((await say(programme, 'recognition', { there: here, here: there })).status).toBe(422)
    expect((await say(programme, 'recognition', { there, here })).status).toBe(303)
    expect((await say(programme, 'recognition', { there, here })).status).toBe(409)
    expect((await officer.post(`${programme}/lines/${here}/removal`)).text).toContain('recognised for another')
    for (const page of [await officer.get(programme), await town.visitor().get('/kstu/en/joint-programmes')]) {
      expect(page.text).toContain('Circuits (5) Electrical engineering (7.25) +2.25')
      expect(page.text).toContain('7.25 credits there for 5 here, 2.25 apart')
      expect(page.text).toContain('Altogether: 9')
    }
  })
})
