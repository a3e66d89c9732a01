import type { Problem, Typed } from '../../platform/web/form.ts'
import { languages, type Text } from '../../platform/words/languages.ts'
import { type Block, type BlockKind, blockKinds, isEmptyText, isMarked, longest, nothing, textsOf } from './blocks.ts'
import { clean, cleanLine, tablesToLists } from './clean.ts'
import { unsafeLinks } from './marked.tsx'
import { unset, whyNotSet } from './settings.ts'

export interface Read<Value> {
  readonly value: Value
  readonly problems: readonly Problem[]
}

/** A text in three languages out of `name.en`, `name.ru`, `name.ky`, cleaned of what a paste brings along. */
export function readText(typed: Typed, name: string, size: 'line' | 'long', most: number): Read<Text> {
  const tidy = (text: string) => (size === 'line' ? cleanLine(text) : clean(tablesToLists(text)))
  const [en, ru, ky] = languages.map((language) => tidy(typed[`${name}.${language}`] ?? ''))
  const value: Text = { en: en ?? '', ru: ru ?? '', ky: ky ?? '' }
  const problems = languages
    .filter((language) => value[language].length > most)
    .map((language): Problem => ({ field: `${name}.${language}`, key: 'form.tooLong', params: { most } }))
  return { value, problems }
}

/** A block as a form sent it, and what is wrong with it. */
export function readBlock(kind: BlockKind, id: string, typed: Typed): Read<Block> {
  const part = (name: 'text' | 'more'): Read<Text> => {
    const size = textsOf[kind][name]
    return size ? readText(typed, name, size, longest[size]) : { value: nothing, problems: [] }
  }
  const [text, more] = [part('text'), part('more')]
  const set = settingIn(kind, typed)
  const value: Block = { id, kind, set, text: text.value, more: more.value }
  return { value, problems: [...text.problems, ...more.problems, ...faultsOf(value)] }
}

/** What keeps a block from being kept, wherever it came from. */
export function faultsOf(block: Block): readonly Problem[] {
  const faults: Problem[] = []
  const { kind, set, text } = block
  if (textsOf[kind].text && kind !== 'picture' && isEmptyText(text))
    faults.push({ field: 'text.ru', key: 'block.empty' })
  const why = whyNotSet(kind, set)
  if (why) faults.push({ field: 'set', key: why })
  for (const part of ['text', 'more'] as const)
    for (const language of languages) {
      const [link] = isMarked(kind, part) ? unsafeLinks(block[part][language]) : []
      if (link !== undefined)
        faults.push({ field: `${part}.${language}`, key: 'block.unsafe', params: { link: link.slice(0, 80) } })
    }
  return faults
}

function settingIn(kind: BlockKind, typed: Typed): string {
  if (kind === 'people' || kind === 'files') return ticked(typed).join(', ')
  if (kind === 'partners') return partnerSetting(typed)
  return typed.set === undefined ? unset[kind] : cleanLine(typed.set)
}

/** The ids of the boxes that were ticked: `set.<id>`. */
function ticked(typed: Typed): readonly string[] {
  return Object.keys(typed)
    .filter((name) => name.startsWith('set.') && /^[\w-]{1,80}$/.test(name.slice(4)))
    .map((name) => name.slice(4))
}

// Whoever is ticked by name is meant, whatever stands above.
function partnerSetting(typed: Typed): string {
  const named = ticked(typed)
  return named.length > 0 ? `named: ${named.join(', ')}` : cleanLine(typed.set ?? unset.partners)
}

/** What stands in the fields of a form for a block that is there. */
export function typedAs({ kind, set, text, more }: Block): Typed {
  const texts = languages.flatMap((language) => [
    [`text.${language}`, text[language]],
    [`more.${language}`, more[language]],
  ])
  const named = set.startsWith('named:') ? set.slice('named:'.length) : kind === 'people' || kind === 'files' ? set : ''
  const boxes = named.split(',').map((id) => [`set.${id.trim()}`, 'yes'])
  return Object.fromEntries([['set', set], ...texts, ...(named === '' ? [] : boxes)])
}

export const kindFrom = (text: string | undefined): BlockKind | null => blockKinds.find((kind) => kind === text) ?? null
