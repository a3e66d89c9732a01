import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, sentApplication } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let officer: Visitor
let admin: Visitor
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@kslu.example')
  admin = await town.signedIn('admin@kslu.example')
})
afterAll(() => town?.close())

const reasons = '/desk/settings/reasons'
const own = { en: 'Wrong colour.', ru: 'Не тот цвет.', ky: 'Түсү башка.' }

async function addReason(text = own): Promise<string> {
  const page = await admin.get(reasons)
  const address = /href="(\/desk\/settings\/reasons\/[0-9a-f-]{36})"[^>]*>Add a reason/.exec(page.html)?.[1] ?? ''
  const saved = await admin.post(address, text)
  expect(saved.location).toBe(`${reasons}?done=saved`)
  return address
}

async function reasonOf({ id }: Applicant, type: string): Promise<{ state: string; reason: string | null }> {
  const { rows } = await town.owner.query('select state, reason from documents where case_id = $1 and type = $2', [
    id,
    type,
  ])
  return rows[0]
}

describe('an officer returns a paper', () => {
  test('with a ready-made reason, which the applicant reads in their own language, and with own words as typed', async () => {
    const zara = await sentApplication(town)
    await town.owner.query('update persons set language = $1 where email = $2', ['ru', zara.mail])
    const decision = { state: 'returned', ready: 'not-translated', reason: 'Page 2 too' }
    expect((await officer.post(`${zara.desk}/documents/passport`, decision)).status).toBe(303)
    const { reason } = await reasonOf(zara, 'passport')
    expect(reason).toBe('Нет перевода. Добавьте перевод на русский или кыргызский язык.\nPage 2 too')
    const own = { state: 'returned', ready: '', reason: 'Only these words' }
    await officer.post(`${zara.desk}/documents/transcript`, own)
    expect((await reasonOf(zara, 'transcript')).reason).toBe('Only these words')
  })

  test('and must say why: what was chosen and typed is still there', async () => {
    const zara = await sentApplication(town)
    const empty = await officer.post(`${zara.desk}/documents/passport`, { state: 'returned', ready: '', reason: '  ' })
    expect(empty.status).toBe(422)
    expect(empty.html).toMatch(/<details class="more" open>\s*<summary><span>Return it/)
    const waived = await officer.post(`${zara.desk}/documents/passport`, { state: 'waived', ready: 'blurred' })
    expect(waived.status).toBe(422)
    expect((await reasonOf(zara, 'passport')).state).toBe('uploaded')
  })

  test('but not with a reason that was retired while they were choosing: their words are kept on the page', async () => {
    const zara = await sentApplication(town)
    const address = await addReason()
    const key = address.split('/').at(-1) ?? ''
    expect((await officer.get(zara.desk)).text).toContain('Wrong colour.')
    await admin.post(`${address}/retirement`)
    expect((await officer.get(zara.desk)).text).not.toContain('Wrong colour.')
    const decision = { state: 'returned', ready: key, reason: 'my own words' }
    const refused = await officer.post(`${zara.desk}/documents/passport`, decision)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('was retired meanwhile')
    expect(refused.html).toContain('my own words</textarea>')
    expect((await reasonOf(zara, 'passport')).state).toBe('uploaded')
  })

  test('while a colleague accepts it: one of the two is heard, the other is told', async () => {
    const zara = await sentApplication(town)
    const { html } = await officer.get(zara.desk)
    const [, first, seen = ''] = /documents\/([a-z-]+)".*?name="seen" value="(uploaded [^"]*)"/s.exec(html) ?? []
    expect(seen).toMatch(/^uploaded /)
    const both = await Promise.all([
      officer.post(`${zara.desk}/documents/${first}`, { state: 'returned', ready: 'blurred', seen }),
      admin.post(`${zara.desk}/documents/${first}`, { state: 'accepted', seen }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(both.find(({ status }) => status === 409)?.text).toContain('A colleague decided on this paper')
  })
})

describe('an admin', () => {
  test('adds a reason once, although the form comes twice, and changes one of the product’s', async () => {
    const address = await addReason({ en: 'Twice?', ru: 'Дважды?', ky: 'Эки жолубу?' })
    await admin.post(address, { en: 'Twice?', ru: 'Дважды?', ky: 'Эки жолубу?' })
    const list = await admin.get(reasons)
    expect(list.text.match(/Twice\?/g)).toHaveLength(1)
    const { rows } = await town.owner.query('select 1 from record_edits where record = $1', [
      `return_reasons/${address.split('/').at(-1)}`,
    ])
    expect(rows).toHaveLength(1)

    await admin.post(`${reasons}/blurred`, { en: 'Not sharp.', ru: 'Не резко.', ky: 'Даана эмес.' })
    const changed = await admin.get(reasons)
    expect(changed.text).toContain('Not sharp.')
    expect(changed.text).toContain('changed by Cholpon')
    await admin.post(`${reasons}/blurred/retirement`)
    expect((await admin.get(reasons)).text).toContain('Retired')
    await admin.post(`${reasons}/blurred/offer`)
    expect((await officer.get((await sentApplication(town)).desk)).text).toContain('Not sharp.')
  })

  test('must say it in all three languages; what was typed stays', async () => {
    const page = await admin.get(`${reasons}/${crypto.randomUUID()}`)
    expect(page.status).toBe(200)
    const slipped = await admin.post(`${reasons}/${crypto.randomUUID()}`, { en: 'Only English', ru: '', ky: ' ' })
    expect(slipped.status).toBe(422)
    expect(slipped.html).toContain('Only English</textarea>')
    expect((await admin.post(`${reasons}/no-such`, own)).status).toBe(404)
    expect((await admin.post(`${reasons}/${crypto.randomUUID()}/retirement`)).status).toBe(404)
  })

  test('is an admin: an officer, a rector and another institution change nothing here', async () => {
    const address = await addReason({ en: 'Ours alone.', ru: 'Только наша.', ky: 'Биздики гана.' })
    const rector = await town.signedIn('rector@kslu.example')
    for (const visitor of [officer, rector]) {
      expect((await visitor.get(reasons)).status).toBe(404)
      expect((await visitor.post(address, own)).status).toBe(404)
    }
    const foreign = await town.signedIn('admin@kstu.example')
    expect((await foreign.get(reasons)).text).not.toContain('Ours alone.')
    expect((await foreign.get(reasons)).text).toContain('Part of the page is cut off')
  })
})
