import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly text: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>
  /** Pictures and PDFs: packing them again takes time and wins nothing. */
  readonly isDense?: boolean
}

interface Written {
  readonly name: Buffer
  readonly at: number
  readonly sum: number
  readonly packed: number
  readonly size: number
}

// 1 January 1980, the first day that the format knows: the same content gives the same bytes.
const stamp = 0x0021_0000
const laterSizes = 0x0808
const deflated = 8

/**
 * A zip archive as it is made, entry by entry (APPNOTE 6.3, sizes behind each entry). The packages we have build a workbook
 * whole before its first byte leaves: 100,000 rows would be hundreds of megabytes. Below 4 GB, as Excel's own limits are.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let at = 0
  for await (const entry of entries) {
    const name = Buffer.from(entry.name)
    const head = Buffer.concat([
      fields([0x04034b50, 4], [20, 2], ...common(), ...sizes(0, 0, 0), ...lengths(name)),
      name,
    ])
    yield head
    const told = { sum: 0, packed: 0, size: 0 }
    for await (const part of packed(entry, told)) yield part
    yield fields([0x08074b50, 4], ...sizes(told.sum, told.packed, told.size))
    written.push({ name, at, ...told })
    at += head.length + told.packed + 16
  }
  const index = Buffer.concat(written.map(indexed))
  const count = written.length
  yield index
  yield fields([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [index.length, 4], [at, 4], [0, 2])
}

async function* packed({ text, isDense }: ZipEntry, told: { sum: number; packed: number; size: number }) {
  const counted = async function* () {
    for await (const part of text) {
      const bytes = typeof part === 'string' ? Buffer.from(part) : part
      told.sum = crc32(bytes, told.sum)
      told.size += bytes.length
      yield bytes
    }
  }
  // What fails in between reaches the reader of the end: the callback has nothing to add.
  const out = pipeline(Readable.from(counted()), createDeflateRaw({ level: isDense ? 0 : 5 }), () => {})
  for await (const part of out) {
    const bytes = Buffer.from(part)
    told.packed += bytes.length
    yield bytes
  }
}

type Field = readonly [value: number, bytes: 2 | 4]

const common = (): Field[] => [
  [laterSizes, 2],
  [deflated, 2],
  [stamp, 4],
]
const sizes = (sum: number, small: number, size: number): Field[] => [
  [sum, 4],
  [small, 4],
  [size, 4],
]
const lengths = (name: Buffer): Field[] => [
  [name.length, 2],
  [0, 2],
]

function indexed({ name, at, sum, packed: small, size }: Written): Buffer {
  const start: Field[] = [[0x02014b50, 4], [20, 2], [20, 2], ...common(), ...sizes(sum, small, size)]
  return Buffer.concat([fields(...start, ...lengths(name), [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name])
}

function fields(...given: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(given.reduce((sum, [, size]) => sum + size, 0))
  let at = 0
  for (const [value, size] of given) at = size === 2 ? bytes.writeUInt16LE(value, at) : bytes.writeUInt32LE(value, at)
  return bytes
}
