import fc from 'fast-check'
import { expect, test } from 'vitest'
import { languages, type Text } from '../../platform/words/languages.ts'
import { type Block, blockKinds, type Content, isMarked, textsOf } from './blocks.ts'
import { clean, cleanLine } from './clean.ts'
import { readMarkdown } from './markdown-read.ts'
import { writeMarkdown } from './markdown-write.ts'
import { readMarked, unsafeLinks } from './marked.tsx'
import { unset } from './settings.ts'

const none: Text = { en: '', ru: '', ky: '' }
const sets: Partial<Record<Block['kind'], readonly string[]>> = {
  list: ['', 'numbered'],
  picture: ['0198f2c1-0000-7000-8000-000000000001'],
  number: ['150', '12+'],
  door: ['/kslu/en/apply', 'https://example.org/a?b=c'],
  people: ['office', 'a-b, c'],
  files: ['memo, charter'],
  calls: ['all', 'students'],
  events: ['3', '10'],
  partners: ['all', 'kind:university', 'region:Asia and Africa', 'named: a, b'],
}

const words = fc.array(
  fc.constantFrom('word', 'слово', 'ө', '[[text]]', '=== en ===', '# x', '\\[[', '“q”', '- a', '1. b', '*'),
  { minLength: 1, maxLength: 6 },
)
const line = words.map((all) => cleanLine(all.join(' '))).filter((text) => text !== '')
const long = fc.array(line, { minLength: 1, maxLength: 4 }).map((all) => clean(all.join('\n\n')))

const block = fc.constantFrom(...blockKinds).chain((kind) => {
  const size = (part: 'text' | 'more') => {
    const wanted = textsOf[kind][part]
    if (!wanted) return fc.constant(none)
    const one =
      kind === 'list' ? line.map((text) => text.replace(/^(- |\d+\. )+/, '') || 'x') : wanted === 'line' ? line : long
    return fc.record({ en: one, ru: fc.oneof(one, fc.constant('')), ky: fc.constant('') })
  }
  const set = fc.constantFrom(...(sets[kind] ?? [unset[kind]]))
  return fc.record({
    id: fc.stringMatching(/^[a-z0-9]{8}$/),
    kind: fc.constant(kind),
    set,
    text: size('text'),
    more: size('more'),
  })
})

const isSafe = ({ kind, text, more }: Block) =>
  languages.every((language) =>
    [text, more].every(
      (one, at) => !isMarked(kind, at === 0 ? 'text' : 'more') || unsafeLinks(one[language]).length === 0,
    ),
  )

test('every page comes back out of its file as it was', () => {
  const blocks = fc.uniqueArray(block.filter(isSafe), { maxLength: 8, selector: ({ id }) => id })
  fc.assert(
    fc.property(fc.record({ en: line, ru: line, ky: fc.constant('') }), blocks, (title, all) => {
      const content: Content = { title, lead: none, blocks: all }
      const read = readMarkdown(writeMarkdown(content), 'ru')
      expect(read.content).toEqual(content)
      expect(read.remarks).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('a text that somebody has becomes a page: headings, lists, a table; what is unknown is text and said to be so', () => {
  const file = `# Общежитие\n\nГде живут студенты.\n\n## Цены\n\n| Комната | Сом |\n|---|---|\n| на двоих | 3000 |\n\n## Как попасть\n\nПрийти.\n\n> цитата <b>x</b>\n\n[[video https://x]]\n\n[y](javascript:1)`
  const { content, remarks } = readMarkdown(file, 'ru')
  expect([content.title.ru, content.lead.ru]).toEqual(['Общежитие', 'Где живут студенты.'])
  expect(content.blocks.map(({ kind }) => kind)).toEqual(['heading', 'list', 'heading', 'text'])
  expect(content.blocks[1]?.text.ru).toBe('Комната, Сом\nна двоих, 3000')
  expect(content.blocks[3]?.text.ru).toContain('> цитата <b>x</b>\n\n[[video https://x]]')
  expect(remarks.map(({ key }) => key)).toEqual(['markdown.unknown', 'markdown.unsafe'])
  expect(unsafeLinks(content.blocks[3]?.text.ru ?? '')).toEqual([])
})

test('parts without ids are put side by side by kind; what is too long is divided, and nothing of it lost', () => {
  const file = '=== en ===\n# A\n\n## One\n\ntext\n\n=== ru ===\n# Б\n\n## Один\n\nтекст\n\n## Два'
  const { content } = readMarkdown(file, 'en')
  expect(content.blocks.map(({ text }) => [text.en, text.ru])).toEqual([
    ['One', 'Один'],
    ['text', 'текст'],
    ['', 'Два'],
  ])
  const long = readMarkdown(`# T\n\nlead\n\n${'word '.repeat(4000)}`, 'en').content.blocks
  expect(
    long
      .map(({ text }) => text.en)
      .join(' ')
      .match(/word/g),
  ).toHaveLength(4000)
  expect(long.every(({ text }) => text.en.length <= 6000)).toBe(true)
})

test('lists a thousand deep, a forest of stars and a megabyte are read quickly, or shown as they were typed', () => {
  for (const text of [
    '*a_'.repeat(2000),
    '['.repeat(6000),
    Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at * 2)}- x`)
      .join('\n')
      .slice(0, 6000),
  ])
    expect(readMarked(text).type).toBe('root')
  readMarkdown(`# T\n\n${'- a\n  - b\n'.repeat(5000)}`, 'en')
})
