import { describe, expect, test } from 'vitest'
import { day } from '../../platform/days.ts'
import { readMarks } from './marks-routes.tsx'
import {
  type Component,
  differences,
  hashOf,
  inUnit,
  readComponent,
  type Said,
  type Signature,
  totalOf,
  unsigned,
  type Version,
  whyNotHead,
  whyNotSend,
} from './rules.ts'
import { whyNotUntil } from './signing.ts'

const component = (id: string, more: Partial<Component> = {}): Component => ({
  ...{ id, side: 'host', code: '', title: id, term: 'autumn 2026', amount: 600, unit: 'ects' },
  ...more,
})
const head = {
  ...{ host: 'Sample University', hostContact: '', hostMail: '', homeContact: '', homeMail: '', programme: '' },
  ...{ from: day('2026-09-01'), to: day('2027-01-31') },
}
const said = (components: readonly Component[], ratio = 10_000): Said => ({ head, components, ratio })

describe('credits', () => {
  test.each<[number, 'ects' | 'national', 'ects' | 'national', number, number]>([
    [600, 'ects', 'ects', 15_000, 600],
    [400, 'national', 'ects', 15_000, 600],
    [500, 'ects', 'national', 15_000, 333],
    [100, 'national', 'ects', 15_550, 156],
    [600, 'ects', 'national', 10_000, 600],
  ])('%i %s are in %s, at %i, %i', (amount, unit, wanted, ratio, found) => {
    expect(inUnit({ amount, unit }, wanted, ratio)).toBe(found)
  })

  test('of a side are added up in one credit, whichever each was given in', () => {
    const rows = [component('a'), component('b', { unit: 'national', amount: 400 }), component('c', { side: 'home' })]
    expect(totalOf(said(rows, 15_000), 'host', 'ects')).toBe(1200)
  })
})

describe('a component', () => {
  const typed = { side: 'host', code: '', title: 'Heat', term: 'autumn 2026', amount: '6', unit: 'ects' } as const
  const wrong = (more: object, others: readonly Component[] = []) => {
    const read = readComponent({ ...typed, ...more }, 'new', others)
    return read.ok ? [] : read.problems.map(({ field, key }) => `${field} ${key}`)
  }

  test.each([['0'], ['200'], ['-3'], ['six'], ['']])('of %s credits is none', (amount) => {
    expect(wrong({ amount })).toEqual(['amount component.credits'])
  })

  test('stands in a table once, however it is spelt; a code of its own, another term or the other side is another', () => {
    const others = [component('a', { title: 'HEAT ', code: 'H-1' })]
    expect(wrong({}, others)).toEqual(['title component.twice'])
    expect(wrong({ code: 'h 1' }, others)).toEqual(['title component.twice'])
    expect(wrong({ code: 'H-2' }, others)).toEqual([])
    expect(wrong({ term: 'spring 2027' }, others)).toEqual([])
    expect(wrong({ side: 'home' }, others)).toEqual([])
    // Changing a component does not meet itself.
    expect(wrong({}, [component('new', { title: 'Heat' })])).toEqual([])
  })
})

test('an agreement is sent when it says where, when and something on both sides', () => {
  expect(whyNotSend(said([]))).toEqual(['send.noHost', 'send.noHome'])
  const whole = [component('a'), component('b', { side: 'home' })]
  expect(whyNotSend(said(whole))).toEqual([])
  expect(whyNotSend({ ...said(whole), head: { ...head, to: null } })).toEqual(['send.head'])
  expect(whyNotHead({ from: day('2027-01-31'), to: day('2027-01-31') })).toHaveLength(1)
})

describe('a signature', () => {
  const version: Version = {
    ...{ number: 2, phase: 'during', state: 'signing', said: said([component('a')]), why: '', at: new Date(0) },
    ...{ byName: '', sentAt: null, approvedAt: null, approvedBy: null, agreedAt: null },
  }
  const signature = (more: Partial<Signature> = {}): Signature => ({
    ...{ id: '1', number: 2, party: 'host', how: 'link', hash: hashOf(version.said), name: '', post: '', address: '' },
    ...{ askedAt: new Date(0), askedBy: '', signedAt: new Date(0), signedOn: null, lies: '', fileId: null },
    ...{ declinedAt: null, declinedWhy: '', voidAt: null, voidWhy: null },
    ...more,
  })

  test.each<[string, Partial<Signature>, number]>([
    ['holds for its version', {}, 2],
    ['not while it is only asked for', { signedAt: null }, 3],
    ['not when it was made void', { voidAt: new Date(0) }, 3],
    ['not for another version', { number: 1 }, 3],
    ['not for other words', { hash: hashOf(said([component('a', { amount: 500 })])) }, 3],
  ])('%s', (_, more, left) => {
    expect(unsigned(version, [signature(more)])).toHaveLength(left)
  })

  test('is put under every word: head, components and ratio', () => {
    const one = said([component('a')])
    const others = [
      said([component('a', { title: 'b' })]),
      said([component('a')], 15_000),
      { ...one, head: { ...head, host: 'Other' } },
      said([]),
    ]
    expect(new Set([one, ...others].map(hashOf)).size).toBe(5)
    expect(hashOf(said([component('other id', { title: 'a' })]))).toBe(hashOf(one))
  })
})

test('a changed component is deleted as it was and added as it is', () => {
  const before = said([component('a'), component('b')])
  const after = said([component('a', { amount: 300 }), component('b'), component('c')])
  expect(differences(before, after).map(({ component: { id, amount }, what }) => `${what} ${id} ${amount}`)).toEqual([
    'deleted a 600',
    'added a 300',
    'added c 600',
  ])
  expect(differences(before, before)).toEqual([])
})

test('a link is open from today for at most 90 days', () => {
  const today = day('2026-09-01')
  expect(['2026-08-31', '2026-09-01', '2026-11-30', '2026-12-01'].map((on) => whyNotUntil(day(on), today))).toEqual([
    ...['ask.past', null, null, 'ask.far'],
  ])
})

test('marks are read of the components that the host says something of', () => {
  const rows = [component('a'), component('b'), component('c')]
  const typed = { 'a.done': 'yes', 'a.ects': '6', 'a.grade': 'B', 'b.ects': '70', 'x.done': 'yes' }
  const { marks, problems } = readMarks(rows, typed, 'Asel')
  expect(marks.map(({ componentId, completed, ects, grade }) => [componentId, completed, ects, grade])).toEqual([
    ['a', true, 600, 'B'],
    ['b', false, 7000, ''],
  ])
  expect(problems.map(({ field }) => field)).toEqual(['b.done', 'b.ects'])
})
