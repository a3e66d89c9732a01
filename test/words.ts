import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { languages } from '../src/platform/words/languages.ts'

const root = fileURLToPath(new URL('../src', import.meta.url))

export interface Catalogues {
  readonly folder: string
  readonly messages: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export function catalogues(): Catalogues[] {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('messages.en.json'))
    .map((name) => {
      const folder = name.slice(0, -'/messages.en.json'.length)
      const read = (language: string) =>
        JSON.parse(readFileSync(join(root, folder, `messages.${language}.json`), 'utf8'))
      return { folder, messages: Object.fromEntries(languages.map((language) => [language, read(language)])) }
    })
}

/** Messages that are missing, empty, can't be read, or name other placeholders than the English. */
export function wordFaults({ folder, messages }: Catalogues): string[] {
  const english = messages.en ?? {}
  return languages.flatMap((language) => {
    const own = messages[language] ?? {}
    const missing = Object.keys(english).filter((key) => !own[key]?.trim())
    const foreign = Object.keys(own).filter((key) => !(key in english))
    const unlike = Object.keys(english).filter(
      (key) => own[key] && placeholders(own[key], language) !== placeholders(english[key] ?? '', 'en'),
    )
    return [
      ...missing.map((key) => `${folder}: ${key} is missing in ${language}`),
      ...foreign.map((key) => `${folder}: ${key} of ${language} isn't in English`),
      ...unlike.map((key) => `${folder}: ${key} of ${language} can't be read or names other placeholders`),
    ]
  })
}

/** Sentences that stand in another language exactly as in English: most likely nobody has translated them. */
export function untranslated({ folder, messages }: Catalogues): string[] {
  const english = messages.en ?? {}
  return Object.entries(english)
    .filter(([, text]) => /[a-z]{4,} [a-z]{3,}/i.test(text.replace(/\{[^}]*\}/g, '')))
    .flatMap(([key, text]) =>
      languages
        .filter((language) => language !== 'en' && messages[language]?.[key] === text)
        .map((language) => `${folder}: ${key} (${language})`),
    )
}

function placeholders(message: string, language: string): string {
  try {
    const found = new Set<string>()
    collect(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst(), found)
    // A form that a language does not need (he, she) may be left out, so only names that stand in text count as needed.
    return [...found].sort().join()
  } catch {
    return 'unreadable'
  }
}

type Ast = ReturnType<IntlMessageFormat['getAst']>

function collect(ast: Ast, found: Set<string>): void {
  for (const part of ast) {
    if ('value' in part && part.type !== 0 && !('options' in part && 'sex' === part.value))
      found.add(String(part.value))
    if ('options' in part) for (const option of Object.values(part.options)) collect(option.value, found)
  }
}

const packs = fileURLToPath(new URL('../packs', import.meta.url))

/** The gap report of the packs: per file, how many records have a language that no native speaker has read. */
export function unreadRecords(): ReadonlyMap<string, number> {
  const files = readdirSync(packs, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  const counts = files.map((name) => [name, countUnread(JSON.parse(readFileSync(join(packs, name), 'utf8')))] as const)
  return new Map(counts.filter(([, count]) => count > 0))
}

function countUnread(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = 'unread' in value && Array.isArray(value.unread) && value.unread.length > 0 ? 1 : 0
  return Object.values(value).reduce((sum: number, inner) => sum + countUnread(inner), own)
}
