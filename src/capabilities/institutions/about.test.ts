import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { loadPacks, shippedPacks } from '../packs/index.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse({ jobs: false, today: '2026-09-01' })
})
afterAll(() => town.close())

const page = '/desk/office/unclear'

test('contradictions stand with both readings, and what visitors miss is named', async () => {
  const officer = await town.signedIn('officer@kstu.example')
  const { text } = await officer.get(page)
  expect(text).toContain('Aitmatov avenue 66')
  expect(text).toContain('The page says: “Conference Hall of the Kyrgyz State Technical University, avenue Mira 66”')
  const kslu = await town.signedIn('admin@kslu.example')
  expect((await kslu.get(page)).text).toContain('has no telephone number')
  expect((await kslu.get('/desk/office')).text).toMatch(/\d things to clear/)
})

test('an answer is written down with its name, stays through a loading, and can be opened again', async () => {
  const officer = await town.signedIn('officer@kstu.example')
  const empty = await officer.post(`${page}/street`, { answer: ' ' })
  expect(empty.status).toBe(422)
  expect(await officer.post(`${page}/street`, { answer: 'Renamed: <b>both</b> are right' })).toMatchObject({
    status: 303,
    location: `${page}?done=clearedDone`,
  })
  const { database } = town.house
  await database.shared.updateTable('institutions').set({ pack_hash: null }).where('id', '=', 'kstu').execute()
  await loadPacks(database, shippedPacks)
  const { html, text } = await officer.get(page)
  expect(html).toContain('Renamed: &lt;b&gt;both&lt;/b&gt; are right')
  expect(text.indexOf('Cleared')).toBeLessThan(text.indexOf('Aitmatov avenue 66'))
  await officer.post(`${page}/street/opening`)
  expect((await officer.get(page)).text).not.toContain('Renamed')
})

test('of two who clear one question the later reads what the first wrote, and keeps the own words', async () => {
  const [first, second] = await Promise.all(['officer', 'admin'].map((who) => town.signedIn(`${who}@kstu.example`)))
  const address = `${page}/street`
  expect((await first?.post(address, { answer: 'The first word' }))?.status).toBe(303)
  expect((await first?.post(address, { answer: 'The first word' }))?.status).toBe(303)
  const late = await second?.post(address, { answer: 'The second word' })
  expect(late?.status).toBe(409)
  expect(late?.text).toContain('You had written: The second word')
  expect(late?.text).toContain('The first word')
  const wrong = await second?.post(address, { answer: ' ' })
  expect(wrong?.text).toContain('Somebody cleared this before you')
  await first?.post(`${address}/opening`)
})

test('the rector and other institutions clear nothing up', async () => {
  const rector = await town.signedIn('rector@kstu.example')
  expect((await rector.get(page)).status).toBe(404)
  const admin = await town.signedIn('admin@kslu.example')
  expect((await admin.post(`${page}/street`, { answer: 'mine' })).status).toBe(404)
  expect((await admin.post(`${page}/nothing`, { answer: 'mine' })).status).toBe(404)
})

const unit = '/desk/office/units/kslu-iilir'
const given = {
  ...{ kind: 'institute', en: 'School of Law', ru: 'Школа права', ky: 'Укук мектеби' },
  ...{ 'since.day': '1', 'since.month': '8', 'since.year': '2026' },
}

test('R362–R363: a unit gets a new name from a day by an order; the history keeps the older ones', async () => {
  const admin = await town.signedIn('admin@kslu.example')
  expect((await admin.get(unit)).text).toContain('Decree of the Rector of KSLU')
  const order = { 'basis.en': 'Order 12', 'basis.ru': 'Приказ 12', 'basis.ky': '12-буйрук' }
  expect(await admin.post(unit, { ...given, ...order })).toMatchObject({ location: '/desk/office?done=unitRenamed' })
  const { text } = await town.visitor().get('/kslu/en/about')
  expect(text).toContain('School of Law')
  expect(text).toContain('1 August 2026 Named School of Law. Order 12')
  expect(text).toContain('1 October 2019')
  // The same form again changes nothing.
  const again = await admin.post(unit, given)
  expect(again.status).toBe(422)
  expect(again.text).toContain('The unit has a name from that day already.')
})

test('a name of before is history only; one of tomorrow waits; a slip keeps what was typed', async () => {
  const admin = await town.signedIn('admin@kslu.example')
  await admin.post(unit, { ...given, en: 'Older', ru: 'Старый', ky: 'Эски', 'since.year': '2015' })
  expect((await town.visitor().get('/kslu/en/about')).text).toContain('School of Law')
  const future = await admin.post(unit, { ...given, 'since.year': '2027' })
  expect(future.text).toContain('That day has not come yet')
  expect(future.html).toContain('value="School of Law"')
  const slip = await admin.post(unit, { ...given, 'since.day': '31', 'since.month': '2', kind: 'castle' })
  expect(slip.status).toBe(422)
  expect((await (await town.signedIn('officer@kslu.example')).get(unit)).status).toBe(404)
})
