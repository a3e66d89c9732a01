import { openPicture, seconds } from './picture.ts'

/** What can be measured of a photograph of a person. Shares are of the border: above the head and beside it. */
export interface Photo {
  /** Pixels of the upright picture. */
  readonly width: number
  readonly height: number
  readonly white: number
  readonly blue: number
  /** Mean brightness of the whole, 0 black to 255 white. */
  readonly light: number
  /** How sharp its edges are at a small size; a blurred portrait is below 1. */
  readonly sharp: number
}

const small = 240
const atTop = 0.1
const atSide = 0.08
/** Shoulders reach the border below this part of the height. */
const aboveShoulders = 0.5

/** Measures a photograph. Throws when it can't be read. */
export async function measurePhoto(bytes: Uint8Array): Promise<Photo> {
  const { autoOrient } = await openPicture(bytes).metadata()
  const little = await openPicture(bytes)
    .autoOrient()
    .resize({ width: small })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .timeout({ seconds })
    .png()
    .toBuffer()
  const { data, info } = await openPicture(little).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const { sharpness } = await openPicture(little).greyscale().stats()
  const round = (share: number) => Math.round(share * 1000) / 1000
  const { white, blue } = border(data, info)
  return {
    width: autoOrient.width,
    height: autoOrient.height,
    white: round(white),
    blue: round(blue),
    light: Math.round(mean(data)),
    sharp: round(sharpness),
  }
}

function border(data: Uint8Array, { width, height, channels }: { width: number; height: number; channels: number }) {
  let [seen, white, blue] = [0, 0, 0]
  for (let y = 0; y < height * aboveShoulders; y += 1)
    for (let x = 0; x < width; x += 1) {
      const isBorder = y < height * atTop || x < width * atSide || x >= width * (1 - atSide)
      if (!isBorder) continue
      const at = (y * width + x) * channels
      const [r = 0, g = r, b = r] = data.subarray(at, at + Math.min(3, channels))
      seen += 1
      if (isWhite(r, g, b)) white += 1
      if (isBlue(r, g, b)) blue += 1
    }
  return { white: white / seen, blue: blue / seen }
}

// A white wall in a room is light and without colour, seldom pure white.
const isWhite = (r: number, g: number, b: number) =>
  Math.min(r, g, b) >= 190 && Math.max(r, g, b) - Math.min(r, g, b) <= 35
const isBlue = (r: number, g: number, b: number) => b >= 110 && b - r >= 25 && b >= g

function mean(data: Uint8Array): number {
  let sum = 0
  for (const value of data) sum += value
  return sum / data.length
}
