import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  agreed,
  askedAs,
  code,
  country,
  dayField,
  line,
  longText,
  mailAddress,
  oneOf,
  optionalLine,
  phone,
} from './fields.ts'

/** What a field makes of what was typed: a value, or the key of what is wrong. */
function made(schema: z.ZodType, typed: string | undefined): unknown {
  const read = schema.safeParse(typed)
  return read.success ? read.data : { wrong: read.error.issues[0]?.message }
}
const wrong = (key: string) => ({ wrong: key })

test.each<[string | undefined, unknown]>([
  ['Zoe', 'Zoe'],
  ['  Zoe \t\n Ex. ', 'Zoe Ex.'],
  ["O'Connor", "O'Connor"],
  ['محمد', 'محمد'],
  ['e\u0301', 'é'],
  ['12345678901', wrong('form.tooLong')],
  ['   ', wrong('form.missing')],
  [undefined, wrong('form.missing')],
])('a line of ten characters: %j is %j', (typed, expected) => {
  expect(made(line(10), typed)).toEqual(expected)
})

test.each([
  ['', ''],
  [undefined, ''],
  [' x ', 'x'],
])('a line that may stay empty: %j is %j', (typed, expected) => {
  expect(made(optionalLine(5), typed)).toEqual(expected)
})

test('a long text keeps its lines', () => {
  expect(made(longText(), ' one\n\ntwo ')).toBe('one\n\ntwo')
  expect(made(longText(), ' \n ')).toEqual(wrong('form.missing'))
  expect(made(longText(3), 'four')).toEqual(wrong('form.tooLong'))
})

test.each([
  ['ab 12-34', 'AB1234'],
  ['AB1234567', 'AB1234567'],
  ['АВ1234567', wrong('form.latinOnly')],
  ['AB/12', wrong('form.latinOnly')],
  ['- -', wrong('form.missing')],
  ['A'.repeat(21), wrong('form.tooLong')],
])('a passport number: %s is %j', (typed, expected) => {
  expect(made(code(20), typed)).toEqual(expected)
})

test.each([
  ['2026-09-01', '2026-09-01'],
  ['2028-02-29', '2028-02-29'],
  ['2026-02-29', wrong('form.notADay')],
  ['2026-9-1', wrong('form.notADay')],
  ['01.09.2026', wrong('form.notADay')],
  ['', wrong('form.missing')],
])('a day: %s is %j', (typed, expected) => {
  expect(made(dayField(), typed)).toEqual(expected)
})

test.each([
  ['female', 'female'],
  ['other', wrong('form.choose')],
  ['', wrong('form.choose')],
  [undefined, wrong('form.choose')],
])('one of a list: %j is %j', (typed, expected) => {
  expect(made(oneOf(['female', 'male']), typed)).toEqual(expected)
})

test.each([
  ['PK', 'PK'],
  ['XXA', 'XXA'],
  ['pk', wrong('form.choose')],
  ['Pakistan', wrong('form.choose')],
  ['', wrong('form.choose')],
])('a country: %s is %j', (typed, expected) => {
  expect(made(country(), typed)).toEqual(expected)
})

test.each([
  ['+92 300 1234567', '+923001234567'],
  ['0092 (300) 123-45-67', '+923001234567'],
  ['0555 12 34 56', '0555123456'],
  ['123456', wrong('form.notAPhone')],
  ['+1234567890123456', wrong('form.notAPhone')],
  ['call me', wrong('form.notAPhone')],
  ['', wrong('form.missing')],
])('a telephone: %s is %j', (typed, expected) => {
  expect(made(phone(), typed)).toEqual(expected)
})

test.each([
  [' zara@Example.ORG ', 'zara@example.org'],
  ['zara@gmial.com', 'zara@gmial.com'],
  ['zаra@example.org', wrong('form.mail.cyrillic-letters')],
  ['zara@exаmple.org', wrong('form.mail.cyrillic-letters')],
  ['zara@', wrong('form.mail.not-an-address')],
  ['zara example.org', wrong('form.mail.not-an-address')],
  [`${'z'.repeat(65)}@example.org`, wrong('form.mail.too-long')],
  ['', wrong('form.missing')],
])('a mail address: %s is %j', (typed, expected) => {
  expect(made(mailAddress(), typed)).toEqual(expected)
})

test('an agreement is a yes and nothing else', () => {
  expect(made(agreed(), 'yes')).toBe('yes')
  for (const typed of [undefined, '', 'no', 'on', 'YES']) expect(made(agreed(), typed)).toEqual(wrong('form.agree'))
})

describe('each field says how it is asked', () => {
  test.each([
    [line(), 'text'],
    [longText(), 'long'],
    [code(), 'code'],
    [dayField(), 'day'],
    [oneOf(['a']), 'choice'],
    [country(), 'country'],
    [phone(), 'phone'],
    [mailAddress(), 'email'],
    [agreed(), 'yes'],
  ])('%#: %s', (schema, as) => {
    expect(askedAs(schema).as).toBe(as)
  })
})
