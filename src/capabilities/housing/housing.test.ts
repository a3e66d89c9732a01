import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { addDays, day } from '../../platform/days.ts'
import { balanceOf, monthsOf, readMoney } from './rules.ts'

const soms = (since: string, amount: number) => ({ since: day(since), amount: amount * 100, currency: 'KGS' })

describe('the months of a place', () => {
  test.each<[string, string, string | null, string, readonly string[]]>([
    ['the first has begun on the first day', '2026-09-01', null, '2026-09-01', ['2026-09-01']],
    ['the next begins a month later', '2026-09-01', null, '2026-10-01', ['2026-09-01', '2026-10-01']],
    ['none begins after the last day', '2026-09-15', '2026-10-14', '2026-12-01', ['2026-09-15']],
    ['one that begins on the last day counts', '2026-09-15', '2026-10-15', '2026-12-01', ['2026-09-15', '2026-10-15']],
    ['none has begun before the first day', '2026-09-15', null, '2026-09-14', []],
    [
      '31 January is followed by the last of February',
      '2027-01-31',
      null,
      '2027-03-31',
      ['2027-01-31', '2027-02-28', '2027-03-31'],
    ],
    ['in a leap year by 29 February', '2028-01-31', null, '2028-02-29', ['2028-01-31', '2028-02-29']],
  ])('%s', (_, from, to, today, firsts) => {
    const months = monthsOf({ from: day(from), to: to ? day(to) : null }, [], day(today))
    expect(months.map(({ first }) => first)).toEqual(firsts)
  })

  test('each costs what its first day says; a month without a price costs nothing and is seen', () => {
    const prices = [soms('2026-10-01', 3000), soms('2026-12-01', 3500)]
    const months = monthsOf({ from: day('2026-09-15'), to: null }, prices, day('2026-12-20'))
    expect(months.map(({ price }) => price?.amount ?? null)).toEqual([null, 300000, 300000, 350000])
    const paid = { id: '1', amount: 300000, paidOn: day('2026-10-01'), receipt: '', byName: '', voidWhy: null }
    expect(balanceOf(months, [paid, { ...paid, voidWhy: 'twice' }])).toEqual({
      cost: 950000,
      paid: 300000,
      owed: 650000,
    })
  })

  test('never fewer on a later day, and never more than one in 28 days', () => {
    const days = fc.integer({ min: 0, max: 1500 }).map((at) => addDays(day('2024-01-01'), at))
    fc.assert(
      fc.property(days, fc.nat(800), (from, later) => {
        const count = (on: number) => monthsOf({ from, to: null }, [], addDays(from, on)).length
        expect(count(later + 1)).toBeGreaterThanOrEqual(count(later))
        expect(count(later + 28) - count(later)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test.each([
  ['3000', 300000],
  ['3 000,50', 300050],
  ['3\u00a0000.5', 300050],
  ['0', null],
  ['-5', null],
  ['3000 som', null],
  ['1e5', null],
  ['', null],
])('money typed as %s', (typed, minor) => expect(readMoney(typed)).toBe(minor))

describe('a hostel', () => {
  let town: TestHouse
  let officer: Visitor
  let zoe: string
  beforeAll(async () => {
    town = await testHouse({ today: '2026-11-22' })
    officer = await town.signedIn('officer@kstu.example')
    zoe = await person('ZOE Example', 'cast-zoe@example.org')
  })
  afterAll(() => town?.close())

  async function person(name: string, account: string | null = null, place = 'kstu') {
    const { rows } = await town.owner.query<{ id: string }>(
      "insert into persons (institution_id, shown_as, account_id, language) values ($1, $2, $3, 'en') returning id",
      [place, name, account],
    )
    return rows[0]?.id ?? ''
  }
  const days = (name: string, on: string) => {
    const [year = '', month = '', date = ''] = on.split('-')
    return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year }
  }
  const form = (room: string, from: string, more: Record<string, string> = {}) => ({
    ...{ id: crypto.randomUUID(), hostel: 'hostel-1', room },
    ...days('from', from),
    ...more,
  })
  const give = (who: string, room: string, from: string, more = {}) =>
    officer.post(`/desk/hostel/give/${who}`, form(room, from, more))

  test('is the one of the office’s page, with its price; another institution has none of its people', async () => {
    const { text } = await officer.get('/desk/hostel')
    expect(text).toContain('Hostel No. 1')
    expect(text).toContain('3,000 KGS a month')
    const kslu = await town.signedIn('officer@kslu.example')
    expect((await kslu.get('/desk/hostel')).text).toContain('No hostel is known')
    expect((await kslu.get(`/desk/hostel/give/${zoe}`)).status).toBe(404)
    expect((await (await town.signedIn('zoe@example.org')).get('/desk/hostel')).status).toBe(404)
  })

  test('a place is given once, becomes a home of the stay, and its owner sees months and what is owed', async () => {
    const typed = form('12', '2026-09-05')
    const first = await officer.post(`/desk/hostel/give/${zoe}`, typed)
    expect((await officer.post(`/desk/hostel/give/${zoe}`, typed)).location).toBe(first.location)
    const { rows } = await town.owner.query('select kind, said from stay_records where person_id = $1', [zoe])
    expect(rows).toEqual([{ kind: 'home', said: { place: 'hostel', address: 'Общежитие № 1, 12' } }])
    const mine = await town.signedIn('zoe@example.org')
    expect((await mine.get('/my')).text).toContain('My place in the hostel')
    const { text } = await mine.get('/my/kstu/hostel/place')
    expect(text).toContain('9,000 KGS owed')
    expect(text).toContain('Months begun 3')
    const other = await town.signedIn('amina@example.org')
    expect((await other.get('/my/kstu/hostel/place')).status).toBe(404)
  })

  test('what was paid is written down once, and taken back with a reason', async () => {
    const { rows } = await town.owner.query('select id from hostel_places where person_id = $1', [zoe])
    const place = `/desk/hostel/places/${rows[0].id}`
    const slip = await officer.post(`${place}/payments`, {
      key: crypto.randomUUID(),
      amount: 'a lot',
      ...days('paid', '2026-11-01'),
    })
    expect([slip.status, slip.html.includes('value="a lot"')]).toEqual([422, true])
    const late = { key: crypto.randomUUID(), amount: '3000', ...days('paid', '2026-11-23') }
    expect((await officer.post(`${place}/payments`, late)).text).toContain('has not come yet')
    const key = hidden(await officer.get(place), 'key')
    for (let time = 0; time < 2; time += 1)
      await officer.post(`${place}/payments`, {
        key,
        amount: '9 500,50',
        receipt: 'A-1',
        ...days('paid', '2026-11-01'),
      })
    expect((await officer.get(place)).text).toContain('500.50 KGS paid ahead')
    expect((await officer.post(`${place}/payments/${key}/void`, { why: '' })).status).toBe(422)
    await officer.post(`${place}/payments/${key}/void`, { why: 'Another student’s' })
    expect((await officer.get(place)).text).toContain('taken back: Another student’s')
    expect((await officer.get('/desk/hostel?q=zo')).text).toContain('9,000 KGS owed')
    const rector = await town.signedIn('rector@kstu.example')
    expect((await rector.get(place)).text).not.toContain('Write down a payment')
    expect((await rector.post(`${place}/payments`, late)).status).toBe(404)
  })

  test('a room has as many places as it has, also for two officers at once', async () => {
    for (const name of ['A', 'B', 'C']) await give(await person(`ROOM ${name}`), '20', '2026-09-01')
    const two = [await person('ROOM D'), await person('ROOM E')]
    const answers = await Promise.all(two.map((one) => give(one, '20', '2026-09-01')))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422])
    expect(answers.find(({ status }) => status === 422)?.text).toContain('The room has 4 places')
    const nobody = await person('ROOM F')
    expect((await give(nobody, '20', '2026-09-01', days('to', '2026-08-01'))).text).toContain('lies before the first')
    expect((await give(nobody, '', '2026-09-31')).status).toBe(422)
    expect((await give(nobody, '20', '2026-09-01', { hostel: 'no-such' })).status).toBe(422)
  })

  test('who moves leaves the old room the day before; a second place at once is none', async () => {
    expect((await give(zoe, '30', '2026-11-01')).text).toContain('has a place on that day already')
    const { rows } = await town.owner.query('select id from hostel_places where person_id = $1', [zoe])
    const place = `/desk/hostel/places/${rows[0].id}`
    expect((await officer.post(`${place}/move`, form('30', '2026-09-05'))).status).toBe(422)
    await town.owner.query(
      `insert into stay_records (institution_id, person_id, kind, from_on, to_on, added_at, by_id, by_name)
       values ('kstu', $1, 'registration', '2026-09-03', '2027-09-02', now(), 'x', 'x')`,
      [zoe],
    )
    expect((await officer.post(`${place}/move`, form('30', '2026-11-10'))).status).toBe(303)
    const again = await town.owner.query(
      `select typed from cases where procedure = 'registration' and subject_id = $1`,
      [zoe],
    )
    expect(again.rows).toMatchObject([{ typed: { occasion: 'address', address: 'Общежитие № 1, 30' } }])
    const homes = await town.owner.query(
      "select state, ended_on::text, said ->> 'address' as address from stay_records where person_id = $1 and kind = 'home' order by from_on",
      [zoe],
    )
    expect(homes.rows).toEqual([
      { state: 'ended', ended_on: '2026-11-09', address: 'Общежитие № 1, 12' },
      { state: 'valid', ended_on: null, address: 'Общежитие № 1, 30' },
    ])
  })

  test('a new price holds from a day that has not been counted; only an admin sets it', async () => {
    const price = (since: string, amount = '3500') => ({ amount, ...days('since', since) })
    expect((await officer.post('/desk/hostel/hostel-1', price('2026-12-01'))).status).toBe(404)
    const admin = await town.signedIn('admin@kstu.example')
    expect((await admin.post('/desk/hostel/hostel-1', price('2026-11-21'))).text).toContain('keep their price')
    expect((await admin.post('/desk/hostel/hostel-1', price('2026-12-01'))).status).toBe(303)
    expect((await admin.post('/desk/hostel/hostel-1', price('2026-12-01', '9'))).status).toBe(422)
    expect((await admin.get('/desk/hostel/hostel-1')).text).toContain('3,500 KGS')
  })
})
