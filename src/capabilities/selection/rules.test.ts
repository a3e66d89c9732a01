import { describe, expect, test } from 'vitest'
import { day } from '../../platform/days.ts'
import { whyNoAppeal } from './appealing.ts'
import { type Checked, openOf } from './check-rules.ts'
import { changesBetween, draftOf, type Ground, hashOf, type Person, standingsOf, standsNow, stepTo } from './rules.ts'

const person = (caseId: string, rank: number | null, more: Partial<Person> = {}): Person => ({
  ...{ caseId, rank, score: rank && 9000 - rank, unit: 'law', choices: ['graz'], decision: null, ...more },
})
const decision = (kind: 'place' | 'reserve' | 'out', host: string | null = null) => ({
  ...{ kind, host, funder: null, reason: 'By the minutes', at: new Date(0), byName: 'Sample' },
})
const ground = (people: readonly Person[], more: Partial<Ground> = {}): Ground => ({
  hosts: [{ id: 'graz', name: 'Graz', country: 'AT', places: 1 }],
  ...{ quotas: [], held: [], keep: 1, people, ...more },
})
const outcomes = (of: Ground) => draftOf(of).rows.map(({ caseId, outcome }) => `${caseId} ${outcome}`)

describe('a run', () => {
  test('places by rank, keeps as many in reserve as are asked for, and leaves out the others', () => {
    expect(outcomes(ground([person('c', 3), person('a', 1), person('b', 2)]))).toEqual([
      'a place',
      'b reserve',
      'c out',
    ])
  })

  test('whoever is in no ranking takes part by a decision only', () => {
    const others = [person('x', null, { decision: decision('reserve') }), person('y', null)]
    expect(outcomes(ground([person('a', 1), ...others], { keep: 0 }))).toEqual(['a place', 'x reserve'])
  })

  test('nobody loses a place that they have; a decision for more places than there are is a fault', () => {
    const held = [{ caseId: 'h', unit: null, host: 'graz', funder: null }]
    expect(outcomes(ground([person('a', 1)], { held }))).toEqual(['a reserve'])
    const crowded = draftOf(ground([person('a', 1, { decision: decision('place', 'graz') })], { held }))
    expect(crowded.faults).toMatchObject([{ kind: 'crowded', caseId: 'a' }])
  })

  test('equal scores at the last seat stop it, and so do places that nobody has said', () => {
    expect(draftOf(ground([person('a', 1), person('b', 1)])).faults).toEqual([
      { kind: 'sameRank', caseIds: ['a', 'b'] },
    ])
    const hosts = [{ id: 'graz', name: 'Graz', country: 'AT', places: null }]
    expect(draftOf(ground([person('a', 1)], { hosts }))).toEqual({
      rows: [],
      faults: [{ kind: 'placesUnknown', host: 'graz' }],
    })
    expect(draftOf(ground([person('a', 1, { choices: [] })], { hosts })).faults).toEqual([])
  })

  test('its hash is that of what it is made from, whatever the order, and another when a decision is', () => {
    const two = [person('a', 1), person('b', 2)]
    expect(hashOf(ground(two.toReversed()))).toBe(hashOf(ground(two)))
    const decided = [person('a', 1), person('b', 2, { decision: decision('out') })]
    expect(hashOf(ground(decided))).not.toBe(hashOf(ground(two)))
    expect(hashOf(ground(two, { keep: 2 }))).not.toBe(hashOf(ground(two)))
  })

  test('what changes between two is who stands elsewhere, whoever came and whoever went', () => {
    const before = standingsOf(draftOf(ground([person('a', 1), person('b', 2), person('d', 4)])).rows)
    const after = standingsOf(draftOf(ground([person('b', 1), person('c', 3), person('d', 4)])).rows)
    expect(changesBetween(before, after).map(({ caseId }) => caseId)).toEqual(['b', 'c', 'a'])
    expect(changesBetween(after, after)).toEqual([])
  })
})

test.each([
  ['selecting', { kind: 'place', takenAt: null }, 'place'],
  ['selecting', undefined, null],
  ['withdrawn', { kind: 'place', takenAt: null }, null],
  ['nominated', { kind: 'place', takenAt: new Date(0) }, 'place'],
  ['refusedByHost', { kind: 'place', takenAt: new Date(0) }, null],
  ['notSelected', { kind: 'reserve', takenAt: null }, 'reserve'],
  ['reserve', { kind: 'reserve', takenAt: new Date(0) }, 'reserve'],
] as const)('a case that is %s with answer %o stands at %s', (stage, answer, stands) => {
  expect(standsNow(stage, answer)).toBe(stands)
})

test('a step leads to each answer from where a case can stand, and from nowhere else', () => {
  expect([stepTo('place', 'reserve'), stepTo('place', 'selected'), stepTo('place', 'withdrawn')]).toEqual([
    'moveUp',
    'there',
    null,
  ])
  expect([stepTo('out', 'reserve'), stepTo('reserve', 'notSelected'), stepTo('reserve', 'selected')]).toEqual([
    ...['notSelect', 'keepInReserve', null],
  ])
})

describe('nobody is left without an answer', () => {
  const checked = (more: Partial<Checked>): Checked => ({
    ...{ caseId: 'a', number: null, name: 'A', stage: 'selecting', outcome: 'place', answer: null },
    ...{ email: 'a@example.org', refused: null, named: null, ...more },
  })
  test.each([
    ['in the run and reachable', {}, false, undefined],
    ['not screened', { stage: 'screening', outcome: null }, false, 'notScreened'],
    ['not admitted', { stage: 'incomplete', outcome: null }, false, 'notChecked'],
    ['in no run', { outcome: null }, false, 'noRun'],
    ['admitted after the results', { outcome: null }, true, 'noRun'],
    ['without an address', { email: null }, false, 'noMail'],
    ['with a mail that came back', { stage: 'selected', refused: '550 no such user' }, true, 'mailRefused'],
    ['answered, not yet there', { answer: { takenAt: null, hindered: null } }, true, 'notTaken'],
    ['hindered', { answer: { takenAt: new Date(0), hindered: 'changed' } }, true, 'hindered'],
    ['withdrawn', { stage: 'withdrawn', outcome: null }, true, undefined],
  ] as const)('%s', (_, more, published, gap) => {
    expect(openOf([checked(more)], published)[0]?.gap).toBe(gap)
  })
})

test.each([
  ['selected', null, '2026-11-22', [], 'appeal.notYet'],
  ['notSelected', '2026-11-29', '2026-11-29', [], null],
  ['notSelected', '2026-11-29', '2026-11-30', [], 'appeal.late'],
  ['notSelected', '2026-11-29', '2026-11-23', [{ outcome: null }], 'appeal.already'],
  ['withdrawn', '2026-11-29', '2026-11-23', [], 'appeal.over'],
] as const)('an appeal of a case that is %s until %s on %s', (stage, until, today, appeals, refusal) => {
  expect(whyNoAppeal(stage, until && day(until), day(today), appeals)).toBe(refusal)
})
