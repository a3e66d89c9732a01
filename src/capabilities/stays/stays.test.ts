import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Applicant, sentApplication } from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { lawOfToday } from '../law/index.ts'
import { addRecord, countAllClocks, keptClocksOf, recordsOf } from './index.ts'

let town: TestHouse
let aida: Visitor
let zara: Applicant
let person: string
let stay: string
beforeAll(async () => {
  town = await testHouse({ today: '2026-11-22' })
  aida = await town.signedIn('officer@kslu.example')
})
beforeEach(async () => {
  goTo(town, '2026-11-22')
  zara = await sentApplication(town)
  ;[{ person }] = await rows('select subject_id as person from cases where id = $1', zara.id)
  stay = `/desk/persons/${person}/stay`
})
afterAll(() => town.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const on = (name: string, text: string) => {
  const [year = '', month = '', date = ''] = text.split('-')
  return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year }
}
const passport = {
  ...{ kind: 'passport', number: 'AB1234567', country: 'PK' },
  ...{ ...on('from', '2022-02-01'), ...on('to', '2032-02-01') },
}
const visa = {
  ...{ kind: 'visa', visaKind: 'S', number: '9876543', entries: 'single' },
  ...{ ...on('from', '2026-10-01'), ...on('to', '2026-12-29') },
}
const crossing = { kind: 'crossing', direction: 'in', ...on('from', '2026-11-20') }

async function add(fields: Readonly<Record<string, string>>, who = aida) {
  const key = crypto.randomUUID()
  return who.post(`${stay}/records`, { key, ...fields })
}

async function added(fields: Readonly<Record<string, string>>): Promise<string> {
  expect((await add(fields)).status).toBe(303)
  const [{ id }] = await rows('select id from stay_records where person_id = $1 order by added_at desc limit 1', person)
  return `${stay}/records/${id}`
}

describe('R031, R032, R039: an officer writes down a stay', () => {
  test('a crossing of the border, and the page says until when to register, by which rule and source', async () => {
    expect((await aida.get(`/desk/persons/${person}`)).html).toContain(`href="${stay}"`)
    expect((await aida.get(stay)).text).toContain('Nothing is written down of this stay yet')
    await added(passport)
    await added(crossing)
    const page = await aida.get(stay)
    for (const said of [
      'Register at the place of stay',
      '27 November 2026',
      '5 working days after 20 November 2026',
      'Law',
      'Passport ends',
    ])
      expect(page.text).toContain(said)
    expect((await aida.get(zara.desk)).text).toContain('Register at the place of stay: 27 November 2026')
    expect(
      await rows('select name, due::text, start_on::text from stay_clocks where person_id = $1 order by 1', person),
    ).toEqual([
      { name: 'passport.ends', due: '2032-02-01', start_on: '2031-08-05' },
      { name: 'registration.first', due: '2026-11-27', start_on: '2026-11-25' },
    ])
  })

  test('numbers are masked, shown on demand, and each look is written down; a rector sees none', async () => {
    await added(passport)
    const masked = await aida.get(stay)
    expect(masked.text).toContain('•••67')
    expect(masked.html).not.toContain('AB1234567')
    expect((await rows('select from stay_looks where person_id = $1', person)).length).toBe(0)
    expect((await aida.get(`${stay}?numbers=shown`)).text).toContain('AB1234567')
    expect(await rows('select by_name from stay_looks where person_id = $1', person)).toEqual([
      { by_name: 'Aida Example (officer)' },
    ])
    const rector = await town.signedIn('rector@kslu.example')
    const seen = await rector.get(`${stay}?numbers=shown`)
    expect(seen.status).toBe(200)
    expect(seen.html).not.toContain('AB1234567')
    expect(seen.html).not.toContain('•••67')
    expect((await rows('select from stay_looks where person_id = $1', person)).length).toBe(1)
  })

  test('bad input is told, and nothing typed is lost', async () => {
    const wrong = await add({ ...passport, number: 'АB1234567' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Character 1 of the number, А, is a Cyrillic letter')
    expect(wrong.html).toContain('value="АB1234567"')
    const unsure = await add({ ...passport, number: 'AB123O567' })
    expect(unsure.text).toContain('is the letter O. Is it the digit 0?')
    expect((await add({ ...passport, number: 'AB123O567', numberSure: 'yes' })).status).toBe(303)
    await added(visa)
    const overlap = await add({ ...visa, ...on('from', '2026-12-29'), ...on('to', '2027-02-01') })
    expect(overlap.text).toContain('It overlaps the visa of 01.10.2026 – 29.12.2026')
    expect((await add({ ...visa, kind: 'poem' })).status).toBe(404)
  })

  test('the same form twice, also at once, writes one record; two who enter one visa at once make one', async () => {
    const key = crypto.randomUUID()
    const twice = await Promise.all([1, 2].map(() => aida.post(`${stay}/records`, { ...visa, key })))
    expect(twice.map(({ status }) => status)).toEqual([303, 303])
    expect((await rows('select from stay_records where person_id = $1', person)).length).toBe(1)
    const next = { ...visa, ...on('from', '2026-12-30'), ...on('to', '2027-03-30') }
    const cholpon = await town.signedIn('admin@kslu.example')
    const both = await Promise.all([add(next), add(next, cholpon)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    expect((await rows('select from stay_records where person_id = $1', person)).length).toBe(2)
  })
})

describe('what may be done with a record', () => {
  test('a correction makes a version, keeps the one before, and counts anew; an old form is refused', async () => {
    const record = await added(visa)
    const version = hidden(await aida.get(record), 'version')
    const right = { ...visa, version, why: 'Misread', ...on('to', '2026-12-30') }
    expect((await aida.post(`${record}/correction`, { ...right, why: '' })).status).toBe(422)
    expect((await aida.post(`${record}/correction`, right)).status).toBe(303)
    const page = await aida.get(record)
    expect(page.text).toContain('30 December 2026')
    expect(page.text).toMatch(/Misread · before: 9876543, 1 October 2026 – 29 December 2026/)
    expect((await keptClocksOf(town.house.database.within('kslu'), [person])).map(({ due }) => due)).toEqual([
      '2026-12-30',
    ])
    const late = await aida.post(`${record}/correction`, right)
    expect(late.status).toBe(409)
    expect(late.text).toContain('Somebody has changed this record meanwhile')
    await expect(town.owner.query("update stay_changes set why = 'x'")).rejects.toThrow('never changed')
  })

  test('ended, or entered by mistake: no date follows; both can be taken back, unless something else stands there', async () => {
    const record = await added(visa)
    expect((await aida.post(`${record}/ending`, { ...on('on', '2026-11-23'), why: 'x' })).text).toContain(
      'has not come yet',
    )
    expect((await aida.post(`${record}/ending`, { ...on('on', '2026-11-10'), why: 'Cancelled' })).status).toBe(303)
    const db = town.house.database.within('kslu')
    expect(await keptClocksOf(db, [person])).toEqual([])
    expect((await aida.get(record)).text).toContain('ended on 10 November 2026')
    const next = await added({ ...visa, ...on('from', '2026-11-11'), ...on('to', '2027-02-01') })
    const refused = await aida.post(`${record}/restoring`)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('It overlaps the visa of 11.11.2026')
    expect((await aida.post(`${next}/mistake`, { why: 'Another person’s' })).status).toBe(303)
    expect((await aida.get(stay)).text).not.toContain('11 November 2026')
    expect((await aida.post(`${record}/restoring`)).status).toBe(303)
    expect((await keptClocksOf(db, [person])).map(({ due }) => due)).toEqual(['2026-12-29'])
    expect((await rows('select what from stay_changes order by at desc, version desc limit 1'))[0].what).toBe(
      'restored',
    )
  })
})

describe('what a person sees and tells', () => {
  test('R031, R038, R393: own dates in plain words, what to bring, and a new crossing that the office accepts', async () => {
    await added(passport)
    const { visitor } = zara
    const tell = '/my/stay/kslu/crossing'
    expect((await visitor.post(tell, { direction: 'in', ...on('from', '2026-11-23') })).text).toContain(
      'has not come yet',
    )
    const key = hidden(await visitor.get(tell), 'key')
    const said = { key, direction: 'in', checkpoint: 'Manas', ...on('from', '2026-11-20') }
    for (const _ of [1, 2]) expect((await visitor.post(tell, said)).location).toBe('/my/stay?done=said')
    expect((await rows('select from stay_statements where person_id = $1', person)).length).toBe(1)
    expect((await visitor.get('/my/stay')).text).toContain('waits for the office')
    expect((await rows("select from stay_records where kind = 'crossing' and person_id = $1", person)).length).toBe(0)

    expect((await aida.get('/desk')).html).toContain('/desk/said')
    expect((await aida.get('/desk/said')).html).toContain(stay)
    const form = await aida.get(`${stay}/new?kind=crossing&statement=${key}`)
    expect(form.html).toContain('value="Manas"')
    const accepted = { ...crossing, statement: key, key: hidden(form, 'key') }
    expect((await aida.post(`${stay}/records`, accepted)).status).toBe(303)
    const again = await aida.post(`${stay}/records`, { ...accepted, key: crypto.randomUUID() })
    expect(again.status).toBe(409)
    expect((await aida.get('/desk/said')).html).not.toContain(stay)
    const mine = await visitor.get('/my/stay')
    for (const part of [
      'accepted',
      'Register at the place of stay',
      'Do it by 25 November 2026',
      'notarized consent',
      'AB1234567',
    ])
      expect(mine.text).toContain(part)
    expect((await visitor.get('/my')).text).toContain('Register at the place of stay: 27 November 2026')
  })

  test('declined with a reason, which the person reads', async () => {
    const { visitor } = zara
    const key = crypto.randomUUID()
    await visitor.post('/my/stay/kslu/home', { key, place: 'hostel', address: 'Hostel 1', ...on('from', '2026-11-01') })
    const declining = `${stay}/said/${key}/declining`
    expect((await aida.post(declining, { answer: '' })).status).toBe(409)
    expect((await aida.post(declining, { answer: 'The hostel knows nothing of it' })).status).toBe(303)
    expect((await aida.post(declining, { answer: 'Again' })).status).toBe(409)
    const mine = await visitor.get('/my/stay')
    expect(mine.text).toContain('declined')
    expect(mine.text).toContain('The hostel knows nothing of it')
  })
})

describe('who may', () => {
  test('another institution, a stranger, a rector and a person that nobody knows', async () => {
    const record = await added(passport)
    const asel = await town.signedIn('officer@kstu.example')
    for (const path of [stay, record, `${stay}/new?kind=visa`]) expect((await asel.get(path)).status).toBe(404)
    expect((await asel.post(`${stay}/records`, { ...visa, key: crypto.randomUUID() })).status).toBe(404)
    expect((await asel.post(`${record}/mistake`, { why: 'x' })).status).toBe(404)
    const rector = await town.signedIn('rector@kslu.example')
    expect((await rector.get(record)).status).toBe(200)
    expect((await rector.post(`${record}/mistake`, { why: 'x' })).status).toBe(404)
    expect((await town.visitor().get(stay)).location).toContain('/sign-in')
    expect((await zara.visitor.get(stay)).status).toBe(404)
    expect((await aida.get('/desk/persons/00000000-0000-7000-8000-000000000000/stay')).status).toBe(404)
    expect((await aida.get('/desk/persons/x/stay')).status).toBe(404)
    const other = await sentApplication(town)
    const [{ id }] = await rows('select subject_id as id from cases where id = $1', other.id)
    expect((await aida.get(record.replace(person, id))).status).toBe(404)
    expect((await other.visitor.get('/my/stay')).text).not.toContain('AB1234567')
    expect((await other.visitor.get('/my/stay/eimu/home')).status).toBe(404)
  })
})

describe('counting', () => {
  test('everybody in portions: what a day brings is counted without a change of a record', async () => {
    const db = town.house.database.within('kslu')
    const law = await lawOfToday(town.house)
    await db.transaction().execute(async (tx) => {
      const by = { id: 'x', name: 'X' }
      const given = { institution: 'kslu', personId: person, kind: 'visa', by, law } as const
      await addRecord(tx, town.house, { ...given, from: day('2026-09-01'), to: day('2027-06-30') })
    })
    const ruleOf = async () => (await keptClocksOf(db, [person])).map(({ rule }) => rule)
    expect(await ruleOf()).toEqual(['visa.extension-lead'])
    goTo(town, '2027-02-01')
    expect(await countAllClocks(town.house, 'kslu')).toBeGreaterThan(0)
    expect(await ruleOf()).toEqual(['visa.study-total'])
    expect((await recordsOf(db, [person])).length).toBe(1)
  })

  test('two records of one merged person count as one’s', async () => {
    await added({ ...visa, ...on('to', '2026-12-01') })
    const first = person
    const other = await sentApplication(town)
    ;[{ person }] = await rows('select subject_id as person from cases where id = $1', other.id)
    stay = `/desk/persons/${person}/stay`
    await rows('update persons set merged_into = $1 where id = $2', first, person)
    expect((await aida.get(stay)).location).toBe(`/desk/persons/${first}/stay`)
    const next = { ...visa, ...on('from', '2026-12-02'), ...on('to', '2027-03-01') }
    expect((await add({ ...next, ...on('from', '2026-11-30') })).status).toBe(422)
    expect((await add(next)).status).toBe(303)
    const clocks = await keptClocksOf(town.house.database.within('kslu'), [first])
    expect(clocks.map(({ due }) => due)).toEqual(['2027-03-01'])
  })
})
