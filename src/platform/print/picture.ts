import { openPicture, seconds } from '../files/picture.ts'
import type { Piece } from './bind.ts'

/** Pixels of the longer side: 240 dots an inch on A4, which an office printer shows. */
const mostPixels = 2800

/**
 * A picture as it is printed and handed over: upright, JPEG, on white where it was open, without what the camera wrote into
 * it, such as the place. Throws when it can't be read.
 */
export async function picturePiece(
  bytes: Uint8Array,
  onPaper?: { readonly width: number; readonly height: number },
): Promise<Extract<Piece, { kind: 'jpeg' }>> {
  const { data, info } = await openPicture(bytes)
    .autoOrient()
    .resize({ width: mostPixels, height: mostPixels, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 85 })
    .timeout({ seconds })
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  return { kind: 'jpeg', bytes: new Uint8Array(data), width, height, ...(onPaper ? { onPaper } : {}) }
}
