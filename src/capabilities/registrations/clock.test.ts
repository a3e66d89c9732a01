import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { addDays, day } from '../../platform/days.ts'
import { type Law, type LawBook, lawBook, lawOn, registrationFor } from '../law/index.ts'

let town: TestHouse
let book: LawBook
let law: Law
beforeAll(async () => {
  town = await testHouse({ jobs: false, today: '2026-09-01' })
  book = await lawBook(town.house)
  law = lawOn(book, day('2026-09-01'))
})
afterAll(() => town.close())

// Both lists as their sources give them: the state, its days in the list of 2019 (Resolution No. 689 of 2016 as replaced by
// No. 449 of 2019) and in that of 2026 (Resolution No. 600 of 2026-09-04, appendix 2).
const lists = `
AU:60:30 AT:60:30 AZ:10:15 AL:60:30 AD:60:30 AR:60:30 AM:30:30 BS:90:90 BB:28:28 BH:60:60 BY:30:30 BE:60:30
BG:60:30 BA:60:30 BR:60:30 BN:60:30 VA:60:30 GB:60:30 HU:60:30 VE:90:90 VN:60:30 DE:60:30 GR:90:90 GE:90:90
DK:60:30 DM:21:21 IL:60:30 ID:60:60 IR:8:8 IE:60:30 IS:60:30 ES:60:30 IT:60:30 KZ:30:30 CA:60:30 QA:60:60
CY:60:30 KR:60:30 CR:30:30 CU:30:30 KW:60:60 LA:30:30 LV:60:30 LT:60:30 LI:60:30 LU:60:30 MK:60:30 MY:30:30
MV:30:30 MT:60:30 MX:60:30 MC:60:30 MN:30:30 NL:60:30 NI:90:90 NZ:60:30 NO:60:30 AE:60:60 OM:60:60 PE:90:90
PL:60:30 PT:60:30 RU:30:30 RO:60:30 SV:90:90 SM:60:30 SA:60:60 RS:60:60 SG:60:30 SK:60:30 SI:60:30 US:60:30
TH:60:30 TJ:60:60 TM:10:10 TR:90:90 UA:90:90 PH:60:60 FI:60:30 FR:60:30 HR:60:30 ME:60:30 CZ:60:30 CL:60:60
CH:60:30 SE:60:30 LK:30:30 EC:30:30 EE:60:30 ZA:60:60 JP:60:30 IN:30:30
`
const states = lists
  .trim()
  .split(/\s+/)
  .map((one) => one.split(':'))

describe('the day of registration', () => {
  test('both lists name 92 states', () => expect(states).toHaveLength(92))

  test.each(states)('%s: %s days by the list of 2019, %s by that of 2026', (state = '', before, since) => {
    for (const [entered, days] of [
      ['2026-09-22', before],
      ['2026-09-23', since],
    ] as const) {
      const answer = registrationFor(law, state, day(entered))
      expect([entered, answer.kind, answer.until]).toEqual([entered, 'exempt', addDays(day(entered), Number(days))])
    }
  })

  // The law 'On External Migration', article 6: within 5 working days of crossing the border.
  test.each([
    ['PK', '2026-09-21', '2026-09-28'],
    ['PK', '2026-09-18', '2026-09-25'],
    ['XXA', '2026-09-21', '2026-09-28'],
    ['UZ', '2026-10-05', '2026-10-12'],
    // 31 August, Independence Day, is no working day.
    ['CN', '2026-08-27', '2026-09-04'],
  ])('%s, who came on %s, registers by %s', (state, entered, until) => {
    expect(registrationFor(law, state, day(entered))).toMatchObject({ kind: 'must-register', until })
  })

  test('where the sources conflict, the general term holds and the conflict is said', () => {
    const { kind, rules } = registrationFor(law, 'MD', day('2026-10-01'))
    expect(kind).toBe('must-register')
    expect(rules.map(({ note }) => note?.en ?? '').join()).toContain('The sources conflict')
  })

  test('never falls before the day of crossing, nor on a day that is not worked', () => {
    const codes = book.countries.map(({ code }) => code)
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.integer({ min: 0, max: 700 }), (state, offset) => {
        const entered = addDays(day('2025-09-01'), offset)
        const { kind, until } = registrationFor(law, state, entered)
        if (kind === 'own-citizen') return
        expect(until > entered).toBe(true)
        if (kind === 'must-register') expect(lawOn(book, entered).isWorkingDay(until)).toBe(true)
      }),
    )
  })
})

describe('the page', () => {
  const ask = (query: string, language = 'en') => town.visitor().get(`/eimu/${language}/registration${query}`)

  test('answers with the day, the list and its source, in three languages, and can be sent to somebody', async () => {
    const query = '?citizenship=DE&entered.day=23&entered.month=9&entered.year=2026'
    const { text, html } = await ask(query)
    expect(text).toContain('Exempt for 30 days')
    expect(text).toContain('until 23 October 2026')
    expect(text).toContain('Cabinet Resolution No. 600')
    expect(text).toContain('Nobody has verified this rule yet.')
    expect(html).toContain('/eimu/ru/registration?citizenship=DE')
    expect((await ask(query, 'ru')).text).toContain('Освобождение на 30 дней')
    expect((await ask(query, 'ky')).text).toContain('бошотулат')
  })

  test('says what is wrong and keeps what was typed', async () => {
    const slip = await ask('?citizenship=PK&entered.day=31&entered.month=2&entered.year=2026')
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('value="31"')
    expect((await ask('?citizenship=PK&entered.day=1&entered.month=1&entered.year=2010')).text).toContain(
      'knows no list',
    )
    expect((await ask('?citizenship=PK&entered.day=1&entered.month=1&entered.year=2030')).text).toContain(
      'so far ahead',
    )
    for (const odd of ['?citizenship=QQ', '?citizenship=__proto__', '?citizenship=%00', '?citizenship=SU'])
      expect((await ask(`${odd}&entered.day=1&entered.month=9&entered.year=2026`)).status).toBe(422)
  })

  test('a citizen of Kyrgyzstan needs none', async () => {
    const { text } = await ask('?citizenship=KG&entered.day=1&entered.month=9&entered.year=2026')
    expect(text).toContain('Citizens of Kyrgyzstan need no registration')
  })
})
