import { expect, test } from 'vitest'
import { mapSize, worldMap } from './world.ts'

test('the world is drawn once, small enough for a page, and countries have their middle on it', () => {
  const map = worldMap()
  expect(worldMap()).toBe(map)
  expect(map.outlines).toMatch(/^M\d+ \d+l[-\d ]+z/)
  expect(map.outlines.length).toBeLessThan(25_000)
  const [bishkek, berlin, singapore] = ['KG', 'DE', 'SG'].map((code) => map.middleOf(code))
  for (const at of [bishkek, berlin, singapore]) {
    expect(at?.x).toBeGreaterThan(0)
    expect(at?.x).toBeLessThan(mapSize.width)
  }
  expect(bishkek?.x).toBeGreaterThan(berlin?.x ?? 0)
  expect(singapore?.y).toBeGreaterThan(bishkek?.y ?? 0)
  expect(map.middleOf('XX')).toBeNull()
})

test('France has its middle in Europe, whatever belongs to it beyond the sea', () => {
  const [france, germany] = [worldMap().middleOf('FR'), worldMap().middleOf('DE')]
  expect(Math.abs((france?.x ?? 0) - (germany?.x ?? 0))).toBeLessThan(40)
})
