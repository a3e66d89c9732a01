import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { deanOf, sentMobile } from '../../../test/mobile-student.ts'
import { openCall } from '../../../test/open-call.ts'
import type { Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { academicYear, balances, flowsBy, type Stay, termsOf } from './rules.ts'

const stay = (other: Partial<Stay> = {}): Stay => ({
  ...{ direction: 'out', audience: 'students', partner: 'p1', name: 'Alpha University', country: 'DE' },
  ...{ from: day('2026-09-01'), to: day('2027-01-31') },
  ...other,
})

describe('what is counted', () => {
  test('an academic year begins in August', () => {
    expect(academicYear(day('2026-07-31'))).toBe(2025)
    expect(academicYear(day('2026-08-01'))).toBe(2026)
  })

  test('a semester is one term, a year two; teachers weigh nothing', () => {
    expect(termsOf(stay())).toBe(1)
    expect(termsOf(stay({ to: day('2027-06-30') }))).toBe(2)
    expect(termsOf(stay({ to: null }))).toBe(1)
    expect(termsOf(stay({ audience: 'staff', to: day('2027-06-30') }))).toBe(0)
  })

  test('what is sent and received is held against each other by partner, whatever the order', () => {
    const stays = [
      stay({ to: day('2027-06-30') }),
      stay({ direction: 'in' }),
      stay({ direction: 'in', partner: null, name: 'Beta College' }),
    ]
    const found = balances(stays)
    expect(found).toEqual(balances(stays.toReversed()))
    expect(found[0]).toMatchObject({ name: 'Alpha University', out: 1, in: 1, termsOut: 2, termsIn: 1 })
    expect(found[1]).toMatchObject({ partner: null, name: 'Beta College', out: 0, in: 1 })
    expect(flowsBy([...stays, stay({ country: null })], ({ country }) => country)).toEqual([
      { key: 'DE', out: 1, in: 2 },
    ])
  })
})

describe('the pages', () => {
  let town: TestHouse
  let officer: Visitor
  let call: string
  beforeAll(async () => {
    town = await testHouse({ today: '2026-09-10' })
    call = await openCall(town)
    officer = await town.signedIn('officer@kstu.example')
    const dean = await deanOf(town, 'kstu-kgti')
    const { desk, unit } = await sentMobile(town)
    await take(dean, unit, 'recommend', { note: '' })
    for (const type of ['passport', 'transcript'])
      await officer.post(`${desk}/documents/${type}`, { state: 'accepted' })
    await take(officer, desk, 'admit')
    await take(officer, desk, 'select', { host: 'beta', why: '' })
    await take(officer, desk, 'nominate')
    await take(officer, desk, 'hostAccepts')
  })
  afterAll(() => town?.close())

  test('a map, the years and the exchange with a partner, each with its table and sheet', async () => {
    const page = await officer.get('/desk/mobility/numbers')
    expect(page.html).toMatch(/<circle class="one"[^>]*><title>[^<]+: Went 1<\/title>/)
    expect(page.text).toContain('Beta College')
    const csv = await officer.get('/desk/mobility/numbers/partners.csv')
    expect(csv.text).toContain('Beta College')
    expect((await officer.get('/desk/mobility/numbers/countries.xlsx')).status).toBe(200)
    expect((await officer.get('/desk/mobility/numbers/secrets.xlsx')).status).toBe(404)
    expect((await officer.get('/desk/mobility/numbers?year=1999')).status).toBe(200)
  })

  test('how far the applications of a call came', async () => {
    const page = await officer.get(`/desk/calls/${call}/numbers`)
    for (const step of ['Began 1', 'Recommended by the unit 1', 'Selected 1', 'Accepted by the host 1', 'Came back 0'])
      expect([step, page.text.includes(step)]).toEqual([step, true])
    expect((await officer.get(`/desk/calls/${call}/numbers/funnel.csv`)).text).toContain('100 %')
  })

  test('another institution sees none of it, and begins with nothing', async () => {
    const other = await town.signedIn('officer@eimu.example')
    expect((await other.get('/desk/mobility/numbers')).text).toContain('Nothing to count yet')
    expect((await other.get(`/desk/calls/${call}/numbers`)).status).toBe(404)
  })
})
