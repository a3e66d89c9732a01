const lookedAt = 1000
const tiles = 8
/** Below these somebody is asked to look again; set by eye on the made passport pages of the tests. */
const sharpest = 90
const darkest = 55
const smallest = 900

/** What speaks against a picture: `small`, `dark`, `blurred`. A person may send it all the same. */
export function doubtsOf(canvas: HTMLCanvasElement): string[] {
  const doubts = Math.max(canvas.width, canvas.height) < smallest ? ['small'] : []
  const grey = greyOf(canvas)
  if (!grey) return doubts
  if (grey.light.reduce((sum, one) => sum + one, 0) / grey.light.length < darkest) return [...doubts, 'dark']
  return sharpness(grey) < sharpest ? [...doubts, 'blurred'] : doubts
}

interface Grey {
  readonly light: Float32Array
  readonly width: number
  readonly height: number
}

function greyOf(canvas: HTMLCanvasElement): Grey | null {
  const scale = Math.min(1, lookedAt / Math.max(canvas.width, canvas.height))
  const small = document.createElement('canvas')
  small.width = Math.max(tiles * 3, Math.round(canvas.width * scale))
  small.height = Math.max(tiles * 3, Math.round(canvas.height * scale))
  const pen = small.getContext('2d', { willReadFrequently: true })
  if (!pen) return null
  pen.drawImage(canvas, 0, 0, small.width, small.height)
  const { data } = pen.getImageData(0, 0, small.width, small.height)
  const light = new Float32Array(small.width * small.height)
  for (let at = 0; at < light.length; at += 1) {
    const from = at * 4
    light[at] = 0.299 * (data[from] ?? 0) + 0.587 * (data[from + 1] ?? 0) + 0.114 * (data[from + 2] ?? 0)
  }
  return { light, width: small.width, height: small.height }
}

/**
 * The variance of the Laplacian in the tile that is sharper than nine of ten: print stands only in some places, and the table
 * around the paper says nothing.
 */
export function sharpness({ light, width, height }: Grey): number {
  const found: number[] = []
  const across = Math.floor((width - 2) / tiles)
  const down = Math.floor((height - 2) / tiles)
  for (let row = 0; row < tiles; row += 1)
    for (let column = 0; column < tiles; column += 1)
      found.push(varianceIn(light, width, 1 + column * across, 1 + row * down, across, down))
  return found.sort((a, b) => a - b)[Math.floor(found.length * 0.9)] ?? 0
}

function varianceIn(
  light: Float32Array,
  width: number,
  left: number,
  top: number,
  across: number,
  down: number,
): number {
  let sum = 0
  let squares = 0
  for (let y = top; y < top + down; y += 1) {
    for (let x = left; x < left + across; x += 1) {
      const at = y * width + x
      const around = (light[at - 1] ?? 0) + (light[at + 1] ?? 0) + (light[at - width] ?? 0) + (light[at + width] ?? 0)
      const edge = around - 4 * (light[at] ?? 0)
      sum += edge
      squares += edge * edge
    }
  }
  const count = across * down
  return squares / count - (sum / count) ** 2
}
