import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Applicant,
  acceptAll,
  answer,
  begin,
  bring,
  placesOf,
  send,
  sentApplication,
  take,
} from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden } from '../../../test/visitor.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-01' })
})
afterAll(() => town.close())

async function another(from: Applicant, institution: string, source = from.id): Promise<Applicant> {
  const key = hidden(await from.visitor.get('/my/another'), 'key')
  const begun = await from.visitor.post('/my/another', { key, institution, from: source })
  if (begun.status !== 303) throw new Error(begun.text)
  return { ...from, ...placesOf(begun) }
}

const typedOf = async (id: string) =>
  (await town.owner.query('select typed from cases where id = $1', [id])).rows[0]?.typed ?? {}

describe('one more application', () => {
  test('takes over what is about the person, says whence, and nothing about the study', async () => {
    const zara = await sentApplication(town)
    const other = await another(zara, 'kstu')
    const typed = await typedOf(other.id)
    expect(typed).toMatchObject({
      familyName: 'SAMPLE',
      passportNumber: 'AB 1234567',
      graduated: '2025',
      phone: '+92 300 1234567',
    })
    for (const fact of ['level', 'programme', 'profile']) expect(typed).not.toHaveProperty(fact)
    const page = await zara.visitor.get(other.my)
    expect(page.text).toMatch(/Answers taken over from KSLU · KSLU-2026-\d+/)
  })

  test('is one when the form is sent twice; another one’s answers are nobody’s', async () => {
    const zara = await begin(town)
    const key = hidden(await zara.visitor.get('/my/another'), 'key')
    const both = await Promise.all(
      [1, 2].map(() => zara.visitor.post('/my/another', { key, institution: 'eimu', from: '' })),
    )
    expect(new Set(both.map(({ location }) => location)).size).toBe(1)
    const stranger = await begin(town)
    const fresh = hidden(await stranger.visitor.get('/my/another'), 'key')
    const tried = await stranger.visitor.post('/my/another', { key: fresh, institution: 'kstu', from: zara.id })
    expect(tried.status).toBe(422)
    for (const institution of ['', 'nowhere'])
      expect((await stranger.visitor.post('/my/another', { key: fresh, institution, from: '' })).status).toBe(422)
  })

  test('takes papers over as copies that stay when the first ones go', async () => {
    const zara = await begin(town)
    await answer(zara)
    await bring(zara)
    const other = await another(zara, 'kslu')
    expect((await zara.visitor.get(other.my)).text).toContain('Papers that you have here already')
    for (const _ of [1, 2])
      await zara.visitor.post(`${other.my}/copies`, { 'paper-passport': 'yes', 'paper-application-form': 'yes' })
    const files = async (id: string) =>
      (
        await town.owner.query(
          'select type, blob_id, sha256 from document_files file join documents on documents.id = document_id where case_id = $1 and removed_at is null',
          [id],
        )
      ).rows
    const copies = await files(other.id)
    expect(copies.map(({ type }) => type)).toEqual(['passport'])
    const first = (await files(zara.id)).find(({ type }) => type === 'passport')
    expect(copies[0]?.sha256).toBe(first?.sha256)
    expect(copies[0]?.blob_id).not.toBe(first?.blob_id)
    await town.house.blobs.remove(first?.blob_id)
    expect((await town.house.blobs.read(copies[0]?.blob_id)).length).toBeGreaterThan(0)
    const stranger = await begin(town)
    expect((await stranger.visitor.post(`${other.my}/copies`, { 'paper-education': 'yes' })).status).toBe(404)
  })

  test('is not offered a passport that has ended', async () => {
    const zara = await begin(town)
    await answer(zara)
    await bring(zara, ['passport', 'education'])
    await town.owner.query(`update cases set typed = typed || '{"passportEnds.year":"2025"}' where id = $1`, [zara.id])
    const page = await zara.visitor.get((await another(zara, 'kslu')).my)
    expect(page.html).toContain('paper-education')
    expect(page.html).not.toContain('paper-passport')
  })
})

describe('the order of choice', () => {
  const orderOf = async (zara: Applicant) => (await zara.visitor.get('/my')).html

  test('is changed by plain forms; the same form twice moves once', async () => {
    const first = await begin(town)
    const second = await another(first, 'kstu', '')
    const version = hidden(await first.visitor.get('/my'), 'version')
    await Promise.all([1, 2].map(() => first.visitor.post('/my/order', { version, up: second.id })))
    const { rows } = await town.owner.query('select case_ids, version from choice_orders where $1 = any (case_ids)', [
      first.id,
    ])
    expect(rows).toEqual([{ case_ids: [second.id, first.id], version: 1 }])
    expect(await orderOf(first)).toContain(`name="down" value="${second.id}"`)
    // Past the end, and of another one's application: nothing happens.
    const stranger = await begin(town)
    const now = hidden(await first.visitor.get('/my'), 'version')
    expect((await first.visitor.post('/my/order', { version: now, up: stranger.id })).status).toBe(303)
    const after = await town.owner.query('select case_ids from choice_orders where $1 = any (case_ids)', [first.id])
    expect(after.rows[0]?.case_ids).toEqual([second.id, first.id])
  })

  test('is seen by the officer among the applications there, and of others only what the person tells', async () => {
    const first = await sentApplication(town)
    const elsewhere = await another(first, 'kstu')
    const here = await another(first, 'kslu')
    await first.visitor.post(`${here.my}/answers/level`, { level: 'bachelor' })
    const officer = await town.signedIn('officer@kslu.example')
    expect((await officer.get(first.desk)).text).not.toContain('The person’s choice')
    expect((await officer.get(first.desk)).text).not.toContain("The person's choice")
    await answer(here)
    await bring(here)
    expect((await send(here)).status).toBe(303)
    const move = async (fields: Readonly<Record<string, string>>, path = '/my/order') =>
      first.visitor.post(path, { version: hidden(await first.visitor.get('/my'), 'version'), ...fields })
    await move({ up: here.id })
    await move({ up: here.id })
    expect((await officer.get(here.desk)).text).toContain('1st choice of 2 here')
    const page = await officer.get(first.desk)
    expect(page.text).toContain('2nd choice of 2 here')
    expect(page.text).not.toMatch(/in all|KSTU-/)
    expect(page.html).not.toContain(elsewhere.id)
    await move({ tells: 'yes' }, '/my/order/count')
    const told = await officer.get(first.desk)
    expect(told.text).toContain('2nd of 3 in all')
    expect(told.html).not.toContain(elsewhere.id)
    const asel = await town.signedIn('officer@kstu.example')
    expect((await asel.get(first.desk)).status).toBe(404)
  })
})

describe('when a place is accepted', () => {
  async function placed() {
    const zara = await sentApplication(town)
    const other = await another(zara, 'kstu')
    await town.owner.query(
      "update cases set stage = 'accepted', waiting_for = 'nobody', closed_at = now() where id = $1",
      [zara.id],
    )
    return { zara, other }
  }

  test('the others are withdrawn by one confirmation, those that stood on the page', async () => {
    const { zara, other } = await placed()
    const page = await zara.visitor.get('/my')
    expect(page.text).toContain('You have a place at KSLU')
    const cases = hidden(page, 'cases')
    const later = await another(zara, 'eimu')
    for (const _ of [1, 2]) await zara.visitor.post('/my/others/withdrawal', { after: zara.id, cases })
    const { rows } = await town.owner.query('select id, stage from cases where id = any ($1)', [[other.id, later.id]])
    expect(new Map(rows.map(({ id, stage }) => [id, stage]))).toEqual(
      new Map([
        [other.id, 'withdrawn'],
        [later.id, 'draft'],
      ]),
    )
  })

  test('or kept, and it is not asked again', async () => {
    const { zara, other } = await placed()
    await zara.visitor.post('/my/others/kept', { after: zara.id })
    expect((await zara.visitor.get('/my')).text).not.toContain('You have a place')
    await zara.visitor.post('/my/others/withdrawal', { after: zara.id, cases: other.id })
    const { rows } = await town.owner.query('select stage from cases where id = $1', [other.id])
    expect(rows[0]?.stage).toBe('draft')
  })

  test('nobody withdraws without a place', async () => {
    const zara = await begin(town)
    await zara.visitor.post('/my/others/withdrawal', { after: zara.id, cases: zara.id })
    expect((await zara.visitor.get(zara.my)).status).toBe(200)
    expect((await typedOf(zara.id)).mail).toBe(zara.mail)
    const { rows } = await town.owner.query('select stage from cases where id = $1', [zara.id])
    expect(rows[0]?.stage).toBe('draft')
    await acceptAll(zara.visitor, zara.desk).catch(() => {})
    expect((await take(zara.visitor, zara.desk, 'admit')).status).toBe(404)
  })
})
