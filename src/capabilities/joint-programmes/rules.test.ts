import { expect, test } from 'vitest'
import type { WorkLine } from '../networks/index.ts'
import { curriculaOf, outOfOrder, seated } from './rules.ts'

const line = (id: string, kind: string, said: WorkLine['said'], under: string | null = null): WorkLine => ({
  ...{ id, workId: 'w', key: null, kind, under, partnerId: null, personId: null, due: null, done: null },
  ...{ said, version: 1, removed: false },
})
const subject = (id: string, side: 'here' | 'there', credits: number) => line(id, 'subject', { side, credits })
const recognised = (there: string, here: string) => line(`${there}${here}`, 'recognition', { there, here })
const ids = (lines: readonly WorkLine[]) => lines.map(({ id }) => id)

test('subjects that hang together by recognition are one row with one difference', () => {
  const found = curriculaOf([
    ...[subject('h1', 'here', 500), subject('h2', 'here', 250), subject('h3', 'here', 400)],
    ...[subject('t1', 'there', 600), subject('t2', 'there', 300), subject('t3', 'there', 1)],
    ...[recognised('t1', 'h1'), recognised('t1', 'h2'), recognised('t2', 'h2')],
  ])
  expect(found.equal.map(({ here, there, difference }) => [ids(here), ids(there), difference])).toEqual([
    [['h1', 'h2'], ['t1', 't2'], 150],
  ])
  expect(ids(found.onlyHere)).toEqual(['h3'])
  expect(ids(found.onlyThere)).toEqual(['t3'])
  expect(found.all).toEqual({ here: 1150, there: 901 })
  expect(found.recognised).toEqual({ here: 750, there: 900 })
})

test('a recognition of a subject that was taken out counts for nothing', () => {
  const found = curriculaOf([subject('h1', 'here', 500), recognised('gone', 'h1')])
  expect(found.equal).toEqual([])
  expect(ids(found.onlyHere)).toEqual(['h1'])
})

test('whoever has left takes no seat', () => {
  const student = (id: string, stage: string, cohort: string) => line(id, 'student', { stage }, cohort)
  const lines = [student('a', 'here', 'c'), student('b', 'left', 'c'), student('d', 'away', 'other')]
  expect(ids(seated(lines, 'c'))).toEqual(['a'])
})

test.each([
  [{ begins: '2026-09-01', leaves: '2028-09-01', returns: '2030-06-30', ends: '2030-07-01' }, null],
  [{ begins: '2026-09-01', ends: '2026-08-31' }, 'ends'],
  [{ leaves: '2028-09-01', returns: '2028-08-31' }, 'returns'],
  [{}, null],
])('the calendar %o', (said, wrong) => {
  expect(outOfOrder(said)).toBe(wrong)
})
