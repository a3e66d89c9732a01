import { expect, test } from 'vitest'
import { pathOf, readAsked } from './rules.ts'

const long = 'S29wdXJvIGxldHRlciAx_-k'.repeat(9)

test.each([
  [long, { by: 'code', code: long }, `/check/${long}`],
  [`https://kopuro.example/check/${long}\n`, { by: 'code', code: long }, `/check/${long}`],
  [`${long.slice(0, 40)} ${long.slice(40)}`, { by: 'code', code: long }, `/check/${long}`],
  ['K7QM3-XNP4Z', { by: 'short', shortCode: 'K7QM3XNP4Z' }, '/check/K7QM3XNP4Z'],
  ['kopuro.example/check/k7qm3 xnp4z', { by: 'short', shortCode: 'K7QM3XNP4Z' }, '/check/K7QM3XNP4Z'],
  ['KSLU-2026/0001', { by: 'number', number: 'KSLU-2026/0001' }, '/check/KSLU-2026-0001'],
  ['№ kslu-2026-0001', { by: 'number', number: 'KSLU-2026/0001' }, '/check/KSLU-2026-0001'],
  ['KSLU 2026 / 12345', { by: 'number', number: 'KSLU-2026/12345' }, '/check/KSLU-2026-12345'],
  ['nonsense', { by: 'code', code: 'nonsense' }, '/check/nonsense'],
  ['../../desk', { by: 'code', code: '../../desk' }, '/check/..%2F..%2Fdesk'],
])('%j is read as %j', (typed, asked, path) => {
  expect(readAsked(typed)).toEqual(asked)
  expect(pathOf(readAsked(typed))).toBe(path)
})
