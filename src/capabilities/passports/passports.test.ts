import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answers, type Applicant, accept, offeredPlace, take } from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { lawOfToday } from '../law/index.ts'
import { addRecord, recordsOf } from '../stays/index.ts'
import { receiptData } from './receipt.ts'

let town: TestHouse
let officer: Visitor
let zara: Applicant
let person: string
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-01' })
  officer = await town.signedIn('officer@kslu.example')
  zara = await offeredPlace(town, officer)
  await accept(zara)
  person = (await rows('select person_id from students where case_id = $1', zara.id))[0].person_id
  // Here nobody has written a passport down yet: that of the admission goes.
  for (const table of ['stay_clocks', 'stay_changes', 'stay_records']) await rows(`delete from ${table}`)
})
beforeEach(() => goTo(town, '2026-11-20'))
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows

type Given = Omit<Parameters<typeof addRecord>[2], 'institution' | 'personId' | 'by' | 'law'>

async function write(given: Given): Promise<string> {
  const { house } = town
  const law = await lawOfToday(house)
  const by = { id: 'x', name: 'X' }
  return house.database
    .within('kslu')
    .transaction()
    .execute((tx) => addRecord(tx, house, { ...given, institution: 'kslu', personId: person, by, law }))
}

const on = (name: string, date: number, month: number, year = 2026) => ({
  [`${name}.day`]: String(date),
  [`${name}.month`]: String(month),
  [`${name}.year`]: String(year),
})
const address = '/desk/passports'
const page = () => `/desk/persons/${person}/passport`
const names = (text: string) => text.includes('SAMPLE Zara')

describe('R078: passports that end before the visa or the study', () => {
  test('nobody stands in the list before a passport is written down', async () => {
    expect((await officer.get(address)).text).toContain('No passport ends too early')
  })

  test('each reason finds the passport that it is about, and no other does', async () => {
    const old = { kind: 'passport', number: 'AB1234567', said: { country: 'PK' } } as const
    await write({ ...old, from: day('2022-02-01'), to: day('2027-02-01') })
    // The study lasts until 31 August 2030 by the length of the programme, for no contract says it.
    const study = await officer.get(`${address}?why=study`)
    expect([names(study.text), study.text.includes('31 August 2030')]).toEqual([true, true])
    expect(study.text).toContain('by the length of the programme')
    expect(names((await officer.get(`${address}?why=visa`)).text)).toBe(false)
    await write({
      ...{ kind: 'visa', number: 'V1', from: day('2026-09-10'), to: day('2027-02-02') },
      said: { visaKind: 'S', entries: 'multiple', country: '' },
    })
    expect(names((await officer.get(`${address}?why=visa`)).text)).toBe(true)
    expect(names((await officer.get(`${address}?why=soon`)).text)).toBe(true)
    expect(names((await officer.get(`${address}?why=ended`)).text)).toBe(false)
    await write({ kind: 'contract', from: day('2026-09-01'), to: day('2027-01-31') })
    expect(names((await officer.get(`${address}?why=study`)).text)).toBe(false)
    for (const [query, finds] of [
      ['', true],
      ['q=zara', true],
      ['q=%25', false],
      ['country=PK', true],
      ['country=IN', false],
      ['why=nonsense&after=x_y', true],
      ['after=2027-02-02_00000000-0000-0000-0000-000000000000', false],
    ] as const)
      expect([query, names((await officer.get(`${address}?${query}`)).text)]).toEqual([query, finds])
    goTo(town, '2027-02-02')
    expect(names((await officer.get(`${address}?why=ended`)).text)).toBe(true)
  })

  test('of two passports of one state the one that lasts longer counts; a merged record is its leader’s', async () => {
    const [{ id: other }] = await rows(
      "insert into persons (institution_id, shown_as, citizenship, merged_into) values ('kslu', 'SAMPLE Zara Two', 'PK', $1) returning id",
      person,
    )
    const longer = (to: string) =>
      rows(
        `insert into stay_records (institution_id, person_id, kind, number, from_on, to_on, said, added_at, by_id, by_name)
          values ('kslu', $1, 'passport', 'AB7', '2023-01-01', $2, '{"country":"PK"}', now(), 'x', 'X') returning id`,
        other,
        to,
      )
    const [{ id }] = await longer('2026-12-31')
    const list = await officer.get(`${address}?why=all`)
    expect(list.html.match(/\/desk\/persons\/[0-9a-f-]+\/passport"/g)).toHaveLength(1)
    expect(list.text).toContain('1 February 2027')
    await rows("update stay_records set to_on = '2032-12-31' where id = $1", id)
    expect(names((await officer.get(`${address}?why=visa`)).text)).toBe(false)
    expect((await officer.get(`${address}?why=all`)).html).toContain(`/desk/persons/${person}/passport`)
    await rows("update stay_records set state = 'mistake' where id = $1", id)
  })

  test('leaves as a sheet; who may not look at papers and who works elsewhere finds nothing', async () => {
    const sheet = await officer.get(`${address}/export.xlsx`)
    expect(sheet.response.headers.get('content-type')).toContain('spreadsheetml')
    await sheet.response.arrayBuffer()
    expect(await rows("select cases from case_exports where procedure = 'passports'")).toEqual([{ cases: 1 }])
    const rector = await town.signedIn('rector@kslu.example')
    for (const path of [address, `${address}/export.xlsx`, page()]) expect((await rector.get(path)).status).toBe(404)
    const other = await town.signedIn('officer@kstu.example')
    expect(names((await other.get(address)).text)).toBe(false)
    for (const id of [person, 'x', '%00', crypto.randomUUID()])
      expect([id, (await other.get(`/desk/persons/${id}/passport`)).status]).toEqual([id, 404])
    expect((await other.post(`${page()}/extension`)).status).toBe(404)
    expect((await other.post(`${page()}/sights`, on('seenOn', 1, 11))).status).toBe(404)
  })
})

describe('an original is seen and given back', () => {
  test('the same day by default, once a form, and nothing of the program says that it is kept', async () => {
    const seen = await officer.get(page())
    expect(seen.text).toContain('must not take or keep')
    expect(seen.text).toContain('Nobody has verified this rule yet')
    expect(seen.html).toMatch(/name="seenOn.day" value="20"/)
    const id = crypto.randomUUID()
    const record = (await recordsOf(town.house.database.within('kslu'), [person])).find(
      ({ kind }) => kind === 'passport',
    )
    const form = { id, form: 'seen', record: record?.id ?? '', ...on('seenOn', 20, 11) }
    await Promise.all([1, 2].map(() => officer.post(`${page()}/sights`, form)))
    expect(await rows('select number, returned_on::text from passport_sights')).toEqual([
      { number: 'AB1234567', returned_on: '2026-11-20' },
    ])
    expect((await officer.get(page())).text).toContain('Seen on 20 November 2026 and given back at once')
    const columns = await rows(
      "select column_name from information_schema.columns where table_name = 'passport_sights' and column_name ~ 'kept|keep|place|safe'",
    )
    expect(columns).toEqual([])
  })

  test('when it leaves the room its owner gets a receipt; longer than a day is a warning with the law', async () => {
    const id = crypto.randomUUID()
    const out = { toWhom: 'Sample Ministry', whatFor: 'the visa', ...on('backBy', 23, 11) }
    expect((await officer.post(`${page()}/sights`, { id, form: 'away', ...on('seenOn', 20, 11), ...out })).status).toBe(
      303,
    )
    expect((await officer.get('/desk')).text).not.toContain('Out of its owner')
    expect((await officer.get(address)).text).toContain('1 passport is out')
    const mine = await zara.visitor.get('/my/passports')
    expect(mine.text).toContain('Sample Ministry, the visa; back by 23 November 2026')
    for (const [visitor, path] of [
      [officer, page()],
      [zara.visitor, '/my/kslu/passport'],
    ] as const) {
      const pdf = await visitor.get(`${path}/sights/${id}/receipt.pdf`)
      expect((await pdf.response.text()).slice(0, 5)).toBe('%PDF-')
    }
    const stranger = await town.signedIn('zoe@example.org')
    expect((await stranger.get(`/my/kslu/passport/sights/${id}/receipt.pdf`)).status).toBe(404)
    expect((await stranger.get('/my/passports')).text).toContain('No university here follows your stay')
    expect((await stranger.post('/my/kslu/passport/extension')).status).toBe(404)

    goTo(town, '2026-11-22')
    expect((await officer.get('/desk')).text).toContain("Out of its owner's hands longer than a day")
    expect((await officer.get(page())).text).toContain('longer than a day')
    const back = `${page()}/sights/${id}/return`
    expect((await officer.post(back, on('returnedOn', 19, 11))).status).toBe(422)
    expect((await officer.post(back, on('returnedOn', 23, 11))).status).toBe(422)
    expect((await officer.post(back, on('returnedOn', 22, 11))).status).toBe(303)
    expect((await officer.post(back, on('returnedOn', 21, 11))).status).toBe(303)
    expect(await rows('select returned_on::text from passport_sights where id = $1', id)).toEqual([
      { returned_on: '2026-11-22' },
    ])
    expect((await officer.get('/desk')).text).not.toContain('Out of its owner')
    await expect(town.owner.query("update passport_sights set returned_on = null where to_whom = ''")).rejects.toThrow(
      'given_back_at_once',
    )
  })

  test('the receipt says who has it, for what and back by when, in both languages of letters', async () => {
    const { database } = town.house
    const [institution] = (
      await import('../institutions/index.ts').then((all) => all.listInstitutions(database.shared))
    ).filter(({ id }) => id === 'kslu')
    if (!institution) throw new Error('no kslu')
    const sight = {
      ...{ id: '1', personId: person, number: 'AB1', seenOn: day('2026-11-20'), at: new Date(0), byName: 'Aida' },
      out: { toWhom: 'Sample Ministry', whatFor: 'the visa', backBy: day('2026-11-23') },
      ...{ returnedOn: null, returnedByName: null },
    }
    const rule = (await lawOfToday(town.house)).rule('study.passport-keeping')
    const said = JSON.stringify(receiptData(sight, 'SAMPLE Zara', institution, rule))
    for (const word of [
      'Sample Ministry',
      'the visa',
      'AB1',
      'SAMPLE Zara',
      'Расписка',
      'Receipt',
      'must not take or keep',
    ])
      expect(said).toContain(word)
    expect(receiptData({ ...sight, out: null }, 'SAMPLE Zara', institution, rule)).toBeNull()
  })

  test.each([
    [{ form: 'seen', ...on('seenOn', 21, 11) }],
    [{ form: 'seen', ...on('seenOn', 31, 6) }],
    [{ form: 'seen', record: crypto.randomUUID(), ...on('seenOn', 20, 11) }],
    [{ form: 'away', ...on('seenOn', 20, 11) }],
    [{ form: 'away', ...on('seenOn', 20, 11), toWhom: 'A', whatFor: 'B', ...on('backBy', 19, 11) }],
    [{ form: 'away', ...on('seenOn', 20, 11), toWhom: 'A', whatFor: 'B', ...on('backBy', 20, 11, 2027) }],
    [{ form: 'away', ...on('seenOn', 20, 11), toWhom: 'Typed', whatFor: '', ...on('backBy', 21, 11) }],
  ])('bad input is met, and what was typed stays: %j', async (fields: Answers) => {
    const seen = await officer.post(`${page()}/sights`, fields)
    expect([seen.status, seen.html.includes('error-summary')]).toEqual([422, true])
    if (fields.toWhom === 'Typed') expect(seen.html).toContain('value="Typed"')
  })
})

describe('R077: a passport is extended through the embassy', () => {
  async function begun(): Promise<string> {
    const key = hidden(await officer.get(page()), 'key')
    const both = await Promise.all([1, 2].map(() => officer.post(`${page()}/extension`, { key })))
    expect(both[0]?.location).toBe(both[1]?.location)
    return both[0]?.location ?? ''
  }
  const stageOf = async (desk: string) =>
    (await rows('select stage from cases where id = $1', desk.split('/').at(-1)))[0].stage

  test('opened by the officer from the records, written to, answered, carried by its owner, seen, and what follows is said', async () => {
    await officer.post('/desk/embassies/new', {
      ...{ id: crypto.randomUUID(), country: 'PK', ru: 'Образцовое посольство', place: 'bishkek', letters: 'ru' },
      ...{ addresses: 'Invented street 9', source: 'a test', ...on('checkedOn', 1, 11) },
    })
    const registered = { from: day('2026-09-12'), to: day('2027-02-02'), said: { place: 'hostel' } }
    await write({ kind: 'registration', number: 'R1', ...registered })
    const desk = await begun()
    expect((await officer.get(desk)).text).toMatch(/KSLU-P-2026-\d{5}/)
    expect((await officer.get(`${desk}/fill/answers/passport`)).html).toContain('value="AB1234567"')
    await officer.post(`${desk}/fill/answers/request`, { wish: 'extend', phone: '+996 700 000000' })
    const check = await officer.get(`${desk}/fill/check`)
    const sending = await officer.post(`${desk}/fill/steps/send`, { version: hidden(check, 'version') })
    expect([sending.status, sending.text]).toEqual([303, ''])
    expect((await take(officer, desk, 'write')).status).toBe(303)
    const [letter] = await rows('select language, content from letters where case_id = $1', desk.split('/').at(-1))
    expect([letter.language, letter.content.addressee]).toEqual(['ru', ['Образцовое посольство', 'Invented street 9']])
    for (const said of [
      'SAMPLE Zara',
      'AB1234567',
      'продлить срок',
      'университет его не хранит',
      'Jurisprudence'.slice(0, 0),
    ])
      expect(letter.content.versions[0].text).toContain(said)
    const dates = await rows(
      'select name, due::text from case_deadlines where case_id = $1 order by due',
      desk.split('/').at(-1),
    )
    expect(dates.map(({ name }) => name)).toEqual(['begin', 'passport'])
    expect(dates[1]).toEqual({ name: 'passport', due: '2027-02-01' })

    expect((await take(officer, desk, 'dispatch', { ...on('sentOn', 21, 11), way: 'post' })).status).toBe(422)
    expect((await take(officer, desk, 'dispatch', { ...on('sentOn', 20, 11), way: 'pigeon' })).status).toBe(422)
    await take(officer, desk, 'dispatch', { ...on('sentOn', 20, 11), way: 'post' })
    await take(officer, desk, 'answer', { ...on('answeredOn', 20, 11), message: 'Come on Monday' })
    const my = `/my/kslu/${desk.split('/').at(-1)}`
    const mine = await zara.visitor.get(my)
    expect(mine.text).toContain('go there with your passport')
    expect(mine.text).not.toContain('has set itself')
    const version = hidden(mine, 'version')
    const early = { ...on('givenOn', 20, 11), ...on('readyOn', 19, 11) }
    expect((await zara.visitor.post(`${my}/steps/give`, { version, ...early })).status).toBe(409)
    expect((await zara.visitor.post(`${my}/steps/give`, { version, ...on('givenOn', 20, 11) })).status).toBe(303)
    expect(await stageOf(desk)).toBe('given')

    const fresh = { number: 'AB7654321', ...on('from', 18, 11), ...on('to', 17, 11, 2036), ...on('seenOn', 20, 11) }
    for (const wrong of [
      { number: 'АВ7654321' },
      on('from', 21, 11),
      on('to', 1, 2, 2027),
      on('to', 17, 11, 2046),
      on('seenOn', 17, 11),
      on('seenOn', 21, 11),
      on('to', 31, 2, 2036),
    ])
      expect([wrong, (await take(officer, desk, 'seen', { ...fresh, ...wrong })).status]).toEqual([wrong, 422])
    expect((await take(officer, desk, 'seen', fresh)).status).toBe(303)
    const records = (await recordsOf(town.house.database.within('kslu'), [person])).filter(
      ({ kind }) => kind === 'passport',
    )
    expect(records.map(({ number, state, endedOn }) => [number, state, endedOn])).toEqual([
      ['AB7654321', 'valid', null],
      ['AB1234567', 'ended', '2026-11-18'],
    ])
    expect((await rows("select number from passport_sights where number = 'AB7654321'")).length).toBe(1)
    for (const [visitor, path] of [
      [officer, desk],
      [zara.visitor, my],
    ] as const) {
      const text = (await visitor.get(path)).text
      expect(text).toContain('Register again at the place of stay by')
      expect(text).toContain('The visa until 2 February 2027 stands in the old passport')
      expect(text).toContain('Nobody has verified this rule yet')
    }
    expect(names((await officer.get(`${address}?why=visa`)).text)).toBe(false)
  })

  test('begun by the student it reaches the office when it is sent, and there is one at a time', async () => {
    const { visitor } = zara
    expect((await visitor.get('/my')).html).toContain('/my/passports')
    const own = await visitor.get('/my/passports')
    expect(own.text).toContain('Invented street 9')
    const first = await visitor.post('/my/kslu/passport/extension', { key: hidden(own, 'key') })
    const second = await visitor.post('/my/kslu/passport/extension', { key: crypto.randomUUID() })
    expect(second.location).toBe(first.location)
    const my = first.location ?? ''
    const desk = `/desk/cases/passport-extension/${my.split('/').at(-1)}`
    expect((await officer.get(desk)).status).toBe(404)
    const bad = await visitor.post(`${my}/answers/passport`, {
      ...{ passportNumber: 'AB7654321', passportCountry: 'PK' },
      ...on('passportIssued', 21, 11),
      ...on('passportEnds', 1, 1, 2030),
    })
    expect([bad.status, bad.text.includes('has not come yet')]).toEqual([422, true])
    const good = { passportNumber: 'AB7654321', passportCountry: 'PK', ...on('passportIssued', 18, 11) }
    await visitor.post(`${my}/answers/passport`, { ...good, ...on('passportEnds', 17, 11, 2036) })
    await visitor.post(`${my}/answers/request`, { wish: 'lost', phone: '+996 700 000000' })
    const check = await visitor.get(`${my}/check`)
    const sent = await visitor.post(`${my}/steps/send`, { consent: 'yes', version: hidden(check, 'version') })
    expect([sent.status, sent.text]).toEqual([303, ''])
    await take(officer, desk, 'write')
    await take(officer, desk, 'dispatch', { ...on('sentOn', 20, 11), way: 'mail' })
    await take(officer, desk, 'decline', { reason: 'Come with a police paper' })
    expect(await stageOf(desk)).toBe('declined')
    await take(officer, desk, 'again')
    expect(await stageOf(desk)).toBe('asked')
    await take(officer, desk, 'cancel', { reason: 'Found again' })
    expect(await stageOf(desk)).toBe('cancelled')
    const rector = await town.signedIn('rector@kslu.example')
    expect((await rector.get(desk)).html).not.toContain('AB7654321')
    expect((await (await town.signedIn('officer@kstu.example')).get(desk)).status).toBe(404)
  })
})

test('what is kept of a passport goes into the archive of its owner', async () => {
  const kept = town.house.keeps.ofPersons.find(({ name }) => name === 'passportsSeen')
  expect((await kept?.read(town.house.database.within('kslu'), person))?.length).toBeGreaterThan(1)
})
