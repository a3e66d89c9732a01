import { inflateRawSync } from 'node:zlib'

/** Bytes that may come out of what somebody sent: it is packed, and a bomb is too. */
const mostUnpacked = 120_000_000

export type Unzipped = ReadonlyMap<string, Buffer> | 'broken' | 'tooLarge' | 'locked'

interface Entry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly at: number
  readonly isLocked: boolean
}

/**
 * The parts of a ZIP that are wanted (APPNOTE 6.3). What the directory says of a part's size is the most that it may unpack
 * to, so a directory that lies is found out before the memory is gone.
 */
export function unzip(bytes: Buffer, wanted: (name: string) => boolean): Unzipped {
  const entries = directoryOf(bytes)?.filter(({ name }) => wanted(name))
  if (!entries) return 'broken'
  if (entries.some(({ isLocked }) => isLocked)) return 'locked'
  if (entries.reduce((sum, { size }) => sum + size, 0) > mostUnpacked) return 'tooLarge'
  const parts = new Map<string, Buffer>()
  try {
    for (const entry of entries) parts.set(entry.name, contentOf(bytes, entry))
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'broken'
  }
  return parts
}

/** The names of a ZIP's parts; null where there is no directory. */
export function directoryOf(bytes: Buffer): Entry[] | null {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 20 > bytes.length) return null
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return null
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place))
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + (name ?? 0)),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
      isLocked: (bytes.readUInt16LE(at + 8) & 1) === 1,
    })
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return entries
}

function contentOf(bytes: Buffer, { at, packed, size, method }: Entry): Buffer {
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const content = bytes.subarray(from, from + packed)
  if (method === 0) return content
  return size === 0 ? Buffer.alloc(0) : inflateRawSync(content, { maxOutputLength: size })
}
