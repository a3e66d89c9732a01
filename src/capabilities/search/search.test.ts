import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, acceptAll, sentApplication, take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Visitor } from '../../../test/visitor.ts'
import { foldWords } from '../../platform/words/fold.ts'

let town: TestHouse
let officer: Visitor
let rector: Visitor
let stranger: Visitor
let zara: Applicant

beforeAll(async () => {
  town = await testHouse()
  ;[officer, rector, stranger] = await Promise.all([
    town.signedIn('officer@kslu.example'),
    town.signedIn('rector@kslu.example'),
    town.signedIn('officer@kstu.example'),
  ])
  zara = await sentApplication(town, { passport: { passportNumber: 'AO 1234567' } })
  await acceptAll(officer, zara.desk)
  await take(officer, zara.desk, 'admit')
  await town.settled()
  for (const name of people) await arrived('kslu', name)
})
afterAll(() => town.close())

const people = [
  'ZHUMABEKOVA Aigul',
  'ALEXANDROVA Yuliia',
  'KHASANOV Otabek',
  'Сагынбаева Айсулуу',
  'ӨМҮРБЕКОВА Жаңыл',
  "O'SAMPLE Dua",
  'عائشة المثال',
]

/** A case as the program leaves it after sending, without the papers. */
async function arrived(place: string, title: string, number: string | null = null): Promise<string> {
  const { rows } = await town.owner.query<{ id: string }>(
    `with person as (insert into persons (institution_id, shown_as) values ($1, $2) returning id)
     insert into cases (institution_id, procedure, subject_id, number, title, stage, waiting_for, arrived_at)
     select $1, 'admission', id, $3, $2, 'sent', 'office', now() from person returning id`,
    [place, title, number],
  )
  await town.owner.query(
    `insert into case_words (institution_id, procedure, word, arrived_at, case_id)
     select $1, 'admission', word, now(), $2 from unnest($3::text[]) word`,
    [place, rows[0]?.id, foldWords(title)],
  )
  return rows[0]?.id ?? ''
}

const find = (who: Visitor, text: string, more = '') => who.get(`/desk/search?q=${encodeURIComponent(text)}${more}`)

describe('a person is found by any spelling of the name', () => {
  test.each([
    ['Zhumabekova', 'ZHUMABEKOVA Aigul', 'Found by'],
    ['жумабекова', 'ZHUMABEKOVA Aigul', 'Found by'],
    ['Jumabekova', 'ZHUMABEKOVA Aigul', 'Sounds the same'],
    ['Jumabek', 'ZHUMABEKOVA Aigul', 'Begins like it'],
    ['Айгүл', 'ZHUMABEKOVA Aigul', 'Found by'],
    ['Zhumabekowa Ajgul', 'ZHUMABEKOVA Aigul', 'One letter off'],
    ['Zhumbekova', 'ZHUMABEKOVA Aigul', 'One letter off'],
    ['Zhumaabekova', 'ZHUMABEKOVA Aigul', 'Sounds the same'],
    ['Zhumabkeova', 'ZHUMABEKOVA Aigul', 'One letter off'],
    ['Zhumapekova', 'ZHUMABEKOVA Aigul', 'One letter off'],
    ['aigul zhumabekova', 'ZHUMABEKOVA Aigul', 'Found by'],
    ['Юлия Александрова', 'ALEXANDROVA Yuliia', 'Sounds the same'],
    ['Aleksandrova', 'ALEXANDROVA Yuliia', 'Sounds the same'],
    ['Hasanov', 'KHASANOV Otabek', 'Sounds the same'],
    ['Xasanov', 'KHASANOV Otabek', 'Sounds the same'],
    ['Sagynbaeva', 'Сагынбаева Айсулуу', 'Found by'],
    ['Sagınbayeva', 'Сагынбаева Айсулуу', 'Sounds the same'],
    ['Omurbekova Janyl', 'ӨМҮРБЕКОВА Жаңыл', 'Sounds the same'],
    ['OSample', "O'SAMPLE Dua", 'Found by'],
    ['عائشة', 'عائشة المثال', 'Found by'],
  ])('%s finds %s', async (typed, name, why) => {
    const seen = await find(officer, typed)
    expect(seen.status).toBe(200)
    expect(seen.text).toContain(name)
    expect(seen.text).toContain(why)
  })
})

test('the exact name stands before one that begins like it, and that before one a letter off', async () => {
  for (const name of ['TESTOVBEK Bo', 'TESTOF Cy', 'TESTOV Al']) await arrived('kslu', name)
  const { text } = await find(officer, 'Testov')
  const places = ['TESTOV Al', 'TESTOVBEK Bo', 'TESTOF Cy'].map((name) => text.indexOf(name))
  expect(places.every((place) => place > 0)).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

describe('a passport is found in spite of letters that look alike', () => {
  test.each([
    'AO1234567',
    'ao 123 4567',
    'A01234567',
    'АО1234567',
    'A0-I234567',
    'AO123456',
    'AO12344567',
    'AO1234576',
    'AO1234568',
    'AO12345',
  ])('%s', async (typed) => {
    expect((await find(officer, typed)).text).toContain('Number of the paper: AO1234567')
  })
  test('two figures wrong are another passport', async () => {
    expect((await find(officer, 'AO1234599')).text).not.toContain('AO1234567')
  })
})

test('a rector finds people and letters, but nobody by the number of a passport, neither here nor in the list', async () => {
  expect((await find(rector, 'Sample')).text).toContain('SAMPLE Zara')
  for (const typed of ['AO1234567', 'A01234567', 'AO1234568', 'AO12345']) {
    expect((await find(rector, typed)).text).toContain('Nothing found')
    expect((await rector.get(`/desk/cases/admission?q=${typed}`)).text).not.toContain('SAMPLE')
  }
  expect((await officer.get('/desk/cases/admission?q=AO1234567')).text).toContain('SAMPLE')
  // The menu has a list of passports' extensions; the page itself speaks of none.
  expect((await rector.get('/desk/search')).html.split('<main')[1]).not.toContain('passport')
})

test('a case is found by its number, also by the last figures alone, and a letter by number, recipient and subject', async () => {
  const number = /KSLU-2026-\d{5}/.exec((await officer.get(zara.desk)).text)?.[0] ?? 'none'
  const last = String(Number(number.slice(-5)))
  for (const typed of [number, number.toLowerCase().replaceAll('-', ' '), last, number.slice(-5)])
    expect((await find(officer, typed)).text).toContain(`Cases 1`)
  const letter = /KSLU-2026\/\d{4}/.exec((await officer.get(zara.desk)).text)?.[0] ?? 'none'
  for (const typed of [letter, 'Зара Сампле']) {
    const seen = await find(officer, typed)
    expect(seen.text).toMatch(/Letters 1/)
    expect(seen.text).toContain(letter)
  }
})

test('the number of a paper finds its case as soon as it is written down', async () => {
  await town.owner.query("update documents set number = 'TR-777/Q' where case_id = $1 and type = 'transcript'", [
    zara.id,
  ])
  expect((await find(officer, 'TR777Q')).text).toContain('Number of the paper: TR-777/Q')
  expect((await find(rector, 'TR777Q')).text).toContain('Nothing found')
})

test('institutions find nothing of each other', async () => {
  for (const typed of ['Zhumabekova', 'AO1234567', 'SAMPLE', 'KSLU-2026', '1'])
    expect((await find(stranger, typed)).text).toContain('Nothing found')
})

test('an applicant has no search, and what was not sent is found by nobody', async () => {
  const applicant = await town.signedIn('zoe@example.org')
  expect((await find(applicant, 'Sample')).status).toBe(404)
  expect((await find(town.visitor(), 'Sample')).location).toContain('/sign-in')
  await town.owner.query("update cases set arrived_at = null where title = 'KHASANOV Otabek'")
  expect((await find(officer, 'Khasanov')).text).toContain('Nothing found')
})

test('many of a name are counted up to a bound and leafed through page by page', async () => {
  await town.owner.query(
    `with person as (insert into persons (institution_id, shown_as) select 'kslu', 'MANYOV N' || n from generate_series(1, 230) n returning id, shown_as),
       made as (insert into cases (institution_id, procedure, subject_id, title, stage, waiting_for, arrived_at)
         select 'kslu', 'admission', id, shown_as, 'sent', 'office', now() from person returning id)
     insert into case_words (institution_id, procedure, word, arrived_at, case_id)
     select 'kslu', 'admission', 'manyov', now(), id from made`,
  )
  const all = await find(officer, 'Manyov')
  expect(all.text).toContain('People 200+')
  const names = new Set<string>()
  for (let page = 1; page <= 8; page += 1) {
    const seen = await find(officer, 'Manyov', `&kind=people&page=${page}`)
    expect(seen.text).toContain('More than 200 were found')
    for (const [name] of seen.text.matchAll(/MANYOV N\d+/g)) names.add(name)
  }
  expect(names.size).toBe(200)
  for (const page of ['9', '0', '-1', 'x', '99999'])
    expect((await find(officer, 'Manyov', `&kind=people&page=${page}`)).text).toContain('of 200+')
})

test('two words that thousands have find the few that have both', async () => {
  await town.owner.query(
    `with made as (insert into cases (institution_id, procedure, subject_id, title, stage, waiting_for, arrived_at)
       select 'kslu', 'admission', (select id from persons where institution_id = 'kslu' and shown_as like 'MANYOV%' limit 1),
         case when n <= 2200 then 'VASTOV' else '' end || case when n > 2100 then ' Plenty' else '' end,
         'sent', 'office', now() from generate_series(1, 4400) n returning id, title)
     insert into case_words (institution_id, procedure, word, arrived_at, case_id)
     select 'kslu', 'admission', word, now(), id from made, folded_words(title) word`,
  )
  expect((await find(officer, 'Vastov Plenty')).text).toContain('People 1')
  expect((await find(officer, 'Plenty Zhumabekova')).text).toContain('Nothing found')
})

test('whatever is typed, an answer comes in the language of the reader', async () => {
  const russian = await town.signedIn('officer@kslu.example', 'ru')
  for (const typed of [
    '\0',
    'Za\0ra',
    '🙂',
    '🙂'.repeat(60),
    'a'.repeat(10_000),
    "'; drop table cases; --",
    '%',
    '_',
    '12'.repeat(5000),
    '١٢٣',
    '-',
    '0',
    '00000',
  ]) {
    const seen = await find(russian, typed)
    expect([typed, seen.status]).toEqual([typed, 200])
  }
  expect((await officer.get('/desk/search?q=%00%ff%fe%ed%a0%bd')).status).toBe(200)
  expect((await officer.get('/desk/search')).text).toContain('What are you looking for?')
  expect((await find(officer, 'qqqq')).text).toContain('Nothing found')
  expect((await find(officer, '   ')).text).toContain('What are you looking for?')
  expect((await find(officer, 'Za\0ra')).text).not.toContain('Something went wrong')
  expect((await find(officer, '<b>Qqqq</b>')).html).not.toContain('<b>Qqqq')
})

test('the search field stands on every page of the desk and keeps what was typed', async () => {
  expect((await officer.get('/desk')).html).toContain('action="/desk/search"')
  expect((await find(officer, 'Q"x')).html).toContain('value="Q&quot;x"')
})

test('the database folds the words of letters as the program folds names', async () => {
  const texts = [
    ...people,
    'Приём иностранных граждан: щука, подъезд, ёлка',
    'Čapek Ägir ŁÓDŹ',
    'ʻIsa ’Ali `Bo',
    'x-1/2',
  ]
  for (const text of texts) {
    const { rows } = await town.owner.query<{ word: string }>('select folded_words($1) as word', [text])
    expect(rows.map(({ word }) => word).toSorted()).toEqual(foldWords(text).toSorted())
  }
})
