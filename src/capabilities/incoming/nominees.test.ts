import { describe, expect, test } from 'vitest'
import { day } from '../../platform/days.ts'
import { readCsv, writeCells } from '../../platform/sheets/read-csv.ts'
import { putStudent } from './answering.ts'
import { marksFrom } from './facts.ts'
import { stateOf } from './inviting.ts'
import { sumOf } from './letters.ts'
import { markForm } from './marks.ts'
import { mostNominees, type Nominee, nomineesFrom, twinAt, twinKey, typedOf } from './nominees.ts'

const lena: Nominee = {
  ...{ id: 'a', familyName: 'SAMPLE', givenName: 'Lena', mail: 'lena@example.org', birthDay: day('2004-05-17') },
  ...{ citizenship: 'DE', level: 'bachelor', field: 'Hydropower', from: day('2027-02-01'), to: day('2027-06-30') },
}
const other = (more: Partial<Nominee>): Nominee => ({ ...lena, id: 'b', mail: 'b@example.org', ...more })

describe('one student named twice', () => {
  test.each([
    ['the same mail in other letters', { mail: 'LENA@example.org', familyName: 'OTHER' }, 0],
    ['the name the other way round, the same day', { familyName: 'Lena', givenName: 'Sample' }, 0],
    ['the same name, another day of birth', { birthDay: day('2004-05-18') }, -1],
    ['another name, the same day', { givenName: 'Nele' }, -1],
  ])('%s', (_, more, at) => {
    expect(twinAt(other(more), [lena])).toBe(at)
  })

  test('is refused on the list, but a change of the same line is none', () => {
    expect(putStudent('b', other({ mail: lena.mail }))([lena])).toMatchObject({ ok: false })
    expect(putStudent('a', { ...lena, field: 'Wind' })([lena])).toMatchObject({ ok: true, value: [{ field: 'Wind' }] })
    const full = Array.from({ length: mostNominees }, (_, at) =>
      other({ id: String(at), mail: `${at}@example.org`, familyName: `Name${'abcdefghij'[at % 10]}${at}` }),
    )
    expect(putStudent('new', lena)(full)).toMatchObject({ refusal: { key: 'nominate.tooMany' } })
  })

  test('the key stands against spelling', () => {
    expect(twinKey({ familyName: 'Müller', givenName: 'Änne', birthDay: lena.birthDay })).toBe(
      twinKey({ familyName: 'ÄNNE', givenName: 'MÜLLER', birthDay: lena.birthDay }),
    )
  })
})

test('what a partner wrote down comes back as it was, and broken lines are none', () => {
  expect(nomineesFrom(JSON.parse(JSON.stringify([lena])))).toEqual([lena])
  expect(nomineesFrom([{ ...lena, mail: 'no address' }, null, 7])).toEqual([])
  expect(nomineesFrom('nothing')).toEqual([])
  expect(typedOf({ birthDay: lena.birthDay })).toEqual({
    'birthDay.day': '17',
    'birthDay.month': '5',
    'birthDay.year': '2004',
  })
})

test('cells survive the way through the form, with tabs, quotes and a title alone in its row', () => {
  const cells = [['Students of Sample'], ['Name', 'Mail'], ['A "B"', 'x\ty'], ['', 'last']]
  expect(readCsv(writeCells(cells))).toEqual([
    ['Students of Sample', ''],
    ['Name', 'Mail'],
    ['A "B"', 'x\ty'],
    ['', 'last'],
  ])
})

test.each([
  [{}, 'waiting'],
  [{ until: day('2026-11-22') }, 'late'],
  [{ sentAt: new Date() }, 'answered'],
  [{ sentAt: new Date(), nobody: true }, 'nobody'],
  [{ revokedAt: new Date() }, 'revoked'],
])('an invitation %j is %s', (more, state) => {
  const asked = { sentAt: null, revokedAt: null, until: day('2026-11-23'), nobody: false }
  expect(stateOf({ ...asked, ...more }, day('2026-11-23'))).toBe(state)
})

test('credits are added without a rounding fault, and not at all where one is missing', () => {
  expect(sumOf(['0.1', '0.2', '5'])).toBe('5.3')
  expect(sumOf(['5', ''])).toBe('')
  expect(sumOf([])).toBe('')
  const read = (credits: string, ects: string) => markForm.safeParse({ subject: 'S', credits, ects, mark: '5' }).success
  expect([read('2,5', ''), read('', '6'), read('', ''), read('0', ''), read('-1', ''), read('abc', '')]).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
  expect(
    marksFrom([
      { id: '1', subject: 'S', credits: '2', ects: '', mark: '5' },
      { id: '', subject: 'x' },
    ]),
  ).toHaveLength(1)
})
