import { describe, expect, test } from 'vitest'
import { threeHosts } from '../../../test/open-call.ts'
import { day } from '../../platform/days.ts'
import type { Call } from '../calls/index.ts'
import { applicantsAddress, queryOfApplicants, readApplicantFilter } from './applicants-rules.ts'
import { documents } from './documents.ts'
import type { Facts } from './facts.ts'
import { knownOf } from './known.ts'
import { disagreements, whyNotStay } from './refusals.ts'
import { beganKey, isAsked, knownHere, type MobilitySituation } from './rules.ts'
import { isDue, isWithin } from './screening.ts'

const text = (one: string) => ({ en: one, ru: one, ky: one })
const setting = (value: number) => ({ value, unit: 'calendar-days', verified: true, note: text('The page says so.') })

/** A situation with what the rules look at. */
function situation(facts: Partial<Facts>, said = threeHosts, more: Partial<MobilitySituation> = {}): MobilitySituation {
  const call: Call = {
    ...{ id: 'c', institution: 'kstu', slug: 'sample', key: null, state: 'published', edition: 1, version: 1 },
    ...{ direction: 'outgoing', audience: 'students', opensOn: null, closesOn: day('2026-09-15'), said },
    ...{ draft: null, copiedFrom: null, source: null },
  }
  const settings = { staffStayDays: setting(5), studentStayLeastDays: setting(112), studentStayMostDays: setting(365) }
  // biome-ignore lint/suspicious/noExplicitAny: an institution has more than these rules ask for.
  const institution: any = { settings }
  // biome-ignore lint/suspicious/noExplicitAny: no rule here asks the law.
  const law: any = { country: () => null }
  const began = new Map([[beganKey('c', 1), { call, said }]])
  return {
    ...{ facts: { call: 'c', edition: 1, audience: 'students', ...facts }, stage: 'draft', law, arrived: null },
    ...{ stageSince: day('2026-09-01'), opened: day('2026-09-01'), today: day('2026-09-10') },
    background: { institution, units: [], began, average: null, earlier: [] },
    ...more,
  }
}

const stay = (from: string, to: string, audience: 'students' | 'staff') =>
  whyNotStay(situation({ from: day(from), to: day(to), audience }))?.key ?? null

describe('how long a stay may be', () => {
  test.each([
    ['staff', '2027-02-01', '2027-02-04', 'stay.staff'],
    ['staff', '2027-02-01', '2027-02-05', null],
    ['staff', '2027-02-01', '2029-02-05', null],
    ['students', '2027-02-01', '2027-05-22', 'stay.students'],
    ['students', '2027-02-01', '2027-05-23', null],
    ['students', '2027-02-01', '2028-01-31', null],
    ['students', '2027-02-01', '2028-02-01', 'stay.longest'],
  ] as const)('%s from %s to %s: %s', (audience, from, to, key) => expect(stay(from, to, audience)).toBe(key))

  test('is the call’s where it sets the term, and then nobody is asked', () => {
    const said = { ...threeHosts, from: day('2027-02-24'), to: day('2027-03-01') }
    const here = situation({ from: day('2027-02-01'), to: day('2027-02-02') }, said)
    expect([whyNotStay(here), isAsked('from', here), isAsked('choice3', here)]).toEqual([null, false, true])
  })

  test('the refusal carries its rule and where it stands', () => {
    const refusal = whyNotStay(situation({ from: day('2027-02-01'), to: day('2027-02-04'), audience: 'staff' }))
    expect(refusal?.said?.en).toBe('Teachers and staff go for at least 5 days; this is 4 days. The page says so.')
  })
})

describe('wishes', () => {
  const wrong = (facts: Partial<Facts>) =>
    disagreements(situation(facts)).map(({ fact, refusal }) => `${fact} ${refusal.key}`)
  test('name each host once, without a gap', () => {
    expect(wrong({ choice1: 'alpha', choice2: 'beta', choice3: 'gamma' })).toEqual([])
    expect(wrong({ choice1: 'alpha', choice2: 'alpha' })).toEqual(['choice2 mobility.twice'])
    expect(wrong({ choice1: 'alpha', choice2: '', choice3: 'beta' })).toEqual(['choice2 mobility.gap'])
  })
  test('are as many as the call and its hosts allow', () => {
    const [alpha] = threeHosts.hosts
    const two = situation({}, { ...threeHosts, choices: 2 })
    const one = situation({}, { ...threeHosts, hosts: alpha ? [alpha] : [] })
    const none = situation({}, { ...threeHosts, hosts: [] })
    expect(['choice2', 'choice3', 'choice5', 'hostWish'].map((fact) => isAsked(fact, two))).toEqual([
      ...[true, false, false, false],
    ])
    expect(['choice1', 'choice2'].map((fact) => isAsked(fact, one))).toEqual([true, false])
    expect(['choice1', 'hostWish'].map((fact) => isAsked(fact, none))).toEqual([false, true])
  })
})

test('what is not answered is not known, and the records know more than an answer', () => {
  expect(knownOf({}, null, day('2026-09-10'))).toEqual({})
  const since = { audience: 'students', studiesSince: day('2024-09-11') } as const
  expect(knownOf(since, 449, day('2026-09-10'))).toMatchObject({ is: 'student', yearsStudied: 1, average: 4.49 })
  const facts = { level: 'bachelor', timesBefore: '0' } as const
  const background = { ...situation({}).background, earlier: ['bachelor', 'master'] }
  expect(knownHere(situation(facts, threeHosts, { background })).timesBefore).toBe(1)
  expect(knownHere(situation(facts, threeHosts, { background, stage: 'away' })).timesBefore).toBe(0)
  expect(knownHere(situation({ ...facts, level: 'postgraduate' }, threeHosts, { background })).timesBefore).toBe(0)
})

test('papers are the call’s own, with what its conditions leave, the passport and the transcript', () => {
  const photo = { ratio: '2inch', minWidth: 600, background: 'blue' } as const
  const asked = (key: string, more = {}) => ({ key, title: text(key), hint: null, ...more })
  const young = { kind: 'age', most: 25, text: text('At most 25') } as const
  const said = { ...threeHosts, documents: [asked('photo', { photo }), asked('consent', { when: young })] }
  const types = (facts: Partial<Facts>) =>
    documents(situation(facts, said)).map(({ type, optional }) => `${type}${optional ? '?' : ''}`)
  expect(types({})).toEqual(['passport', 'photo', 'consent?', 'transcript', 'certificates?'])
  expect(types({ birthDay: day('1990-01-01') })).not.toContain('consent')
  expect(types({ birthDay: day('2005-01-01'), audience: 'staff' })).toEqual([
    ...['passport', 'photo', 'consent', 'certificates?'],
  ])
  expect(documents(situation({}, said))[1]?.photo).toEqual(photo)
  expect(types({ languageProof: 'IELTS' })).toContain('language-proof')
})

test('a unit is within itself and those above it, and never loops', () => {
  const unit = (id: string, parent: string | null) => ({ id, parent, kind: 'institute', name: text(id), note: null })
  const units = [unit('u', null), unit('f', 'u'), unit('d', 'f'), unit('x', 'y'), unit('y', 'x')]
  expect([isWithin('d', 'u', units), isWithin('d', 'd', units), isWithin('u', 'd', units)]).toEqual([true, true, false])
  expect(isWithin('x', 'u', units)).toBe(false)
})

test('units are written to when something is new, and as the day comes near', () => {
  const until = day('2026-09-20')
  const on = (today: string, fresh = 0) => isDue({ fresh, until }, day(today))
  expect(
    ['2026-09-12', '2026-09-13', '2026-09-17', '2026-09-20', '2026-09-21', '2026-09-22'].map((one) => on(one)),
  ).toEqual([false, true, true, true, true, false])
  expect([on('2026-09-12', 1), isDue({ fresh: 0, until: null }, day('2026-09-12'))]).toEqual([true, false])
})

test('a filter of applicants stands in the address, and odd ones filter nothing', () => {
  const read = (query: string) => readApplicantFilter((name) => new URLSearchParams(query).get(name) ?? undefined)
  expect(queryOfApplicants(read('stage=checking&average=4,5&recommended=none&unit=a'))).toBe(
    'unit=a&stage=checking&recommended=none&average=4.5',
  )
  expect(queryOfApplicants(read('stage=draft&average=much&recommended=maybe'))).toBe('')
  expect(applicantsAddress('7')).toBe('/desk/calls/7/applicants')
})
