import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { take } from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { deanOf, type Mobile, sentMobile } from '../../../test/mobile-student.ts'
import { openCall } from '../../../test/open-call.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { academicYear, averagesOf, insuranceGap, readSum } from './rules.ts'

describe('rules', () => {
  test('an academic year begins on 1 September', () => {
    expect([academicYear(day('2016-08-31')), academicYear(day('2016-09-01'))]).toEqual(['2015/2016', '2016/2017'])
  })

  test('the average is over people, by year and currency, and never mixes currencies', () => {
    const one = (caseId: string, from: string, amount: number, currency = 'EUR') => ({
      caseId,
      from: day(from),
      amount,
      currency,
    })
    const granted = [
      ...[one('a', '2016-09-10', 70_000), one('a', '2016-09-10', 15_000), one('b', '2017-02-01', 75_001)],
      ...[one('c', '2016-10-01', 500_000, 'CNY'), one('d', '2018-09-01', 1)],
    ]
    expect(averagesOf(granted)).toEqual([
      { year: '2018/2019', currency: 'EUR', people: 1, average: 1 },
      { year: '2016/2017', currency: 'CNY', people: 1, average: 500_000 },
      { year: '2016/2017', currency: 'EUR', people: 2, average: 80_001 },
    ])
  })

  test.each([
    ['800', 80_000],
    ['1 250,50', 125_050],
    ['0', null],
    ['-5', null],
    ['8.005', null],
    ['12345678', null],
  ])('%s is a sum of %s', (typed, minor) => expect(readSum(typed)).toBe(minor))

  test('an insurance that leaves days of the stay open says which', () => {
    const stay = {
      arrivedOn: null,
      arrivalConfirmedBy: null,
      leftOn: null,
      leavingConfirmedBy: null,
      insurer: '',
      policy: '',
    }
    const insured = (from: string, to: string) => ({ ...stay, insuredFrom: day(from), insuredTo: day(to) })
    const span = { from: day('2027-02-01'), to: day('2027-06-30') }
    expect(insuranceGap(insured('2027-02-02', '2027-06-30'), span)).toBe('late')
    expect(insuranceGap(insured('2027-02-01', '2027-06-29'), span)).toBe('early')
    expect(insuranceGap(insured('2027-02-01', '2027-06-30'), span)).toBeNull()
  })
})

describe('pages', () => {
  let town: TestHouse
  let officer: Visitor
  let mobile: Mobile
  let grant: string
  let stay: string
  beforeAll(async () => {
    town = await testHouse({ today: '2026-09-10', jobs: false })
    await openCall(town)
    officer = await town.signedIn('officer@kstu.example')
    mobile = await sentMobile(town)
    grant = `${mobile.desk}/grant`
    stay = `${mobile.my}/stay`
    await take(await deanOf(town, 'kstu-kgti'), mobile.unit, 'recommend', { note: '' })
    for (const type of ['passport', 'transcript'])
      await officer.post(`${mobile.desk}/documents/${type}`, { state: 'accepted' })
    await take(officer, mobile.desk, 'admit')
  })
  afterAll(() => town?.close())

  const on = (name: string, d: number, m: number, y: number) => ({
    [`${name}.day`]: `${d}`,
    [`${name}.month`]: `${m}`,
    [`${name}.year`]: `${y}`,
  })
  const released = async () => (await town.visitor().get('/kstu/en/reports')).text.includes('The bus is cheap')

  test('before somebody is selected there is no money; then it is written down, once a form, and struck out', async () => {
    expect((await officer.get(grant)).status).toBe(404)
    await take(officer, mobile.desk, 'select', { host: 'alpha', why: '' })
    expect((await officer.get(mobile.desk)).html).toContain(`href="${grant}"`)
    const key = hidden(await officer.get(grant), 'key')
    const line = { key, payer: 'funder', amount: '800', currency: 'eur', per: 'month', about: '' }
    expect((await officer.post(`${grant}/lines`, { ...line, amount: 'much' })).text).toContain('Write a sum above zero')
    for (const _ of [1, 2]) expect((await officer.post(`${grant}/lines`, line)).status).toBe(303)
    await officer.post(`${grant}/lines`, { ...line, key: crypto.randomUUID(), payer: 'student', amount: '99' })
    const seen = await officer.get(grant)
    expect(seen.html.match(/800 EUR a month/g)).toHaveLength(1)
    expect((await officer.get('/desk/grants')).text).toMatch(/2026\/2027 1 800 EUR/)
    await officer.post(`${grant}/strike`, { id: key })
    expect((await officer.get('/desk/grants')).text).toContain('No grant is written down yet')
    await officer.post(`${grant}/lines`, { ...line, key: crypto.randomUUID() })
    expect((await mobile.visitor.get(stay)).text).toContain('800 EUR a month')
  })

  test('the average that a page tells of stands beside what is counted, as it tells it', async () => {
    expect((await officer.get('/desk/grants')).text).toContain('The average grant of the academic year 2016/2017')
  })

  test('an instalment is planned, paid by somebody on a day, and a mistake is taken back; what is paid is not struck out', async () => {
    const key = crypto.randomUUID()
    const form = { key, payer: 'own', amount: '400', currency: 'EUR', ...on('due', 1, 2, 2027) }
    await officer.post(`${grant}/instalments`, form)
    const paid = `${grant}/instalments/${key}`
    expect((await officer.post(`${paid}/paid`, on('paid', 1, 2, 2027))).text).toContain('This day has not come yet')
    await officer.post(`${paid}/paid`, on('paid', 9, 9, 2026))
    await officer.post(`${grant}/strike`, { id: key })
    expect((await mobile.visitor.get(stay)).text).toContain('paid 9 September 2026, Asel Example')
    await officer.post(`${paid}/unpaid`)
    await officer.post(`${grant}/strike`, { id: key })
    expect((await officer.get(grant)).text).toContain('No instalment is planned yet')
  })

  test('the contract is a PDF for both sides; others read nothing', async () => {
    for (const seen of [await officer.get(`${grant}/contract.pdf`), await mobile.visitor.get(`${stay}/contract.pdf`)]) {
      expect(seen.response.headers.get('content-type')).toBe('application/pdf')
      expect(
        Buffer.from(await seen.response.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
    }
    const other = await town.signedIn('zoe@example.org')
    expect((await other.get(stay)).status).toBe(404)
    expect((await other.post(`${stay}/report`, { text: 'x', consent: 'named' })).status).toBe(404)
    expect((await (await town.signedIn('officer@kslu.example')).get(grant)).status).toBe(404)
    expect((await mobile.visitor.post(`${grant}/lines`)).location).not.toBe(grant)
  })

  test('R029, R030: the stay: insurance that ends too early is said, days are confirmed by an officer, the visa procedure is linked', async () => {
    const { visitor } = mobile
    const insurance = { insurer: 'Sample Insurance', policy: 'P-1', ...on('insuredFrom', 1, 2, 2027) }
    expect((await visitor.post(`${stay}/insurance`, { ...insurance, ...on('insuredTo', 1, 1, 2027) })).status).toBe(422)
    await visitor.post(`${stay}/insurance`, { ...insurance, ...on('insuredTo', 1, 6, 2027) })
    expect((await officer.get(grant)).text).toContain('The insurance ends before the stay ends')
    expect((await visitor.get(stay)).html).toContain('href="/my/kstu/departure/new"')
    expect((await visitor.post(`${stay}/days`, { kind: 'leaving', ...on('on', 9, 9, 2026) })).text).toContain(
      'Say first when you arrived',
    )
    await visitor.post(`${stay}/days`, { kind: 'arrival', ...on('on', 8, 9, 2026) })
    expect((await officer.get(grant)).text).toContain('8 September 2026 not confirmed yet')
    await officer.post(`${grant}/days`, { kind: 'arrival', ...on('on', 8, 9, 2026) })
    await visitor.post(`${stay}/days`, { kind: 'arrival', ...on('on', 8, 9, 2026) })
    expect((await visitor.get(stay)).text).toContain('8 September 2026 confirmed by Asel Example')
    await visitor.post(`${stay}/days`, { kind: 'arrival', ...on('on', 7, 9, 2026) })
    expect((await visitor.get(stay)).text).toContain('7 September 2026 not confirmed yet')
  })

  test('a report is public with consent and after a look, and never again once the consent is taken back', async () => {
    const { visitor, desk } = mobile
    await take(officer, desk, 'nominate')
    await take(officer, desk, 'hostAccepts')
    goTo(town, '2027-02-10')
    await take(officer, desk, 'leave', on('leftOn', 1, 2, 2027))
    await visitor.post(`${stay}/report`, { text: 'The bus is cheap.', consent: 'none' })
    expect((await officer.get('/desk/grants')).text).not.toContain('The bus is cheap')
    await visitor.post(`${stay}/report`, { text: 'The bus is cheap.', consent: 'nameless' })
    expect(await released()).toBe(false)
    const seen = hidden(await officer.get('/desk/grants'), 'seen')
    // What was changed after the office read it waits again.
    await visitor.post(`${stay}/report`, { text: 'The bus is cheap, the flat is not.', consent: 'nameless' })
    await officer.post(`/desk/grants/reports/${mobile.id}/release`, { seen })
    expect(await released()).toBe(false)
    await officer.post(`/desk/grants/reports/${mobile.id}/release`, {
      seen: hidden(await officer.get('/desk/grants'), 'seen'),
    })
    expect(await released()).toBe(true)
    const page = await town.visitor().get('/kstu/en/reports?q=alpha')
    expect(page.text).toContain('A participant')
    expect(page.text).not.toContain('SAMPLE')
    expect((await town.visitor().get('/kslu/en/reports')).text).toContain('No report is public yet')
    await visitor.post(`${stay}/consent`)
    expect(await released()).toBe(false)
    await officer.post(`/desk/grants/reports/${mobile.id}/release`, { seen })
    expect(await released()).toBe(false)
  })
})
