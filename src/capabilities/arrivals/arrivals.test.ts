import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accept, offeredPlace } from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let aida: Visitor
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-10' })
  aida = await town.signedIn('officer@kslu.example')
})
beforeEach(() => goTo(town, '2026-09-10'))
afterAll(() => town.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const heading =
  'Full name;Date of birth;Citizenship;Passport number;Passport issued on;Passport valid until;Crossed the border on;Lives in;Address;Programme'

let serial = 0
/** Somebody of whom nobody has heard, in the words of a sheet. */
function person(
  other: Partial<
    Record<'name' | 'birth' | 'citizenship' | 'passport' | 'from' | 'to' | 'in' | 'programme', string>
  > = {},
) {
  serial += 1
  const letters = String(serial)
    .padStart(4, '0')
    .replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)] ?? '')
  const said = {
    ...{
      name: `QQ${letters} Sample${letters}`,
      birth: '07.03.2006',
      citizenship: 'Pakistan',
      passport: `PK${1_000_000 + serial}`,
    },
    ...{ from: '01.02.2022', to: '01.02.2032', in: '03.09.2026', programme: '', ...other },
  }
  return [
    said.name,
    said.birth,
    said.citizenship,
    said.passport,
    said.from,
    said.to,
    said.in,
    'hostel',
    'Hostel 2',
    said.programme,
  ].join(';')
}

async function upload(lines: readonly string[], who = aida, head = heading): Promise<Seen> {
  const form = new FormData()
  form.append('key', crypto.randomUUID())
  form.append('file', new File([[head, ...lines].join('\r\n')], 'september.csv', { type: 'text/csv' }))
  return who.ask('/desk/arrivals', { method: 'POST', body: form })
}

async function tried(lines: readonly string[]): Promise<{ address: string; page: Seen }> {
  const sent = await upload(lines)
  expect(sent.status).toBe(303)
  const address = sent.location ?? ''
  return { address, page: await aida.get(address) }
}

async function written(lines: readonly string[], fields: Readonly<Record<string, string>> = {}): Promise<string> {
  const { address } = await tried(lines)
  expect((await aida.post(`${address}/writing`, fields)).status).toBe(303)
  await town.settled()
  return address
}

const counted = (page: Seen) =>
  ['New people', 'Known already', 'To be asked about', 'With mistakes'].map((name) =>
    Number(new RegExp(`${name} (\\d+)`).exec(page.text)?.[1]),
  )
const personOf = async (passport: string) =>
  (await rows("select person_id from stay_records where number = $1 and kind = 'passport'", passport))[0]?.person_id

describe('item 12: a sheet of arrivals', () => {
  test('is tried first, and writes person, records, dates and student, who never applied', async () => {
    const line = person({ passport: 'AA7000001', programme: 'bachelor-530500' })
    const before = (await rows('select count(*)::int as count from persons'))[0].count
    const { address, page } = await tried([line])
    expect(counted(page)).toEqual([1, 0, 0, 0])
    expect((await rows('select count(*)::int as count from persons'))[0].count).toBe(before)
    expect((await aida.post(`${address}/writing`)).status).toBe(303)
    await town.settled()
    const result = await aida.get(address)
    expect(result.text).toContain('1 line is written, 1 person is new')
    const id = await personOf('AA7000001')
    const kinds = await rows('select kind from stay_records where person_id = $1 order by kind', id)
    expect(kinds.map(({ kind }) => kind)).toEqual(['crossing', 'home', 'passport'])
    expect(
      await rows("select due::text from stay_clocks where person_id = $1 and name = 'registration.first'", id),
    ).toEqual([{ due: '2026-09-10' }])
    const [student] = await rows('select id, number, case_id, state from students where person_id = $1', id)
    expect(student).toMatchObject({ case_id: null, state: 'accepted' })
    const record = await aida.get(`/desk/students/${student.id}`)
    expect(record.text).toContain('Jurisprudence')
    expect(record.status).toBe(200)
    expect((await aida.get(`/desk/persons/${id}`)).status).toBe(200)
    expect((await aida.get('/desk/students?search=AA7000001')).text).toContain(student.number)
    expect((await rows('select cells from arrival_imports where id = $1', address.split('/').at(-1)))[0].cells).toEqual(
      [],
    )
  })

  test('says line by line what is wrong, in the reader’s language, and writes nothing half', async () => {
    const right = person({ passport: 'AA7100001' })
    const lines = [
      right,
      person({ birth: '31.02.2006' }),
      person({ citizenship: 'Atlantis' }),
      person({ passport: 'АB7100002' }),
      person({ in: '11.09.2026' }),
      person({ birth: '', citizenship: '' }),
      person({ in: '09/25/2026' }),
      person({ to: '01.01.2022' }),
      person({ programme: 'Alchemy' }),
      person({ from: '#REF!' }),
      person({ passport: 'AA7100001' }),
      ';;;;;;;;;',
    ]
    const { address, page } = await tried(lines)
    expect(counted(page)).toEqual([1, 0, 0, 10])
    for (const said of [
      'Date of birth: not a day',
      'Citizenship: no country is called so',
      'Character 1 of the number, А, is a Cyrillic letter',
      'The border is crossed on a day that has not come yet',
      'Date of birth: is empty (of merged cells only the first one has a text)',
      'the month comes first',
      'It ends before it begins',
      'Programme: the office has no programme of this name',
      'a formula has failed here',
    ])
      expect(page.text).toContain(said)
    const refused = await aida.post(`${address}/writing`)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('There are lines with mistakes')
    expect(await personOf('AA7100001')).toBeUndefined()
    expect((await aida.post(`${address}/writing`, { leaveOut: 'yes' })).status).toBe(303)
    await town.settled()
    expect(await personOf('AA7100001')).toBeDefined()
    expect((await aida.get(address)).text).toContain('1 line is written')
  })

  test('the same person twice in one sheet is a mistake; the same sheet again writes nothing twice', async () => {
    const one = person({ passport: 'AA7200001' })
    const [again] = [one, one]
    expect((await tried([one, again])).page.text).toContain('the same person stands in line 2 already')
    await written([one])
    const before = await rows('select count(*)::int as count from stay_records')
    const { address, page } = await tried([one])
    expect(counted(page)).toEqual([0, 1, 0, 0])
    expect(page.text).toContain('1 has nothing new')
    await aida.post(`${address}/writing`)
    await town.settled()
    expect(await rows('select count(*)::int as count from stay_records')).toEqual(before)
    const moved = one.replace('Hostel 2', 'Hostel 3')
    await written([moved])
    const id = await personOf('AA7200001')
    expect((await rows("select from stay_records where person_id = $1 and kind = 'home'", id)).length).toBe(2)
    expect((await rows("select from stay_records where person_id = $1 and kind = 'passport'", id)).length).toBe(1)
  })

  test('somebody who may be the same is asked about: the same, another one, or left out', async () => {
    const known = person({ name: 'DOUBLE Leila', passport: 'AA7300001', birth: '29.02.2004' })
    await written([known])
    const leila = await personOf('AA7300001')
    const perhaps = person({ name: 'Leyla Double', passport: 'AA7300002', birth: '29.02.2004' })
    const { address, page } = await tried([perhaps])
    expect(counted(page)).toEqual([0, 0, 1, 0])
    expect(page.text).toContain('It is DOUBLE Leila, born 29 February 2004')
    const refused = await aida.post(`${address}/writing`)
    expect(refused.status).toBe(409)
    await aida.post(`${address}/answers`, { 'line.2': leila })
    expect(counted(await aida.get(address))).toEqual([0, 1, 0, 0])
    await aida.post(`${address}/answers`, { 'line.2': 'skip' })
    expect((await aida.post(`${address}/writing`)).text).toContain('There is nothing to write')
    await aida.post(`${address}/answers`, { 'line.2': 'new' })
    expect((await aida.post(`${address}/writing`)).status).toBe(303)
    await town.settled()
    expect(await personOf('AA7300002')).not.toBe(leila)
  })

  test('an undoing takes everything back that nobody has worked with, and the sheet may come again', async () => {
    const lines = [person({ passport: 'AA7400001', programme: 'bachelor-530500' }), person({ passport: 'AA7400002' })]
    const address = await written(lines)
    const [first, second] = [await personOf('AA7400001'), await personOf('AA7400002')]
    const [home] = await rows("select id from stay_records where person_id = $1 and kind = 'home'", second)
    const on = { 'on.day': '10', 'on.month': '9', 'on.year': '2026', why: 'Moved' }
    expect((await aida.post(`/desk/persons/${second}/stay/records/${home.id}/ending`, on)).status).toBe(303)
    expect((await aida.post(`${address}/undoing`)).status).toBe(303)
    expect((await aida.post(`${address}/undoing`)).status).toBe(409)
    const page = await aida.get(address)
    expect(page.text).toContain('1 line stays')
    expect((await rows("select from stay_records where person_id = $1 and state <> 'mistake'", first)).length).toBe(0)
    expect((await rows('select from students where person_id = $1', first)).length).toBe(0)
    expect((await rows('select from stay_clocks where person_id = $1', first)).length).toBe(0)
    expect(await rows("select kind from stay_records where person_id = $1 and state <> 'mistake'", second)).toEqual([
      { kind: 'home' },
    ])
    const again = await tried(lines)
    expect(counted(again.page)).toEqual([0, 2, 0, 0])
  })

  test('two hundred lines are written in the background, with their dates', async () => {
    const lines = Array.from({ length: 200 }, (_, at) =>
      person({ passport: `BB${8_000_000 + at}`, programme: at % 2 ? 'bachelor-530500' : '' }),
    )
    const { address } = await tried(lines)
    expect((await aida.post(`${address}/writing`)).status).toBe(303)
    await town.settled()
    expect((await aida.get(address)).text).toContain('200 lines are written, 200 people are new')
    const dates = await rows(
      `select from stay_clocks where name = 'registration.first'
         and person_id in (select person_id from stay_records where number like 'BB8%')`,
    )
    expect(dates.length).toBe(200)
  }, 90_000)
})

describe('whom the program knows already', () => {
  test('somebody who was admitted here is found by the passport of the admission', async () => {
    const applicant = await offeredPlace(town, aida)
    await accept(applicant)
    const [{ person: id }] = await rows('select subject_id as person from cases where id = $1', applicant.id)
    const line = person({ name: 'Zara Sample', passport: 'AB 1234567', birth: '07.03.2006' })
    const { page } = await tried([line])
    expect(counted(page)).toEqual([0, 1, 0, 0])
    expect(page.html).toContain(`/desk/persons/${id}/stay`)
  })
})

describe('columns and files', () => {
  test('a heading that nobody knows is said once, and known the next time', async () => {
    const head = heading.replace('Passport number', 'Загран')
    const line = person({ passport: 'AA7500001' })
    const sent = await upload([line], aida, head)
    const address = sent.location ?? ''
    const columns = [
      'name',
      'birthDay',
      'citizenship',
      'passport.number',
      'passport.from',
      'passport.to',
      'crossing.from',
      'home.place',
      'home.address',
      'programme',
    ]
    const chosen = Object.fromEntries(columns.map((field, at) => [`column.${at}`, field]))
    expect((await aida.post(`${address}/columns`, { headingRow: '1', ...chosen })).status).toBe(303)
    expect(counted(await aida.get(address))).toEqual([1, 0, 0, 0])
    expect((await aida.post(`${address}/dropping`)).location).toBe('/desk/arrivals')
    expect((await aida.get(address)).status).toBe(404)
    const next = await upload([line], aida, head)
    expect(counted(await aida.get(next.location ?? ''))).toEqual([1, 0, 0, 0])
  })

  test('a wrong file is refused on the page; the template reads back', async () => {
    const wrong = await aida.upload('/desk/arrivals', [
      { name: 'a.pdf', bytes: Buffer.from('%PDF-1.4'), type: 'application/pdf' },
    ])
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('This is neither a workbook')
    expect((await aida.post('/desk/arrivals', { key: 'x' })).text).toContain('Choose a file')
    for (const format of ['xlsx', 'csv']) {
      const template = await aida.ask(`/desk/arrivals/template.${format}`, {})
      const bytes = new Uint8Array(await template.response.clone().arrayBuffer())
      const sent = await aida.upload('/desk/arrivals', [{ name: `t.${format}`, bytes }])
      const [fresh = 0, known = 0, ...rest] = counted(await aida.get(sent.location ?? ''))
      // The example may be somebody whom another test has admitted.
      expect([fresh + known, ...rest]).toEqual([1, 0, 0])
    }
  })

  test('another institution, a rector and a stranger find nothing', async () => {
    const { address } = await tried([person()])
    const asel = await town.signedIn('officer@kstu.example')
    expect((await asel.get(address)).status).toBe(404)
    expect((await asel.post(`${address}/writing`)).status).toBe(404)
    const rector = await town.signedIn('rector@kslu.example')
    expect((await rector.get('/desk/arrivals')).status).toBe(404)
    expect((await upload([person()], rector)).status).toBe(404)
    expect((await town.visitor().get('/desk/arrivals')).location).toContain('/sign-in')
  })

  test('two officers who write one sheet at once write it once', async () => {
    const { address } = await tried([person({ passport: 'AA7600001' })])
    const cholpon = await town.signedIn('admin@kslu.example')
    await Promise.all([aida.post(`${address}/writing`), cholpon.post(`${address}/writing`)])
    await town.settled()
    expect((await rows("select from stay_records where number = 'AA7600001'")).length).toBe(1)
    expect(hidden(await aida.get('/desk/arrivals'), 'key')).toBeTruthy()
  })
})
