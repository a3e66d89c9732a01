import sharp, { type Sharp } from 'sharp'

const mostPixels = 100_000_000
export const seconds = 10

/** Decodes a picture to its end, so that one cut off is found. Width and height are those of the upright picture. */
export async function readPicture(
  bytes: Uint8Array,
): Promise<{ width: number; height: number } | { problem: 'broken' | 'too-many-pixels' }> {
  try {
    const { width, height, autoOrient } = await openPicture(bytes, false).metadata()
    if (width * height > mostPixels) return { problem: 'too-many-pixels' }
    await openPicture(bytes).resize(64, 64, { fit: 'inside' }).timeout({ seconds }).raw().toBuffer()
    return { width: autoOrient.width, height: autoOrient.height }
  } catch {
    return { problem: 'broken' }
  }
}

// Phones write pictures with small faults that every viewer forgives; cut off or unreadable ones fail.
export function openPicture(bytes: Uint8Array, limited = true): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: limited ? mostPixels : false, sequentialRead: true })
}
