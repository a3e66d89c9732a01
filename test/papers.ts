import sharp from 'sharp'

/** A small photo of an invented paper, a different one for each name. */
export async function jpeg(name: string): Promise<Uint8Array> {
  const shade = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 200, 7)
  const picture = sharp({ create: { width: 320, height: 220, channels: 3, background: { r: shade, g: 120, b: 180 } } })
  return new Uint8Array(await picture.jpeg().toBuffer())
}
