/** What tables of text come in here: Russian Excel writes Windows-1251, "Unicode text" is UTF-16, old mail programs KOI8-R. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'koi8-r', 'ibm866'] as const
export type Encoding = (typeof encodings)[number]

/** The encoding that a text most likely has. Cyrillic in a wrong one is capitals and signs where small letters belong. */
export function recogniseEncoding(bytes: Buffer): Encoding {
  const mark = bytes.subarray(0, 3).toString('hex')
  if (mark.startsWith('fffe')) return 'utf-16le'
  if (mark.startsWith('feff')) return 'utf-16be'
  const start = bytes.subarray(0, 100_000)
  const wide = (odd: number) => start.filter((byte, at) => at % 2 === odd && (byte === 0 || byte === 4)).length
  // Every other byte of Latin and Cyrillic letters in UTF-16 is 0 or 4; in any other text there is no 0.
  if (start.includes(0)) {
    if (wide(1) > start.length * 0.4) return 'utf-16le'
    if (wide(0) > start.length * 0.4) return 'utf-16be'
  }
  if (isUtf8(bytes)) return 'utf-8'
  const scored = (['windows-1251', 'koi8-r', 'ibm866'] as const).map((name) => ({
    name,
    score: cyrillicness(decode(start, name)),
  }))
  return scored.toSorted((one, other) => other.score - one.score)[0]?.name ?? 'windows-1251'
}

/** @param bytes a text, with or without a mark at its beginning */
export function decode(bytes: Buffer, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes)
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

// The ten commonest letters of Russian, as they stand inside words.
const common = /[\u043e\u0435\u0430\u0438\u043d\u0442\u0441\u0440\u0432\u043b]/g
const odd = /[\u2500-\u259f]|[\u0430-\u044f][\u0410-\u042f]/g
const cyrillicness = (text: string) => (text.match(common)?.length ?? 0) - (text.match(odd)?.length ?? 0)
