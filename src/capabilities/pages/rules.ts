import type { Language } from '../../platform/words/languages.ts'
import { type Block, type Content, isSame, isWritten } from './blocks.ts'

/** A page as its officers have it. */
export interface SitePage {
  readonly id: string
  readonly slug: string
  /** What is worked on; visitors read `published`. */
  readonly content: Content
  /** Goes up with every change. */
  readonly version: number
  readonly published: Content | null
  readonly publishedVersion: number | null
  readonly publishAt: Date | null
  /** What becomes public then; what is changed after that was set, does not. */
  readonly publishVersion: number | null
  readonly takeDownAt: Date | null
  /** Place in the public menu; null: not in it. */
  readonly menuOrder: number | null
  /** In the bin. */
  readonly archived: boolean
  readonly lastAt: Date
  readonly lastBy: string
}

/** A page as visitors have it. */
export interface PublicPage {
  readonly id: string
  readonly slug: string
  readonly content: Content
  readonly version: number
  readonly menuOrder: number | null
}

export const whats = [
  ...(['made', 'imported', 'titled', 'added', 'edited', 'moved', 'removed', 'restored', 'renamed'] as const),
  ...(['published', 'taken', 'scheduled', 'unscheduled', 'menu', 'binned', 'unbinned'] as const),
] as const
export type What = (typeof whats)[number]

/** What a page was at one time, and what made it so. */
export interface Version {
  readonly version: number
  readonly slug: string
  readonly content: Content
  readonly what: What
  readonly blockId: string | null
  readonly at: Date
  readonly by: string
}

export type PageState = 'draft' | 'changed' | 'published'

/** Whether visitors read it, and whether they read what the officers see. */
export function stateOf({ published, content }: Pick<SitePage, 'published' | 'content'>): PageState {
  if (!published) return 'draft'
  return isSame(published, content) ? 'published' : 'changed'
}

export const slugShape = /^[a-z0-9]+(-[a-z0-9]+)*$/
export const longestSlug = 60

/** The languages in which a page stands in the menu: only those it is written in. */
export function menuOf(pages: readonly PublicPage[], language: Language): readonly PublicPage[] {
  return pages
    .filter(({ menuOrder, content }) => menuOrder !== null && isWritten(content, language))
    .toSorted((one, other) => (one.menuOrder ?? 0) - (other.menuOrder ?? 0) || (one.slug < other.slug ? -1 : 1))
}

/** First words of institutions' pages (`/kslu/en/<word>`) that the program answers itself. @param patterns of all routes */
export function takenWords(patterns: readonly string[]): ReadonlySet<string> {
  const words = patterns.map((pattern) => /^(?:\w+ )?\/:institution\/:language[^/]*\/([a-z0-9-]+)/.exec(pattern)?.[1])
  return new Set(words.filter((word) => word !== undefined))
}

/** Those of them that are pages of their own, and not only the beginning of others. */
export function singleWords(patterns: readonly string[]): ReadonlySet<string> {
  const words = patterns.map((pattern) => /^GET \/:institution\/:language[^/]*\/([a-z0-9-]+)$/.exec(pattern)?.[1])
  return new Set(words.filter((word) => word !== undefined))
}

/** A block put somewhere: behind another one, at the end where that is gone, at the beginning for ''. */
export function withBlock(content: Content, block: Block, after: string): Content {
  const { blocks } = content
  const at = after === '' ? 0 : blocks.findIndex(({ id }) => id === after) + 1 || blocks.length
  return { ...content, blocks: blocks.toSpliced(at, 0, block) }
}

/** The same with a block changed for another one of its name. */
export function replaced(content: Content, block: Block): Content {
  return { ...content, blocks: content.blocks.map((one) => (one.id === block.id ? block : one)) }
}

/** One place up (-1) or down (1); the same content at either end. */
export function moved(content: Content, blockId: string, by: -1 | 1): Content {
  const at = content.blocks.findIndex(({ id }) => id === blockId)
  const [one, other] = [content.blocks[at], content.blocks[at + by]]
  if (!one || !other) return content
  return { ...content, blocks: content.blocks.with(at, other).with(at + by, one) }
}

export const blockOf = ({ blocks }: Content, blockId: string): Block | null =>
  blocks.find(({ id }) => id === blockId) ?? null
