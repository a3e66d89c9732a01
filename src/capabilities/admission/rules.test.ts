import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { day } from '../../platform/days.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { admission } from './admission.ts'
import { type Facts, facts as schema } from './facts.ts'
import {
  type AdmissionSituation,
  disagreements,
  needsVisa,
  passportEndsSoon,
  programmeOf,
  programmesOfLevel,
  type Records,
  whyNotEntry,
} from './rules.ts'

// The offices' own packs as they are shipped; today is the first of September 2026.
let town: TestHouse
let law: Law
const records = new Map<string, Records>()
beforeAll(async () => {
  town = await testHouse({ jobs: false })
  law = await lawOfToday(town.house)
  for (const place of ['kslu', 'kstu', 'eimu'])
    records.set(place, await admission.background(town.house.database.within(place), place, null))
})
afterAll(() => town.close())

function asked(facts: Partial<Facts>, place = 'kslu'): AdmissionSituation {
  const background = records.get(place)
  if (!background) throw new RangeError(place)
  return { facts, stage: 'draft', stageSince: law.day, opened: law.day, arrived: null, today: law.day, law, background }
}

const told = (facts: Partial<Facts>, place?: string) =>
  disagreements(asked(facts, place)).map(({ fact, refusal }) => `${fact}: ${refusal.key}`)

describe('the education that a level needs', () => {
  test.each([
    ['kslu', 'bachelor', 'none', 'admission.entry.secondary'],
    ['kslu', 'bachelor', 'secondary', null],
    ['kslu', 'bachelor', 'doctor', null],
    ['kslu', 'master', 'none', 'admission.entry.higher'],
    ['kslu', 'master', 'secondary', 'admission.entry.higher'],
    ['kslu', 'master', 'bachelor', null],
    ['kslu', 'master', 'master', null],
    ['kslu', 'doctorate', 'none', null],
    ['kslu', 'other', 'none', null],
    ['kstu', 'bachelor', 'secondary', null],
    ['kstu', 'master', 'secondary', 'admission.entry.bachelor'],
    ['kstu', 'master', 'bachelor', null],
    ['kstu', 'postgraduate', 'secondary', 'admission.entry.higher'],
    ['kstu', 'postgraduate', 'bachelor', null],
    ['kstu', 'doctorate', 'secondary', 'admission.entry.higher'],
    ['kstu', 'preparatory', 'none', null],
  ] as const)('%s, %s, with %s: %s', (place, level, education, refusal) => {
    expect(whyNotEntry(asked({ level, education }, place))?.key ?? null).toBe(refusal)
  })

  test('is not judged before both are answered', () => {
    expect(whyNotEntry(asked({ level: 'master' }))).toBeNull()
    expect(whyNotEntry(asked({ education: 'none' }))).toBeNull()
  })

  test.each([
    ['kslu', 'bachelor', 'none', 'entry.bachelor'],
    ['kslu', 'master', 'secondary', 'entry.master'],
    ['kstu', 'postgraduate', 'secondary', 'entry.postgraduate'],
    ['kstu', 'doctorate', 'none', 'entry.doctorate'],
  ] as const)(
    'at %s of %s is refused with a rule that has a source, and with what would help',
    (place, level, education, rule) => {
      const refusal = whyNotEntry(asked({ level, education }, place))
      expect(refusal).toMatchObject({ rule, remedy: 'admission.entry.remedy' })
      expect(law.rule(rule).source.length).toBeGreaterThan(0)
    },
  )
})

describe('the day of birth', () => {
  test.each([
    ['2026-09-02', 'birthDay: admission.bornLater'],
    ['2026-09-01', 'birthDay: admission.age'],
    ['2012-09-02', 'birthDay: admission.age'],
    ['2012-09-01', null],
    ['2008-02-29', null],
    ['1926-09-01', null],
    ['1925-09-02', null],
    ['1925-09-01', 'birthDay: admission.age'],
  ])('%s: %s', (born, refusal) => {
    expect(told({ birthDay: day(born) })).toEqual(refusal ? [refusal] : [])
  })
})

describe('the passport', () => {
  test.each([
    ['issued today, ending tomorrow', { passportIssued: '2026-09-01', passportEnds: '2026-09-02' }, []],
    ['issued tomorrow', { passportIssued: '2026-09-02' }, ['passportIssued: admission.passportNotYet']],
    ['ending today', { passportEnds: '2026-09-01' }, []],
    ['ended yesterday', { passportEnds: '2026-08-31' }, ['passportEnds: admission.passportEnded']],
    ['issued on the day of birth', { birthDay: '2006-03-07', passportIssued: '2006-03-07' }, []],
    [
      'issued before birth',
      { birthDay: '2006-03-07', passportIssued: '2006-03-06' },
      ['passportIssued: admission.passportBeforeBirth'],
    ],
    [
      'ending on the day of issue',
      { passportIssued: '2026-09-01', passportEnds: '2026-09-01' },
      ['passportEnds: admission.passportEndsFirst'],
    ],
  ])('%s', (_, days, expected) => {
    const typed = Object.fromEntries(Object.entries(days).map(([name, text]) => [name, day(text)]))
    expect(told(typed)).toEqual(expected)
  })

  test.each([
    ['2027-08-31', true],
    ['2027-09-01', false],
  ])('that ends on %s ends within the first year: %s', (ends, soon) => {
    expect(passportEndsSoon(asked({ passportEnds: day(ends) }))).toBe(soon)
  })
})

describe('citizenship', () => {
  test('a citizen of Kyrgyzstan applies elsewhere', () => {
    expect(told({ citizenship: 'KG' })).toEqual(['citizenship: admission.ownCitizen'])
    expect(told({ citizenship: 'PK' })).toEqual([])
  })

  test.each([
    ['PK', true],
    ['KZ', false],
    ['DE', false],
    ['XXA', true],
    [undefined, null],
  ])('%s needs a visa: %s', (citizenship, needed) => {
    expect(needsVisa(asked(citizenship ? { citizenship } : {}))).toBe(needed)
  })
})

test.each([
  ['2026', []],
  ['2027', []],
  ['2028', ['graduated: admission.graduatedLater']],
])('graduation in %s: %j', (graduated, expected) => {
  expect(told({ graduated })).toEqual(expected)
})

describe('the papers that are asked', () => {
  const papers = (facts: Partial<Facts>, place = 'kslu') =>
    (admission.documents?.(asked(facts, place)) ?? []).map(({ type, title }) => `${type}: ${title.en}`)
  const four = [
    'application-form: Application of foreign citizen (Application Form)',
    'passport: Scanned copy of passport',
    'education: School certificate',
    'transcript: Scanned copy of the transcript',
  ]

  test.each([
    ['PK', [...four, 'visa-support: Application for visa support']],
    ['KZ', four],
    ['XXA', [...four, 'visa-support: Application for visa support']],
  ])('of a citizen of %s who wants to be a bachelor', (citizenship, expected) => {
    expect(papers({ level: 'bachelor', citizenship })).toEqual(expected)
  })

  test('before the citizenship is known: the four that everybody brings', () => {
    expect(papers({ level: 'bachelor' })).toEqual(four)
  })

  test.each([
    ['bachelor', 'School certificate'],
    ['master', "Bachelor's degree"],
    ['doctorate', "Master's degree"],
    ['other', 'Scanned copy of the document on education'],
  ] as const)('for %s the education is proven by: %s', (level, title) => {
    expect(papers({ level, citizenship: 'KZ' })).toContain(`education: ${title}`)
  })

  test.each(['kslu', 'kstu', 'eimu'])('%s asks at most five, each with a reason in three languages', (place) => {
    const wanted = admission.documents?.(asked({ level: 'master', citizenship: 'PK' }, place)) ?? []
    expect(wanted).toHaveLength(5)
    for (const { why } of wanted) expect([why.en, why.ru, why.ky].every((text) => text.length > 5)).toBe(true)
  })
})

describe('the programmes to choose from', () => {
  const offered = (facts: Partial<Facts>, place?: string) => programmesOfLevel(asked(facts, place)).map(({ id }) => id)

  test('are those of the level: one code at two levels is two programmes', () => {
    expect(offered({ level: 'bachelor' })).toEqual(['bachelor-530500', 'bachelor-530800'])
    expect(offered({ level: 'master' })).toEqual(['master-530500'])
    expect(offered({ level: 'doctorate' })).toEqual([])
    expect(offered({})).toEqual([])
  })

  test.each(['kslu', 'kstu', 'eimu'])('at %s every level that is offered has one', (place) => {
    const levels = admission.choices?.('level', asked({}, place)) ?? []
    expect(levels.length).toBeGreaterThan(0)
    for (const { value } of levels) {
      const level = schema.shape.level.parse(value)
      expect(offered({ level }, place).length).toBeGreaterThan(0)
    }
  })

  test('KSTU names five levels and asks for the direction; KSLU asks for a profile instead', () => {
    expect(admission.choices?.('level', asked({}, 'kstu'))?.map(({ value }) => value)).toEqual([
      'bachelor',
      'master',
      'postgraduate',
      'doctorate',
      'preparatory',
    ])
    const [programme = ''] = offered({ level: 'master' }, 'kstu')
    const kstu = asked({ level: 'master', programme }, 'kstu')
    expect([admission.asked?.('direction', kstu), admission.asked?.('profile', kstu)]).toEqual([true, false])
    const kslu = asked({ level: 'master', programme: 'master-530500' })
    expect([admission.asked?.('direction', kslu), admission.asked?.('profile', kslu)]).toEqual([false, true])
  })

  test('one of another level doesn’t count any more', () => {
    expect(programmeOf(asked({ level: 'bachelor', programme: 'master-530500' }))).toBeNull()
    expect(programmeOf(asked({ level: 'master', programme: 'bachelor-530800' }))?.id).toBe('master-530500')
    expect(programmeOf(asked({ level: 'bachelor', programme: 'bachelor-530800' }))?.id).toBe('bachelor-530800')
  })

  test('a profile belongs to its programme', () => {
    const profiles = (programme: string) =>
      admission.choices?.('profile', asked({ programme }))?.map(({ value }) => value)
    expect(profiles('bachelor-530500')).toEqual(['public-law', 'islamic-law', 'chinese-law', 'european-law'])
    expect(profiles('master-530500')).toEqual(['international-law-european-law', 'islamic-law'])
    expect(profiles('nothing')).toEqual([])
  })
})
