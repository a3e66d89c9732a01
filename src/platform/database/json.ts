import { languages, type Text } from '../words/languages.ts'

/** A value for a jsonb column. */
export function toJson(value: unknown): string {
  return JSON.stringify(value)
}

/** A text in three languages out of a jsonb column; throws when the column holds something else. */
export function textFrom(value: unknown): Text {
  if (typeof value !== 'object' || value === null) throw new TypeError('not a text in three languages')
  const found = new Map<string, unknown>(Object.entries(value))
  const [en, ru, ky] = languages.map((language) => found.get(language))
  if (typeof en !== 'string' || typeof ru !== 'string' || typeof ky !== 'string')
    throw new TypeError('not a text in three languages')
  return { en, ru, ky }
}

export function optionalTextFrom(value: unknown): Text | null {
  return value === null || value === undefined ? null : textFrom(value)
}

/** Strings of a jsonb object; what is no string is left out. */
export function stringsFrom(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** One string of a jsonb object; empty when there is none of this name. */
export function stringAt(value: unknown, name: string): string {
  const found = valueAt(value, name)
  return typeof found === 'string' ? found : ''
}

/** What stands in a jsonb object under a name. */
export function valueAt(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}

export function listFrom(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** A jsonb object; null when the column holds none. */
export function recordFrom(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null
}
