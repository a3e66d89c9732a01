import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib'

export type PdfReading = { readonly pages: number } | { readonly problem: 'broken' | 'encrypted' | 'active' }

/** Opens a PDF as a reader's program would. Runs only in the worker: a hostile file may take all time and memory. */
export async function readPdf(bytes: Uint8Array): Promise<PdfReading> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!endsWhole(file)) return { problem: 'broken' }
  try {
    // The empty password opens what is only locked against printing or change; such a paper can be read.
    const pdf = await PDFDocument.load(bytes, {
      password: '',
      updateMetadata: false,
      parseSpeed: Number.POSITIVE_INFINITY,
    })
    if (isActive(pdf)) return { problem: 'active' }
    const pages = pdf.getPageCount()
    return pages > 0 ? { pages } : { problem: 'broken' }
  } catch {
    return { problem: file.includes('/Encrypt') ? 'encrypted' : 'broken' }
  }
}

/** The library finds objects even in half a file. A whole one says at its end where its table stands. */
export function endsWhole(file: Buffer): boolean {
  return /startxref\s+\d+/.test(file.toString('latin1', Math.max(0, file.length - 4096)))
}

/** True when something in the file would run by itself: a script, or an action that starts a program. */
function isActive(pdf: PDFDocument): boolean {
  const waiting: unknown[] = pdf.context.enumerateIndirectObjects().map(([, object]) => object)
  while (waiting.length > 0) {
    const object = waiting.pop()
    const dictionary = object instanceof PDFStream ? object.dict : object
    if (dictionary instanceof PDFDict) {
      if (isAction(dictionary)) return true
      for (const value of dictionary.values()) if (isNested(value)) waiting.push(value)
    }
    if (object instanceof PDFArray) for (const value of object.asArray()) if (isNested(value)) waiting.push(value)
  }
  return false
}

const script = PDFName.of('JS')
const actionKind = PDFName.of('S')
const startsSomething = [PDFName.of('JavaScript'), PDFName.of('Launch')]

function isAction(dictionary: PDFDict): boolean {
  return dictionary.has(script) || startsSomething.some((kind) => dictionary.get(actionKind) === kind)
}

const isNested = (value: PDFObject) => value instanceof PDFDict || value instanceof PDFArray
