import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptAll, sentApplication, take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg } from '../../../test/papers.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let officer: Visitor
let rector: Visitor
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@kslu.example')
  rector = await town.signedIn('rector@kslu.example')
})
afterAll(() => town?.close())

const day = (name: string, year: string, month: string, date: string) => ({
  [`${name}.year`]: year,
  [`${name}.month`]: month,
  [`${name}.day`]: date,
})
const entry = {
  sender: 'Embassy of an Invented Republic',
  subject: 'Request about a student',
  ...day('receivedOn', '2026', '8', '31'),
  way: 'post',
  theirNumber: '12/34',
  ...day('theirDate', '2026', '8', '20'),
  caseNumber: '',
  answerNumber: '',
  note: '',
}

async function enter(visitor: Visitor, other: Readonly<Record<string, string>> = {}) {
  return visitor.post('/desk/incoming', { ...entry, key: crypto.randomUUID(), ...other })
}
const pageOf = (location: string | null) => (location ?? '').split('?')[0] ?? ''

async function withLetter() {
  const applicant = await sentApplication(town)
  await acceptAll(officer, applicant.desk)
  await take(officer, applicant.desk, 'admit')
  const db = town.house.database.within('kslu')
  const { number } = await db
    .selectFrom('cases')
    .select('number')
    .where('id', '=', applicant.id)
    .executeTakeFirstOrThrow()
  const letter = await db
    .selectFrom('letters')
    .select(['id', 'number'])
    .where('case_id', '=', applicant.id)
    .executeTakeFirstOrThrow()
  return { applicant, number: number ?? '', letter }
}

describe('letters that came in', () => {
  test('twenty at once get twenty numbers, without a gap or a double, and each university its own', async () => {
    const asel = await town.signedIn('officer@kstu.example')
    const twenty = Array.from({ length: 20 }, () => enter(officer))
    await Promise.all([...twenty, enter(asel)])
    const { rows } = await town.owner.query(
      'select institution_id as place, array_agg(sequence order by sequence) as numbers from incoming_letters group by 1 order by 1',
    )
    expect(rows).toEqual([
      { place: 'kslu', numbers: Array.from({ length: 20 }, (_, at) => at + 1) },
      { place: 'kstu', numbers: [1] },
    ])
    expect((await officer.get('/desk/incoming')).text).toContain('20 letters, numbers 1 to 20: no number is missing')
    expect((await asel.get('/desk/incoming')).text).not.toContain('IN-2026/0002')
  })

  test('the same form three times at once is one letter and takes one number', async () => {
    const key = crypto.randomUUID()
    const seen = await Promise.all([1, 2, 3].map(() => enter(officer, { key, sender: 'Once' })))
    expect(new Set(seen.map(({ location }) => location)).size).toBe(1)
    expect((await officer.get('/desk/incoming')).text).toContain('numbers 1 to 21')
  })

  test('what is wrong is said, and nothing typed is lost', async () => {
    const seen = await enter(officer, {
      sender: '',
      subject: 'About <b>this</b>',
      ...day('receivedOn', '2026', '13', '1'),
      way: 'pigeon',
    })
    expect(seen.status).toBe(422)
    expect(seen.html).toContain('About &lt;b&gt;this')
    expect(seen.html.match(/href="#(sender|receivedOn|way)"/g)).toHaveLength(3)
    const later = await enter(officer, day('receivedOn', '2026', '9', '2'))
    expect(later.text).toContain('This day hasn’t come yet')
    expect((await enter(officer, day('theirDate', '2026', '9', '1'))).text).toContain('can’t be dated after')
    expect((await enter(officer, { caseNumber: 'KSTU-2026-00001' })).text).toContain('no case with this number')
    expect((await enter(officer, { answerNumber: 'KSLU-1999/0001' })).text).toContain('no outgoing letter')
    expect((await officer.get('/desk/incoming')).text).toContain('numbers 1 to 21')
  })

  test('belongs to a case and is answered by a letter: both pages lead to each other', async () => {
    const { applicant, number, letter } = await withLetter()
    const page = pageOf(
      (await enter(officer, { caseNumber: number.toLowerCase(), answerNumber: letter.number })).location,
    )
    const seen = await officer.get(page)
    expect(seen.html).toContain(`/desk/cases/admission/${applicant.id}`)
    expect(seen.html).toContain(`/desk/letters/${letter.id}`)
    expect((await officer.get(applicant.desk)).html).toContain(page)
    expect((await officer.get('/desk/incoming?state=answered')).html.match(/IN-2026\/\d{4}<\/a>/g)).toHaveLength(1)
    expect((await officer.get('/desk/incoming?q=EMBASSY&state=void')).text).toContain('Nothing fits')
  })

  test('a correction keeps what stood there; of two at once the second is told', async () => {
    const page = pageOf((await enter(officer, { subject: 'Frist' })).location)
    const version = hidden(await officer.get(page), 'version')
    const corrections = await Promise.all(
      ['First', 'Second'].map((subject) => officer.post(`${page}/corrections`, { ...entry, subject, version })),
    )
    expect(corrections.map(({ status }) => status).sort()).toEqual([303, 409])
    const late = corrections.find(({ status }) => status === 409)
    expect(late?.text).toContain('has corrected this letter meanwhile')
    const seen = await officer.get(page)
    expect(seen.text).toMatch(/About: “Frist” became “(First|Second)”/)
    expect(seen.text).not.toContain('By post” became')
  })

  test('is never deleted: it is void with a reason, and keeps its number', async () => {
    const page = pageOf((await enter(officer)).location)
    expect((await officer.post(`${page}/void`, { reason: ' ' })).status).toBe(422)
    expect((await officer.post(`${page}/void`, { reason: 'Entered twice' })).status).toBe(303)
    const seen = await officer.get(page)
    expect(seen.text).toContain('Entered twice')
    expect(seen.html).not.toContain('/corrections')
    await officer.post(`${page}/corrections`, { ...entry, subject: 'After all', version: '1' })
    expect((await officer.get(page)).text).not.toContain('After all')
    expect((await officer.get('/desk/incoming')).text).toContain('no number is missing')
    await expect(town.owner.query('delete from incoming_letters')).rejects.toThrow('history')
  })

  test('a scan goes through the checks of every file; the same twice is one', async () => {
    const page = pageOf((await enter(officer)).location)
    const bytes = await jpeg('scan')
    for (let time = 0; time < 2; time += 1)
      expect((await officer.upload(`${page}/scans`, [{ name: 'scan.jpg', bytes }])).status).toBe(303)
    const bad = await officer.upload(`${page}/scans`, [
      { name: 'letter.pdf', bytes: new TextEncoder().encode('MZ program') },
    ])
    expect([bad.status, bad.text.includes('This file was not taken')]).toEqual([422, true])
    expect((await officer.upload(`${page}/scans`, [])).text).toContain('Choose a file first')
    const { rows } = await town.owner.query("select id from register_scans where name = 'scan.jpg'")
    expect(rows).toHaveLength(1)
    const seen = await rector.get(`${page}/scans/${rows[0].id}`)
    expect([seen.status, seen.response.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const asel = await town.signedIn('officer@kstu.example')
    expect((await asel.get(`${page}/scans/${rows[0].id}`)).status).toBe(404)
    const other = pageOf((await enter(officer)).location)
    expect((await officer.get(`${other}/scans/${rows[0].id}`)).status).toBe(404)
    expect((await town.owner.query('select 1 from unclaimed_blobs')).rowCount).toBe(0)
  })

  test('the rector reads, and writes nothing; an applicant and another university see nothing', async () => {
    const page = pageOf((await enter(officer)).location)
    expect((await rector.get(page)).status).toBe(200)
    expect((await rector.get('/desk/incoming')).html).not.toContain('/desk/incoming/new')
    expect((await rector.get('/desk/incoming/new')).status).toBe(404)
    expect((await enter(rector)).status).toBe(404)
    expect((await rector.post(`${page}/void`, { reason: 'x' })).status).toBe(404)
    expect((await (await town.signedIn('zoe@example.org')).get(page)).status).toBe(404)
    const asel = await town.signedIn('officer@kstu.example')
    expect((await asel.get(page)).status).toBe(404)
    expect((await asel.post(`${page}/corrections`, { ...entry, version: '1' })).status).toBe(404)
  })
})

describe('the register of outgoing letters', () => {
  test('is narrowed by words, kind and state', async () => {
    const { letter } = await withLetter()
    const seen = await officer.get(`/desk/letters?year=2026&q=sample+zara&kind=admission.letter&state=in-force`)
    expect(seen.html).toContain(letter.number)
    expect(seen.text).toContain('Letter of admission')
    expect((await officer.get('/desk/letters?year=2026&state=revoked')).text).toContain('Nothing fits')
    expect((await officer.get("/desk/letters?year=2026&q='%25_")).text).toContain('Nothing fits')
    expect((await officer.get('/desk/letters?year=two')).status).toBe(404)
  })

  test('leaves as a sheet that runs nothing, and who took it is written down', async () => {
    await enter(officer, { sender: '=HYPERLINK("http://evil.example")', subject: 'Formula' })
    const csv = await (await officer.get('/desk/incoming/export.csv?q=formula')).response.text()
    expect(csv).toContain(`"'=HYPERLINK`)
    expect(csv.trim().split('\r\n')).toHaveLength(2)
    const xlsx = await officer.get('/desk/letters/export.xlsx?year=2026')
    expect(
      Buffer.from(await xlsx.response.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    const { rows } = await town.owner.query('select procedure, by_name, cases from case_exports order by at')
    expect(rows.map(({ procedure }) => procedure)).toEqual(['incoming', 'letters'])
    expect(rows[0].cases).toBe(1)
    expect((await town.visitor().get('/desk/letters/export.csv')).status).toBe(303)
  })
})
