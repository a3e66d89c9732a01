import { expect, test } from 'vitest'
import { oneLetterOff, readAsked } from './rules.ts'

test.each([
  ['omission', 'zumabek'],
  ['insertion', 'zhhumabek'],
  ['insertion at the end', 'zhumabeka'],
  ['insertion at the start', 'azhumabek'],
  ['substitution', 'zhumapek'],
  ['neighbours', 'zhumbaek'],
])('one letter off: %s', (_, word) => {
  expect(oneLetterOff('zhumabek')).toContain(word)
})

test.each(['zhumabek', 'zumapek', 'zhumabekov', 'zhumab'])('not one letter off: %s', (word) => {
  expect(oneLetterOff('zhumabek')).not.toContain(word)
})

test('words too short or too long for a slip have none, and a figure is mistyped for a figure', () => {
  expect(oneLetterOff('al')).toEqual([])
  expect(oneLetterOff('a'.repeat(31))).toEqual([])
  expect(oneLetterOff('ab1234')).toContain('ab1239')
  expect(oneLetterOff('عائشة')).toContain('عاشة')
})

test.each([
  ['Zara AB 1234567', ['zara', 'ab'], ['Zara AB 1234567', '1234567']],
  ['KSLU-2026-00012', ['kslu'], ['KSLU-2026-00012']],
  ['00012', [], ['00012', '12']],
  ['  \0\n ', [], []],
  ['🙂', [], []],
  ['—', [], []],
])('%j is read as words and numbers', (typed, words, numbers) => {
  const asked = readAsked(typed)
  expect([asked.words, asked.numbers]).toEqual([words, numbers])
})

test('ten thousand characters are cut before anything looks at them', () => {
  expect(readAsked('a1 '.repeat(5000)).text.length).toBeLessThanOrEqual(200)
})
