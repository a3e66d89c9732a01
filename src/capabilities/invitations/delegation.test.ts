import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answers, take } from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'

const firstDay = '2026-11-22'
let town: TestHouse
let aida: Visitor
let rector: Visitor
let other: Visitor
beforeAll(async () => {
  town = await testHouse({ today: firstDay })
  aida = await town.signedIn('officer@kslu.example')
  rector = await town.signedIn('rector@kslu.example')
  other = await town.signedIn('officer@kstu.example')
})
beforeEach(() => goTo(town, firstDay))
afterAll(() => town.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const on = (field: string, day: string): Answers => {
  const [year = '', month = '', date = ''] = day.split('-')
  return { [`${field}.day`]: date, [`${field}.month`]: month, [`${field}.year`]: year }
}

const answers = {
  who: { organisation: 'Sample University', organisationCountry: 'CN', leader: 'SAMPLE Li' },
  visit: {
    purpose: 'переговоры о сотрудничестве',
    ...on('visitFrom', '2026-12-10'),
    ...on('visitTo', '2026-12-12'),
    hostUnit: 'kslu-iilir',
    hostPerson: 'SAMPLEOV Test, head',
    stayAddress: 'Sample hotel',
    programme: '10.12.2026 10:00 Встреча с ректором\n12.12.2026 Отъезд',
  },
  visa: { visaFrom: 'CN', consulate: 'Beijing', entries: 'single' },
  basis: { basis: 'individual' },
}
const deskOf = (id: string) => `/desk/cases/invitation/${id}`
const membersOf = (id: string) => `/desk/invitations/${id}/members`

/** A delegation that is being prepared, with everything but its members. */
async function delegation(): Promise<string> {
  const key = crypto.randomUUID()
  const form = { key, kind: 'delegation', name: 'Sample University', mail: '', language: 'en' }
  const id = (await aida.post('/desk/invitations/new', form)).location?.split('/').at(-1) ?? ''
  for (const [section, given] of Object.entries(answers)) {
    const seen = await aida.post(`${deskOf(id)}/fill/answers/${section}`, given)
    if (seen.status !== 303) throw new Error(seen.text)
  }
  return id
}

const li = {
  familyName: 'SAMPLE',
  givenName: 'Li',
  ...on('birthDay', '1975-02-28'),
  citizenship: 'CN',
  passportNumber: 'E1000001',
  ...on('passportIssued', '2020-01-01'),
  ...on('passportEnds', '2030-01-01'),
  post: 'Rector',
}
const line = (at: number, more: Readonly<Record<number, string>> = {}) =>
  [
    `SAMPLE${String.fromCharCode(65 + (at % 26))}${'x'.repeat(Math.floor(at / 26))}`,
    'Bo',
    '02.03.1980',
    'China',
    `E2${1000 + at}`,
    '01.01.2020',
    '01.01.2030',
    'Dean',
  ]
    .map((cell, column) => more[column] ?? cell)
    .join(';')

/** What was pasted goes as the page sends it: as a form that could carry a file. */
function sheet(who: Visitor, id: string, lines: string, file?: Uint8Array): Promise<Seen> {
  const form = new FormData()
  form.append('lines', lines)
  if (file) form.append('file', new File([new Uint8Array(file)], 'members.csv'))
  return who.ask(`${membersOf(id)}/sheet`, { method: 'POST', body: form })
}

const count = async (id: string): Promise<number> => {
  const [row] = await rows(
    `select jsonb_array_length(coalesce(typed ->> 'members', '[]')::jsonb) as count from cases where id = $1`,
    id,
  )
  return row.count
}
const add = async (id: string, more: Answers = {}, key: string = crypto.randomUUID()) =>
  aida.post(membersOf(id), { key, ...li, ...more })
const step = (id: string, name: string, fields: Answers = {}) => take(aida, deskOf(id), name, fields)

/** A delegation of two whose invitation was approved. */
async function approved(): Promise<string> {
  const id = await delegation()
  await sheet(aida, id, [line(1), line(2)].join('\n'))
  for (const [name, fields] of [
    ['sign', {}],
    ['submit', { number: '5', ...on('on', firstDay) }],
    ['approve', { reference: 'VP-5', ...on('on', firstDay), ...on('until', '') }],
  ] as const) {
    const seen = await step(id, name, fields)
    if (seen.status !== 303) throw new Error(seen.text)
  }
  return id
}

describe('R025: a delegation', () => {
  test('has its members typed one by one; the same form twice adds one, and a twin is named', async () => {
    const id = await delegation()
    expect((await step(id, 'sign')).text).toContain('has no members yet')
    const key = crypto.randomUUID()
    await Promise.all([add(id, {}, key), add(id, {}, key)])
    expect(await count(id)).toBe(1)
    const twin = await add(id, { passportNumber: 'E9', citizenship: 'US' })
    expect([twin.status, twin.text.includes('named already: member 1')]).toEqual([409, true])
    expect(twin.html).toContain('value="E9"')
    const page = await aida.get(membersOf(id))
    for (const said of ['SAMPLE Li', 'China', 'E1000001', 'Rector']) expect(page.text).toContain(said)
  })

  test('the second member is held against the visit like the first', async () => {
    const id = await delegation()
    await add(id)
    const more = { givenName: 'Mo', passportNumber: 'E2', ...on('passportEnds', '2026-12-11') }
    const seen = await add(id, more)
    expect([seen.status, seen.text.includes('ends within the visit')]).toEqual([422, true])
    expect((await sheet(aida, id, line(1, { 6: '11.12.2026' }))).text).toContain('ends within the visit')
    expect(await count(id)).toBe(1)
  })

  test('two officers who add at once lose nobody', async () => {
    const id = await delegation()
    await Promise.all(
      ['E1', 'E2', 'E3'].map((passportNumber, at) => add(id, { passportNumber, givenName: `Li${'x'.repeat(at)}` })),
    )
    expect(await count(id)).toBe(3)
  })

  test.each([
    [{ familyName: 'SАMPLE' }, 'no Latin ones: А'],
    [on('passportEnds', '2026-12-11'), 'ends within the visit'],
    [on('passportEnds', '2026-12-01'), 'ends before the visit'],
    [on('birthDay', '2001-02-29'), 'no such day'],
    [{ citizenship: 'QQ' }, 'Choose'],
    [{ familyName: '' }, 'Family name'],
  ])('a member with %j is refused, and what was typed stays', async (more, said) => {
    const id = await delegation()
    const seen = await add(id, more)
    expect(seen.status).toBe(422)
    expect(seen.text).toContain(said)
    expect(seen.html).toContain('value="Rector"')
    expect(await count(id)).toBe(0)
  })

  test('is taken from a sheet, pasted or as a file, with or without a heading; the same again adds nobody', async () => {
    const id = await delegation()
    const pasted = await sheet(aida, id, `Фамилия;Имя\n${line(1)}\n\n${line(2)}`)
    expect([pasted.status, pasted.text.includes('2 members were added')]).toEqual([200, true])
    const again = await sheet(aida, id, [line(1), line(2), line(3)].join('\n'))
    expect(again.text).toContain('1 member was added; 2 lines were there already')
    const file = Buffer.from(`\uFEFF${[line(4), line(5)].join('\r\n')}`)
    expect((await sheet(aida, id, '', file)).text).toContain('2 members were added')
    expect(await count(id)).toBe(5)
  })

  test('names every bad line of a sheet in the reader’s language, and takes nobody', async () => {
    const id = await delegation()
    const lines = [
      line(1, { 0: 'САМПЛ' }),
      line(2, { 3: 'China / USA' }),
      line(3, { 3: 'Нигде' }),
      line(4, { 2: '31.02.1980' }),
      line(5, { 6: '11.12.2026' }),
      line(6, { 4: 'Е1234' }),
    ]
    const seen = await sheet(aida, id, lines.join('\n'))
    expect(seen.status).toBe(422)
    for (const said of [
      'Line 1, Family name: These letters are no Latin ones: С А М П Л',
      'Line 2, Citizenship: “China / USA” names two citizenships',
      'Line 3, Citizenship: There is no country “Нигде”',
      'Line 4, Day of birth: There is no such day',
      'Line 5, Passport valid until: The passport ends within the visit',
      'Line 6, Passport number: These letters are no Latin ones: Е',
    ])
      expect(seen.text).toContain(said)
    expect(seen.html).toContain('САМПЛ')
    expect(await count(id)).toBe(0)
    await aida.post('/language', { language: 'ru' })
    const russian = await sheet(aida, id, lines.join('\n'))
    await aida.post('/language', { language: 'en' })
    expect(russian.text).toContain('Строка 2, Гражданство')
  })

  test('a member named twice in a sheet, an empty sheet and a picture are refused', async () => {
    const id = await delegation()
    const twice = await sheet(aida, id, [line(1), line(2), line(1, { 4: 'E7777' })].join('\n'))
    expect([twice.status, twice.text.includes('Line 3: this person is named already, as member 1')]).toEqual([
      409,
      true,
    ])
    expect((await sheet(aida, id, '')).text).toContain('Paste lines or choose a file')
    expect((await sheet(aida, id, '', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1]))).text).toContain(
      'neither a workbook (.xlsx) nor a table of text',
    )
    expect((await sheet(aida, id, '', Buffer.alloc(2_100_000, 'a'))).text).toContain('larger than 2 MB')
    expect(await count(id)).toBe(0)
  })

  test('of 200 goes into one letter that lists all, and is found by a member’s name; of 301 it is too many', async () => {
    const id = await delegation()
    const lines = Array.from({ length: 200 }, (_, at) => line(at))
    expect((await sheet(aida, id, lines.join('\n'))).text).toContain('200 members were added')
    const more = Array.from({ length: 101 }, (_, at) => line(300 + at))
    expect((await sheet(aida, id, more.join('\n'))).text).toContain('At most 300 members')
    expect((await step(id, 'sign')).status).toBe(303)
    const [letter] = await rows(`select id, content from letters where case_id = $1`, id)
    expect(letter.content.people.rows.length).toBe(200)
    expect(letter.content.people.rows[199]).toContain('E21199')
    expect(letter.content.programme.rows).toEqual([
      ['10.12.2026', '10:00 Встреча с ректором'],
      ['12.12.2026', 'Отъезд'],
    ])
    expect(letter.content.versions[0].text).toContain('делегация Sample University, 200 человек')
    const pdf = await aida.get(`${deskOf(id)}/letters/${letter.id}`)
    expect(
      Buffer.from(await pdf.response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect((await aida.get('/desk/cases/invitation?q=SAMPLEBxxxxxxx')).text).toContain('Sample University')
    expect((await add(id)).status).toBe(409)
  })

  test('members are corrected and taken out while the letter is prepared, and once a visit moves away from a passport it can’t be signed', async () => {
    const id = await delegation()
    await sheet(aida, id, [line(1, { 6: '20.12.2026' }), line(2)].join('\n'))
    const [row] = await rows(`select (typed ->> 'members')::jsonb -> 0 ->> 'id' as id from cases where id = $1`, id)
    const later = { ...answers.visit, ...on('visitTo', '2026-12-24') }
    await aida.post(`${deskOf(id)}/fill/answers/visit`, later)
    expect((await step(id, 'sign')).text).toContain('The data of member 1 don’t fit the visit')
    const at = `${membersOf(id)}/${row.id}`
    expect((await aida.get(at)).html).toContain('value="E21001"')
    expect((await aida.post(at, { ...li, ...on('passportEnds', '2031-01-01') })).status).toBe(303)
    expect((await aida.post(`${at}/removal`)).status).toBe(303)
    expect((await aida.post(`${at}/removal`)).status).toBe(303)
    expect(await count(id)).toBe(1)
    expect((await step(id, 'sign')).status).toBe(303)
    expect((await aida.get(membersOf(id))).text).toContain('as it was signed')
  })

  test('each member has a state; who arrives becomes a person with passport and crossing, and the rest follow with the group', async () => {
    const id = await approved()
    const ids = (
      await rows(`select jsonb_array_elements(facts -> 'members') ->> 'id' as id from cases where id = $1`, id)
    ).map((row) => row.id)
    const say = (member: string, state: string, day: string) =>
      aida.post(`${membersOf(id)}/${member}/state`, { state, ...on('on', day) })
    expect((await step(id, 'visa')).status).toBe(409)
    goTo(town, '2026-12-28')
    expect((await say(ids[0], 'arrived', '2026-12-23')).text).toContain('can be used only once')
    expect((await say(ids[0], 'visa', '2026-12-29')).text).toContain('hasn’t come yet')
    await say(ids[0], 'visa', '2026-12-01')
    await Promise.all([say(ids[0], 'arrived', '2026-12-23'), say(ids[0], 'arrived', '2026-12-23')])
    await say(ids[1], 'refused', '2026-12-02')
    const page = await aida.get(membersOf(id))
    for (const said of ['Arrived', '23 December 2026', 'Visa refused']) expect(page.text).toContain(said)
    expect((await say(ids[0], 'absent', '2026-12-24')).text).toContain('has entered the country')
    const people = await rows(`select shown_as from persons where shown_as like 'SAMPLEB %'`)
    expect(people.length).toBe(1)
    const records = await rows(`select kind, number from stay_records where case_id = $1 order by kind`, id)
    expect(records).toEqual([
      { kind: 'crossing', number: '' },
      { kind: 'passport', number: 'E21001' },
    ])
    await say(ids[1], 'expected', '2026-12-03')
    expect((await step(id, 'enter', on('on', '2026-12-20'))).status).toBe(303)
    expect((await rows(`select from stay_records where case_id = $1 and kind = 'crossing'`, id)).length).toBe(2)
    expect((await aida.get(deskOf(id))).text).toContain('Arrived: 2')
  })

  test('is changed by no rector, no other institution and no stranger; without the right to look no passport is shown', async () => {
    const id = await delegation()
    await add(id)
    const member = `${membersOf(id)}/${crypto.randomUUID()}`
    expect((await aida.get(member)).status).toBe(404)
    for (const who of [rector, other]) {
      expect((await who.post(membersOf(id), { key: crypto.randomUUID(), ...li })).status).toBe(404)
      expect((await sheet(who, id, line(1))).status).toBe(404)
      expect((await who.get(member)).status).toBe(404)
    }
    expect((await other.get(membersOf(id))).status).toBe(404)
    const seen = await rector.get(membersOf(id))
    expect([seen.status, seen.text.includes('SAMPLE Li'), seen.text.includes('E1000001')]).toEqual([200, true, false])
    expect((await town.visitor().get(membersOf(id))).location).toContain('/sign-in')
  })

  test('a new one from an expired one has all its members, and none of their states', async () => {
    const id = await approved()
    goTo(town, '2026-12-23')
    const cancelled = await step(id, 'expire')
    expect(cancelled.status).toBe(303)
    const next = (await aida.post(`/desk/invitations/${id}/again`)).location?.split('/').at(-1) ?? ''
    expect(await count(next)).toBe(2)
    expect((await aida.get(membersOf(next))).text).toContain('Nothing known yet')
    expect(hidden(await aida.get(deskOf(next)), 'version')).not.toBe('')
  })
})
