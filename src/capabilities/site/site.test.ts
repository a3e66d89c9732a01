import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Language } from '../../platform/words/languages.ts'
import { numbersOf } from './happenings.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse({ jobs: false })
})
afterAll(() => town.close())

/** What a visitor reads at an address. */
async function read(address: string) {
  const seen = await town.visitor().get(address)
  expect([address, seen.status]).toEqual([address, 200])
  return seen
}

test('R001–R003: the department of EIMU, its chief specialist, her number, and what the department does', async () => {
  const { text: office } = await read('/eimu/en/office')
  expect(office).toContain('Meerim Chamasheva Chief Specialist of the International Department')
  expect(office).toContain('+996 705 508 455')
  expect(office).toContain(
    'international cooperation of the university is carried out through the International Department',
  )
  const { text: contacts } = await read('/eimu/ru/contacts')
  expect(contacts).toContain('Meerim Chamasheva Главный специалист международного отдела +996 705 508 455')
  expect(contacts).toContain('Адрес Отдел это не опубликовал.')
})

test('R135–R138: the head of the KSTU department with two numbers, address, postcode, telephone, fax, mail, site', async () => {
  const { html, text } = await read('/kstu/en/contacts')
  expect(text).toContain('Baichekirova Venera Kachkynbaevna Head of International Relations Department of KSTU')
  expect(text).toContain('+996 312 54 51 51 +996 312 54 77 59')
  expect(text).toContain('Bishkek, Prospect Aitmatov, 66. Cabinet number 1/301')
  expect(text).toContain('Postcode 720044')
  expect(text).toContain('Telephone +996 312 54 51 51')
  expect(text).toContain('Fax +996 312 54 51 62')
  expect(text).toContain('intoffice.kstu@gmail.com')
  expect(html).toContain('href="http://kstu.kg/international/"')
  expect(html).toContain('href="tel:+996312547759"')
})

test('R262: KSTU welcomes, and leads to its list of departments and programmes', async () => {
  expect((await read('/kstu/en/')).text).toContain('We welcome foreign students to Kyrgyz State Technical')
  const { html, text } = await read('/kstu/en/programmes')
  expect(html).toContain('href="http://kstu.kg/category/faculties2/"')
  expect(text).toContain('The office has not published the programmes of each level one by one.')
})

test('R357–R359: the director of the KSLU institute, his deputy, the specialist, building, street and room', async () => {
  const { text } = await read('/kslu/en/office')
  expect(text).toContain('Naimanbayev Azamat Bagdatovich Director of the Institute')
  expect(text).toContain('Askarbekov Dur Erkinbekovich Deputy Director')
  expect(text).toContain('Zhakypdzhanova Shakhnoza Zakirzhanovna Leading specialist')
  expect(text.indexOf('Worked here before')).toBeLessThan(text.indexOf('Samatov Orozbay Zhusupbaevich'))
  expect((await read('/kslu/en/contacts')).text).toContain('Bishkek, It-Academy building, Gorky Street 18, k. 402')
})

test('R370–R376: programmes by level with codes, profiles and entry; one code at two levels is two programmes', async () => {
  const [bachelor = '', master = ''] = (await read('/kslu/en/programmes')).text.split("Master's degree")
  expect(bachelor).toContain("Bachelor's degree Entry requirement: Full secondary education.")
  expect(bachelor).toContain('Jurisprudence Code 530500 Profiles: Public law Islamic law Chinese law European law')
  expect(bachelor).toContain('International relations Code 530800 Profiles: Diplomatic and consular service')
  expect(master).toContain('Entry requirement: Full higher education.')
  expect(master).toContain('Jurisprudence Code 530500 Profiles: International law, European law')
})

test('one programme says what it is, what it asks for, and leads to the application', async () => {
  const { html, text } = await read('/kslu/ru/programmes/master/master-530500')
  expect(html).toContain('href="/kslu/ru/apply?programme=master-530500"')
  expect(text).toContain('Требования к поступающим Полное высшее образование.')
  expect(text).toContain('документа об образовании: Диплом бакалавра')
  expect(text).toContain('только если гражданам вашей страны нужна виза')
  expect(text).toMatch(/в течение 5 рабочих дней\. \( ?Значение, принятое в Kopuro по умолчанию/)
})

test('a direction that cannot be applied for by itself has no button', async () => {
  const { html, text } = await read('/kstu/en/programmes/other/kgti-logistics')
  expect(html).not.toContain('/apply?programme')
  expect(text).toContain('This cannot be chosen in an application by itself.')
})

test.each([
  ['en', 'Level not published', 'never writes out the abbreviation EIMU'],
  ['ru', 'Уровень не указан', 'сокращение EIMU не раскрыто'],
  ['ky', 'Деңгээли көрсөтүлгөн эмес', 'EIMU кыскартуусу чечмеленген эмес'],
])('in %s it is said calmly what EIMU has not published', async (language, level, name) => {
  expect((await read(`/eimu/${language}/programmes`)).text).toContain(level)
  expect((await read(`/eimu/${language}/`)).text).toContain(name)
})

test('R134, R396: every page exists in each language, says so, and its doors stay in it and open', async () => {
  const homes = { en: 'KSTU', ru: 'КГТУ', ky: 'КМТУ' } satisfies Record<Language, string>
  for (const [language, short] of Object.entries(homes)) {
    expect((await read(`/kstu/${language}/`)).text).toContain(short)
    for (const id of ['kslu', 'kstu', 'eimu'])
      for (const page of ['', 'programmes', 'office', 'contacts']) {
        const { html } = await read(`/${id}/${language}/${page}`)
        expect(html).toContain(`<html lang="${language}"`)
        for (const other of Object.keys(homes)) expect(html).toContain(`href="/${id}/${other}/${page}" lang="${other}"`)
      }
    const { html } = await read(`/kstu/${language}/`)
    for (const door of ['apply', 'programmes', 'office', 'contacts']) {
      expect(html).toContain(`href="/kstu/${language}/${door}"`)
      await read(`/kstu/${language}/${door}`)
    }
  }
})

test('the institutions greet a visitor in their language, and the language of an address is kept', async () => {
  const bakyt = town.visitor('ky-KG,ru;q=0.8')
  expect((await bakyt.get('/')).text).toContain('ЖОЖдордун эл аралык бөлүмдөрү')
  expect((await bakyt.get('/kslu')).location).toBe('/kslu/ky/')
  await bakyt.get('/kslu/ru/office')
  expect((await bakyt.get('/kslu/')).location).toBe('/kslu/ru/')
  expect((await bakyt.get('/')).text).toContain('Международные отделы вузов')
  expect((await bakyt.get('/kslu/en')).location).toBe('/kslu/en/')
  expect((await bakyt.get('/ru')).location).toBe('/ru/')
})

test.each(['/nowhere', '/nowhere/en/', '/kslu/de/', '/kslu/en/nothing', '/kslu/en/programmes/bachelor/master-530500'])(
  '%s is not there',
  async (address) => expect((await town.visitor().get(address)).status).toBe(404),
)

test('a public page comes packed and small, and a second time not at all', async () => {
  const ask = (headers: Record<string, string>) => town.app.request('http://kopuro.test/kstu/ru/', { headers })
  const plain = await ask({})
  expect(plain.headers.get('cache-control')).toBe('public, max-age=60')
  expect(plain.headers.get('content-encoding')).toBeNull()
  for (const encoding of ['br', 'gzip']) {
    const packed = await ask({ 'accept-encoding': encoding })
    expect(packed.headers.get('content-encoding')).toBe(encoding)
    expect((await packed.arrayBuffer()).byteLength).toBeLessThan(4000)
  }
  expect((await ask({ 'accept-encoding': 'br;q=0, gzip' })).headers.get('content-encoding')).toBe('gzip')
  const again = await ask({ 'if-none-match': plain.headers.get('etag') ?? '' })
  expect([again.status, await again.text()]).toEqual([304, ''])
  expect((await ask({ 'if-none-match': 'W/"another"' })).status).toBe(200)
})

test('a page is the same for somebody who has signed in, and is kept by nobody between', async () => {
  const admin = await town.signedIn('admin@kstu.example')
  const seen = await admin.get('/kstu/en/')
  expect(seen.html).toBe((await read('/kstu/en/')).html)
  expect(seen.response.headers.get('cache-control')).toBe('private, max-age=60')
})

test('R361–R369: what the KSLU institute says of itself, in three languages', async () => {
  const { text } = await read('/kslu/en/about')
  expect(text).toContain('2009 The faculty was established by a decree of the Rector of KSLU')
  expect(text).toContain('1 October 2019 The faculty became the Institute of International Law')
  expect(text).toContain('More than 600 students')
  expect(text).toContain('Comparative law')
  for (const language of ['French', 'Chinese', 'Arabic', 'English']) expect(text).toContain(language)
  expect(text).toContain('Koombaev Abdish Abazovich Advisor to the Chairman of the State Service')
  for (const symbol of ['Globe', 'Tunduk', 'National ornament', 'Green', 'White', 'Jupiter'])
    expect(text).toContain(symbol)
  expect(text).toContain('“Where we are, there is Victory”')
  // The page's own slip about Jupiter's mass is for the office to clear, not for visitors to read.
  expect(text).not.toContain('mass')
  expect((await read('/kslu/ru/about')).text).toContain('Факультет создан приказом ректора КГЮУ')
  expect((await read('/kslu/ky/about')).text).toContain('Түндүк')
})

test('R004, R114–R115: what the work of EIMU is based on; the functions of KSTU as numbered lists', async () => {
  const { html } = await read('/kstu/en/about')
  const [mission = '', also = ''] = [...html.matchAll(/<ol>(.*?)<\/ol>/gs)].map(([, items]) => items)
  expect(mission.match(/<li[ >]/g)).toHaveLength(8)
  expect(mission).toContain('double-diploma')
  expect(also.match(/<li[ >]/g)).toHaveLength(4)
  const { text } = await read('/eimu/en/about')
  expect(text).toContain('The Constitution of the Kyrgyz Republic')
  expect(text).toContain('The Charter of EIMU and the orders of the Rector')
})

test('the home page tells the newest news and the world in numbers, and nothing where there is nothing', async () => {
  const { html, text } = await read('/kstu/en/')
  expect(html).toContain('href="/kstu/en/news/chinese-language-2017"')
  expect(text).toMatch(/Partners 21 Countries of partners 4 Agreements and contracts 150\+/)
  expect(html).not.toContain('id="next"')
  const { html: empty } = await read('/kslu/en/')
  for (const id of ['newest', 'next', 'world']) expect(empty).not.toContain(`id="${id}"`)
})

test('who is no body of its own is not counted as a partner, and a number that was told is only a minimum', () => {
  const partners = [
    { kind: 'university', partOf: null, country: 'DE' },
    { kind: 'university', partOf: 'a', country: 'TR' },
    { kind: 'contract', partOf: null, country: 'PL' },
    { kind: 'funding-organisation', partOf: null, country: 'EU' },
  ] as const
  expect(numbersOf(partners, [], [])).toEqual({ partners: 2, countries: 1, agreements: 0, moreThan: null })
  const two = [{ id: 'a' }, { id: 'b' }]
  expect(numbersOf([], two, [{ minimum: 1 }, { minimum: null }])).toMatchObject({ agreements: 2, moreThan: null })
  expect(numbersOf([], two, [{ minimum: 150 }])).toMatchObject({ moreThan: 150 })
})
