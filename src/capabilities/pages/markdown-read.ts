import { isLanguage, type Language, languages, type Text } from '../../platform/words/languages.ts'
import { faultsOf } from './block-form.ts'
import {
  type Block,
  type BlockKind,
  blockKinds,
  type Content,
  isEmptyText,
  longest,
  mostBlocks,
  newBlockId,
  nothing,
  textsOf,
} from './blocks.ts'
import { clean, cleanLine, tablesToLists } from './clean.ts'
import { unset, whyNotSet } from './settings.ts'

/** Something that was not understood, or not taken as it stood; the key is a message of ours. */
export interface Remark {
  readonly line: number
  readonly key: string
  readonly text: string
}

export interface ReadPage {
  readonly content: Content
  readonly remarks: readonly Remark[]
}

/** A block in one language, as its part of the file has it. */
interface Piece {
  readonly line: number
  readonly id: string | null
  readonly kind: BlockKind
  readonly set: string
  readonly text: string[]
  more: string[] | null
}

interface Part {
  readonly language: Language
  title: string
  readonly lead: string[]
  readonly pieces: Piece[]
}

/** The most that one file may hold, in characters. */
export const longestFile = 200_000

/**
 * Reads a page out of Markdown: our own file, or any text that somebody has. What it does not know becomes text and is
 * said to have done so. @param alone the language of a text without parts
 */
export function readMarkdown(file: string, alone: Language): ReadPage {
  const remarks: Remark[] = []
  const parts = partsOf(clean(tablesToLists(pipesToTabs(file))), alone, remarks)
  const blocks = joined(parts)
  const say = (name: (part: Part) => string): Text => {
    const one = (language: Language) =>
      parts
        .filter((part) => part.language === language)
        .map(name)
        .join('\n\n')
    return { en: one('en'), ru: one('ru'), ky: one('ky') }
  }
  const title = shortened(
    say(({ title }) => cleanLine(title)),
    longest.title,
    remarks,
    'markdown.longTitle',
  )
  const lead = shortened(
    say(({ lead }) => lead.join('\n').trim()),
    longest.lead,
    remarks,
    'markdown.longLead',
  )
  const kept = blocks.flatMap(({ block, line }) => checked(block, line, remarks))
  for (const { text } of kept.slice(mostBlocks))
    remarks.push({ line: 0, key: 'markdown.tooMany', text: Object.values(text).join(' ').slice(0, 120) })
  return { content: { title, lead, blocks: kept.slice(0, mostBlocks) }, remarks }
}

// A table with bars becomes one with tabs, which becomes a list; the line of hyphens below its head says nothing.
const pipesToTabs = (file: string) =>
  file
    .replace(/^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+\|?\s*$\n?/gm, '')
    .replace(/^\s*\|(.+)\|\s*$/gm, (_, cells: string) => cells.split('|').join('\t'))

function partsOf(file: string, alone: Language, remarks: Remark[]): readonly Part[] {
  const parts: Part[] = []
  const open = (language: Language) => {
    const part: Part = { language, title: '', lead: [], pieces: [] }
    parts.push(part)
    return part
  }
  let part: Part | null = null
  for (const [at, line] of file.split('\n').entries()) {
    const language = /^===+ *(en|ru|ky)\b[^=]*===+$/.exec(line.trim())?.[1]
    if (isLanguage(language)) part = open(language)
    else if (part || line.trim() !== '') {
      part ??= open(alone)
      readLine(part, line, at + 1, remarks)
    }
  }
  return parts
}

function readLine(part: Part, line: string, at: number, remarks: Remark[]): void {
  const piece = part.pieces.at(-1)
  const sign = /^\[\[\s*(\w+)\s*(?:#([a-z0-9]{1,12}))?\s*(.*?)\s*\]\]$/.exec(line.trim())
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line)
  const plain = line.replace(/^\\(?=\\*(?:\[\[|===|#))/, '')
  if (sign) readSign(part, line, at, sign, remarks)
  else if (heading) readHeading(part, heading[1] ?? '', heading[2] ?? '', at)
  else if (piece && isFull(piece) && plain !== '') begin(part, 'text', at).text.push(plain)
  else if (piece) (piece.more ?? piece.text).push(plain)
  else if (part.title !== '' || part.lead.length > 0) readBody(part, plain, at)
  else if (plain.trim() !== '') begin(part, 'text', at).text.push(plain)
}

// A heading is one line: what stands below it is no part of it.
const isFull = ({ kind, text }: Piece) => kind === 'heading' && text.some((line) => line !== '')

/** Before the first block: a paragraph right below the title is the lead, what comes after it is text. */
function readBody(part: Part, line: string, at: number): void {
  const hasLead = part.lead.some((one) => one !== '')
  if (hasLead && line === '') part.lead.push('')
  else if (hasLead && part.lead.at(-1) === '') begin(part, 'text', at).text.push(line)
  else part.lead.push(line)
}

function begin(part: Part, kind: BlockKind, line: number, id: string | null = null, set: string = unset[kind]): Piece {
  const piece: Piece = { line, id, kind, set, text: [], more: null }
  part.pieces.push(piece)
  return piece
}

function readSign(part: Part, line: string, at: number, sign: RegExpExecArray, remarks: Remark[]): void {
  const [, word = '', id = null, set = ''] = sign
  const piece = part.pieces.at(-1)
  const kind = blockKinds.find((one) => one === word)
  if (kind) begin(part, kind, at, id, set || unset[kind])
  else if (word === 'more' && piece && textsOf[piece.kind].more) piece.more = []
  else {
    remarks.push({ line: at, key: 'markdown.unknown', text: line.trim().slice(0, 120) })
    const text = piece && textsOf[piece.kind].text === 'long' ? piece : begin(part, 'text', at)
    text.text.push(line)
  }
}

function readHeading(part: Part, signs: string, text: string, at: number): void {
  const piece = part.pieces.at(-1)
  if (signs === '#' && part.title === '' && part.pieces.length === 0) part.title = text
  // The line after the sign of a heading is that heading; any other opens one.
  else if (piece?.kind === 'heading' && piece.text.every((one) => one.trim() === '')) piece.text.push(text)
  else begin(part, 'heading', at).text.push(text)
}

/** Sisters of one id, else those in the same place of the same kind, become one block in three languages. */
function joined(parts: readonly Part[]): { block: Block; line: number }[] {
  const found: { block: Block; line: number; nth: string }[] = []
  for (const part of parts) {
    const counts = new Map<string, number>()
    for (const piece of part.pieces.map(seen)) {
      const count = (counts.get(piece.kind) ?? 0) + 1
      counts.set(piece.kind, count)
      const nth = `${piece.kind} ${count}`
      const sister = found.find(({ block, nth: other }) => (piece.id ? block.id === piece.id : other === nth))
      const { text, more } = sister?.block ?? { text: nothing, more: nothing }
      const own = {
        text: put(text, part.language, textOf(piece)),
        more: put(more, part.language, lines(piece.more ?? [])),
      }
      if (sister && sister.block.kind === piece.kind) sister.block = { ...sister.block, ...own }
      else {
        const id = sister || !piece.id ? newBlockId() : piece.id
        found.push({ block: { id, kind: piece.kind, set: piece.set, ...own }, line: piece.line, nth })
      }
    }
  }
  return found
}

/** A text that holds nothing but a list is one. */
function seen(piece: Piece): Piece {
  if (piece.kind !== 'text' || piece.id) return piece
  const said = lines(piece.text).split('\n')
  if (said.every((line) => /^- /.test(line))) return { ...piece, kind: 'list', set: '', text: said }
  return said.every((line) => /^\d+\. /.test(line)) ? { ...piece, kind: 'list', set: 'numbered', text: said } : piece
}

const lines = (text: readonly string[]) => text.join('\n').trim()

function textOf({ kind, text }: Piece): string {
  if (kind === 'list') return lines(text).replace(/^(?:- |\d+\. )/gm, '')
  return textsOf[kind].text === 'line' ? cleanLine(lines(text)) : lines(text)
}

// A second text in the same place, as when a part of a language comes twice, stands below the first.
const put = (text: Text, language: Language, said: string): Text => ({
  ...text,
  [language]: [text[language], said].filter((one) => one !== '').join('\n\n'),
})

function shortened(text: Text, most: number, remarks: Remark[], key: string): Text {
  const cut = (language: Language) => {
    if (text[language].length > most) remarks.push({ line: 0, key, text: text[language].slice(most, most + 120) })
    return text[language].slice(0, most)
  }
  return { en: cut('en'), ru: cut('ru'), ky: cut('ky') }
}

/** A block that a page can have: what is too long is divided, what can't be set is unset, what has no words is left out. */
function checked(block: Block, line: number, remarks: Remark[]): readonly Block[] {
  const { kind } = block
  const said = Object.values(block.text).join(' ').slice(0, 120)
  if (textsOf[kind].text && kind !== 'picture' && isEmptyText(block.text)) return []
  if (whyNotSet(kind, block.set)) {
    remarks.push({ line, key: 'markdown.badSetting', text: `${kind} ${block.set}`.slice(0, 120) })
    if (whyNotSet(kind, unset[kind]))
      return textsOf[kind].text ? [{ ...block, kind: 'text', set: '', more: nothing }] : []
    return checked({ ...block, set: unset[kind] }, line, remarks)
  }
  const unsafe = faultsOf(block).find(({ key }) => key === 'block.unsafe')
  if (unsafe) {
    remarks.push({ line, key: 'markdown.unsafe', text: said })
    const defused = (text: Text): Text => eachLanguage((one) => text[one].replace(/\]\(/g, '] ('))
    return checked({ ...block, text: defused(block.text), more: defused(block.more) }, line, remarks)
  }
  return sized(block)
}

const eachLanguage = (make: (language: Language) => string): Text => ({
  en: make('en'),
  ru: make('ru'),
  ky: make('ky'),
})

function sized(block: Block): readonly Block[] {
  const size = textsOf[block.kind].text
  if (!size || languages.every((language) => block.text[language].length <= longest[size])) return [block]
  const cut = eachLanguage((language) => cutAt(block.text[language], longest[size]))
  const rest = eachLanguage((language) => block.text[language].slice(cut[language].length).trim())
  const next: Block = {
    ...block,
    id: newBlockId(),
    kind: size === 'line' ? 'text' : block.kind,
    text: rest,
    more: nothing,
    set: '',
  }
  return [{ ...block, text: eachLanguage((language) => cut[language].trim()) }, ...sized(next)]
}

/** As much of a text as fits, up to the end of a paragraph, a line or a word. */
function cutAt(text: string, most: number): string {
  if (text.length <= most) return text
  const head = text.slice(0, most)
  const end = Math.max(head.lastIndexOf('\n\n'), head.lastIndexOf('\n'), head.lastIndexOf(' '))
  return (end > most / 2 ? head.slice(0, end) : head).toWellFormed()
}
