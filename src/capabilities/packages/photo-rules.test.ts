import { expect, test } from 'vitest'
import type { Photo } from '../../platform/files/photo.ts'
import { demanded, photoFaults } from './photo-rules.ts'

const asked = { ratio: '3x4', minWidth: 354, background: 'white' } as const
const good: Photo = { width: 600, height: 800, white: 0.97, blue: 0, light: 180, sharp: 2 }

test.each<[string, Partial<Photo>, readonly string[]]>([
  ['as it is asked', {}, []],
  ['of a pixel more or less', { width: 601 }, []],
  ['35 × 45 instead of 30 × 40', { width: 700, height: 900 }, ['photo.ratio']],
  ['lying on its side', { width: 800, height: 600 }, ['photo.ratio']],
  ['exactly as wide as asked', { width: 354, height: 472 }, []],
  ['a pixel too narrow', { width: 353, height: 471 }, ['photo.small']],
  ['before a blue wall', { white: 0.02, blue: 0.9 }, ['photo.background.white']],
  ['with an ear at the border', { white: 0.86 }, []],
  ['too dark', { light: 40 }, ['photo.dark']],
  ['burnt out', { light: 245 }, ['photo.pale']],
  ['blurred', { sharp: 0.2 }, ['photo.blurred']],
])('a photograph %s', (_, other, keys) => {
  expect(photoFaults(asked, { ...good, ...other }).map(({ key }) => key)).toEqual(keys)
})

test('light and sharpness are hints, size and wall are not', () => {
  const faults = photoFaults(asked, { width: 300, height: 300, white: 0, blue: 0, light: 10, sharp: 0 })
  expect(faults.filter(({ stops }) => stops).map(({ key }) => key)).toEqual([
    'photo.ratio',
    'photo.small',
    'photo.background.white',
  ])
})

test('any wall will do where none is asked, and a blue one where blue is', () => {
  const blue = { ...good, white: 0, blue: 0.95 }
  expect(photoFaults({ ...asked, background: 'any' }, blue)).toEqual([])
  expect(photoFaults({ ...asked, background: 'blue' }, blue)).toEqual([])
  expect(photoFaults({ ratio: '2inch', minWidth: 600, background: 'any' }, { ...good, height: 600 })).toEqual([])
  expect(demanded({ ratio: '35x45', minWidth: 400, background: 'any' })).toMatchObject({
    width: 35,
    height: 45,
    ratio: '0.78',
  })
})
