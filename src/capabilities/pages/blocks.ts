import { z } from 'zod'
import { type Language, languages, type Text } from '../../platform/words/languages.ts'

/** What a page is made of. Neighbours that are alike (numbers, doors, questions) are drawn together. */
export const blockKinds = [
  'heading',
  'text',
  'list',
  'question',
  'picture',
  'number',
  'door',
  'people',
  'files',
  'calls',
  'events',
  'partners',
] as const
export type BlockKind = (typeof blockKinds)[number]

/** How long a text may be in one language, in characters; how many blocks a page may have. */
export const longest = { line: 300, long: 6000, title: 120, lead: 600 } as const
export const mostBlocks = 80

/** Which texts a block of a kind has, and how much of it one writes. */
export const textsOf: Readonly<Record<BlockKind, { text?: 'line' | 'long'; more?: 'line' | 'long' }>> = {
  heading: { text: 'line' },
  text: { text: 'long' },
  list: { text: 'long' },
  question: { text: 'line', more: 'long' },
  picture: { text: 'line' },
  number: { text: 'line' },
  door: { text: 'line', more: 'line' },
  people: {},
  files: {},
  calls: {},
  events: {},
  partners: {},
}

/** Texts in which paragraphs, emphasis, links and lists are understood. */
export const isMarked = (kind: BlockKind, part: 'text' | 'more'): boolean =>
  (kind === 'text' && part === 'text') || (kind === 'question' && part === 'more')

const inThree = z.object({ en: z.string(), ru: z.string(), ky: z.string() })

const block = z.object({
  /** Stays the same through all versions. */
  id: z.string().regex(/^[a-z0-9]{1,12}$/),
  kind: z.enum(blockKinds),
  /** What it shows beside its texts: a number, an address, ids with commas between them; see `settings.ts`. */
  set: z.string().max(4000),
  text: inThree,
  more: inThree,
})

export const contentShape = z.object({ title: inThree, lead: inThree, blocks: z.array(block).max(mostBlocks) })

export type Block = z.output<typeof block>
export type Content = z.output<typeof contentShape>

export const nothing: Text = { en: '', ru: '', ky: '' }
export const newBlockId = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 8)

/** All texts of a page, in its order. */
export function textsIn({ title, lead, blocks }: Content): readonly Text[] {
  return [title, lead, ...blocks.flatMap(({ text, more }) => [text, more])]
}

/** Whether somebody who reads this language finds a page in it: without a title there is none. */
export const isWritten = ({ title }: Content, language: Language): boolean => title[language] !== ''

export const writtenIn = (content: Content): readonly Language[] =>
  languages.filter((language) => isWritten(content, language))

/** How many of its texts stand in another language and not in this one. */
export function lacking(content: Content, language: Language): number {
  return textsIn(content).filter((text) => text[language] === '' && languages.some((other) => text[other] !== ''))
    .length
}

/** The language in which a text is shown to a reader: theirs, else Russian, which the office writes first. */
export function shownIn(text: Text, language: Language): Language {
  const order: readonly Language[] = [language, 'ru', 'en', 'ky']
  return order.find((one) => text[one] !== '') ?? language
}

export const isEmptyText = (text: Text): boolean => languages.every((language) => text[language] === '')

/** Says the same: what a form that is sent twice, or a second opinion, is held against. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
