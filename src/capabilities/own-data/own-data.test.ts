import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Applicant,
  acceptAll,
  answer,
  begin,
  bring,
  send,
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

/** What an erasure would have changed in a case. */
async function left(id: string) {
  const { rows } = await town.owner.query(
    `select (select count(*)::int from case_actions where case_id = $1 and action = 'data.erased') as erased,
       (select count(*)::int from case_words where case_id = $1 and guarded) as passport`,
    [id],
  )
  return rows[0]
}

/** The person of a case studies here and is in the country with a passport. */
async function studies(caseId: string, state: string) {
  await town.owner.query(
    `insert into students (institution_id, number, person_id, case_id, programme_name, level, since, state, state_since, words)
     select institution_id, 'KSLU-S-1', subject_id, id, '{"en":"Law","ru":"Право","ky":"Укук"}', 'bachelor', '2026-09-01',
       $2, '2026-09-01', '' from cases where id = $1`,
    [caseId, state],
  )
  await town.owner.query(
    `insert into stay_records (institution_id, person_id, kind, number, said, added_at, by_id, by_name)
     select institution_id, subject_id, 'passport', 'ERASE88', '{"country":"PK"}', now(), 'officer', 'Officer'
     from cases where id = $1`,
    [caseId],
  )
}

const numbersOfStay = async () =>
  (await town.owner.query<{ number: string }>('select number from stay_records')).rows.map(({ number }) => number)

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
    expect((await officer.get(`${desk}/${'-'.repeat(36)}`)).status).toBe(404)
    expect((await officer.get(`${zara.desk}/files/${'-'.repeat(36)}`)).status).toBe(404)
    expect((await (await town.signedIn('rector@kslu.example')).get(desk)).status).toBe(404)
    expect((await town.visitor().get(page)).location).toMatch(/^\/sign-in/)
  })
})

/** The records that stand in an archive. */
async function recordsIn(visitor: Visitor): Promise<string> {
  const { bytes } = await archiveOf(visitor)
  const name = bytes.indexOf('kslu/data.json')
  return inflateRawSync(bytes.subarray(name + 'kslu/data.json'.length), { finishFlush: 2 }).toString()
}

describe('an archive holds nobody else’s matters', () => {
  test('neither the links of others nor what colleagues wrote to each other, whoever’s address is named as one’s own', async () => {
    const li = await sentApplication(town)
    const dean = `${crypto.randomUUID()}@example.org`
    await officer.post(`${li.desk}/opinions`, {
      ...{ key: crypto.randomUUID(), name: 'Dean Sample', address: dean, unit: '', speaks: 'en' },
      ...{ 'until.day': '10', 'until.month': '9', 'until.year': '2026', question: 'Is her school a real one?' },
    })
    const { rows } = await town.owner.query('select number from cases where id = $1', [zara.id])
    await officer.post(`${li.desk}/links`, { number: rows[0].number, word: 'Sisters, I think' })
    await officer.post(`${li.desk}/owner`, { owner: 'me', word: '' })
    const told = await recordsIn(li.visitor)
    expect(told).toContain('paper.added')
    expect(told).toContain('admission.send')
    for (const secret of ['/p/', dean, 'a real one?', 'Sisters', rows[0].number, zara.id, 'owner.taken'])
      expect([secret, told.includes(secret)]).toEqual([secret, false])

    // Somebody names the dean's address as their own.
    await town.owner.query('update persons set email = $1 where id = (select subject_id from cases where id = $2)', [
      dean,
      li.id,
    ])
    expect(await recordsIn(li.visitor)).not.toContain('/p/')
    expect((await li.visitor.get(li.my)).html).not.toContain('/p/')
  })
})

describe('erasing', () => {
  test('that is refused has changed nothing, also in cases that are closed', async () => {
    const li = await sentApplication(town)
    await take(officer, li.desk, 'refuse', { ground: 'places', reason: 'Every place is taken.' })
    const again = await li.visitor.post('/kslu/en/apply', { mail: li.mail, key: crypto.randomUUID() })
    const open = { ...li, my: again.location ?? '', id: again.location?.split('/').at(-1) ?? '' }
    await answer(open)
    await bring(open)
    expect((await send(open)).status).toBe(303)
    await ask(li.visitor, { kind: 'erasure', text: 'Everything' })
    const request = await requestOf(admin, 'erasure')
    expect((await admin.post(`${request}/erasure`, { text: 'Erased.', sure: 'yes' })).status).toBe(409)
    expect(await left(li.id)).toEqual({ erased: 0, passport: 1 })
  })

  test('is for nothing when a colleague has refused it meanwhile', async () => {
    const li = await sentApplication(town)
    await take(officer, li.desk, 'refuse', { ground: 'places', reason: 'Every place is taken.' })
    await ask(li.visitor, { kind: 'erasure', text: 'Everything' })
    const request = await requestOf(admin, 'erasure')
    await officer.post(request, { outcome: 'refused', text: 'The law keeps it.' })
    expect((await admin.post(`${request}/erasure`, { text: 'Erased.', sure: 'yes' })).status).toBe(409)
    expect(await left(li.id)).toEqual({ erased: 0, passport: 1 })
  })

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
    const blobs = await town.owner.query<{ blob_id: string }>(
      'select blob_id from document_files f join documents d on d.id = f.document_id where d.case_id = $1',
      [zara.id],
    )

    await studies(zara.id, 'enrolled')
    const tooSoon = await admin.post(`${request}/erasure`, { text: 'Erased.', sure: 'yes' })
    expect([tooSoon.status, tooSoon.text.includes('on the list of students')]).toEqual([409, true])
    expect(await numbersOfStay()).toEqual(['ERASE88'])
    expect(await recordsIn(zara.visitor)).toContain('ERASE88')
    await town.owner.query("update students set state = 'graduated'")

    expect(await admin.post(`${request}/erasure`, { text: 'Erased.', sure: 'yes' })).toMatchObject({ status: 303 })
    expect(await numbersOfStay()).toEqual([''])
    for (const { blob_id } of blobs.rows) expect(await town.house.blobs.has(blob_id)).toBe(false)
    const { rows } = await town.owner.query(
      'select p.phone, p.email, birth_day, names::text from persons p join cases on subject_id = p.id where cases.id = $1',
      [zara.id],
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
  test('ends the links by which others read the case', async () => {
    const li = await sentApplication(town)
    const address = `${crypto.randomUUID()}@example.org`
    await officer.post(`${li.desk}/opinions`, {
      ...{ key: crypto.randomUUID(), name: 'Dean Sample', address, unit: '', speaks: 'en' },
      ...{ 'until.day': '10', 'until.month': '9', 'until.year': '2026', question: 'Is it enough?' },
    })
    const { rows } = await town.owner.query('select body from mails where to_address = $1', [address])
    const path = /\/p\/[\w-]+/.exec(rows[0]?.body ?? '')?.[0] ?? ''
    const dean = town.visitor()
    await dean.post(`${path}/opening`)
    expect((await dean.get(path)).text).toContain('SAMPLE Zara')
    await take(officer, li.desk, 'refuse', { ground: 'places', reason: 'Every place is taken.' })
    await ask(li.visitor, { kind: 'erasure', text: 'Everything' })
    const request = await requestOf(admin, 'erasure')
    expect((await admin.post(`${request}/erasure`, { text: 'Erased.', sure: 'yes' })).status).toBe(303)
    const seen = await dean.get(path)
    expect([seen.text.includes('SAMPLE'), seen.text.includes('taken back')]).toEqual([false, true])
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
