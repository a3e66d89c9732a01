import { missingGlyphs } from '../../platform/typesetting/index.ts'
import { oneStop } from '../../platform/words/catalogue.ts'
import { type Language, languages, type Text } from '../../platform/words/languages.ts'

/** The words of a mail or letter: for each language, each part (subject, body) as somebody wrote it. */
export type Texts = Readonly<Record<Language, Readonly<Record<string, string>>>>

/** What may stand in braces. */
export interface Placeholder {
  readonly name: string
  readonly meaning: Text
  /** Without it the mail or letter does not say what it is for: every language has to have it. */
  readonly must: boolean
}

export interface Part {
  readonly name: string
  /** Several paragraphs, or one line. */
  readonly isLong: boolean
}

/** A mail or letter whose words an office may write itself. The layout of a letter stays the product's. */
export interface Template {
  /** Procedure, kind and name: `admission.mail.admit`. */
  readonly key: string
  readonly kind: 'mail' | 'letter'
  readonly title: Text
  readonly parts: readonly Part[]
  readonly placeholders: readonly Placeholder[]
  /** The product's own words, with the same placeholders. */
  readonly builtIn: Texts
}

/** What is wrong with a part of a text; `key` is a message `fault.<key>`. */
export interface Fault {
  readonly language: Language
  readonly part: string
  readonly key: 'missing' | 'tooLong' | 'unknown' | 'unclosed' | 'unopened' | 'must' | 'glyph'
  readonly params: Readonly<Record<string, string | number>>
}

export const longestLine = 200
export const longestText = 6000

/** One pass, so that braces in what an applicant typed stay what they are. A value that is not there leaves nothing. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  const filled = text.replace(/\{([^{}\n]*)\}/g, (_, inner: string) => {
    const name = inner.trim()
    return Object.hasOwn(values, name) ? (values[name] ?? '') : ''
  })
  return oneStop(filled)
}

/** All parts in one language with their placeholders filled; what is one line stays one. */
export function fillAll(
  template: Template,
  texts: Texts,
  language: Language,
  values: Readonly<Record<string, string>>,
) {
  return Object.fromEntries(
    template.parts.map(({ name, isLong }) => {
      const filled = fill(texts[language][name] ?? '', values)
      return [name, isLong ? filled : filled.replace(/\s+/g, ' ').trim()]
    }),
  )
}

/** The texts out of a form with a field `<language>.<part>` for each, without what nobody sees or what turns lines around. */
export function textsTyped(template: Template, typed: Readonly<Record<string, string>>): Texts {
  const of = (language: Language) =>
    Object.fromEntries(
      template.parts.map(({ name, isLong }) => [name, tidy(typed[`${language}.${name}`] ?? '', isLong)]),
    )
  return { en: of('en'), ru: of('ru'), ky: of('ky') }
}

function tidy(text: string, isLong: boolean): string {
  const clean = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) => (character === '\n' ? '\n' : ''))
  return isLong ? clean.replace(/[^\S\n]+$/gm, '').trim() : clean.replace(/\s+/g, ' ').trim()
}

/** Everything that is wrong with the texts, in the order of the editor. */
export function faultsOf(template: Template, texts: Texts): Fault[] {
  return languages.flatMap((language) => [
    ...template.parts.flatMap((part) => faultsOfPart(template, part, language, texts[language][part.name] ?? '')),
    ...missingMusts(template, language, texts[language]),
  ])
}

function faultsOfPart(
  { placeholders, kind }: Template,
  { name, isLong }: Part,
  language: Language,
  text: string,
): Fault[] {
  const fault = (key: Fault['key'], params: Fault['params'] = {}): Fault => ({ language, part: name, key, params })
  const most = isLong ? longestText : longestLine
  if (text === '') return [fault('missing')]
  if (text.length > most) return [fault('tooLong', { most, length: text.length })]
  const boxes = kind === 'letter' ? missingGlyphs(text) : []
  if (boxes.length > 0) return [fault('glyph', { what: boxes.slice(0, 5).join(' ') })]
  const known = new Set(placeholders.map((placeholder) => placeholder.name))
  return text
    .split('\n')
    .flatMap((line, at) => braceFaults(line, known).map(([key, what]) => fault(key, { line: at + 1, what })))
}

function braceFaults(line: string, known: ReadonlySet<string>): ['unknown' | 'unclosed' | 'unopened', string][] {
  const found: ['unknown' | 'unclosed' | 'unopened', string][] = []
  for (const { 0: piece, 1: inner, index } of line.matchAll(/\{([^{}]*)\}|[{}]/g)) {
    if (inner === undefined) found.push([piece === '{' ? 'unclosed' : 'unopened', around(line, index)])
    else if (!known.has(inner.trim())) found.push(['unknown', inner.trim()])
  }
  return found
}

const around = (line: string, at: number) => line.slice(Math.max(0, at - 12), at + 20).trim()

function missingMusts({ placeholders, parts }: Template, language: Language, texts: Texts[Language]): Fault[] {
  const all = Object.values(texts).join('\n')
  const part = parts.find(({ isLong }) => isLong)?.name ?? parts[0]?.name ?? ''
  return placeholders
    .filter(({ name, must }) => must && !new RegExp(`\\{\\s*${name}\\s*\\}`).test(all))
    .map(({ name }) => ({ language, part, key: 'must', params: { what: name } }))
}

export function sameTexts(a: Texts, b: Texts): boolean {
  return languages.every((language) =>
    [...new Set([...Object.keys(a[language]), ...Object.keys(b[language])])].every(
      (part) => a[language][part] === b[language][part],
    ),
  )
}
