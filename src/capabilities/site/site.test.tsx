import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../platform/database/index.ts'
import type { Html } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { findInstitution, listInstitutions, officeOf } from '../institutions/index.ts'
import { loadPacks, shippedPacks } from '../packs/index.ts'
import { startTestDatabase, type TestDatabase } from '../packs/testing.ts'
import { admissionTermsOf, findProgramme, programmesOf } from '../programmes/index.ts'
import { HomePage } from './home-page.tsx'
import { InstitutionsPage } from './institutions-page.tsx'
import { ContactsPage, OfficePage } from './office-pages.tsx'
import type { Known } from './page.ts'
import { ProgrammePage, ProgrammesPage } from './programme-pages.tsx'
import { siteWords } from './words.ts'

let running: TestDatabase
let database: Database

beforeAll(async () => {
  running = await startTestDatabase()
  database = running.database
  await loadPacks(database, shippedPacks)
})
afterAll(() => running.end())

async function known(key: string, language: Language): Promise<Known> {
  const institution = await findInstitution(database.shared, key)
  if (!institution) throw new Error(`${key} is not loaded`)
  const db = database.within(key)
  return {
    t: siteWords(language),
    institution,
    office: await officeOf(db),
    levels: await programmesOf(db),
    terms: await admissionTermsOf(db),
  }
}

/** What a visitor reads: the words of a page, without its markup. */
function read(page: Html) {
  const text = page.text.replace(/<[^>]+>/g, ' ').replace(/&#39;/g, "'")
  return text.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replace(/\s+/g, ' ')
}

test('R001–R003: the department of EIMU, its chief specialist, her number, and what the department does', async () => {
  const office = read(OfficePage(await known('eimu', 'en')))
  expect(office).toContain('Meerim Chamasheva Chief Specialist of the International Department')
  expect(office).toContain('+996 705 508 455')
  expect(office).toContain(
    'international cooperation of the university is carried out through the International Department',
  )
  const contacts = read(ContactsPage(await known('eimu', 'ru')))
  expect(contacts).toContain('Meerim Chamasheva Главный специалист международного отдела +996 705 508 455')
  expect(contacts).toContain('Адрес Отдел это не опубликовал.')
})

test('R135–R138: the head of the KSTU department with two numbers, address, postcode, telephone, fax, mail, site', async () => {
  const page = ContactsPage(await known('kstu', 'en'))
  const contacts = read(page)
  expect(contacts).toContain('Baichekirova Venera Kachkynbaevna Head of International Relations Department of KSTU')
  expect(contacts).toContain('+996 312 54 51 51 +996 312 54 77 59')
  expect(contacts).toContain('Bishkek, Prospect Aitmatov, 66. Cabinet number 1/301')
  for (const fact of [
    'Postcode 720044',
    'Telephone +996 312 54 51 51',
    'Fax +996 312 54 51 62',
    'intoffice.kstu@gmail.com',
  ])
    expect(contacts).toContain(fact)
  expect(page.text).toContain('href="http://kstu.kg/international/"')
  expect(page.text).toContain('href="tel:+996312547759"')
})

test('R262: KSTU welcomes, and leads to its list of departments and programmes', async () => {
  expect(read(HomePage(await known('kstu', 'en')))).toContain('We welcome foreign students to Kyrgyz State Technical')
  const programmes = ProgrammesPage(await known('kstu', 'en'))
  expect(programmes.text).toContain('href="http://kstu.kg/category/faculties2/"')
  expect(read(programmes)).toContain('The office has not published the programmes of each level one by one.')
})

test('R357–R359: the director of the KSLU institute, his deputy, the specialist, building, street and room', async () => {
  const office = read(OfficePage(await known('kslu', 'en')))
  for (const person of [
    'Naimanbayev Azamat Bagdatovich Director of the Institute',
    'Askarbekov Dur Erkinbekovich Deputy Director',
    'Zhakypdzhanova Shakhnoza Zakirzhanovna Leading specialist',
  ])
    expect(office).toContain(person)
  expect(office.indexOf('Worked here before')).toBeLessThan(office.indexOf('Samatov Orozbay Zhusupbaevich'))
  const contacts = read(ContactsPage(await known('kslu', 'en')))
  expect(contacts).toContain('Bishkek, It-Academy building, Gorky Street 18, k. 402')
})

test('R370–R376: programmes by level with codes, profiles and entry; one code at two levels is two programmes', async () => {
  const page = read(ProgrammesPage(await known('kslu', 'en')))
  const [bachelor = '', master = ''] = page.split("Master's degree")
  expect(bachelor).toContain("Bachelor's degree Entry requirement: Full secondary education.")
  expect(bachelor).toContain('Jurisprudence Code 530500 Profiles: Public law Islamic law Chinese law European law')
  expect(bachelor).toContain('International relations Code 530800 Profiles: Diplomatic and consular service')
  expect(master).toContain('Entry requirement: Full higher education.')
  expect(master).toContain('Jurisprudence Code 530500 Profiles: International law, European law')
})

test('one programme says what it is, what it asks for, and leads to the application', async () => {
  const programme = await findProgramme(database.within('kslu'), 'master-530500')
  if (!programme) throw new Error('the programme is not loaded')
  const page = ProgrammePage({ ...(await known('kslu', 'ru')), programme })
  expect(page.text).toContain('href="/kslu/ru/apply?programme=master-530500"')
  const words = read(page)
  expect(words).toContain('Требование для поступления Полное высшее образование.')
  expect(words).toContain('документа об образовании: Диплом бакалавра')
  expect(words).toContain('(только если гражданам вашей страны нужна виза)')
  expect(words).toContain('в течение 5 рабочих дней. (Значение, принятое в Kopuro по умолчанию')
})

test('a direction that cannot be applied for by itself has no button', async () => {
  const programme = await findProgramme(database.within('kstu'), 'kgti-logistics')
  if (!programme) throw new Error('the programme is not loaded')
  const page = ProgrammePage({ ...(await known('kstu', 'en')), programme })
  expect(page.text).not.toContain('/apply')
  expect(read(page)).toContain('This cannot be chosen in an application by itself.')
})

test.each([
  ['en', 'Level not published', 'never writes out the abbreviation EIMU'],
  ['ru', 'Уровень не указан', 'сокращение EIMU не раскрыто'],
  ['ky', 'Деңгээли көрсөтүлгөн эмес', 'EIMU кыскартуусу чечмеленген эмес'],
] as const)('in %s it is said calmly what EIMU has not published', async (language, level, name) => {
  expect(read(ProgrammesPage(await known('eimu', language)))).toContain(level)
  expect(read(HomePage(await known('eimu', language)))).toContain(name)
})

test('R134, R396: every page of every institution speaks each language, and its doors stay in it', async () => {
  for (const language of ['en', 'ru', 'ky'] as const) {
    const t = siteWords(language)
    const institutions = await listInstitutions(database.shared)
    expect(InstitutionsPage({ t, institutions }).text).toContain(`href="/kstu/${language}/"`)
    for (const { id, intro } of institutions) {
      const facts = await known(id, language)
      const home = HomePage(facts)
      expect(read(home)).toContain(intro[language])
      for (const door of ['apply', 'programmes', 'office', 'contacts'])
        expect(home.text).toContain(`href="/${id}/${language}/${door}"`)
      for (const page of [home, OfficePage(facts), ContactsPage(facts), ProgrammesPage(facts)])
        expect(page.text).not.toMatch(new RegExp(`href="/${id}/(?!${language}/)`))
    }
  }
})
