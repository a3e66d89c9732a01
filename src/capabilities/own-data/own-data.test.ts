import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Applicant,
  acceptAll,
  begin,
  sentApplication,
  take,
  zara as zaraAnswers,
} from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { admission } from '../admission/index.ts'
import { verifyJournal } from '../cases/index.ts'

let town: TestHouse
let zara: Applicant
let officer: Visitor
let admin: Visitor
beforeAll(async () => {
  town = await testHouse()
  zara = await sentApplication(town)
  officer = await town.signedIn('officer@kslu.example')
  admin = await town.signedIn('admin@kslu.example')
})
afterAll(() => town.close())

const page = '/account/data'
const desk = '/desk/personal-data'

async function ask(visitor: Visitor, fields: Readonly<Record<string, string>>, place = 'kslu') {
  const key = hidden(await visitor.get(page), 'key')
  return visitor.post(`${page}/${place}`, { key, ...fields })
}

async function requestOf(visitor: Visitor, kind: string): Promise<string> {
  const { rows } = await town.owner.query<{ id: string }>(
    'select id from data_requests where kind = $1 order by asked_at desc limit 1',
    [kind],
  )
  expect((await visitor.get(`${desk}/${rows[0]?.id}`)).status).toBe(200)
  return `${desk}/${rows[0]?.id}`
}

/** The names in the index of a zip, and all its bytes as they are. */
async function archiveOf(visitor: Visitor) {
  const seen = await visitor.get(`${page}/archive`)
  expect(seen.response.headers.get('content-type')).toBe('application/zip')
  const bytes = Buffer.from(await seen.response.arrayBuffer())
  const names: string[] = []
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 46))
    names.push(bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString())
  return { bytes, names }
}

describe('one’s own data', () => {
  test('says what is kept, and gives everything as one file', async () => {
    const { text } = await zara.visitor.get(page)
    expect(text).toContain('SAMPLE Zara')
    expect(text).toContain('1 case, 5 papers')
    const { names } = await archiveOf(zara.visitor)
    expect(names).toContain('account.json')
    expect(names).toContain('kslu/data.json')
    expect(names.filter((name) => name.includes('/passport/'))).toHaveLength(1)
    const { rows } = await town.owner.query('select by_id from data_exports')
    expect(rows).toHaveLength(1)
  })

  test('of somebody who has applied nowhere is nothing but the address', async () => {
    const nobody = await town.signedIn('rector@kslu.example')
    expect((await nobody.get(page)).text).toContain('No university keeps anything about you here')
    expect((await archiveOf(nobody)).names).toEqual(['account.json'])
    expect((await ask(zara.visitor, { kind: 'erasure', text: 'x' }, 'kstu')).status).toBe(404)
  })

  test('is put right on request: asked once however often the form is sent, answered by a named officer', async () => {
    expect((await ask(zara.visitor, { kind: '', text: '' })).status).toBe(422)
    const key = crypto.randomUUID()
    for (let time = 0; time < 2; time += 1)
      await zara.visitor.post(`${page}/kslu`, { key, kind: 'correction', text: 'My school is <i>another</i> one' })
    const { text } = await officer.get(desk)
    expect(text.match(/Put something right/g)).toHaveLength(1)
    expect((await officer.get('/desk')).text).toContain('Personal data')
    const request = await requestOf(officer, 'correction')
    expect((await officer.get(request)).html).toContain('&lt;i&gt;another&lt;/i&gt;')
    await officer.post(request, { outcome: 'done', text: 'It reads Sample School now.' })
    const again = await admin.post(request, { outcome: 'refused', text: 'No.' })
    expect(again.status).toBe(409)
    expect(again.text).toContain('A colleague has answered meanwhile.')
    expect((await zara.visitor.get(page)).text).toContain('It reads Sample School now.')
    await town.settled()
    const { rows } = await town.owner.query("select to_address from mails where kind = 'own-data.done'")
    expect(rows).toEqual([{ to_address: zara.mail }])
  })

  test('is nobody else’s: another institution, the rector and strangers find nothing', async () => {
    const request = await requestOf(officer, 'correction')
    const foreign = await town.signedIn('admin@kstu.example')
    expect((await foreign.get(request)).status).toBe(404)
    expect((await (await town.signedIn('rector@kslu.example')).get(desk)).status).toBe(404)
    expect((await town.visitor().get(page)).location).toMatch(/^\/sign-in/)
  })
})

describe('erasing', () => {
  test('waits while the office works on a case', async () => {
    await ask(zara.visitor, { kind: 'erasure', text: 'Please erase everything' })
    const request = await requestOf(admin, 'erasure')
    expect((await admin.get(request)).text).toContain('The office still works on a case of this person.')
    const tried = await admin.post(`${request}/erasure`, { text: 'Erased.', sure: 'yes' })
    expect(tried.status).toBe(409)
    expect((await archiveOf(zara.visitor)).names.some((name) => name.includes('/passport/'))).toBe(true)
  })

  test('is an admin’s, said twice; papers and contacts go, decisions and letters stay, the journal holds', async () => {
    await officer.post(`${zara.desk}/documents/passport/record`, { number: 'ERASE 77', seen: '' })
    const notary = { kind: 'notarisation', byWhom: 'Sample Notary', key: crypto.randomUUID() }
    const form = new FormData()
    for (const [name, value] of Object.entries({
      ...notary,
      'onDay.day': '1',
      'onDay.month': '8',
      'onDay.year': '2026',
    }))
      form.set(name, value)
    await officer.ask(`${zara.desk}/documents/passport/attestations`, { method: 'POST', body: form })
    expect((await officer.get('/desk/search?q=ERASE77')).text).toContain('SAMPLE Zara')
    await acceptAll(officer, zara.desk)
    await take(officer, zara.desk, 'refuse', { ground: 'places', reason: 'Every place is taken.' })
    await town.settled()
    const request = await requestOf(admin, 'erasure')
    expect((await officer.post(`${request}/erasure`, { text: 'Erased.', sure: 'yes' })).status).toBe(404)
    expect((await admin.post(`${request}/erasure`, { text: 'Erased.' })).status).toBe(422)
    const blobs = await town.owner.query<{ blob_id: string }>('select blob_id from document_files')

    expect(await admin.post(`${request}/erasure`, { text: 'Erased.', sure: 'yes' })).toMatchObject({ status: 303 })
    for (const { blob_id } of blobs.rows) expect(await town.house.blobs.has(blob_id)).toBe(false)
    const { rows } = await town.owner.query(
      "select phone, email, birth_day, names::text from persons where shown_as = 'SAMPLE Zara'",
    )
    expect(rows).toEqual([{ phone: null, email: null, birth_day: null, names: '[]' }])
    expect((await officer.get('/desk/search?q=ERASE77')).text).not.toContain('SAMPLE Zara')
    expect((await officer.get(`${zara.desk}/documents/passport`)).text).not.toContain('ERASE 77')
    expect((await officer.get(`${zara.desk}/documents/passport`)).text).not.toContain('Sample Notary')
    const { text } = await officer.get(zara.desk)
    expect(text).toContain('Every place is taken.')
    expect(text).toContain('Erased on request')
    expect((await archiveOf(zara.visitor)).names.some((name) => name.includes('/passport/'))).toBe(false)
    const faults = verifyJournal(town.house.database, town.house.clock, 'kslu', [admission])
    expect(await Array.fromAsync(faults)).toEqual([])
    await town.settled()
    const mails = await town.owner.query("select to_address from mails where body like '%Erased.%'")
    expect(mails.rows).toEqual([{ to_address: zara.mail }])
  })
  test('of what was never sent leaves not even the name', async () => {
    const li = await begin(town)
    await li.visitor.post(`${li.my}/answers/you`, zaraAnswers.you)
    await ask(li.visitor, { kind: 'erasure', text: 'I have changed my mind' })
    const request = await requestOf(admin, 'erasure')
    await admin.post(`${request}/erasure`, { text: 'Gone.', sure: 'yes' })
    const { rows } = await town.owner.query(
      'select shown_as, title, typed::text from persons join cases on subject_id = persons.id where cases.id = $1',
      [li.id],
    )
    expect(rows).toEqual([{ shown_as: '—', title: '—', typed: '{}' }])
  })
})
