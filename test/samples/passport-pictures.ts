import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import sharp from 'sharp'

/** How a picture came to be: a scan, a phone in good light, a phone in bad light. */
export const qualities = ['good', 'medium', 'poor'] as const
export type Quality = (typeof qualities)[number]

interface Taking {
  /** The width of the page in pixels. */
  readonly width: number
  readonly degrees: number
  readonly margin: number
  readonly blur: number
  readonly noise: number
  readonly contrast: number
  readonly shade: number
  readonly jpeg: number
}

const takings: Readonly<Record<Quality, Taking>> = {
  good: { width: 1480, degrees: 0, margin: 40, blur: 0, noise: 3, contrast: 1, shade: 0, jpeg: 90 },
  medium: { width: 1250, degrees: 1.5, margin: 160, blur: 0.7, noise: 9, contrast: 0.8, shade: 0.35, jpeg: 70 },
  poor: { width: 900, degrees: -3, margin: 120, blur: 0.9, noise: 16, contrast: 0.6, shade: 0.55, jpeg: 45 },
}

export interface Wish {
  readonly quality: Quality
  /** Which of the pictures of this quality: noise, light and turn differ a little with each. */
  readonly take?: number
  /** Another face for the zone: a name that Typst finds in `fonts`. */
  readonly face?: { readonly name: string; readonly fonts: string; readonly points: number }
  /** Quarter turns, as a phone held across writes them. */
  readonly turns?: 0 | 1 | 2 | 3
}

/** A picture of an invented passport page with these lines at its foot, as JPEG: the same wish gives the same picture. */
export async function passportPicture(lines: readonly string[], wish: Wish): Promise<Uint8Array> {
  const { width, degrees, margin, blur, noise, contrast, shade, jpeg } = takings[wish.quality]
  const chance = chances(wish.take ?? 0)
  const svg = Buffer.from(pageOf(lines, wish.face))
  const page = await sharp(svg, { density: 300 }).resize({ width }).flatten({ background: '#fff' }).png().toBuffer()
  const table = { r: 70, g: 58, b: 50 }
  const laid = await sharp(page)
    .rotate(degrees * (0.6 + 0.8 * chance()), { background: table })
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background: table })
    .blur(blur > 0.3 ? blur : false)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  spoil(laid.data, laid.info.width, { contrast, shade, noise }, chance)
  const { width: across, height, channels } = laid.info
  const taken = sharp(laid.data, { raw: { width: across, height, channels } }).rotate(90 * (wish.turns ?? 0))
  return new Uint8Array(await taken.jpeg({ quality: jpeg }).toBuffer())
}

// Less contrast, light that falls off to one corner, the grain of a small sensor.
function spoil(
  pixels: Buffer,
  width: number,
  { contrast, shade, noise }: Pick<Taking, 'contrast' | 'shade' | 'noise'>,
  chance: () => number,
): void {
  const rows = pixels.length / 3 / width
  const corner = chance()
  for (let at = 0; at < pixels.length; at += 1) {
    const column = Math.floor(at / 3) % width
    const row = Math.floor(at / 3 / width)
    const light = 1 - shade * ((column / width) * corner + (row / rows) * (1 - corner))
    const value = (128 + ((pixels[at] ?? 0) - 128) * contrast) * light + (chance() + chance() - 1) * noise * 2
    pixels[at] = Math.max(0, Math.min(255, Math.round(value)))
  }
}

const compilers = new Map<string, NodeCompiler>()

function compilerWith(fonts: string): NodeCompiler {
  const compiler =
    compilers.get(fonts) ??
    NodeCompiler.create(fonts ? { workspace: '/', fontArgs: [{ fontPaths: [fonts] }] } : { workspace: '/' })
  compilers.set(fonts, compiler)
  return compiler
}

// Typst brings this typewriter face itself, so the picture is the same on every machine. Its letters are not OCR-B.
function pageOf(lines: readonly string[], face: Wish['face']): string {
  const own = face ?? { name: 'DejaVu Sans Mono', fonts: '', points: 11.96 }
  const [wide, high] = lines.length === 3 ? [86, 60] : [125, 88]
  return compilerWith(own.fonts).plainSvg({
    mainFileContent: `#set page(width: ${wide}mm, height: ${high}mm, margin: 0mm, fill: rgb("#e9e4d4"))
#set text(font: "Libertinus Serif", size: 7pt, fill: rgb("#333"))
#for y in range(4, ${high - 4}, step: 3) { place(dx: 0mm, dy: y * 1mm, line(length: ${wide}mm, angle: 1deg, stroke: 0.2pt + rgb("#c9d2c0"))) }
#place(dx: 5mm, dy: 12mm, rect(width: ${wide / 4}mm, height: ${high / 2.4}mm, fill: rgb("#9aa3a8")))
#place(dx: 5mm, dy: 4mm, text(size: 10pt)[PASSPORT / SPECIMEN])
#for (at, word) in ("Surname", "Given names", "Nationality", "Date of birth", "Authority").enumerate() { place(dx: ${wide / 3}mm, dy: (12 + at * 6) * 1mm)[#word] }
#set text(font: ${JSON.stringify(own.name)}, size: ${own.points}pt, fill: rgb("#1a1a1a"), ligatures: false)
#for (at, row) in ${typstList(lines)}.enumerate() { place(dx: ${lines.length === 3 ? 4.5 : 6}mm, dy: (${high} - ${lines.length === 3 ? 20 : 17} + at * 6.3) * 1mm, [#row]) }
`,
  })
}

const typstList = (rows: readonly string[]) => `(${rows.map((row) => JSON.stringify(row)).join(', ')},)`

function chances(seed: number): () => number {
  let state = seed * 2654435761 + 12345
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
