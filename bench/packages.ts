import { PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { openPrinter } from '../src/platform/print/index.ts'

/** Prints so many packages, and answers with the milliseconds and the pages. */
export interface PackagesAsked {
  readonly count: number
}

export interface PackagesPrinted {
  readonly milliseconds: number
  readonly pages: number
}

const papers = await somePapers()
const printer = openPrinter()
const print = process.argv[2] === 'bare' ? bare : ours

process.on('message', async ({ count }: PackagesAsked) => {
  const started = performance.now()
  let pages = 0
  for (let at = 0; at < count; at += 1) pages += await print(at)
  process.send?.({ milliseconds: performance.now() - started, pages })
})
process.on('disconnect', () => process.exit())

async function ours(at: number): Promise<number> {
  const bound = await printer.bind(
    papers.map((bytes) => ({ kind: 'pdf', bytes })),
    `KSTU-PK-2026/${at}`,
  )
  return bound.ok ? bound.value.pages.reduce((sum, pages) => sum + pages, 0) : 0
}

// The library alone: the same papers one behind the other, without numbers on their pages.
async function bare(): Promise<number> {
  const made = await PDFDocument.create()
  for (const bytes of papers) {
    const from = await PDFDocument.load(bytes)
    for (const page of await made.copyPages(from, from.getPageIndices())) made.addPage(page)
  }
  await made.save({ useObjectStreams: false })
  return made.getPageCount()
}

/** Five papers of three scanned pages, some 600 KB a page. */
async function somePapers(): Promise<Uint8Array[]> {
  const noise = { type: 'gaussian', mean: 200, sigma: 30 } as const
  const scan = sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#eee', noise } })
  const photo = await scan.jpeg({ quality: 70 }).toBuffer()
  const all: Uint8Array[] = []
  for (let paper = 0; paper < 5; paper += 1) {
    const made = await PDFDocument.create()
    for (let page = 0; page < 3; page += 1)
      made.addPage([595, 842]).drawImage(await made.embedJpg(photo), { width: 595, height: 842 })
    all.push(await made.save())
  }
  return all
}
