import type { Kind } from './content.ts'
import { openPicture, seconds } from './picture.ts'

/** A small upright picture as WebP, 480 px wide (less when it is smaller), for lists; null for a PDF. Throws when it can't be read. */
export async function thumbnail(bytes: Uint8Array, kind: Kind): Promise<Uint8Array | null> {
  if (kind === 'pdf') return null
  const small = openPicture(bytes).autoOrient().resize({ width: 480, withoutEnlargement: true }).timeout({ seconds })
  return new Uint8Array(await small.webp({ quality: 75 }).toBuffer())
}

/** A thumbnail at 128 px wide, where a paper is recognised and not read. */
export async function smaller(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await openPicture(bytes).resize({ width: 128, withoutEnlargement: true }).webp().toBuffer())
}
