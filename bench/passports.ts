import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { createWorker, OEM } from 'tesseract.js'
import { day } from '../src/platform/days.ts'
import { readPhoto } from '../src/platform/passports/index.ts'
import { samples } from '../test/samples/mrz.ts'
import { passportPicture, qualities } from '../test/samples/passport-pictures.ts'
import type { Figure } from './report.ts'

const today = day('2026-09-01')

/**
 * Photos of invented passports, one after the other: a process for each, the zone found, read by two engines, its check digits
 * proved; against one bare worker of tesseract.js that stays open and reads the whole of the same pictures.
 * @param takes photos of each of the three qualities
 */
export async function passports(takes: number): Promise<Figure> {
  const pictures: Uint8Array[] = []
  for (const quality of qualities)
    for (const { lines } of samples.slice(0, takes)) pictures.push(await passportPicture(lines, { quality }))
  const worker = await bareWorker()
  let [ours, floor] = [0, 0]
  for (const picture of pictures) {
    ours += await minutes(async () => {
      const reading = await readPhoto(picture, today)
      if (!reading.ok && reading.problem !== 'unread') throw new Error(`a photo was ${reading.problem}`)
    })
    floor += await minutes(() => worker.recognize(Buffer.from(picture)))
  }
  await worker.terminate()
  return {
    what: 'passports read from photos',
    cases: null,
    ours: pictures.length / ours,
    floor: pictures.length / floor,
    unit: '/min',
    ratio: floor / ours,
    budget: null,
  }
}

const language = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'))

function bareWorker() {
  return createWorker('eng', OEM.LSTM_ONLY, { langPath: `${language}/4.0.0`, cacheMethod: 'none', gzip: true })
}

async function minutes(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 60_000
}
