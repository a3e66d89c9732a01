import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { JsonValue } from './index.ts'

const faces = [
  'noto-serif/400Regular/NotoSerif_400Regular.ttf',
  'noto-serif/400Regular_Italic/NotoSerif_400Regular_Italic.ttf',
  'noto-serif/700Bold/NotoSerif_700Bold.ttf',
  'noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf',
  'noto-sans/700Bold/NotoSans_700Bold.ttf',
] as const

/** The six faces of the letters, as files from npm: they have ң ө ү, Russian and Latin with every diacritic. */
export function fontFiles(): Buffer[] {
  const find = createRequire(import.meta.url)
  return faces.map((face) => readFileSync(find.resolve(`@expo-google-fonts/${face}`)))
}

let covered: ReadonlySet<number> | undefined

/** The characters in the data that the letters can't show (Arabic, Chinese, emoji), each once: they print as boxes. */
export function missingGlyphs(data: JsonValue): string[] {
  covered ??= coveredBy(fontFiles())
  const shown = covered
  const seen = new Set(textsOf(data).join(''))
  return [...seen].filter((character) => !isInvisible(character) && !shown.has(character.codePointAt(0) ?? 0))
}

const isInvisible = (character: string) => /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Variation_Selector}]/u.test(character)

function textsOf(data: JsonValue | undefined): string[] {
  if (typeof data === 'string') return [data]
  if (typeof data !== 'object' || data === null) return []
  return Object.values(data).flatMap(textsOf)
}

function coveredBy(files: readonly Buffer[]): Set<number> {
  const [first = new Set<number>(), ...others] = files.map(charactersOf)
  return others.reduce((all, one) => all.intersection(one), first)
}

/** Reads the character map of a TrueType file: table `cmap`, the subtable of format 12, else the one of format 4. */
function charactersOf(font: Buffer): Set<number> {
  const cmap = tableAt(font, 'cmap')
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, at) => cmap + font.readUInt32BE(cmap + 8 + at * 8),
  )
  const wide = subtables.find((at) => font.readUInt16BE(at) === 12)
  if (wide !== undefined) return fromGroups(font, wide)
  const narrow = subtables.find((at) => font.readUInt16BE(at) === 4)
  return narrow === undefined ? new Set() : fromSegments(font, narrow)
}

function tableAt(font: Buffer, tag: string): number {
  for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16) {
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8)
  }
  throw new Error(`font without table ${tag}`)
}

function fromGroups(font: Buffer, at: number): Set<number> {
  const characters = new Set<number>()
  for (let group = at + 16; group < at + 16 + font.readUInt32BE(at + 12) * 12; group += 12) {
    for (let one = font.readUInt32BE(group); one <= font.readUInt32BE(group + 4); one++) characters.add(one)
  }
  return characters
}

function fromSegments(font: Buffer, at: number): Set<number> {
  const characters = new Set<number>()
  const doubled = font.readUInt16BE(at + 6)
  for (let segment = 0; segment < doubled; segment += 2) {
    const end = font.readUInt16BE(at + 14 + segment)
    for (let one = font.readUInt16BE(at + 16 + doubled + segment); one <= end && one < 0xffff; one++)
      characters.add(one)
  }
  return characters
}
