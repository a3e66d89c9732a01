import { describe, expect, test } from 'vitest'
import { day, dayOf } from '../../platform/days.ts'
import { StructuredData } from '../../ui/index.ts'
import { sayLeft } from './clock.ts'
import { type Call, callState, closesAt } from './rules.ts'
import { callWords } from './words.ts'
import { empty } from './writing.ts'

const call = (more: Partial<Call> = {}) => ({
  state: 'published' as const,
  opensOn: day('2026-09-10'),
  closesOn: day('2026-10-15'),
  said: empty,
  ...more,
})

test('what search engines read of a call ends no tag early, whatever its title', () => {
  const { text } = StructuredData({ facts: { name: '</script><script>alert(1)</script>' } })
  expect(text.match(/<\/?script/g)).toHaveLength(2)
  expect(text).toContain('\\u003c/script>')
})

describe('a call in Bishkek, six hours before Greenwich', () => {
  test.each([
    ['2026-09-09T17:59:59Z', 'coming'],
    ['2026-09-09T18:00:00Z', 'open'],
    ['2026-10-15T17:59:59Z', 'open'],
    ['2026-10-15T18:00:00Z', 'closed'],
  ])('at %s is %s', (at, state) => {
    expect(callState(call(), dayOf(new Date(at)))).toBe(state)
  })

  test('ends at the midnight after its last day, and the clock says how long that is', () => {
    expect(closesAt(day('2026-10-15')).toISOString()).toBe('2026-10-15T18:00:00.000Z')
    const t = callWords('en')
    expect(sayLeft(t, call(), new Date('2026-10-13T15:30:00Z'))).toBe('2 days, 2 hours and 30 minutes left')
    expect(sayLeft(t, call(), new Date('2026-10-15T17:59:59Z'))).toBe('0 hours and 0 minutes left')
    expect(sayLeft(t, call(), new Date('2026-10-15T18:00:00Z'))).toBeNull()
  })

  test('is told of where it has no days, and past when its term is over', () => {
    expect(callState(call({ opensOn: null, closesOn: null }), day('2026-09-01'))).toBe('standing')
    expect(callState(call({ opensOn: null }), day('2026-09-01'))).toBe('open')
    expect(callState(call({ said: { ...empty, to: day('2027-01-31') } }), day('2027-02-01'))).toBe('past')
    expect(callState(call({ state: 'archived' }), day('2026-09-20'))).toBe('archived')
  })
})
