import { createHash } from 'node:crypto'
import { PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'

/** A small photo of an invented paper, a different one for each name: what is there already is not taken twice. */
export async function jpeg(name: string): Promise<Uint8Array> {
  const [r = 0, g = 0, b = 0] = createHash('sha256').update(name).digest()
  const picture = sharp({ create: { width: 320, height: 220, channels: 3, background: { r, g, b } } })
  return new Uint8Array(await picture.jpeg({ quality: 100 }).toBuffer())
}

/** A photo whose sending broke off in the middle. */
export async function truncatedJpeg(): Promise<Uint8Array> {
  const whole = await jpeg('truncated')
  return whole.slice(0, Math.floor(whole.length / 2))
}

export const emptyFile = new Uint8Array()

/** A PDF of so many pages. */
export async function pdf(pages = 1): Promise<Uint8Array> {
  return (await blank(pages)).save()
}

/** A PDF that only opens with a password. */
export async function lockedPdf(): Promise<Uint8Array> {
  const made = await blank(1)
  made.encrypt({ userPassword: 'secret', ownerPassword: 'secret' })
  return made.save()
}

/** The beginning and the end of an archive. */
export const zip = new Uint8Array(
  Buffer.concat([
    Buffer.from('PK\u0003\u0004\u0014\0\0\0\0\0', 'latin1'),
    Buffer.alloc(60),
    Buffer.from('PK\u0005\u0006', 'latin1'),
    Buffer.alloc(18),
  ]),
)

async function blank(count: number): Promise<PDFDocument> {
  const made = await PDFDocument.create()
  for (let page = 0; page < count; page += 1)
    made.addPage([300, 200]).drawRectangle({ x: 30, y: 30, width: 90, height: 60 })
  return made
}

/** A photo as a telephone takes it: too large to arrive in one breath. */
export async function largePhoto(): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const picture = sharp({ create: { width: 900, height: 700, channels: 3, background: '#888', noise } })
  return new Uint8Array(await picture.jpeg({ quality: 90 }).toBuffer())
}

/** Photos of pages put into one PDF, as somebody with a scanning app makes it: some 50 KB a page. */
export async function photoPdf(pages: number): Promise<Uint8Array> {
  const made = await PDFDocument.create()
  for (let page = 0; page < pages; page += 1) {
    const noise = { type: 'gaussian', mean: 100 + page, sigma: 60 } as const
    const photo = sharp({ create: { width: 240, height: 320, channels: 3, background: '#888', noise } })
    made.addPage([240, 320]).drawImage(await made.embedJpg(await photo.jpeg({ quality: 90 }).toBuffer()))
  }
  return made.save()
}
