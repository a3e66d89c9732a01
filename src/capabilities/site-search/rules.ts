import { type FoundKind, foundKinds } from '../../platform/search-source.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { type Language, languages, type Text } from '../../platform/words/languages.ts'

export const fewEntries = 4
export const pageEntries = 20
/** Of one search nobody leafs through more: from here on the page asks for another word. */
export const mostEntries = 1000

const longestQuery = 200
const longestWord = 40
const mostWords = 6
/** Words of a text beyond this are not looked for: the text of a record, not a book. */
const mostOfText = 3000

/** What stands in the search field: the text, and its folded words. */
export function readAsked(typed: string) {
  const text = typed
    .slice(0, longestQuery)
    .toWellFormed()
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
  return {
    text,
    words: foldWords(text)
      .filter((word) => word.length <= longestWord)
      .slice(0, mostWords),
  }
}

export interface WordPlace {
  readonly word: string
  /** The languages in which it stands there: 1 English, 2 Russian, 4 Kyrgyz. */
  readonly titles: number
  readonly bodies: number
}

export const bitOf = (language: Language): number => 1 << languages.indexOf(language)

/** Every folded word of an entry, with the languages in which it stands in title and text. */
export function wordsOf(title: Text, body: Text): WordPlace[] {
  const places = new Map<string, { titles: number; bodies: number }>()
  for (const language of languages)
    for (const [part, text] of [['titles', title[language]] as const, ['bodies', body[language]] as const])
      for (const word of foldWords(text).slice(0, mostOfText)) {
        if (word.length > longestWord) continue
        const place = places.get(word) ?? { titles: 0, bodies: 0 }
        place[part] |= bitOf(language)
        places.set(word, place)
      }
  return [...places].map(([word, place]) => ({ word, ...place }))
}

/** How near a known word is to the typed one, the nearest first. */
export const nearness = ['same', 'beginning', 'letter', 'stem'] as const
export type Nearness = (typeof nearness)[number]
const worth: Readonly<Record<Nearness, number>> = { same: 8, beginning: 5, letter: 3, stem: 2 }

/** Title before text, the reader's language before the others. */
export function worthOf(near: Nearness, { titles, bodies }: Omit<WordPlace, 'word'>, language: Language): number {
  const own = bitOf(language)
  const place = titles & own ? 4 : titles ? 2.5 : bodies & own ? 2 : 1
  return worth[near] * place
}

/** What a word begins with when its ending is another: «партнёрами» and «партнёры». Null: too short to cut. */
export const stemOf = (word: string): string | null => (word.length >= 6 ? word.slice(0, -2) : null)

export interface Snippet {
  readonly lang: Language
  readonly pieces: readonly { readonly text: string; readonly found: boolean }[]
}

const around = 90
const shown = 220

/** The place of a text around the first found word, with every found word marked; the reader's language first. */
export function snippetOf(body: Text, known: ReadonlySet<string>, language: Language): Snippet | null {
  const order = [language, ...languages.filter((one) => one !== language && body[one] !== '')]
  const lang =
    order.find((one) => tokens(body[one]).some(({ word }) => known.has(word))) ?? order.find((one) => body[one] !== '')
  if (!lang) return null
  const text = body[lang].replace(/\s+/g, ' ').trim()
  const first = tokens(text).find(({ word }) => known.has(word))?.at ?? 0
  const from = first <= around ? 0 : text.lastIndexOf(' ', first - around) + 1
  const cut = text.slice(from, from + shown)
  const end = from + shown < text.length ? cut.replace(/\s\S*$/, '') : cut
  return { lang, pieces: marked(`${from > 0 ? '… ' : ''}${end}${end.length < text.length - from ? ' …' : ''}`, known) }
}

/** A text in pieces, those found apart. */
export function marked(text: string, known: ReadonlySet<string>) {
  const pieces: { text: string; found: boolean }[] = []
  let at = 0
  for (const token of tokens(text)) {
    if (!known.has(token.word)) continue
    if (token.at > at) pieces.push({ text: text.slice(at, token.at), found: false })
    pieces.push({ text: text.slice(token.at, token.end), found: true })
    at = token.end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false })
  return pieces
}

const tokens = (text: string) =>
  [...text.matchAll(/[\p{L}\p{N}\p{M}’'ʻ`]+/gu)].flatMap(({ 0: token, index }) =>
    foldWords(token).map((word) => ({ word, at: index, end: index + token.length })),
  )

export const kindFrom = (text: string | undefined): FoundKind | null => foundKinds.find((kind) => kind === text) ?? null
