import { z } from 'zod'
import { valueAt } from '../../platform/database/json.ts'
import { readDay } from '../../platform/days.ts'
import { askedAs, optionalLine, optionalLongText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { type Language, languages, type Text } from '../../platform/words/languages.ts'
import { typedAgain } from '../cases/index.ts'
import type { Law } from '../law/index.ts'

/** A text that is asked in three languages side by side. */
export interface AskedText {
  readonly name: string
  readonly long?: boolean
  readonly needed?: boolean
}

/** What is asked of a record or of a line of it. */
export interface FormOf {
  readonly texts: readonly AskedText[]
  readonly shape: Readonly<Record<string, z.ZodType>>
  /** What a table shows of it, in this order. */
  readonly columns: readonly string[]
}

export type Said = Readonly<Record<string, unknown>>

/** Kept in hundredths, and typed as one writes them. */
const inHundredths = ['amount', 'credits', 'yearsHere', 'yearsThere']

export function schemaOf({ texts, shape }: FormOf): z.ZodObject {
  const worded = texts.flatMap(({ name, long }) =>
    languages.map((language) => [`${name}.${language}`, long ? optionalLongText(4000) : optionalLine(300)] as const),
  )
  return z.object({ ...shape, ...Object.fromEntries(worded) })
}

/** What the schema alone doesn't see: a text in no language at all, a country that is none. */
export function formProblems({ texts }: FormOf, value: Said, law: Law, language: Language): Problem[] {
  const missing = texts
    .filter(({ name, needed }) => needed && languages.every((one) => !value[`${name}.${one}`]))
    .map(({ name }) => ({ field: `${name}.${language}`, key: 'form.missing' }))
  const { country } = value
  const isWrong = typeof country === 'string' && country !== '' && !law.country(country)
  return [...missing, ...(isWrong ? [{ field: 'country', key: 'form.choose' }] : [])]
}

/** What a form says, as it is kept: a text only in the languages in which somebody wrote it. */
export function saidFrom({ texts, shape }: FormOf, value: Said): Said {
  const plain = Object.keys(shape).map((name) => [name, value[name]] as const)
  const worded = texts.map(({ name }) => {
    const written = languages.flatMap((one) =>
      value[`${name}.${one}`] ? [[one, value[`${name}.${one}`]] as const] : [],
    )
    return [name, written.length > 0 ? Object.fromEntries(written) : null] as const
  })
  return Object.fromEntries([...plain, ...worded].filter(([, one]) => one !== null && one !== undefined && one !== ''))
}

/** What was said, as its form shows it. */
export function typedFrom({ texts, shape }: FormOf, said: Said): Typed {
  const plain = Object.keys(shape).map((name) => [name, typedValue(name, said[name])] as const)
  const worded = texts.flatMap(({ name }) =>
    languages.map((one) => [`${name}.${one}`, typedValue(name, valueAt(said[name], one))] as const),
  )
  const days = Object.entries(shape).flatMap(([name, schema]) => (askedAs(schema).as === 'day' ? [name] : []))
  return typedAgain(Object.fromEntries([...plain, ...worded]), days)
}

function typedValue(name: string, value: unknown): string {
  if (typeof value === 'number') return String(inHundredths.includes(name) ? value / 100 : value)
  return typeof value === 'string' ? value : ''
}

/** A text of three languages, of which nobody may have written each: the others read what there is. Null: none. */
export function textIn(said: unknown, name: string): Text | null {
  return wholeText(valueAt(said, name))
}

export function wholeText(value: unknown): Text | null {
  const written = languages.flatMap((one) => {
    const text = valueAt(value, one)
    return typeof text === 'string' && text !== '' ? [[one, text] as const] : []
  })
  const [first] = written
  if (!first) return null
  const of = (language: Language) => written.find(([one]) => one === language)?.[1] ?? first[1]
  return { en: of('en'), ru: of('ru'), ky: of('ky') }
}

export const wordIn = (said: unknown, name: string): string => {
  const value = valueAt(said, name)
  return typeof value === 'string' ? value : ''
}

/** A number of a record; null where it is not told, which is not nought. */
export function numberIn(said: unknown, name: string): number | null {
  const value = valueAt(said, name)
  return typeof value === 'number' ? value : null
}

export const dayIn = (said: unknown, name: string) => readDay(wordIn(said, name))
