import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Database } from '../../platform/database/index.ts'
import { type LawBook, lawBook, lawInUse, newestEdition, readLawBook } from '../law/index.ts'
import { loadPacks, restoreRecord, shippedPacks } from './load.ts'

let town: TestHouse
let database: Database
let folder: string
const all = ['institutions/eimu', 'institutions/kslu', 'institutions/kstu', 'law/kg']

beforeAll(async () => {
  town = await testHouse({ jobs: false })
  database = town.house.database
  folder = await mkdtemp(join(tmpdir(), 'kopuro-packs-copy-'))
})
afterAll(async () => {
  await town.close()
  await rm(folder, { recursive: true })
})

/** Every test begins with the shipped packs, loaded, and a copy of them to change. */
beforeEach(async () => {
  await rm(folder, { recursive: true })
  await cp(fileURLToPath(shippedPacks), folder, { recursive: true })
  for (const key of ['eimu', 'kslu', 'kstu']) {
    const tables = ['contacts', 'staff', 'programmes', 'admission_terms', 'units'] as const
    for (const table of tables) await database.within(key).deleteFrom(table).execute()
  }
  await database.shared.updateTable('institutions').set({ pack_hash: null, edited_at: null }).execute()
  await loadPacks(database, folder)
})

async function rewrite(file: string, from: string, to: string) {
  const before = await readFile(join(folder, file), 'utf8')
  expect(before).toContain(from)
  await writeFile(
    join(folder, file),
    before.replace(from, () => to),
  )
}

/** Where a row lies changes whenever it is written, even with what it already says. */
async function places(key: string) {
  const { rows } = await sql<{ place: string }>`
    select 'unit ' || id || xmin as place from units union all select 'staff ' || id || xmin from staff
    union all select 'contact ' || id || xmin from contacts union all select 'programme ' || id || xmin from programmes
    union all select 'terms ' || id || xmin from admission_terms order by place`.execute(database.within(key))
  return rows.map(({ place }) => place)
}

test('the second loading finds everything as it is and writes nothing', async () => {
  const before = await places('kstu')
  expect(before.length).toBeGreaterThan(30)
  expect(await loadPacks(database, folder)).toEqual({ loaded: [], unchanged: all, refused: [] })
  expect(await places('kstu')).toEqual(before)
})

test('of a changed pack only the changed record is written', async () => {
  const before = await places('kstu')
  await rewrite('institutions/kstu/people.json', '"Head of International Relations Department of KSTU"', '"Head"')
  const { loaded, unchanged } = await loadPacks(database, folder)
  expect(loaded).toEqual([{ folder: 'institutions/kstu', written: 1, kept: 0, removed: 0, closed: 0 }])
  expect(unchanged).toEqual(all.filter((name) => name !== 'institutions/kstu'))
  const after = await places('kstu')
  expect(after.filter((place) => !before.includes(place))).toEqual([expect.stringMatching(/^staff baichekirova/)])
})

test('a faulty pack is refused whole, with file, place and reason, and the others load', async () => {
  await rewrite('institutions/kslu/people.json', '"ru": "Ведущий специалист"', '"ru": ""')
  await rewrite('institutions/kslu/people.json', '"Director of the Institute"', '"Head of the Institute"')
  await rewrite('institutions/eimu/people.json', '"Vice-rector for Educational Process"', '"Vice-rector"')
  const { loaded, refused } = await loadPacks(database, folder)
  expect(loaded.map((pack) => pack.folder)).toEqual(['institutions/eimu'])
  expect(refused).toEqual([
    {
      folder: 'institutions/kslu',
      problems: [{ file: 'people.json', place: '[2].post.ru', reason: expect.stringContaining('empty') }],
    },
  ])
  const director = await database.within('kslu').selectFrom('staff').select('post').where('id', '=', 'naimanbayev')
  expect((await director.executeTakeFirstOrThrow()).post).toMatchObject({ en: 'Director of the Institute' })
})

test('a pack has to be what its folder says', async () => {
  await cp(join(folder, 'institutions/kslu'), join(folder, 'institutions/other'), { recursive: true })
  const { refused } = await loadPacks(database, folder)
  expect(refused).toEqual([
    { folder: 'institutions/other', problems: [expect.objectContaining({ file: 'institution.json', place: 'key' })] },
  ])
})

test('a record that somebody edited stays, is counted, and comes back when it is asked for', async () => {
  const db = database.within('kstu')
  const phone = () => db.selectFrom('contacts').select(['value', 'edited_at']).where('id', '=', 'phone')
  await db
    .updateTable('contacts')
    .set({ value: '+996312000000', edited_at: new Date() })
    .where('id', '=', 'phone')
    .execute()
  await rewrite('institutions/kstu/contacts.json', '"value": "+996312545151"', '"value": "+996312111111"')
  expect((await loadPacks(database, folder)).loaded).toMatchObject([{ folder: 'institutions/kstu', kept: 1 }])
  expect(await phone().executeTakeFirstOrThrow()).toMatchObject({ value: '+996312000000' })

  const record = { institution: 'kstu', table: 'contacts', id: 'phone' } as const
  expect(await restoreRecord(database, folder, record)).toBe(true)
  expect(await phone().executeTakeFirstOrThrow()).toEqual({ value: '+996312111111', edited_at: null })
})

test('an edited record is not brought back from a pack that is faulty', async () => {
  const db = database.within('kstu')
  await db.updateTable('staff').set({ name: 'Anna Example', edited_at: new Date() }).where('id', '=', 'sarto').execute()
  await rewrite('institutions/kstu/units.json', '"parent": null', '"parent": "nowhere"')
  const record = { institution: 'kstu', table: 'staff', id: 'sarto' } as const
  expect(await restoreRecord(database, folder, record)).toBe(false)
  const kept = await db.selectFrom('staff').selectAll().where('id', '=', 'sarto').executeTakeFirstOrThrow()
  expect(kept).toMatchObject({ name: 'Anna Example', edited_at: expect.any(Date) })
})

test('what leaves a pack goes, unless somebody edited it or points at it; a programme closes', async () => {
  await database
    .within('eimu')
    .updateTable('staff')
    .set({ edited_at: new Date() })
    .where('id', '=', 'osmonov')
    .execute()
  for (const [file, key] of [
    ['people', 'osmonov'],
    ['contacts', 'phone'],
    ['units', 'eimu-itg'],
    ['programmes', 'pharmacists'],
  ]) {
    const path = join(folder, `institutions/eimu/${file}.json`)
    const records: { key: string }[] = JSON.parse(await readFile(path, 'utf8'))
    await writeFile(path, JSON.stringify(records.filter((record) => record.key !== key)))
  }
  expect((await loadPacks(database, folder)).loaded).toEqual([
    { folder: 'institutions/eimu', written: 0, kept: 0, removed: 2, closed: 1 },
  ])
  const db = database.within('eimu')
  expect(await db.selectFrom('contacts').select('id').execute()).toEqual([])
  expect(await db.selectFrom('staff').select('id').where('id', '=', 'osmonov').execute()).toHaveLength(1)
  const closed = await db.selectFrom('programmes').selectAll().where('id', '=', 'pharmacists').executeTakeFirst()
  expect(closed).toMatchObject({ open_for_application: false })
})

test('a code that the level already has under another key is told, not thrown', async () => {
  await rewrite('institutions/kslu/programmes.json', '"key": "bachelor-530500"', '"key": "law"')
  expect((await loadPacks(database, folder)).refused).toEqual([
    {
      folder: 'institutions/kslu',
      problems: [{ file: 'programmes.json', place: '[0].code', reason: expect.stringContaining('bachelor-530500') }],
    },
  ])
})

const codesOf = (book: LawBook) => book.countries.map(({ code }) => code).filter((code) => ['AQ', 'QQ'].includes(code))

test('a new edition of the law is kept beside the one in use, which stays in use', async () => {
  const before = await newestEdition(database.shared)
  await rewrite('law/kg/countries.json', '"iso2": "AQ"', '"iso2": "QQ"')
  expect((await loadPacks(database, folder)).loaded.map((pack) => pack.folder)).toEqual(['law/kg'])
  const newest = await newestEdition(database.shared)
  expect(codesOf(await readLawBook(database.shared, newest))).toEqual(['QQ'])
  expect(codesOf(await readLawBook(database.shared, before))).toEqual(['AQ'])
  for (const key of ['eimu', 'kslu', 'kstu']) expect((await lawInUse(database.within(key)))?.hash).toBe(before)
  expect(codesOf(await lawBook(town.house, 'kslu'))).toEqual(['AQ'])
})

test('files that go back to an earlier edition bring it to the front, once', async () => {
  const before = await newestEdition(database.shared)
  const file = 'law/kg/countries.json'
  await rewrite(file, '"iso2": "AQ"', '"iso2": "QQ"')
  await loadPacks(database, folder)
  await rewrite(file, '"iso2": "QQ"', '"iso2": "AQ"')
  expect((await loadPacks(database, folder)).loaded.map((pack) => pack.folder)).toEqual(['law/kg'])
  expect(await newestEdition(database.shared)).toBe(before)
  expect((await loadPacks(database, folder)).unchanged).toEqual(all)
})

test('a broken edition of the law is refused with its line, the old one stays, and it is said until it is mended', async () => {
  const before = await newestEdition(database.shared)
  const kept = await readFile(join(folder, 'law/kg/rules.json'), 'utf8')
  await rewrite('law/kg/rules.json', '"id": "visa.support",', '"id": "visa.support"')
  const refusals = () => database.shared.selectFrom('pack_refusals').select(['folder', 'problems']).execute()
  const { refused } = await loadPacks(database, folder)
  expect(refused).toEqual([
    {
      folder: 'law/kg',
      problems: [expect.objectContaining({ file: 'rules.json', place: expect.stringMatching(/^line \d+/) })],
    },
  ])
  expect(await refusals()).toEqual(refused)
  expect(await newestEdition(database.shared)).toBe(before)
  await writeFile(join(folder, 'law/kg/rules.json'), kept)
  await loadPacks(database, folder)
  expect(await refusals()).toEqual([])
})

test('two programs that start together load once each record', async () => {
  await rewrite('institutions/kslu/people.json', '"Director of the Institute"', '"Head of the Institute"')
  const results = await Promise.all([loadPacks(database, folder), loadPacks(database, folder)])
  const written = results.flatMap(({ loaded }) => loaded.map((pack) => pack.written))
  expect(written.filter((count) => count > 0)).toEqual([1])
})

test('one institution does not see the units of another, and cannot write them', async () => {
  const seen = await database.within('kslu').selectFrom('units').select('institution_id').distinct().execute()
  expect(seen).toEqual([{ institution_id: 'kslu' }])
  expect(await database.shared.selectFrom('units').selectAll().execute()).toEqual([])
  const change = database
    .within('kslu')
    .updateTable('units')
    .set({ kind: 'group' })
    .where('institution_id', '=', 'kstu')
  expect((await change.executeTakeFirstOrThrow()).numUpdatedRows).toBe(0n)
})
