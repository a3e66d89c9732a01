import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { type Day, day, dayOf } from '../../platform/days.ts'
import { type LawBook, lawBook, lawOn } from '../law/index.ts'
import type { RecordKind, StayRecord } from '../stays/index.ts'
import { recordsFor } from './background.ts'
import { deadlines } from './deadlines.ts'
import type { Facts } from './facts.ts'
import { absenceFits, mendingFits, notBefore, registrationFits } from './misfits.ts'
import { daysLate, disagreements, isAsked, type Records, type RegistrationSituation, termOf } from './rules.ts'
import { validRegistration, voidedBy } from './voided.ts'
import { wantedPapers } from './wanted-papers.ts'

let town: TestHouse
let book: LawBook
let nobody: Records
beforeAll(async () => {
  town = await testHouse({ jobs: false })
  book = await lawBook(town.house)
  nobody = await recordsFor(town.house.database.within('eimu'), 'eimu', null)
})
afterAll(() => town.close())

interface Given {
  readonly facts?: Partial<Facts>
  readonly today?: string
  readonly stage?: string
  readonly stay?: readonly StayRecord[]
  readonly records?: Partial<Records>
}

function situation({ facts = {}, today = '2026-11-22', stage = 'collecting', stay = [], records = {} }: Given = {}) {
  const law = lawOn(book, day(today))
  const born = { id: 'p', name: 'SAMPLE Zara', birthDay: day('2006-02-28'), citizenship: 'PK' }
  const made: RegistrationSituation = {
    ...{ facts, stage, law, today: law.day, stageSince: law.day, opened: law.day, arrived: law.day },
    background: { ...nobody, person: born, stay, ...records },
  }
  return made
}

function record(kind: RecordKind, from: string, more: Partial<StayRecord> = {}): StayRecord {
  return {
    ...{ id: `${kind} ${from}`, personId: 'p', kind, number: '', from: day(from), to: null, said: {}, caseId: null },
    ...{ state: 'valid', endedOn: null, endedWhy: '', addedAt: new Date(0), byName: '', version: 1, ...more },
  }
}

const registered = (from: string, to: string) => record('registration', from, { to: day(to) })
const arrival = (citizenship: string, crossedOn: string): Partial<Facts> => ({
  ...{ occasion: 'arrival', citizenship, crossedOn: day(crossedOn) },
})

describe('the term', () => {
  // Law 'On External Migration', article 6: 5 working days; days off are those of the national calendar of the pack.
  test.each([
    ['an ordinary week', 'PK', '2026-09-21', '2026-09-28', false],
    ['Independence Day within', 'CN', '2026-08-27', '2026-09-04', false],
    ['before the New Year holidays; 31 December is worked', 'PK', '2026-12-28', '2027-01-11', false],
    ['on New Year’s Eve', 'PK', '2026-12-31', '2027-01-14', false],
    ['on New Year’s Day', 'PK', '2027-01-01', '2027-01-14', false],
    ['over a holiday whose day is not announced', 'PK', '2027-03-05', '2027-03-16', true],
    ['a leap day', 'PK', '2028-02-29', '2028-03-07', false],
    ['a stateless person', 'XXA', '2026-09-21', '2026-09-28', false],
    // Source EIMU and 24.kg: Moldova is named by one list only, so the general term holds.
    ['where the sources conflict', 'MD', '2026-10-01', '2026-10-08', false],
  ])('%s: %s, crossed on %s, registers by %s', (_, citizenship, crossedOn, due, provisional) => {
    const term = termOf(situation({ facts: arrival(citizenship, crossedOn) }))
    expect(term).toMatchObject({ due, provisional, exempt: false, start: crossedOn })
  })

  // Resolution No. 449 of 2019 until 2026-09-22, No. 600 of 2026 from 2026-09-23: the list of the day of crossing counts.
  test.each([
    ['DE', '2026-09-22', '2026-11-21'],
    ['DE', '2026-09-23', '2026-10-23'],
    ['TR', '2026-09-23', '2026-12-22'],
    ['IN', '2026-09-23', '2026-10-23'],
    ['AZ', '2026-09-22', '2026-10-02'],
    ['AZ', '2026-09-23', '2026-10-08'],
  ])('%s, crossed on %s, is exempt until %s, whatever holds today', (citizenship, crossedOn, due) => {
    for (const today of ['2026-09-23', '2027-05-01'])
      expect(termOf(situation({ facts: arrival(citizenship, crossedOn), today }))).toMatchObject({ due, exempt: true })
  })

  // Resolution No. 600 of 2026, in force from 2026-09-23: 10 working days after a change.
  test.each(['address', 'passport', 'purpose', 'personal'] as const)('after a change of %s', (occasion) => {
    const changed = (on: string) => termOf(situation({ facts: { occasion, changedOn: day(on) } }))
    expect(changed('2026-09-22')).toBeNull()
    expect(changed('2026-09-23')).toMatchObject({ due: '2026-10-07', rule: { id: 'registration.change' } })
    expect(changed('2026-12-28')).toMatchObject({ due: '2027-01-18' })
  })

  test('of an extension is the last day of the registration that ends', () => {
    const facts = { occasion: 'extension' } as const
    expect(termOf(situation({ facts, stay: [registered('2026-01-10', '2027-01-09')] }))).toMatchObject({
      due: '2027-01-09',
    })
    expect(termOf(situation({ facts }))).toBeNull()
  })

  test('the day is the day in Bishkek: at 23:59 it is still today', () => {
    expect(dayOf(new Date('2026-09-21T17:59:59Z'))).toBe('2026-09-21')
    expect(dayOf(new Date('2026-09-21T18:00:00Z'))).toBe('2026-09-22')
  })

  test('the last day itself is in time, the next is one day late, and giving the papers stops the count', () => {
    const late = (today: string, takenOn?: Day) =>
      daysLate(situation({ facts: { ...arrival('PK', '2026-09-21'), ...(takenOn ? { takenOn } : {}) }, today }))
    expect([late('2026-09-28'), late('2026-09-29'), late('2026-11-22')]).toEqual([0, 1, 55])
    expect(late('2026-11-22', day('2026-09-28'))).toBe(0)
    expect(late('2026-11-22', day('2026-10-01'))).toBe(3)
  })
})

describe('the clocks of a case', () => {
  const names = (stage: string, facts: Partial<Facts> = {}) =>
    deadlines(situation({ stage, facts: { ...arrival('PK', '2026-11-20'), ...facts } })).map(({ name, due }) => [
      name,
      due,
    ])

  test('the term runs until the university has the papers', () => {
    const term = [['registration', '2026-11-27']]
    for (const stage of ['arriving', 'collecting', 'given']) expect(names(stage)).toEqual(term)
    for (const stage of ['taken', 'handed', 'registered']) expect(names(stage)).toEqual([])
    expect(names('collecting', { takenOn: day('2026-11-21') })).toEqual([])
  })

  // Resolution No. 600 of 2026: state fee and service within 3 working days of the payment code.
  test('a payment code has a term of its own', () => {
    expect(names('collecting', { codeOn: day('2026-11-20'), takenOn: day('2026-11-21') })).toEqual([
      ['payment', '2026-11-25'],
    ])
    expect(names('collecting', { codeOn: day('2026-09-22'), takenOn: day('2026-11-21') })).toEqual([])
  })

  test('what came back is mended by the day that the body has set', () => {
    expect(names('back', { mendBy: day('2026-12-01') })).toEqual([['mend', '2026-12-01']])
    expect(names('back')).toEqual([])
  })
})

describe('the papers', () => {
  const types = (given: Given) =>
    wantedPapers(situation(given)).map(({ type, optional }) => (optional ? `(${type})` : type))

  // EIMU's page: the notarized application of the owner only if the student does not live in the hostel.
  test.each([
    ['hostel', ['passport', 'fee']],
    ['flat', ['passport', 'fee', 'owner']],
    ['other', ['passport', 'fee', 'host']],
  ] as const)('of somebody in a %s', (place, wanted) => {
    expect(types({ facts: { place, citizenship: 'PK' } })).toEqual(wanted)
  })

  test('nothing is asked before the arrival is said; the certificate when it may be there', () => {
    expect(types({ facts: { place: 'flat' }, stage: 'arriving' })).toEqual([])
    expect(types({ facts: { place: 'hostel' }, stage: 'handed' })).toEqual(['passport', 'fee', '(certificate)'])
  })

  test('the sums of the fee stand in the hint, with their day and that nobody has verified them', () => {
    const [, fee] = wantedPapers(situation({ facts: { place: 'hostel' } }))
    expect(fee?.hint.en).toContain('100 som (as of 2026-07-23); nobody has verified this')
    expect(fee?.hint.en).toContain('1,113 som')
    const [, earlier] = wantedPapers(situation({ facts: { place: 'hostel' }, today: '2026-03-08' }))
    expect(earlier?.hint.ru).toContain('632 сом')
  })
})

describe('answers that can’t be true', () => {
  const passport = {
    passportNumber: 'AB1234567',
    passportCountry: 'PK',
    passportIssued: day('2022-02-01'),
    passportEnds: day('2032-02-01'),
  }
  const slips = (facts: Partial<Facts>, more: Given = {}) =>
    disagreements(situation({ facts: { ...arrival('PK', '2026-11-20'), ...passport, ...facts }, ...more })).map(
      ({ fact, refusal }) => `${fact} ${refusal.key}`,
    )

  test.each([
    ['nothing', {}, []],
    ['a crossing tomorrow', { crossedOn: day('2026-11-23') }, ['crossedOn arrival.future']],
    ['a crossing today', { crossedOn: day('2026-11-22') }, []],
    ['before the passport was issued', { passportIssued: day('2026-11-21') }, ['crossedOn arrival.beforePassport']],
    ['on the day of its issue', { passportIssued: day('2026-11-20') }, []],
    ['a passport that had ended', { passportEnds: day('2026-11-19') }, ['passportEnds passport.ended']],
    ['a citizen of Kyrgyzstan', { citizenship: 'KG' }, ['citizenship arrival.ownCitizen']],
    ['a letter O among digits', { passportNumber: 'AB12345O7' }, ['passportNumber stay.number.lookAlike']],
    ['the same, looked at', { passportNumber: 'AB12345O7', numberSure: 'yes' }, []],
    [
      'issued before birth',
      { passportIssued: day('2006-02-27'), passportEnds: day('2016-12-01') },
      ['passportEnds passport.ended', 'passportIssued stay.passport.beforeBirth'],
    ],
    [
      'before birth',
      { crossedOn: day('2006-02-27'), passportIssued: day('2006-02-28'), passportEnds: day('2016-02-28') },
      ['crossedOn arrival.beforeBirth', 'crossedOn arrival.beforePassport'],
    ],
    ['nothing to extend', { occasion: 'extension' }, ['occasion occasion.nothingToExtend']],
    ['a change tomorrow', { occasion: 'address', changedOn: day('2026-11-23') }, ['changedOn change.future']],
  ] as const)('%s', (_, facts, found) => {
    expect(slips(facts)).toEqual(found)
  })

  test('a change before the registration that it changes', () => {
    const stay = [registered('2026-10-01', '2027-09-30')]
    expect(slips({ occasion: 'address', changedOn: day('2026-09-30') }, { stay })).toEqual([
      'changedOn change.beforeRegistration',
    ])
  })

  test('the letter is asked about only where it looks like a figure', () => {
    const asked = (passportNumber: string) => isAsked('numberSure', situation({ facts: { passportNumber } }))
    expect([asked('AB1234567'), asked('AB12345O7')]).toEqual([false, true])
  })
})

describe('days that an officer writes', () => {
  test('papers are not taken over tomorrow, nor before the border was crossed', () => {
    const fits = notBefore('crossedOn', 'day.beforeArrival')
    const keys = (on: string) => fits({ on }, situation({ facts: arrival('PK', '2026-11-20') })).map(({ key }) => key)
    expect(keys('2026-11-23')).toEqual(['day.future'])
    expect(keys('2026-11-19')).toEqual(['day.beforeArrival'])
    for (const on of ['2026-11-20', '2026-11-22', '', '2026-13-01']) expect(keys(on)).toEqual([])
  })

  test('a registration that ends before it begins, begins tomorrow, or before the arrival', () => {
    const fields = (from: string, to: string) =>
      registrationFits(
        { certificate: 'R1', from, to, kind: 'stay' },
        situation({ facts: { ...arrival('PK', '2026-11-20'), passportCountry: 'PK' } }),
      ).map(({ field }) => field)
    expect(fields('2026-11-20', '2027-11-19')).toEqual([])
    expect(fields('2026-11-21', '2026-11-20')).toEqual(['to'])
    expect(fields('2026-11-23', '2027-11-20')).toEqual(['from'])
    expect(fields('2026-11-19', '2027-11-18')).toEqual(['from'])
  })

  test('a day for mending has not passed', () => {
    expect(mendingFits({ until: '2026-11-21' }, situation())).toHaveLength(1)
    for (const until of ['2026-11-22', '']) expect(mendingFits({ until }, situation())).toEqual([])
  })

  // Resolution No. 600 of 2026, in force from 2026-09-23: leaving for 30 days or more.
  test.each([
    ['2026-10-01', '2026-10-31', []],
    ['2026-10-01', '2026-10-30', ['absence.tooShort']],
    ['2026-10-23', '', []],
    ['2026-10-24', '', ['absence.tooShort']],
    ['2026-09-22', '2026-11-20', ['absence.noRule']],
    ['2026-09-01', '2026-11-20', ['absence.beforeRegistration']],
    ['2026-11-23', '', ['day.future']],
    ['2026-10-01', '2026-09-30', ['absence.backFirst']],
    ['2026-10-01', '2026-11-23', ['day.future']],
  ])('away from %s to %s', (left, back, keys) => {
    const facts = { from: day('2026-09-10') }
    expect(absenceFits({ left, back }, situation({ facts })).map(({ key }) => key)).toEqual(keys)
  })
})

describe('an absence makes a registration void', () => {
  const held = registered('2026-09-10', '2027-09-09')
  const away = (from: string, to: string | null) =>
    record('absence', from, { to: to ? day(to) : null, said: { where: 'abroad' } })
  const crossing = (from: string, direction: 'in' | 'out') => record('crossing', from, { said: { direction } })
  const left = (stay: readonly StayRecord[], today = '2026-11-22') => {
    const law = lawOn(book, day(today))
    const found = voidedBy(stay, law)?.left ?? null
    expect(validRegistration(stay, law)?.id ?? null).toBe(found ? null : held.id)
    return found
  }

  test.each([
    ['30 days, written down', [held, away('2026-10-01', '2026-10-31')], '2026-10-01'],
    ['29 days', [held, away('2026-10-01', '2026-10-30')], null],
    ['still away, 30 days today', [held, away('2026-10-23', null)], '2026-10-23'],
    ['still away, 29 days today', [held, away('2026-10-24', null)], null],
    ['between two stamps', [held, crossing('2026-10-01', 'out'), crossing('2026-10-31', 'in')], '2026-10-01'],
    ['a short journey by stamps', [held, crossing('2026-10-01', 'out'), crossing('2026-10-10', 'in')], null],
    ['before the rule was in force', [held, away('2026-09-22', '2026-11-10')], null],
    ['an absence in the country', [held, { ...away('2026-10-01', '2026-11-10'), said: { where: 'here' } }], null],
    ['before the registration', [held, away('2026-08-01', '2026-09-09')], null],
  ] as const)('%s', (_, stay, expected) => {
    expect(left(stay)).toBe(expected)
  })

  test('a registration that has ended is none, whoever was away', () => {
    expect(validRegistration([held], lawOn(book, day('2027-09-09')))?.id).toBe(held.id)
    expect(validRegistration([held], lawOn(book, day('2027-09-10')))).toBeNull()
  })
})
