import sharp from 'sharp'
import { expect, test } from 'vitest'
import { samples } from '../../../test/samples/mrz.ts'
import { passportPicture } from '../../../test/samples/passport-pictures.ts'
import { day } from '../days.ts'
import { readPhoto } from './read-photo.ts'

const today = day('2026-09-01')
const lines = samples[0]?.lines ?? []

test.each(['good', 'poor'] as const)('a photo of %s quality is read', { timeout: 60_000 }, async (quality) => {
  const reading = await readPhoto(await passportPicture(lines, { quality }), today)
  expect(reading).toMatchObject({ ok: true, zone: { lines, family: 'ERIKSSON', number: 'L898902C3' } })
})

test('a photo taken upside down is read as well', { timeout: 60_000 }, async () => {
  const reading = await readPhoto(await passportPicture(lines, { quality: 'good', turns: 2 }), today)
  expect(reading).toMatchObject({ ok: true, zone: { lines } })
})

test('a photo without the lines, and what is no photo, are told apart and end at once', {
  timeout: 60_000,
}, async () => {
  const empty = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#cba' } })
    .jpeg()
    .toBuffer()
  expect(await readPhoto(empty, today)).toEqual({ ok: false, problem: 'unread' })
  expect(await readPhoto(new TextEncoder().encode('no picture'), today)).toEqual({ ok: false, problem: 'broken' })
})

test('a photo that needs too much time or memory is given up', { timeout: 60_000 }, async () => {
  const photo = await passportPicture(lines, { quality: 'good' })
  expect(await readPhoto(photo, today, { milliseconds: 100, megabytes: 900 })).toEqual({ ok: false, problem: 'broken' })
  expect(await readPhoto(photo, today, { milliseconds: 40_000, megabytes: 40 })).toEqual({
    ok: false,
    problem: 'broken',
  })
})

test('when many wait, the next is told so instead of waiting in silence', { timeout: 60_000 }, async () => {
  const nothing = new Uint8Array([1])
  const all = await Promise.all(Array.from({ length: 8 }, () => readPhoto(nothing, today)))
  expect(all.filter((reading) => !reading.ok && reading.problem === 'busy')).toHaveLength(2)
})
