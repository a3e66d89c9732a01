import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../platform/database/index.ts'
import { loadPacks, shippedPacks } from '../packs/index.ts'
import { startTestDatabase, type TestDatabase } from '../packs/testing.ts'
import { personForm, sayPhone, valueForm } from './rules.ts'
import { findInstitution, officeOf, saveContact, savePerson, signatoryOf } from './store.ts'

let running: TestDatabase
let database: Database

beforeAll(async () => {
  running = await startTestDatabase()
  database = running.database
  await loadPacks(database, shippedPacks)
})
afterAll(() => running.end())

test('an institution brings its settings with their source, and who signs its letters', async () => {
  const kstu = await findInstitution(database.shared, 'kstu')
  if (!kstu) throw new Error('KSTU is not loaded')
  expect(kstu.settings.answerWithinWorkingDays).toMatchObject({ value: 5, unit: 'working-days', verified: false })
  expect(kstu.letterLanguages).toEqual(['ru', 'en'])
  expect(await signatoryOf(database.within('kstu'), kstu)).toMatchObject({ name: 'Baichekirova Venera Kachkynbaevna' })
  expect(await findInstitution(database.shared, 'nowhere')).toBeNull()
})

test('a changed post is read at once, and a new loading of the packs leaves it', async () => {
  const db = database.within('kslu')
  const changed = { name: 'Askarbekov Dur Erkinbekovich', en: 'Deputy', ru: 'Заместитель', ky: 'Орун басары' }
  expect(await savePerson(db, 'askarbekov', changed, new Date())).toBe(true)
  await database.shared.updateTable('institutions').set({ pack_hash: null }).where('id', '=', 'kslu').execute()
  expect((await loadPacks(database, shippedPacks)).loaded).toMatchObject([{ folder: 'institutions/kslu', kept: 1 }])
  const found = (await officeOf(db)).staff.find(({ id }) => id === 'askarbekov')
  expect(found).toMatchObject({ post: { ru: 'Заместитель' }, isEdited: true })
})

test('nobody changes what belongs to another institution', async () => {
  const change = { value: '+996312000000', text: null }
  expect(await saveContact(database.within('kslu'), 'head-phone-1', change, new Date())).toBe(false)
})

test.each([
  ['+996705508455', '+996 705 508 455'],
  ['+996312547759', '+996 312 54 77 59'],
  ['+4930123456', '+4930123456'],
])('%s is said %s', (number, said) => expect(sayPhone(number)).toBe(said))

test('a form refuses what is no contact of its kind, and takes a number as people type it', () => {
  expect(valueForm('phone').parse({ value: ' +996 (312) 54-51-51 ' })).toEqual({ value: '+996312545151' })
  for (const [kind, value] of [
    ['phone', 'call me'],
    ['postcode', '7200'],
    ['website', 'javascript:alert(1)'],
    ['email', 'nobody'],
  ] as const)
    expect(valueForm(kind).safeParse({ value }).success).toBe(false)
  expect(personForm.safeParse({ name: 'Anna Example', en: 'Head', ru: 'Руководитель', ky: '' }).success).toBe(false)
})
