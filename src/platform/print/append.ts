import { PDFDocument, PDFName, PDFRef } from '@cantoo/pdf-lib'
import { openPdf } from './bind.ts'

/** A PDF's objects, numbered to follow others in one long file. */
export interface Appended {
  readonly bytes: Uint8Array
  /** Where each object begins in `bytes`, in the order of the numbers from `first` on; null where there is none. */
  readonly starts: readonly (number | null)[]
  /** The numbers of its pages. */
  readonly pages: readonly number[]
}

/** The number of the object that holds all pages of the long file. */
export const rootOfPages = 2

/** Takes a PDF of ours apart into objects that can follow others. @param first the number of its first object */
export async function append(bytes: Uint8Array, first: number): Promise<Appended> {
  const from = await openPdf(bytes)
  const into = await PDFDocument.create({ updateMetadata: false })
  into.context.largestObjectNumber = first - 1
  const pages = await into.copyPages(from, from.getPageIndices())
  for (const page of pages) page.node.set(PDFName.of('Parent'), PDFRef.of(rootOfPages))

  const parts: Uint8Array[] = []
  const starts: (number | null)[] = []
  let at = 0
  const write = (part: Uint8Array) => {
    parts.push(part)
    at += part.length
  }
  for (const [ref, object] of into.context.enumerateIndirectObjects()) {
    if (ref.objectNumber < first) continue
    while (starts.length < ref.objectNumber - first) starts.push(null)
    starts.push(at)
    write(Buffer.from(`${ref.objectNumber} 0 obj\n`))
    const body = new Uint8Array(object.sizeInBytes())
    object.copyBytesInto(body, 0)
    write(body)
    write(Buffer.from('\nendobj\n'))
  }
  return { bytes: Buffer.concat(parts), starts, pages: pages.map(({ ref }) => ref.objectNumber) }
}
