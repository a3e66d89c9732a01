import type { Kind } from './content.ts'
import { openPicture, seconds } from './picture.ts'

/** A small upright picture as WebP, 480 px wide (less when it is smaller), for lists; null for a PDF. Throws when it can't be read. */
export async function thumbnail(bytes: Uint8Array, kind: Kind): Promise<Uint8Array | null> {
  if (kind === 'pdf') return null
  const small = openPicture(bytes).autoOrient().resize({ width: 480, withoutEnlargement: true }).timeout({ seconds })
  return new Uint8Array(await small.webp({ quality: 75 }).toBuffer())
}
