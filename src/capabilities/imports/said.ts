import type { Href } from '../../platform/jsx-runtime.ts'
import { columnName } from '../../platform/sheets/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { LineProblem } from './read-line.ts'
import type { Import } from './store.ts'
import { importsWords } from './words.ts'

export const importsAddress: Href = '/desk/imports'
export const importAddress = (
  { id }: Pick<Import, 'id'>,
  part: '' | `/${string}` | `?${string}` | `#${string}` = '',
): Href => `${importsAddress}/${id}${part}`

/** What our pages call a field; a kind of record may have its own word for it. */
export function fieldName(target: Import['target'], field: string, language: Language): string {
  const t = importsWords.byData(language)
  return t.find(`field.${target}.${field}`) ?? t.find(`field.${field}`) ?? field
}

/** How a column of theirs is called: by its letter, and by its heading where it has one. */
export function columnSaid(headings: readonly string[], column: number): string {
  const heading = headings[column] ?? ''
  return heading === '' ? columnName(column) : `${columnName(column)} · ${heading}`
}

/** What is wrong with a line: in which column, and what. */
export function problemSaid(
  { column, key, params }: LineProblem,
  headings: readonly string[],
  language: Language,
): string {
  const t = importsWords.byData(language)
  const text = t.find(key, params) ?? key
  return column === null ? text : t('wrong.inColumn', { column: columnSaid(headings, column), text })
}
