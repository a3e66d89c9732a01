import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { keysByPage } from './rules.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse()
})
afterAll(() => town.close())

test('the page of keys says each key in three languages, and is one link away from everywhere on the desk', async () => {
  for (const language of ['ru', 'ky', 'en']) {
    const officer = await town.signedIn('officer@kslu.example', language)
    await officer.post('/language?to=/desk', { language })
    const { html } = await officer.get('/desk/keys')
    for (const keys of Object.values(keysByPage))
      for (const name of Object.values(keys).flat()) expect(html).toContain(`<kbd>${name}</kbd>`)
    expect((await officer.get('/desk')).html).toContain('href="/desk/keys" data-key="?"')
  }
})

test('whoever switches keys off is not sent what listens for them, until they switch them on again', async () => {
  const officer = await town.signedIn('officer@kslu.example')
  const listens = async () => /assets\/keys\./.test((await officer.get('/desk')).html)
  expect(await listens()).toBe(true)
  expect((await officer.post('/desk/keys', { keys: 'off' })).location).toBe('/desk/keys')
  expect(await listens()).toBe(false)
  expect((await officer.get('/desk/keys')).text).toContain('Keys are switched off')
  await officer.post('/desk/keys', { keys: 'nonsense' })
  expect(await listens()).toBe(false)
  await officer.post('/desk/keys', { keys: 'on' })
  expect(await listens()).toBe(true)
})

test('an applicant has no keys', async () => {
  const zoe = await town.signedIn('zoe@example.org')
  expect((await zoe.get('/desk/keys')).status).toBe(404)
  expect((await zoe.get('/my')).html).not.toMatch(/assets\/keys\./)
})
