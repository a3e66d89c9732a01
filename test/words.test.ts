import { expect, test } from 'vitest'
import { catalogues, unreadRecords, untranslated, wordFaults } from './words.ts'

test.each(catalogues().map((catalogue) => [catalogue.folder, catalogue] as const))(
  'every message of %s exists and can be said in three languages',
  (_, catalogue) => {
    expect(wordFaults(catalogue)).toEqual([])
    expect(untranslated(catalogue)).toEqual([])
  },
)

test('a message that is missing, unreadable or unlike is found', () => {
  const messages = {
    en: { a: 'Hello {name}', b: 'Yes' },
    ru: { a: 'Привет {имя}', b: '' },
    ky: { a: 'Салам {name', b: 'Ооба', c: '?' },
  }
  expect(wordFaults({ folder: 'x', messages })).toHaveLength(4)
})

test('the gap report counts what no native speaker has read', () => {
  expect(unreadRecords().get('institutions/kslu/programmes.json')).toBeGreaterThan(0)
})
