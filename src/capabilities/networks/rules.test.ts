import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '../../platform/days.ts'
import { programmeKinds } from '../joint-programmes/kinds.ts'
import { networksFile } from '../packs/network-schema.ts'
import { saidFrom, schemaOf, typedFrom, wholeText } from './forms.ts'
import { networkKinds } from './kinds.ts'
import { duesState, feeSums, membersByCountry, readWorkFilter, type WorkLine } from './rules.ts'
import { readSometime, saySometime } from './sometime.ts'

const line = (kind: string, said: WorkLine['said'], more: Partial<WorkLine> = {}): WorkLine => ({
  ...{ id: crypto.randomUUID(), workId: 'w', key: null, kind, under: null, partnerId: null, personId: null },
  ...{ due: null, done: null, said, version: 1, removed: false, ...more },
})

test.each([
  ['2001', '2001'],
  ['12.2020', '2020-12'],
  ['2020-12', '2020-12'],
  ['31.12.2020', '2020-12-31'],
  ['1.2.2020', '2020-02-01'],
  ['31.02.2020', null],
  ['13.2020', null],
  ['20', null],
  ['yesterday', null],
  ['', null],
])('%s is the time %s', (typed, time) => {
  expect(readSometime(typed)).toBe(time)
})

test('a time is said as exactly as it is known', () => {
  expect(['2001', '2020-12', '2020-12-31'].map((time) => saySometime(time, 'en'))).toEqual([
    ...['2001', 'December 2020', '31 December 2020'],
  ])
})

describe('members by country', () => {
  const counts = [line('count', { country: 'RU', count: 21 }), line('count', { country: 'KG', count: 6 })]
  const member = (partner: string, partnerId: string | null = null, more: WorkLine['said'] = {}) =>
    line('member', { partner, country: 'RU', ...more }, { partnerId })

  test('the number stands as it was told, and the university is one of its own country', () => {
    expect(membersByCountry([...counts, member('A'), member('B')], 'KG')).toEqual([
      { country: 'RU', told: 21, named: 2 },
      { country: 'KG', told: 6, named: 1 },
    ])
  })

  test('two that became one by merging are one member; who has left is none; one written twice is one', () => {
    const lines = [
      ...counts,
      member('A', 'a'),
      member('B', 'b'),
      member('c d'),
      member('C  D'),
      member('E', null, { until: '2020' }),
    ]
    const [russia] = membersByCountry(lines, null, () => ({ id: 'a', country: 'RU' }))
    expect(russia).toEqual({ country: 'RU', told: 21, named: 2 })
  })

  test('a country without a number is told without one', () => {
    expect(membersByCountry([line('count', { country: 'TJ' })], null)).toEqual([
      { country: 'TJ', told: null, named: 0 },
    ])
  })
})

test('fees are added up by currency, in minor units, paid and open apart', () => {
  const fee = (amount: number, currency: string, done: string | null) =>
    line('fee', { amount, currency }, { done: done ? day(done) : null })
  expect(feeSums([fee(10_050, 'USD', '2026-01-01'), fee(20_000, 'USD', null), fee(500_000, 'KGS', null)])).toEqual([
    { currency: 'USD', paid: 10_050, open: 20_000 },
    { currency: 'KGS', paid: 0, open: 500_000 },
  ])
})

test('what is due today is not late yet', () => {
  const due = day('2026-11-22')
  expect(duesState({ due, done: null }, day('2026-11-22'))).toBe('open')
  expect(duesState({ due, done: null }, day('2026-11-23'))).toBe('late')
  expect(duesState({ due, done: due }, day('2026-12-01'))).toBe('done')
})

test('a filter that makes no sense filters nothing', () => {
  const read = (query: string) => readWorkFilter(new URLSearchParams(query), ['network', 'unit'])
  expect(read('kind=nonsense&state=%27;drop&after=1')).toEqual({
    ...{ kind: 'network', search: '', state: null, archived: false, after: null },
  })
  expect(read('kind=unit&archived=yes').kind).toBe('unit')
})

test('a text written in one language is read in all, and its form keeps the others open', () => {
  const form = networkKinds.network
  if (!form) throw new Error('no networks')
  const read = schemaOf(form).parse({ 'name.ru': 'Союз', form: 'other', ownRole: 'member', shown: 'yes' })
  const said = saidFrom(form, read)
  expect(wholeText(said.name)).toEqual({ en: 'Союз', ru: 'Союз', ky: 'Союз' })
  expect(typedFrom(form, said)).toMatchObject({ 'name.ru': 'Союз', 'name.en': '' })
})

// A misspelt key in a pack would be a fact lost in silence.
test.each(['kstu', 'eimu'])('the pack of %s says nothing that the forms would not take', (institution) => {
  const path = new URL(`../../../packs/institutions/${institution}/networks.json`, import.meta.url)
  const works = networksFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  const kinds = { ...networkKinds, ...programmeKinds }
  for (const work of works) {
    const kind = kinds[work.kind]
    if (!kind) throw new Error(`no kind ${work.kind}`)
    expectForm(work.key, kind, { name: work.name, shown: 'yes', ...work.said })
    for (const one of work.lines) {
      const form = kind.lines[one.kind]
      if (!form) throw new Error(`no line ${one.kind}`)
      expectForm(one.key, form, one.said)
    }
  }
})

function expectForm(key: string, form: (typeof networkKinds)[string]['lines'][string], said: WorkLine['said']) {
  const known = [...form.texts.map(({ name }) => name), ...Object.keys(form.shape)]
  expect({ key, unknown: Object.keys(said).filter((name) => !known.includes(name)) }).toEqual({ key, unknown: [] })
  const read = schemaOf(form).safeParse(typedFrom(form, said))
  expect({ key, fault: read.success ? null : z.prettifyError(read.error) }).toEqual({ key, fault: null })
}
