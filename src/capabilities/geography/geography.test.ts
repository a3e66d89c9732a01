import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse()
})
afterAll(() => town.close())

test('everybody sees the partners on a map whose countries are links, keeps the filter in the address, and finds the list', async () => {
  const visitor = town.visitor('ru')
  const page = await visitor.get('/kstu/ru/partners/map')
  expect(page.status).toBe(200)
  expect(page.html).toMatch(/<a href="\/kstu\/ru\/partners\/map\?country=DE#list" aria-label="Германия: \d+ партн/)
  expect(page.text).toContain('Одно из приоритетных направлений')
  const china = await visitor.get('/kstu/ru/partners/map?country=CN&kind=university')
  expect(china.html).toContain('href="/kstu/ru/partners#swpu"')
  expect(china.html).not.toContain('href="/kstu/ru/partners#daad"')
  expect(china.html).toContain('/kstu/en/partners/map?kind=university&amp;country=CN')
  expect((await visitor.get('/kstu/ru/partners')).html).toContain('href="/kstu/ru/partners/map"')
  expect((await visitor.get('/nowhere/ru/partners/map')).status).toBe(404)
})

test('the office sees what is not public too, and takes the numbers along', async () => {
  const officer = await town.signedIn('officer@kstu.example')
  const page = await officer.get('/desk/geography?region=cis')
  expect(page.text).toContain('Agreements by the year of their signature')
  const csv = (await officer.get('/desk/geography/numbers.csv')).html
  expect(csv).toMatch(/"Germany";"DE";"Europe";"\d+";"\d+"/)
  expect((await officer.get('/desk/geography?kind=nonsense&country=%00')).status).toBe(200)
  expect((await town.visitor().get('/desk/geography')).location).toMatch(/sign-in/)
})
