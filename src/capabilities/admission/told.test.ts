import { afterAll, beforeAll, expect, test } from 'vitest'
import { sentApplication, take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse()
})
afterAll(() => town?.close())

test('the mail that asks for something names each paper that came back, with its reason', async () => {
  const officer = await town.signedIn('officer@kslu.example')
  const zara = await sentApplication(town)
  const reason = 'The stamp on page 2 is cut off'
  await officer.post(`${zara.desk}/documents/education`, { state: 'returned', reason })
  expect((await take(officer, zara.desk, 'ask', { message: 'One paper, please' })).status).toBe(303)
  const { rows } = await town.owner.query("select body from mails where case_id = $1 and kind = 'admission.ask'", [
    zara.id,
  ])
  expect(rows[0].body).toContain(`One paper, please\n\n– School certificate: ${reason}\n\n`)
})
