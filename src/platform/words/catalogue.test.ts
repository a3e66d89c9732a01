import { describe, expect, test } from 'vitest'
import { day } from '../days.ts'
import { catalogue, oneStop } from './catalogue.ts'
import { foldWords } from './fold.ts'
import { isLanguage, languages, negotiate } from './languages.ts'
import { sayBytes, sayDay, sayDistance, sayMoment } from './saying-days.ts'

const plural = '{count, plural, one {# дело} few {# дела} many {# дел} other {# дела}}'
const words = catalogue(
  {
    plain: 'Papers',
    greeting: 'Dear {name}',
    count: '{count, plural, one {# case} other {# cases}}',
    quote: "It''s {name}",
  },
  { plain: 'Документы', greeting: 'Здравствуйте, {name}', count: plural, quote: '{name}' },
  { plain: 'Документтер', greeting: 'Саламатсызбы, {name}', count: '{count} иш', quote: '{name}' },
)

describe('a catalogue', () => {
  test('says its messages in each language', () => {
    expect(languages.map((language) => words(language)('plain'))).toEqual(['Papers', 'Документы', 'Документтер'])
    expect(words('ru')('greeting', { name: 'Zoe' })).toBe('Здравствуйте, Zoe')
  })

  test.each([
    [1, '1 дело'],
    [3, '3 дела'],
    [5, '5 дел'],
    [21, '21 дело'],
  ])('counts as the language does: %i', (count, expected) => {
    expect(words('ru')('count', { count })).toBe(expected)
  })

  test('takes a name as it is, whatever stands in it', () => {
    for (const name of ["O'Connor", '{name}', '<b>', '#', '{count, plural, other {#}}'])
      expect(words('en')('greeting', { name })).toBe(`Dear ${name}`)
    expect(words('en')('quote', { name: 'her' })).toBe("It's her")
  })

  test('finds nothing under a key that it doesn’t have, and throws when asked to say it', () => {
    const say = words.byData('en')
    for (const key of ['nothing', '', 'toString', 'constructor', '__proto__']) {
      expect(say.find(key)).toBeNull()
      expect(() => say(key)).toThrow(RangeError)
    }
  })

  test('fails loudly when a name is missing, rather than sending a letter with a hole', () => {
    expect(() => words('en')('greeting', {})).toThrow()
  })
})

describe('the language of somebody who never chose one', () => {
  test.each([
    ['ru', 'ru'],
    ['ky-KG,ky;q=0.9,ru;q=0.8', 'ky'],
    ['fr-FR,fr;q=0.9', 'en'],
    ['fr,ru;q=0.4,en;q=0.3', 'ru'],
    ['en;q=0.2, ru;q=0.8', 'ru'],
    ['EN-us', 'en'],
    ['fr, ru;q=0', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    [';;;,,q=', 'en'],
    ['ru;q=nonsense, ky;q=0.1', 'ky'],
  ])('%s: %s', (header, expected) => {
    expect(negotiate(header)).toBe(expected)
  })

  test.each([
    ['Ответ до 1 сентября 2026\u00a0г..', 'Ответ до 1 сентября 2026\u00a0г.'],
    ['До 1 сентября 2026 г.. Потом', 'До 1 сентября 2026 г. Потом'],
    ['Подождите немног...', 'Подождите немног...'],
    ['Бишкек, г...', 'Бишкек, г...'],
  ])('a date that ends a sentence has one stop: %s', (written, said) => {
    expect(oneStop(written)).toBe(said)
  })

  test('a language is one of three', () => {
    expect(['en', 'ru', 'ky'].every(isLanguage)).toBe(true)
    expect(['kg', 'EN', '', undefined, null, 'constructor'].some((text) => isLanguage(text))).toBe(false)
  })
})

describe('days and sizes as people say them', () => {
  test.each([
    ['en', '1 September 2026'],
    ['ru', '1 сентября 2026 г.'],
  ] as const)('a day in %s', (language, expected) => {
    expect(sayDay(day('2026-09-01'), language).replaceAll('\u00a0', ' ')).toBe(expected)
  })

  test('a day in Kyrgyz names its month and year', () => {
    expect(sayDay(day('2026-09-01'), 'ky')).toMatch(/2026.*сентябр/)
  })

  test('an instant is said as the clock in Bishkek shows it', () => {
    expect(sayMoment(new Date('2026-08-31T19:30:00Z'), 'en')).toBe('1 Sept 2026, 01:30')
  })

  test.each([
    ['2026-09-01', 'today'],
    ['2026-08-31', 'yesterday'],
    ['2026-09-10', 'in 9 days'],
  ])('%s seen from the first of September: %s', (on, expected) => {
    expect(sayDistance(day(on), day('2026-09-01'), 'en')).toBe(expected)
  })

  test.each([
    [0, '0 kB'],
    [1, '1 kB'],
    [999, '1 kB'],
    [1000, '1 kB'],
    [2_500_000, '2.5 MB'],
  ])('%i bytes are %s', (bytes, expected) => {
    expect(sayBytes(bytes, 'en')).toBe(expected)
  })
})

test.each([
  ['ҮСӨНОВА Айңүр', ['usonova', 'ainur']],
  ['Щукин', ['shchukin']],
  ["Ng'ang'a O’Connor", ['nganga', 'oconnor']],
  ['José MARÍA-josé', ['jose', 'maria']],
  ['KSLU-2026-00001', ['kslu', '2026', '00001']],
  ['محمد', ['محمد']],
  [' -- ', []],
  ['😀\u0000', []],
])('the words of %j are searched as %j', (text, expected) => {
  expect(foldWords(text)).toEqual(expected)
})
