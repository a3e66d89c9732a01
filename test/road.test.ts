import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from './house.ts'
import { jpeg } from './papers.ts'
import { hidden } from './visitor.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse()
})
afterAll(() => town.close())

test('a foreign citizen applies, the office admits, and the letter goes out', async () => {
  const zara = town.visitor()
  const apply = await zara.get('/kslu/en/apply')
  expect(apply.status).toBe(200)
  const begun = await zara.post('/kslu/en/apply', { mail: 'zara.sample@example.org', key: hidden(apply, 'key') })
  expect(begun.status).toBe(303)
  const my = begun.location ?? ''
  const sections = {
    level: { level: 'bachelor' },
    study: { programme: 'bachelor-530500', profile: '' },
    you: {
      familyName: 'SAMPLE',
      givenName: 'Zara',
      'birthDay.day': '7',
      'birthDay.month': '3',
      'birthDay.year': '2006',
      sex: 'female',
      citizenship: 'PK',
    },
    passport: {
      passportNumber: 'AB 1234567',
      passportCountry: 'PK',
      'passportIssued.day': '1',
      'passportIssued.month': '2',
      'passportIssued.year': '2022',
      'passportEnds.day': '1',
      'passportEnds.month': '2',
      'passportEnds.year': '2032',
    },
    education: { education: 'secondary', school: 'Sample College, Lahore', schoolCountry: 'PK', graduated: '2025' },
    contacts: {
      mail: 'zara.sample@example.org',
      phone: '+92 300 1234567',
      livesIn: 'PK',
      address: 'Sample street 1, Lahore',
    },
  }
  for (const [section, answers] of Object.entries(sections)) {
    const saved = await zara.post(`${my}/answers/${section}`, answers)
    expect([section, saved.status, saved.status === 303 ? '' : saved.text]).toEqual([section, 303, ''])
  }
  const documents = await zara.get(`${my}/documents`)
  for (const type of ['application-form', 'passport', 'education', 'transcript', 'visa-support']) {
    expect(documents.html).toContain(`id="${type}"`)
    const sent = await zara.upload(`${my}/documents/${type}`, [{ name: `${type}.jpg`, bytes: await jpeg(type) }])
    expect([type, sent.status, sent.status === 303 ? '' : sent.text]).toEqual([type, 303, ''])
  }
  const check = await zara.get(`${my}/check`)
  const sent = await zara.post(`${my}/steps/send`, { consent: 'yes', version: hidden(check, 'version') })
  expect([sent.status, sent.status === 303 ? '' : sent.text]).toEqual([303, ''])
  expect((await zara.get(my)).text).toContain('KSLU-2026-00001')

  const asel = await town.signedIn('officer@kslu.example')
  const list = await asel.get('/desk/cases/admission?q=sample')
  expect(list.text).toContain('SAMPLE Zara')
  const address = `/desk/cases/admission/${my.split('/').at(-1)}`
  for (const type of ['application-form', 'passport', 'education', 'transcript', 'visa-support']) {
    expect((await asel.post(`${address}/documents/${type}`, { state: 'accepted' })).status).toBe(303)
  }
  const ready = await asel.get(address)
  const admitted = await asel.post(`${address}/steps/admit`, { version: hidden(ready, 'version') })
  expect([admitted.status, admitted.status === 303 ? '' : admitted.text]).toEqual([303, ''])
  await town.settled()
  const after = await zara.get(my)
  expect(after.text).toContain('KSLU-2026/0001')
})
