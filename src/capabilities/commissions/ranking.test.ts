import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assign } from './assigning.ts'
import { familyWords, maybeRelatives } from './families.ts'
import { placesOf, type Standing } from './ranking.ts'
import { type Event, type Replayed, replay } from './replay.ts'
import { combine, markFaults, rankKey, type Sheet, scoreOf, sheetFaults } from './rules.ts'

const title = { en: 'Sample', ru: 'Sample', ky: 'Sample' }
const sheet: Sheet = {
  criteria: [
    { id: 'grades', title, weight: 50, by: 'readers' },
    { id: 'motive', title, weight: 30, by: 'readers' },
    { id: 'talk', title, weight: 20, by: 'interview' },
  ],
  least: 0,
  most: 10,
  readers: 2,
  average: 'mean',
  ties: ['motive', 'average', 'arrived'],
  apart: 3000,
  papers: [],
}
const read = (member: string, grades: number, motive: number, conflict = false) => ({
  member,
  marks: { grades, motive },
  conflict,
})
const talked = { appeared: true, marks: { talk: 10 } }

describe('a sheet', () => {
  test.each([
    [
      'weights of 99',
      { criteria: sheet.criteria.map((one) => (one.id === 'talk' ? { ...one, weight: 19 } : one)) },
      'weights',
    ],
    [
      'a weight of nothing',
      { criteria: sheet.criteria.map((one) => (one.id === 'talk' ? { ...one, weight: 0 } : one)) },
      'weight',
    ],
    ['no criteria', { criteria: [], ties: [] }, 'noCriteria'],
    ['a range that ends before it begins', { least: 10, most: 10 }, 'range'],
    ['nobody who reads', { readers: 0 }, 'readers'],
    ['ties by a criterion that it has not', { ties: ['sympathy'] }, 'ties'],
    ['the same tie twice', { ties: ['motive', 'motive'] }, 'ties'],
  ])('with %s is not taken', (_, change, fault) => {
    expect(sheetFaults({ ...sheet, ...change })).toContain(fault)
  })
  test('that is whole has no fault', () => expect(sheetFaults(sheet)).toEqual([]))
  test.each([[11], [-1], [2.5], [undefined]])('takes no mark of %s', (mark) => {
    expect(markFaults(sheet, sheet.criteria.slice(0, 1), mark === undefined ? {} : { grades: mark })).toEqual([
      'grades',
    ])
  })
})

describe('a score', () => {
  test('is the mean of the readers’ weighted totals with the interview’s share', () => {
    // (8·50 + 6·30) and (7·50 + 5·30) hundredths: 5.8 and 5.0; their mean 5.4; the interview 10·20 = 2.0.
    expect(scoreOf(sheet, [read('a', 8, 6), read('b', 7, 5)], talked)).toEqual({
      score: 7400,
      marks: { grades: 7500, motive: 5500, talk: 10_000 },
      apart: 800,
      out: null,
    })
  })
  test('is not said while a reader is not in, nor before the interview', () => {
    const waiting = { member: 'b', marks: null, conflict: false }
    expect(scoreOf(sheet, [read('a', 8, 6), waiting], talked)).toMatchObject({
      score: null,
      out: 'noScore',
      apart: null,
    })
    expect(scoreOf(sheet, [read('a', 8, 6), read('b', 7, 5), waiting], talked)).toMatchObject({ score: null })
    expect(scoreOf(sheet, [read('a', 8, 6), read('b', 7, 5)], null)).toMatchObject({
      score: null,
      out: 'interview',
      apart: 800,
    })
  })
  test('counts nothing of a reader with a conflict, and waits for another', () => {
    expect(scoreOf(sheet, [read('a', 8, 6), read('b', 10, 10, true)], talked)).toMatchObject({
      score: null,
      out: 'conflict',
    })
    const replaced = scoreOf(sheet, [read('a', 8, 6), read('b', 10, 10, true), read('c', 7, 5)], talked)
    expect(replaced.score).toBe(7400)
  })
  test('of somebody who did not come to the interview holds the lowest mark for it', () => {
    const absent = { appeared: false, marks: { talk: 10 } }
    expect(scoreOf(sheet, [read('a', 8, 6), read('b', 7, 5)], absent).score).toBe(5400)
  })
  test('is rounded half up, and a median is the middle one', () => {
    expect(combine([1, 2], 'mean')).toBe(2)
    expect(combine([1, 1, 2], 'mean')).toBe(1)
    expect(combine([1, 9, 2], 'median')).toBe(2)
    expect(combine([1, 2, 4, 9], 'median')).toBe(3)
  })
})

describe('places', () => {
  const standing = (
    caseId: string,
    motive: number,
    grades: number,
    average: number | null,
    arrived: number,
  ): Standing => {
    const score = scoreOf(sheet, [read('a', grades, motive), read('b', grades, motive)], talked)
    const key = rankKey(sheet, 'seed', { caseId, arrived, average }, score)
    return { caseId, name: caseId, unit: '', ...score, key }
  }
  test('say what broke a tie: the criterion, the grades, the day of the application, and at last the lot', () => {
    const ranked = placesOf(sheet, [
      standing('by-lot-1', 5, 5, 400, 2),
      standing('better-motive', 10, 2, 300, 9),
      standing('by-lot-2', 5, 5, 400, 2),
      standing('better-grades', 5, 5, 480, 9),
      standing('no-grades', 5, 5, null, 1),
      standing('earlier', 5, 5, 400, 1),
      standing('lower', 0, 0, 500, 0),
    ])
    const lots = ranked.slice(3, 5).map(({ caseId }) => caseId)
    expect(ranked.map(({ caseId, place, tie }) => [caseId, place, tie?.brokenBy ?? null])).toEqual([
      ['better-motive', 1, 'criterion'],
      ['better-grades', 2, 'average'],
      ['earlier', 3, 'arrived'],
      [lots[0], 4, 'lot'],
      [lots[1], 5, 'average'],
      ['no-grades', 6, 'average'],
      ['lower', 7, null],
    ])
    expect(new Set(lots)).toEqual(new Set(['by-lot-1', 'by-lot-2']))
    expect(ranked[0]?.tie?.with).toHaveLength(5)
  })
  test('of those without a score lie behind all others', () => {
    const none = { caseId: 'a', name: '', unit: '', score: null, marks: {}, key: null, out: 'noScore' } as const
    const ranked = placesOf(sheet, [none, standing('z', 1, 1, null, 1), { ...none, caseId: 'b' }])
    expect(ranked.map(({ caseId, place, out }) => [caseId, place, out])).toEqual([
      ['z', 1, null],
      ['a', 2, 'noScore'],
      ['b', 2, 'noScore'],
    ])
  })
})

describe('readers', () => {
  const ids = (count: number, word: string) => Array.from({ length: count }, (_, at) => `${word}${at}`)
  const wanted = fc.tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 4 }),
  )
  test('get evenly many, each application its number, whatever the order of the rows', () => {
    fc.assert(
      fc.property(wanted, fc.infiniteStream(fc.nat()), ([cases, members, lacks], noise) => {
        const toRead = ids(cases, 'case').map((caseId) => ({ caseId, lacks, barred: new Set<string>() }))
        const readers = ids(members, 'reader').map((id) => ({ id, load: 0 }))
        const found = assign(toRead, readers)
        expect(found).toHaveLength(cases * Math.min(lacks, members))
        const loads = readers.map(({ id }) => found.filter(({ member }) => member === id).length)
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
        expect(assign(shuffled(toRead, noise), shuffled(readers, noise))).toEqual(found)
      }),
      { numRuns: 60 },
    )
  })
  test('never read where they are barred', () => {
    fc.assert(
      fc.property(fc.array(fc.subarray(ids(5, 'r')), { maxLength: 30 }), (barred) => {
        const toRead = barred.map((names, at) => ({ caseId: `case${at}`, lacks: 2, barred: new Set(names) }))
        const found = assign(
          toRead,
          ids(5, 'r').map((id) => ({ id, load: 0 })),
        )
        for (const { caseId, member } of found)
          expect(toRead.find((one) => one.caseId === caseId)?.barred.has(member)).toBe(false)
        for (const { caseId, barred: names } of toRead)
          expect(found.filter((one) => one.caseId === caseId)).toHaveLength(Math.min(2, 5 - names.size))
      }),
    )
  })
})

const members = ['a', 'b', 'c', 'd']
const caseIds = ['case1', 'case2', 'case3']
const mark = fc.integer({ min: 0, max: 10 })
const happening = fc.record({
  kind: fc.constantFrom(
    'assigned',
    'unassigned',
    'conflict',
    'lifted',
    'reopened',
    'scored',
    'scored',
    'scored',
    'interviewed',
    'withdrawn',
    'back',
  ),
  caseId: fc.constantFrom(...caseIds),
  member: fc.constantFrom(...members),
  marks: fc.record({ grades: mark, motive: mark }),
  interview: fc.record({ appeared: fc.boolean(), marks: fc.record({ talk: mark }) }),
})

const history = fc
  .array(happening, { maxLength: 60 })
  .map((happened): Event[] => [
    { seq: 0, kind: 'opened', seed: 'seed' },
    { seq: 1, kind: 'sheet', sheet },
    ...caseIds.map((caseId, at): Event => ({ seq: 2 + at, kind: 'candidate', caseId, arrived: at, average: null })),
    ...caseIds.flatMap((caseId, at) =>
      ['a', 'b'].map((member, second): Event => ({ seq: 5 + at * 2 + second, kind: 'assigned', caseId, member })),
    ),
    ...happened.map((one, at): Event => ({ ...one, seq: 11 + at })),
  ])

describe('the ranking played again from what was written down', () => {
  test('is the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (events, noise) => {
        expect(rankedOf(replay(shuffled(events, noise)))).toEqual(rankedOf(replay(events)))
      }),
    )
  })
  test('holds no score of somebody with a conflict: their marks change nothing', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...members), (events, member) => {
        const barred: Event[] = caseIds.map((caseId, at) => ({ seq: 4.5 + at / 10, kind: 'conflict', caseId, member }))
        const kept = [...events.filter((one) => one.kind !== 'lifted'), ...barred]
        const other = kept.map((one) =>
          one.kind === 'scored' && one.member === member ? { ...one, marks: { grades: 10, motive: 10 } } : one,
        )
        expect(rankedOf(replay(other))).toEqual(rankedOf(replay(kept)))
      }),
    )
  })
  test('gives no score while anybody who was asked has not confirmed', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...caseIds), (events, caseId) => {
        const asked: Event = { seq: 1000, kind: 'assigned', caseId, member: 'late' }
        expect(replay([...events, asked]).get(caseId)).toMatchObject({ score: null, key: null, apart: null })
      }),
    )
  })
  test('gives the same application more for a higher mark, never less', () => {
    fc.assert(
      fc.property(mark, mark, mark, mark, (one, two, three, four) => {
        const lower = scoreOf(sheet, [read('a', one, two), read('b', three, four)], talked).score ?? 0
        const higher =
          scoreOf(sheet, [read('a', Math.min(10, one + 1), two), read('b', three, four)], talked).score ?? 0
        expect(higher).toBeGreaterThanOrEqual(lower)
      }),
    )
  })
  test('is not touched by a second form, a mark from nobody asked, or a word about an unknown case', () => {
    const begun: Event[] = [
      { seq: 0, kind: 'opened', seed: 's' },
      { seq: 1, kind: 'sheet', sheet },
      { seq: 2, kind: 'candidate', caseId: 'case1', arrived: 1, average: null },
      { seq: 3, kind: 'scored', caseId: 'case1', member: 'nobody', marks: { grades: 10, motive: 10 } },
      { seq: 4, kind: 'scored', caseId: 'unknown', member: 'a', marks: { grades: 10, motive: 10 } },
    ]
    expect([...replay(begun)]).toMatchObject([['case1', { score: null, out: 'noScore' }]])
    expect(replay([]).size).toBe(0)
  })
})

test('somebody of the same family name, a man or a woman, in Latin or Cyrillic, is hinted at', () => {
  expect(maybeRelatives('Sampleova Test', 'SAMPLEOV')).toBe(true)
  expect(maybeRelatives('Примеров Тест', 'PRIMEROVA')).toBe(true)
  expect(maybeRelatives('Примерская Тест', 'PRIMERSKII')).toBe(true)
  expect(maybeRelatives('Sample Test', 'EXAMPLE')).toBe(false)
  expect(familyWords('Примеров Тест')).toContain('primerova')
})

function rankedOf(replayed: ReadonlyMap<string, Replayed>) {
  const standings = [...replayed].map(([caseId, one]) => ({ caseId, name: '', unit: '', ...one }))
  return placesOf(sheet, standings)
}

function shuffled<Item>(items: readonly Item[], noise: Iterable<number>): Item[] {
  const numbers = noise[Symbol.iterator]()
  const drawn = items.map((item) => ({ item, by: Number(numbers.next().value ?? 0) }))
  return drawn.toSorted((one, other) => one.by - other.by).map(({ item }) => item)
}
