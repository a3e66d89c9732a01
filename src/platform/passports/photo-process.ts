import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import sharp from 'sharp'
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import type { Day } from '../days.ts'
import { type Agreed, looksLikeZone, type Recognised, zoneAmong } from './recognised.ts'
import { zonePictures } from './zone-picture.ts'

/** What the process is handed: one picture, and then it ends. */
export interface PhotoTask {
  readonly bytes: Uint8Array
  readonly today: Day
  readonly megabytes: number
}

/** unread: nothing that looks like a zone, or its check digits don't fit · broken: it can't be decoded. */
export type PhotoAnswer =
  | ({ readonly ok: true } & Agreed)
  | { readonly ok: false; readonly problem: 'unread' | 'broken' }

const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'))
const known = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<'
// The older engine reads OCR-B, the face of real passports, far better; the newer one other faces. Words of a language would
// only mislead either of them.
type Engine = typeof OEM.TESSERACT_ONLY | typeof OEM.LSTM_ONLY
const noWords = {
  load_system_dawg: '0',
  load_freq_dawg: '0',
  load_unambig_dawg: '0',
  load_punc_dawg: '0',
  load_number_dawg: '0',
  load_bigram_dawg: '0',
}

// Nobody is left to tell: the program has ended.
process.once('disconnect', () => process.exit(1))

process.once('message', async ({ bytes, today, megabytes }: PhotoTask) => {
  sharp.concurrency(1)
  // The memory of WebAssembly and of the picture lies outside the heap, so the process watches itself.
  setInterval(() => {
    if (process.memoryUsage.rss() > megabytes * 1024 * 1024) process.exit(1)
  }, 100).unref()
  const answer = await readPicture(bytes, today).catch((): PhotoAnswer => ({ ok: false, problem: 'broken' }))
  process.send?.(answer, () => process.exit(0))
})

async function readPicture(bytes: Uint8Array, today: Day): Promise<PhotoAnswer> {
  const [older, newer] = [engine(OEM.TESSERACT_ONLY), engine(OEM.LSTM_ONLY)]
  for await (const picture of zonePictures(bytes)) {
    const first = await older(picture.large)
    if (!looksLikeZone(first.text)) continue
    const readings = [first]
    for (const read of [
      () => newer(picture.large),
      async () => older(await picture.small()),
      async () => newer(await picture.small()),
    ]) {
      readings.push(await read())
      const agreed = zoneAmong(readings, today)
      if (agreed?.sure) return { ok: true, ...agreed }
    }
    const agreed = zoneAmong(readings, today)
    if (agreed) return { ok: true, ...agreed }
  }
  return { ok: false, problem: 'unread' }
}

// An engine is started when it is first needed.
function engine(mode: Engine): (picture: Buffer) => Promise<Recognised> {
  let worker: Promise<Worker> | undefined
  return async (picture) => {
    worker ??= startEngine(mode)
    return { engine: String(mode), text: (await (await worker).recognize(picture)).data.text }
  }
}

// Everything comes from the installed packages: nothing is fetched, nothing is written.
async function startEngine(mode: Engine): Promise<Worker> {
  const worker = await createWorker(
    'eng',
    mode,
    {
      langPath: `${data}/4.0.0`,
      cacheMethod: 'none',
      gzip: true,
      legacyCore: true,
      legacyLang: true,
      errorHandler: () => process.exit(1),
    },
    noWords,
  )
  await worker.setParameters({
    tessedit_char_whitelist: known,
    tessedit_pageseg_mode: PSM.SINGLE_BLOCK,
    user_defined_dpi: '300',
  })
  return worker
}
