import type { Problem, Typed } from '../../platform/web/form.ts'
import { type Language, languages, type Text } from '../../platform/words/languages.ts'
import { type Condition, type Criterion, cefr, criterion, specialties } from '../packs/index.ts'
import { type Input, readInputs, typedOf } from './inputs.ts'
import { callWords } from './words.ts'

/** The kinds of conditions, as an officer chooses among them. */
export const conditionKinds = [
  ...(['is', 'years-studied', 'average', 'specialty', 'language', 'times-before', 'age', 'citizenship'] as const),
  ...(['unit', 'field', 'years-since-degree', 'days-there', 'judged'] as const),
] as const
export type Kind = Condition['kind']

const compared: Readonly<Record<Kind, readonly Input[]>> = {
  is: [{ name: 'of', as: 'set', of: ['student', 'teacher', 'staff'], words: 'is', must: true }],
  'years-studied': [{ name: 'least', as: 'number', must: true }],
  average: [{ name: 'least', as: 'number', must: true }],
  specialty: [{ name: 'of', as: 'set', of: specialties, words: 'specialty', must: true }],
  language: [{ name: 'least', as: 'choice', of: cefr, words: 'cefr', must: true }],
  'times-before': [{ name: 'most', as: 'count', must: true }],
  age: [{ name: 'most', as: 'count', must: true }],
  citizenship: [{ name: 'of', as: 'several', of: 'countries', must: true }],
  unit: [{ name: 'of', as: 'several', of: 'units', must: true }],
  field: [],
  'years-since-degree': [{ name: 'most', as: 'count', must: true }],
  'days-there': [{ name: 'least', as: 'count', must: true }],
  judged: [],
}

/** What is asked about a condition: what is compared, its words, and where it stands. */
export function conditionInputs(kind: Kind | 'not'): readonly Input[] {
  return [
    ...(kind === 'not' ? [] : compared[kind]),
    { name: 'text', as: 'texts', must: kind === 'judged' || kind === 'not' },
    { name: 'source.quote', as: 'line' },
    { name: 'source.url', as: 'url' },
  ]
}

export type NameOf = (kind: Kind, value: string, language: Language) => string

type Read =
  | { readonly ok: true; readonly rule: Criterion }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** A condition out of its form. Words that were left out the program writes itself, in the three languages. */
export function readCondition(kind: Kind | 'not', typed: Typed, inside: Criterion | null, nameOf: NameOf): Read {
  const { value, problems } = readInputs(conditionInputs(kind), typed)
  if (problems.length > 0) return { ok: false, problems }
  const source = isSourced(value.source) ? { source: value.source } : {}
  const text = kind === 'not' || kind === 'judged' ? value.text : filled(value.text, kind, value, nameOf)
  const { source: _, ...rest } = value
  const read = criterion.safeParse({ kind, ...rest, ...source, text, ...(kind === 'not' ? { of: inside } : {}) })
  if (read.success) return { ok: true, rule: read.data }
  const [first] = conditionInputs(kind)
  return { ok: false, problems: [{ field: first?.name ?? 'text.en', key: 'form.notUnderstood' }] }
}

const isSourced = (source: unknown) => typeof source === 'object' && source !== null && 'quote' in source

function filled(text: unknown, kind: Kind, value: Readonly<Record<string, unknown>>, nameOf: NameOf): Text {
  const written = (language: Language) =>
    typeof text === 'object' && text !== null ? String(Reflect.get(text, language) ?? '') : ''
  const [en = '', ru = '', ky = ''] = languages.map(
    (language) => written(language) || sayCondition(kind, value, language, nameOf),
  )
  return { en, ru, ky }
}

/** A condition in the program's own words: what stands there when the officer writes none. */
export function sayCondition(
  kind: Kind,
  { least, most, of }: Readonly<Record<string, unknown>>,
  language: Language,
  nameOf: NameOf,
): string {
  const t = callWords(language)
  const number = (value: unknown) =>
    typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : String(value ?? '')
  const list = Array.isArray(of) ? of.map((one) => nameOf(kind, String(one), language)).join(', ') : ''
  return t(`auto.${kind}`, { least: number(least), most: number(most), of: list })
}

/** A rule as its form shows it. */
export const conditionTyped = (rule: Criterion): Typed =>
  rule.kind === 'all' || rule.kind === 'any' || rule.kind === 'when' ? {} : typedOf(conditionInputs(rule.kind), rule)
