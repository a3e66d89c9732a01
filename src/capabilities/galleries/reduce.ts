import sharp from 'sharp'
import { openPicture } from '../../platform/files/picture.ts'
import type { House } from '../../platform/house.ts'
import { noteUnclaimed, removeUnclaimed } from '../documents/index.ts'
import { type Size, widths } from './rules.ts'
import { keepSizes, originalOf } from './store.ts'

/** Nobody reads a picture of the site on a wall: higher than this it is cut down as well. */
const mostHeight = 2560
const seconds = 60

export interface Reduced {
  readonly size: number
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/**
 * A picture upright and in sRGB at each width that it has, as WebP and without anything that the camera wrote into it:
 * no place, no day, no owner. Throws when it can't be read or takes longer than a minute.
 */
export async function reduced(bytes: Uint8Array): Promise<Reduced[]> {
  const [, , , widest] = widths
  const { data, info } = await openPicture(bytes)
    .autoOrient()
    .resize({ width: widest, height: mostHeight, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .timeout({ seconds })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const own = widths.filter((one, at) => at === 0 || one <= width || width > (widths[at - 1] ?? 0))
  const made: Reduced[] = []
  for (const size of own) {
    const small = sharp(data, { raw: { width, height, channels } })
      .resize({ width: size, withoutEnlargement: true })
      .webp({ quality: 80 })
    const written = await small.toBuffer({ resolveWithObject: true })
    made.push({
      ...{ size, width: written.info.width, height: written.info.height },
      bytes: new Uint8Array(written.data),
    })
  }
  return made
}

/** Reduces one picture and lets go of what was sent: the only copy that knew where it was taken. */
export async function reduceOne(house: House, institution: string, id: string): Promise<void> {
  const db = house.database.within(institution)
  const original = await originalOf(db, id)
  if (!original) return
  const made = await reduced(await house.blobs.read(original)).catch(() => null)
  const kept: Size[] = []
  for (const { bytes, ...size } of made ?? []) {
    const put = await house.blobs.put(once(bytes), bytes.length)
    if (!put.ok) throw new RangeError('a reduced picture is larger than itself')
    await noteUnclaimed(house, put.blob.id)
    kept.push({ ...size, bytes: bytes.length, blobId: put.blob.id })
  }
  const blobs = kept.map(({ blobId }) => blobId)
  const isOurs = await db.transaction().execute(async (tx) => {
    if (!(await keepSizes(tx, id, kept, made ? null : house.clock.now()))) return false
    if (blobs.length > 0) await tx.deleteFrom('unclaimed_blobs').where('blob_id', 'in', blobs).execute()
    // Should the program end before the file is gone, the nightly sweep finds it.
    await tx.insertInto('unclaimed_blobs').values({ blob_id: original, since: house.clock.now() }).execute()
    return true
  })
  for (const blobId of isOurs ? [original] : blobs) await removeUnclaimed(house, blobId)
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
