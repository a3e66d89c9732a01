import { type Language, languages } from '../../platform/words/languages.ts'
import type { Piece } from '../../ui/index.ts'
import { difference } from '../templates/index.ts'
import { type Block, type Content, isSame } from './blocks.ts'

export interface TextChange {
  readonly language: Language
  readonly pieces: readonly Piece[]
}

/** What has become of one block, or of the head of a page (`block` is null then). */
export interface BlockChange {
  readonly block: Block | null
  readonly how: 'added' | 'removed' | 'changed' | 'moved'
  readonly texts: readonly TextChange[]
  /** What it was set to, where that changed. */
  readonly set: readonly Piece[] | null
}

/** What one has to do to `before` to get `after`, block by block, in the order of the page. */
export function changesBetween(before: Content, after: Content): readonly BlockChange[] {
  const found: BlockChange[] = []
  const head = textChanges([before.title, before.lead], [after.title, after.lead])
  if (head.length > 0) found.push({ block: null, how: 'changed', texts: head, set: null })
  const old = new Map(before.blocks.map((block) => [block.id, block]))
  const stays = (blocks: readonly Block[], others: readonly Block[]) =>
    blocks.map(({ id }) => id).filter((id) => others.some((one) => one.id === id))
  const [was, is] = [stays(before.blocks, after.blocks), stays(after.blocks, before.blocks)]
  for (const block of after.blocks) {
    const one = old.get(block.id)
    if (!one) found.push(whole(block, 'added'))
    else if (!isSame(one, block)) found.push(changed(one, block))
    else if (was.indexOf(block.id) !== is.indexOf(block.id)) found.push({ block, how: 'moved', texts: [], set: null })
  }
  const now = new Set(after.blocks.map(({ id }) => id))
  return [...found, ...before.blocks.filter(({ id }) => !now.has(id)).map((block) => whole(block, 'removed'))]
}

function whole(block: Block, how: 'added' | 'removed'): BlockChange {
  const texts = languages
    .map((language) => ({ language, text: joined([block.text, block.more], language) }))
    .filter(({ text }) => text !== '')
    .map(({ language, text }): TextChange => ({ language, pieces: [{ text, change: how }] }))
  return { block, how, texts, set: block.set ? [{ text: block.set, change: how }] : null }
}

function changed(one: Block, block: Block): BlockChange {
  const set = one.set === block.set ? null : difference(one.set, block.set)
  return { block, how: 'changed', texts: textChanges([one.text, one.more], [block.text, block.more]), set }
}

type Texts = readonly Content['title'][]

function textChanges(before: Texts, after: Texts): readonly TextChange[] {
  return languages
    .filter((language) => joined(before, language) !== joined(after, language))
    .map((language) => ({ language, pieces: difference(joined(before, language), joined(after, language)) }))
}

const joined = (texts: Texts, language: Language) =>
  texts
    .map((text) => text[language])
    .filter((text) => text !== '')
    .join('\n')
