import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPack } from './read-pack.ts'

const packs = fileURLToPath(new URL('../../../packs', import.meta.url))
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopuro-pack-'))
})

afterEach(() => rm(folder, { recursive: true }))

/** A copy of a shipped pack in which one place of one file reads differently. */
async function broken(pack: string, file: string, from: string, to: string) {
  await cp(join(packs, pack), folder, { recursive: true })
  const before = await readFile(join(folder, file), 'utf8')
  expect(before).toContain(from)
  await writeFile(
    join(folder, file),
    before.replace(from, () => to),
  )
  return readPack(folder)
}

test.each(['institutions/kslu', 'institutions/kstu', 'institutions/eimu', 'law/kg'])('%s is whole', async (pack) => {
  const reading = await readPack(join(packs, pack))
  expect(reading.ok ? [] : reading.problems).toEqual([])
})

test('the three institutions bring the facts of their own pages', async () => {
  const [kslu, kstu, eimu] = await Promise.all(
    ['kslu', 'kstu', 'eimu'].map((key) => readPack(join(packs, 'institutions', key))),
  )
  if (!kslu?.ok || !kstu?.ok || !eimu?.ok) throw new Error('a shipped pack is refused')
  if (kslu.kind !== 'institution' || kstu.kind !== 'institution' || eimu.kind !== 'institution') throw new Error('kind')
  expect(kslu.programmes.map(({ level, code, profiles }) => [level, code, profiles.length])).toEqual([
    ['bachelor', '530500', 4],
    ['bachelor', '530800', 2],
    ['master', '530500', 2],
  ])
  expect(kslu.people.find((person) => person.key === kslu.institution.signatory)?.post.en).toBe(
    'Director of the Institute',
  )
  expect(kstu.programmes.flatMap(({ level }) => level ?? [])).toEqual([
    'bachelor',
    'master',
    'postgraduate',
    'doctorate',
    'preparatory',
  ])
  expect(kstu.admission.documents.map(({ key }) => key)).toEqual([
    'application-form',
    'passport',
    'education',
    'transcript',
    'visa-support',
  ])
  expect(kstu.contacts.map(({ value }) => value)).toContain('+996312547759')
  expect(eimu.people[0]?.name).toBe('Meerim Chamasheva')
})

test('the law knows 249 countries, the 55 states of annex 1, and the days of a working week', async () => {
  const law = await readPack(join(packs, 'law/kg'))
  if (!law.ok || law.kind !== 'law') throw new Error('the law pack is refused')
  expect(law.countries.countries).toHaveLength(249)
  expect(
    law.visaFree.rules.filter(({ id }) => id === 'visa-free.annex-1').map(({ countries }) => countries.length),
  ).toEqual([55, 55])
  expect(law.rules.rules.find(({ id }) => id === 'registration.term')).toMatchObject({ value: 5, unit: 'working-days' })
  expect(law.calendar.week.weekend).toEqual([6, 7])
})

const kslu = 'institutions/kslu'
const kstu = 'institutions/kstu'
const law = 'law/kg'

// pack, file, what stands there, what stands there instead, the place that is told, a word of the reason
test.each([
  [kslu, 'institution.json', '"short":', '"shrot":', 'shrot', 'no key'],
  [kslu, 'institution.json', '"short":', '"shrot":', 'short', 'missing'],
  [kslu, 'institution.json', '"kslu-iilir"', '"kslu-iliir"', 'office', 'names no unit'],
  [kslu, 'institution.json', '"naimanbayev"', '"nobody"', 'signatory', 'names no person'],
  [kslu, 'institution.json', '"naimanbayev"', '"samatov"', 'signatory', 'no longer works here'],
  [kslu, 'institution.json', '#0e5a47', '#7fd8b8', 'colour', 'too light'],
  [kslu, 'institution.json', '#0e5a47', 'green', 'colour', 'not a colour'],
  [kslu, 'institution.json', 'Asia/Bishkek', 'Asia/Bishkok', 'timeZone', 'no time zone'],
  [kslu, 'institution.json', 'kopuro-institution/1', 'kopuro-institution/2', 'format', 'expected'],
  [kslu, 'units.json', '"parent": "kslu"', '"parent": "kls"', '[1].parent', 'names no unit'],
  [kslu, 'units.json', '"parent": null', '"parent": "kslu-iilir"', '[0].parent', 'below itself'],
  [kslu, 'people.json', '"ru": "Ведущий специалист"', '"ru": ""', '[2].post.ru', 'empty'],
  [kslu, 'people.json', '"key": "askarbekov"', '"key": "naimanbayev"', '[1].key', 'stands twice'],
  [kslu, 'people.json', '"unit": "kslu-iilir"', '"unit": "nowhere"', '[0].unit', 'names no unit'],
  [kslu, 'people.json', '"order": 2', '"order": "2"', '[1].order', 'expected number'],
  [kslu, 'programmes.json', '"530800"', '"530500"', '[1].code', 'stands twice: bachelor 530500'],
  [kslu, 'programmes.json', '"key": "islamic-law"', '"key": "public-law"', '[0].profiles[1].key', 'stands twice'],
  [kslu, 'programmes.json', '"ky": "Кытай укугу"', '"kg": "Кытай укугу"', '[0].profiles[2].name.ky', 'missing'],
  [kslu, 'admission.json', '"level": "master"', '"level": "doctorate"', 'entry', 'master'],
  [kstu, 'contacts.json', '"person": "baichekirova"', '"person": "somebody"', '[8].person', 'names no person'],
  [kstu, 'contacts.json', '"+996312545162"', '"0312 545162"', '[3].value', 'is no fax'],
  [kstu, 'contacts.json', '"http://kstu.kg/international/"', '"javascript:alert(1)"', '[5].value', 'is no website'],
  [law, 'countries.json', '"iso2": "AE"', '"iso2": "AD"', 'countries[1].iso2', 'stands twice'],
  [law, 'calendar.json', '"2024-01-02"', '"2024-02-30"', 'days[1].date', 'not a day'],
  [law, 'calendar.json', '"2024-01-02"', '"2029-01-02"', 'days[1].date', 'outside'],
  [
    law,
    'visa-free.json',
    '"validTo": "2025-12-30"',
    '"validTo": "2023-01-01"',
    'rules[1].validTo',
    'lies before 2023-10-28',
  ],
  [law, 'visa-free.json', '"validTo": "2025-12-30"', '"validTo": "2025-12-31"', 'rules[1].id', 'twice on the same day'],
  [law, 'visa-free.json', '"UZ"', '"KZ"', 'rules[3].countries[0]', 'another limit'],
  [law, 'visa-free.json', '"UZ"', '"ZZ"', 'rules[3].countries[0]', 'names no country'],
  [law, 'rules.json', '"value": 3000', '"value": "3000"', 'rules[10].value', 'not a number of USD'],
  [law, 'rules.json', '"value": "secondary"', '"value": true', 'rules[0].value', 'neither'],
  [law, 'rules.json', '"id": "entry.master"', '"id": "entry.bachelor"', 'rules[1].id', 'twice on the same day'],
  [law, 'terms.json', '"key": "stateless"', '"key": "foreign-citizen"', 'terms[1].key', 'stands twice'],
  [law, 'terms.json', '"source": [', '"source": [], "sources": [', 'terms[0].sources', 'no key'],
])('%s/%s is refused when %s reads %s: %s %s', async (pack, file, from, to, place, reason) => {
  const reading = await broken(pack, file, from, to)
  expect(reading.ok ? [] : reading.problems).toContainEqual({ file, place, reason: expect.stringContaining(reason) })
})

// A text that is no JSON at all, and the place where it stops being some.
test.each([
  ['{"a":}', 'line 1, column 6'],
  ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3'],
  ['[1, 2,]', 'line 1, column 7'],
  ['[{"a": tru}]', 'line 1, column 8'],
  ['{"a": 1]', 'line 1, column 8'],
  ['[\n', 'line 2, column 1'],
  ['["one\n"]', 'line 1, column 2'],
  ['[] []', 'line 1, column 4'],
  ['{"a": [1, {}, []], "b" 2}', 'line 1, column 24'],
  ['', 'line 1, column 1'],
])('%j is told by line and column', async (content, place) => {
  await cp(join(packs, kslu), folder, { recursive: true })
  await writeFile(join(folder, 'people.json'), content)
  const reading = await readPack(folder)
  expect(reading.ok ? [] : reading.problems).toContainEqual({
    file: 'people.json',
    place,
    reason: expect.stringContaining('is not JSON'),
  })
})

test('every fault is told, in every file, not the first alone', async () => {
  await broken(kslu, 'people.json', '"key": "askarbekov"', '"key": "naimanbayev"')
  await rm(join(folder, 'contacts.json'))
  await writeFile(join(folder, 'unit.json'), '[]')
  await writeFile(join(folder, 'admission.json'), '{}')
  const reading = await readPack(folder)
  const places = reading.ok ? [] : reading.problems.map(({ file, place }) => `${file} ${place}`)
  expect(places).toEqual(
    expect.arrayContaining([
      'people.json [1].key',
      'contacts.json ',
      'unit.json ',
      'admission.json entry',
      'admission.json fees',
    ]),
  )
})

test('a folder that is no pack, and one that is not there, are refused', async () => {
  for (const place of [folder, join(folder, 'nowhere')])
    expect(await readPack(place)).toEqual({
      ok: false,
      problems: [{ file: '.', place: '', reason: expect.any(String) }],
    })
})
