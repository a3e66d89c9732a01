/** Enough for the smallest print of a passport page, a tenth of what a telephone makes. */
const longestEdge = 2400
const mostPixels = 100_000_000
const quality = 0.86
const smallEnough = 700_000

export type Made =
  | { readonly kind: 'picture'; readonly blob: Blob; readonly name: string; readonly canvas: HTMLCanvasElement }
  /** Not a picture, or none that this browser can open: the server looks at it. */
  | { readonly kind: 'as-it-is' }
  | { readonly kind: 'heic' }
  | { readonly kind: 'too-many-pixels' }

/** Makes a picture upright and small enough for a bad line. @param turns quarters of a turn to the right */
export async function makePicture(file: Blob, name: string, turns = 0): Promise<Made> {
  if (!(await looksLikePicture(file, name))) return { kind: 'as-it-is' }
  if (await isCutOff(file)) return { kind: 'as-it-is' }
  const heic = await isHeic(file)
  const image = await open(file)
  if (!image) return { kind: heic ? 'heic' : 'as-it-is' }
  if (image.naturalWidth * image.naturalHeight > mostPixels) return { kind: 'too-many-pixels' }
  const canvas = draw(image, turns)
  const blob = canvas && (await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality)))
  if (!canvas || !blob) return { kind: heic ? 'heic' : 'as-it-is' }
  const whole = turns % 4 === 0 && Math.max(image.naturalWidth, image.naturalHeight) <= longestEdge
  if (whole && !heic && file.size <= Math.max(smallEnough, blob.size))
    return { kind: 'picture', blob: file, name, canvas }
  return { kind: 'picture', blob, name: `${name.replace(/\.\w{2,5}$/, '')}.jpg`, canvas }
}

async function looksLikePicture(file: Blob, name: string): Promise<boolean> {
  return /^image\//.test(file.type) || /\.(jpe?g|png|webp|hei[cf]|avif|gif|bmp)$/i.test(name) || isHeic(file)
}

async function isHeic(file: Blob): Promise<boolean> {
  const start = String.fromCharCode(...new Uint8Array(await file.slice(4, 12).arrayBuffer()))
  return /^ftyp(hei|hev|mif1|msf1)/.test(start)
}

// Browsers show half a JPEG with a grey rest and call it whole; sent as it is, the server says what is wrong. The mark of the
// end can't occur inside, but a telephone may put more behind it.
async function isCutOff(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  if (first !== 0xff || second !== 0xd8) return false
  const rest = new Uint8Array(await file.slice(Math.floor(file.size * 0.75)).arrayBuffer())
  return !rest.some((byte, at) => byte === 0xff && rest[at + 1] === 0xd9)
}

// An img element reads the size first and decodes only what is drawn: sixty megapixels never stand in memory whole where the
// browser can help it. It also turns the picture as the camera held it.
function open(file: Blob): Promise<HTMLImageElement | null> {
  const image = new Image()
  const address = URL.createObjectURL(file)
  return new Promise<HTMLImageElement | null>((done) => {
    image.onload = () => done(image)
    image.onerror = () => done(null)
    image.src = address
  }).finally(() => setTimeout(() => URL.revokeObjectURL(address), 30_000))
}

function draw(image: HTMLImageElement, turns: number): HTMLCanvasElement | null {
  const scale = Math.min(1, longestEdge / Math.max(image.naturalWidth, image.naturalHeight))
  const width = Math.max(1, Math.round(image.naturalWidth * scale))
  const height = Math.max(1, Math.round(image.naturalHeight * scale))
  const canvas = document.createElement('canvas')
  const lying = turns % 2 === 1
  canvas.width = lying ? height : width
  canvas.height = lying ? width : height
  const pen = canvas.getContext('2d')
  if (!pen) return null
  // What shines through would become black.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.translate(canvas.width / 2, canvas.height / 2)
  pen.rotate((turns * Math.PI) / 2)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(image, -width / 2, -height / 2, width, height)
  return canvas
}
