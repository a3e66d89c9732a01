import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ today: '2026-11-23', jobs: false })
  officer = await town.signedIn('officer@kstu.example')
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const desk = '/desk/summer-schools/wewek'
const on = (name: string, text: string) => {
  const [year = '', month = '', date = ''] = text.split('-')
  return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year }
}

describe('what the office’s page tells of WEWEK', () => {
  test.each([
    [
      'en',
      ['24 people, Germany, arrived on 1 August 2016', '3 weeks', '5 own and more than 20 foreign', 'Kambar-Ata 2'],
    ],
    ['ru', ['24 человека, Германия', '3 недели', 'Курпсайская ГЭС', 'Берлинский технический институт имени Бойта']],
    ['ky', ['24 адам, Германия', '3 жума', 'Токтогул']],
  ])('stands on its page in %s', async (language, said) => {
    const page = await town.visitor(language).get(`/kstu/${language}/summer-schools/wewek`)
    expect(page.status).toBe(200)
    for (const words of said) expect(page.text.replaceAll('\u00a0', ' ')).toContain(words)
    expect(page.text).toContain('Wolfgang Eminger')
    expect(page.html).toContain(`/kstu/${language}/calls/wewek-german`)
  })

  test('seats by funder with applicants, and how many applied for one', async () => {
    const { text } = await town.visitor().get('/kstu/en/summer-schools/wewek')
    expect(text).toContain('DAAD Germany 12 64 not told 5.3')
    expect(text).toContain('Berlin Technical Institute after Boit Germany 6 80 not told 13.3')
  })

  test('is nobody else’s, and what does not exist is not found', async () => {
    expect((await town.visitor().get('/kslu/en/summer-schools/wewek')).status).toBe(404)
    expect((await town.visitor().get('/kslu/en/summer-schools')).text).toContain('No summer school is told of yet')
    expect((await town.visitor().get('/kstu/en/summer-schools/other')).status).toBe(404)
    const kslu = await town.signedIn('officer@kslu.example')
    expect((await kslu.get(desk)).status).toBe(404)
    expect((await kslu.post(`${desk}/editions`, { year: '2027' })).status).toBe(404)
    const rector = await town.signedIn('rector@kstu.example')
    expect((await rector.get(`${desk}/2016`)).status).toBe(200)
    expect((await rector.post(`${desk}/editions`, { year: '2027' })).status).toBe(404)
    expect((await rector.get(`${desk}/2016/people.xlsx`)).status).toBe(404)
  })
})

describe('the next edition', () => {
  test('is made from the last one: its number, place and seats, without applicants; once', async () => {
    const slip = await officer.post(`${desk}/editions`, { year: '27' })
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('value="27"')
    const made = await Promise.all([1, 2].map(() => officer.post(`${desk}/editions`, { year: '2027' })))
    expect(made.map(({ status }) => status).sort()).toEqual([303, 422])
    const page = await officer.get(`${desk}/2027`)
    expect(page.text).toContain('Which one 15')
    expect(page.text).toContain('KSTU after I. Razzakov')
    expect(page.text).toContain('DAAD, Germany, 12 seats')
    expect(page.text).not.toContain('64')
  })

  test('keeps its days; two officers at once: the slower one is told and loses nothing', async () => {
    const address = `${desk}/2027/edit`
    const version = hidden(await officer.get(address), 'version')
    const days = { number: '15', ...on('from', '2027-07-26'), ...on('to', '2027-08-15') }
    expect((await officer.post(address, { ...days, version, ...on('to', '2027-07-01') })).text).toContain(
      'It ends before it begins',
    )
    expect((await officer.post(address, { ...days, version, ...on('to', '2028-08-15') })).text).toContain('not of 2027')
    expect((await officer.post(address, { ...days, version })).status).toBe(303)
    const late = await officer.post(address, { ...days, version, number: '16' })
    expect(late.status).toBe(409)
    expect(late.html).toContain('value="16"')
  })

  test('a line is added once, changed and taken out; nonsense stays on the form', async () => {
    const form = await officer.get(`${desk}/lines/new?kind=seats&year=2027`)
    const line = {
      id: hidden(form, 'id'),
      kind: 'seats',
      year: '2027',
      funder: 'Sample Fund',
      country: 'DE',
      seats: '4',
    }
    const slip = await officer.post(`${desk}/lines/new`, { ...line, seats: 'four' })
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('value="four"')
    await Promise.all([1, 2].map(() => officer.post(`${desk}/lines/new`, line)))
    const { html, text } = await officer.get(`${desk}/2027`)
    expect(text.split('Sample Fund, Germany, 4 seats')).toHaveLength(2)
    const [address] = /\/desk\/summer-schools\/wewek\/lines\/[0-9a-f-]{36}(?=">Sample Fund)/.exec(html) ?? []
    const version = hidden(await officer.get(address ?? ''), 'version')
    await officer.post(address ?? '', {
      funder: 'Sample Fund',
      country: '',
      seats: '4',
      applicants: '10',
      selected: '',
      version,
    })
    expect((await officer.get(`${desk}/2027`)).text).toContain('Sample Fund, 4 seats, 10 applicants')
    expect((await officer.post(`${address}/removal`)).status).toBe(303)
    expect((await officer.get(address ?? '')).status).toBe(404)
    expect((await officer.get(`${desk}/lines/new?kind=other`)).status).toBe(404)
    expect((await officer.get(`${desk}/lines/new?kind=seats&year=1999`)).status).toBe(404)
  })
})

describe('a partner’s list', () => {
  const head = 'Family name;Given names;E-mail;Date of birth;Citizenship;Level;Field'
  const tried = async (lines: readonly string[]): Promise<Seen> => {
    const form = new FormData()
    form.append('file', new File([[head, ...lines].join('\n')], 'list.csv', { type: 'text/csv' }))
    return officer.ask(`${desk}/2027/list/try`, { method: 'POST', body: form })
  }

  test('is tried line by line and written as a whole, once', async () => {
    const wrong = await tried(['SAMPLE;Lena;lena@example.org;31.02.2004;DE;bachelor;Water'])
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('not a day')
    const seen = await tried([
      'SAMPLE;Lena;lena@example.org;17.05.2004;DE;bachelor;Water',
      'PROBE;Otto;otto@example.org;18.05.2004;DE;master;Water',
    ])
    const lines = /name="lines" value="([^"]*)"/.exec(seen.html)?.[1] ?? ''
    const form = { lines, funder: 'DAAD', state: 'selected' }
    await Promise.all([1, 2].map(() => officer.post(`${desk}/2027/list`, form)))
    expect(await rows("select family from summer_school_people where school_id = 'wewek' order by family")).toEqual([
      { family: 'PROBE' },
      { family: 'SAMPLE' },
    ])
    expect((await tried(['Lena;Sample;other@example.org;17.05.2004;DE;bachelor;Water'])).text).toContain(
      'on the list already',
    )
    const page = await officer.get(`${desk}/2027`)
    expect(page.text).toContain('Germany DAAD 2 2 0')
  })

  test('each one’s state is kept, the slower of two is told, and the lists go out', async () => {
    const [{ id, version }] = await rows("select id, version from summer_school_people where family = 'PROBE'")
    const form = { state: 'reserve', funder: '', version: String(version) }
    expect((await officer.post(`${desk}/2027/people/${id}`, form)).status).toBe(303)
    expect((await officer.post(`${desk}/2027/people/${id}`, { ...form, state: 'came' })).status).toBe(409)
    expect((await officer.get(`${desk}/2027/people.xlsx`)).status).toBe(200)
    expect((await officer.get(`${desk}/2027/arrivals.xlsx`)).status).toBe(200)
    expect((await officer.post(`${desk}/2027/people/${id}/removal`)).status).toBe(303)
    expect((await officer.get(`${desk}/2027`)).text).not.toContain('PROBE')
  })
})

test('a new school has an address of its own, once', async () => {
  const form = { name: 'Sample School', goal: 'Goal', about: 'About', course: 'Course', foreignIsLeast: 'no' }
  expect((await officer.post('/desk/summer-schools/new', { ...form, goal: '' })).status).toBe(422)
  expect((await officer.post('/desk/summer-schools/new', form)).location).toBe('/desk/summer-schools/sample-school')
  expect((await officer.post('/desk/summer-schools/new', form)).text).toContain('a school of this name already')
  expect((await town.visitor('ru').get('/kstu/ru/summer-schools/sample-school')).text).toContain('Goal')
})
