import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Database } from '../../platform/database/index.ts'
import { loadPacks, shippedPacks } from '../packs/index.ts'
import { personForm, sayPhone, valueForm } from './rules.ts'
import { findInstitution, officeOf, signatoryOf } from './store.ts'

let town: TestHouse
let database: Database

beforeAll(async () => {
  town = await testHouse({ jobs: false })
  database = town.house.database
})
afterAll(() => town.close())

test('an institution brings its settings with their source, and who signs its letters', async () => {
  const kstu = await findInstitution(database.shared, 'kstu')
  if (!kstu) throw new Error('KSTU is not loaded')
  expect(kstu.settings.answerWithinWorkingDays).toMatchObject({ value: 5, unit: 'working-days', verified: false })
  expect(kstu.letterLanguages).toEqual(['ru', 'en'])
  expect(await signatoryOf(database.within('kstu'), kstu)).toMatchObject({ name: 'Baichekirova Venera Kachkynbaevna' })
  expect(await findInstitution(database.shared, 'nowhere')).toBeNull()
})

test('a post changed at the desk is read at once, survives a loading, and can be brought back', async () => {
  const admin = await town.signedIn('admin@kslu.example')
  const address = '/desk/office/people/askarbekov'
  const changed = { name: 'Askarbekov Dur Erkinbekovich', en: 'Deputy', ru: 'Заместитель', ky: 'Орун басары' }
  expect(await admin.post(address, changed)).toMatchObject({ status: 303, location: '/desk/office?done=saved' })
  await database.shared.updateTable('institutions').set({ pack_hash: null }).where('id', '=', 'kslu').execute()
  expect((await loadPacks(database, shippedPacks)).loaded).toMatchObject([{ folder: 'institutions/kslu', kept: 1 }])
  const found = (await officeOf(database.within('kslu'))).staff.find(({ id }) => id === 'askarbekov')
  expect(found).toMatchObject({ post: { ru: 'Заместитель' }, isEdited: true })
  expect((await admin.get('/desk/office')).text).toContain('Deputy Institute of International Law')

  expect(await admin.post(`${address}/restoration`)).toMatchObject({ location: '/desk/office?done=restored' })
  expect((await admin.get('/desk/office?done=restored')).text).toContain("The pack's version is back.")
  expect((await admin.get(address)).html).toContain('value="Заместитель директора"')
})

test('a slip keeps what was typed and says what is wrong', async () => {
  const admin = await town.signedIn('admin@kstu.example', 'ru')
  const refused = await admin.post('/desk/office/contacts/phone', { value: 'позвоните' })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('value="позвоните"')
  const person = await admin.post('/desk/office/people/sarto', { name: '', en: 'A', ru: 'Б', ky: 'В' })
  expect(person.status).toBe(422)
  expect(person.html).toContain('href="#name"')
})

test('an officer does not see the page, and an admin changes nothing of another institution', async () => {
  const officer = await town.signedIn('officer@kstu.example')
  expect((await officer.get('/desk/office')).status).toBe(404)
  expect((await town.visitor().get('/desk/office')).location).toMatch(/^\/sign-in/)
  const admin = await town.signedIn('admin@kslu.example')
  expect((await admin.post('/desk/office/contacts/head-phone-1', { value: '+996312000000' })).status).toBe(404)
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
