import sharp, { type Region } from 'sharp'
import { type Found, findZones } from './zone-finder.ts'

/** Decoding a picture takes at most so long. */
const seconds = 15
const mostPixels = 100_000_000
/** The side of the small picture in which the zone is looked for, and that of the largest one it is cut from. */
const lookedAt = 900
const cutFrom = 3000
/** A line of the zone is made so many pixels long: a letter is then about 30 high, as text recognition likes it. */
const lineLength = 1500
const again = 1150

/** What may be the zone, level and grey, large and then smaller and smoother: each size is read with faults of its own. */
export interface ZonePicture {
  readonly large: Buffer
  small(): Promise<Buffer>
}

/**
 * Pictures of what may be the zone, the likeliest first; made one at a time, as long as the caller asks. Throws when the
 * picture can't be decoded.
 */
export async function* zonePictures(bytes: Uint8Array): AsyncGenerator<ZonePicture> {
  const whole = await sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels })
    .autoOrient()
    .flatten({ background: '#fff' })
    .resize({ width: cutFrom, height: cutFrom, fit: 'inside', withoutEnlargement: true })
    .grayscale()
    .timeout({ seconds })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const upright: Picture = { pixels: whole.data, width: whole.info.width, height: whole.info.height }
  const across = await turned(upright, 90)
  for (const picture of [upright, across]) {
    for (const found of (await zonesIn(picture)).slice(0, 3)) {
      const cut = await cutOut(picture, found)
      yield sized(cut)
      yield sized(await sharp(cut).rotate(180).png().toBuffer())
    }
  }
  // No two lines were found: perhaps they touch, or the picture shows nothing but them.
  yield sized(await foot(upright))
}

function sized(large: Buffer): ZonePicture {
  return { large, small: () => sharp(large).resize({ width: again }).median(3).png().toBuffer() }
}

interface Picture {
  readonly pixels: Buffer
  readonly width: number
  readonly height: number
}

const opened = ({ pixels, width, height }: Picture) => sharp(pixels, { raw: { width, height, channels: 1 } })

async function turned(picture: Picture, degrees: number): Promise<Picture> {
  const { data, info } = await opened(picture)
    .rotate(degrees, { background: '#fff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

async function zonesIn(picture: Picture): Promise<Found[]> {
  const scale = Math.min(1, lookedAt / picture.width)
  const { data, info } = await opened(picture)
    .resize({ width: Math.round(picture.width * scale) })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const found = findZones({ pixels: data, width: info.width, height: info.height })
  return found.map(({ x, y, length, height, degrees }) => ({
    x: x / scale,
    y: y / scale,
    length: length / scale,
    height: height / scale,
    degrees,
  }))
}

// Levelled around its centre, then cut with a margin of a letter or two.
async function cutOut(picture: Picture, { x, y, length, height, degrees }: Found): Promise<Buffer> {
  const level = await turned(picture, -degrees)
  const angle = (-degrees * Math.PI) / 180
  const [fromX, fromY] = [x - picture.width / 2, y - picture.height / 2]
  const left = fromX * Math.cos(angle) - fromY * Math.sin(angle) + level.width / 2
  const top = fromX * Math.sin(angle) + fromY * Math.cos(angle) + level.height / 2
  const margin = length / 22
  const box = within(level, left - margin, top - margin, length + 2 * margin, height + 2 * margin)
  return evenly(await cropped(level, box))
}

function foot(picture: Picture): Promise<Buffer> {
  const top = picture.height > picture.width / 4 ? picture.height * 0.6 : 0
  const box = within(picture, 0, top, picture.width, picture.height - top)
  return cropped(picture, box).then(evenly)
}

async function cropped(picture: Picture, box: Region): Promise<Picture> {
  const { data, info } = await opened(picture)
    .extract(box)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

// Light that falls off to one side hides the letters there from a recognition with one threshold for all: each pixel is
// measured by the brightness around it.
async function evenly(picture: Picture): Promise<Buffer> {
  const around = await opened(picture)
    .blur(Math.max(1, picture.width / 40))
    .toColourspace('b-w')
    .raw()
    .toBuffer()
  const even = picture.pixels.map((value, at) => Math.min(255, (value / Math.max(around[at] ?? 1, 1)) * paper))
  return opened({ ...picture, pixels: Buffer.from(even) })
    .normalise()
    .resize({ width: lineLength })
    .png()
    .toBuffer()
}

/** What the brightness around becomes; blank paper is a little lighter than what lies around print. */
const paper = 215

function within(picture: Picture, left: number, top: number, width: number, height: number) {
  const from = { left: Math.max(0, Math.floor(left)), top: Math.max(0, Math.floor(top)) }
  return {
    ...from,
    width: Math.max(1, Math.min(Math.ceil(width), picture.width - from.left)),
    height: Math.max(1, Math.min(Math.ceil(height), picture.height - from.top)),
  }
}
