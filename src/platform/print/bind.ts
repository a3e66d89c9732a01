import { degrees, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib'
import { endsWhole } from '../files/pdf.ts'

/** A piece of a print run: the pages of a PDF, or an upright JPEG on a page of its own. Sizes in pixels, on paper in mm. */
export type Piece =
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'jpeg'
      readonly bytes: Uint8Array
      readonly width: number
      readonly height: number
      readonly onPaper?: { readonly width: number; readonly height: number }
    }

/** Why a PDF can't be printed. */
export type Unprintable = 'broken' | 'encrypted'

export class CannotPrint extends Error {
  override name = 'CannotPrint'
  readonly problem: Unprintable

  constructor(problem: Unprintable) {
    super(`a PDF is ${problem}`)
    this.problem = problem
  }
}

const mm = 72 / 25.4
const a4 = { width: 210 * mm, height: 297 * mm }
const margin = 10 * mm
/** Points a pixel: a small picture is not blown up beyond 100 dots an inch. */
const largestPixel = 72 / 100

/**
 * Opens a PDF as a printer would: the empty password opens what is only locked against change. Runs in the worker only.
 * Throws CannotPrint.
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (!endsWhole(file)) throw new CannotPrint('broken')
  try {
    return await PDFDocument.load(bytes, { password: '', updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY })
  } catch {
    throw new CannotPrint(file.includes('/Encrypt') ? 'encrypted' : 'broken')
  }
}

/** How many pages a PDF would print. Copies them, because some that open can't be taken apart. Throws CannotPrint. */
export async function countPages(bytes: Uint8Array): Promise<number> {
  const into = await PDFDocument.create({ updateMetadata: false })
  return (await pagesOf(bytes, into)).length
}

async function pagesOf(bytes: Uint8Array, into: PDFDocument): Promise<PDFPage[]> {
  const from = await openPdf(bytes)
  try {
    return await into.copyPages(from, from.getPageIndices())
  } catch {
    throw new CannotPrint('broken')
  }
}

export interface Bound {
  readonly bytes: Uint8Array
  /** Pages of each piece, in their order. */
  readonly pages: readonly number[]
}

/**
 * Binds pieces into one PDF whose pages carry the number of the package and their own, small, at the foot.
 * @param number in Latin letters and digits: it is set in a face that every reader has
 */
export async function bind(pieces: readonly Piece[], number: string): Promise<Bound> {
  const made = await PDFDocument.create({ updateMetadata: false })
  made.setTitle(number)
  const pages: number[] = []
  for (const piece of pieces) {
    const before = made.getPageCount()
    if (piece.kind === 'pdf') for (const page of await pagesOf(piece.bytes, made)) made.addPage(page)
    else await addPicture(made, piece)
    pages.push(made.getPageCount() - before)
  }
  const font = await made.embedFont(StandardFonts.Helvetica)
  const all = made.getPages()
  for (const [at, page] of all.entries()) stamp(page, font, `${number}   ${at + 1} / ${all.length}`)
  return { bytes: await made.save({ useObjectStreams: false }), pages }
}

async function addPicture(made: PDFDocument, { bytes, width, height, onPaper }: Extract<Piece, { kind: 'jpeg' }>) {
  const picture = await made.embedJpg(bytes)
  const room = { width: a4.width - 2 * margin, height: a4.height - 2 * margin }
  const wanted = onPaper
    ? Math.min((onPaper.width * mm) / width, (onPaper.height * mm) / height)
    : Math.min(room.width / width, room.height / height, largestPixel)
  const shown = { width: width * wanted, height: height * wanted }
  const page = made.addPage([a4.width, a4.height])
  page.drawImage(picture, { ...shown, x: (a4.width - shown.width) / 2, y: a4.height - margin - shown.height })
}

const stampSize = 7
const aside = 14
const above = 9

// A page may lie turned: the foot that its reader sees is then another edge of the sheet.
function stamp(page: PDFPage, font: PDFFont, text: string): void {
  const { x, y, width, height } = page.getCropBox()
  const long = font.widthOfTextAtSize(text, stampSize)
  const turned = ((page.getRotation().angle % 360) + 360) % 360
  const places = {
    0: { x: x + width - aside - long, y: y + above },
    90: { x: x + width - above, y: y + height - aside - long },
    180: { x: x + aside + long, y: y + height - above },
    270: { x: x + above, y: y + aside + long },
  } as const
  const angle = ([90, 180, 270] as const).find((known) => known === turned) ?? 0
  const rotate = degrees(angle)
  // A scan may be dark to its edge: behind the number it is made pale.
  const behind = { width: long + 4, height: stampSize + 3, rotate, color: rgb(1, 1, 1), opacity: 0.8 }
  page.drawRectangle({ ...behind, ...beside(places[angle], angle) })
  page.drawText(text, { ...places[angle], size: stampSize, font, rotate, color: rgb(0.1, 0.1, 0.1) })
}

// Two points to the left of the text and below it, as its reader sees it.
function beside({ x, y }: { readonly x: number; readonly y: number }, angle: 0 | 90 | 180 | 270) {
  const along = { 0: [-2, -2], 90: [2, -2], 180: [2, 2], 270: [-2, 2] } as const
  const [right, up] = along[angle]
  return { x: x + right, y: y + up }
}

/** The same pages with a mark at their head, and before them a sheet that says what they are. Both are PDFs of our own. */
export async function markCopy(bytes: Uint8Array, sheet: Uint8Array, mark: Uint8Array): Promise<Uint8Array> {
  const made = await PDFDocument.create({ updateMetadata: false })
  const [label] = await made.embedPdf(mark)
  for (const page of await pagesOf(sheet, made)) made.addPage(page)
  for (const page of await pagesOf(bytes, made)) {
    made.addPage(page)
    const { x, y, height } = page.getCropBox()
    if (label) page.drawPage(label, { x: x + aside, y: y + height - label.height - above / 2 })
  }
  return made.save({ useObjectStreams: false })
}
