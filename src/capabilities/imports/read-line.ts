import { plainAddress } from '../../platform/mail/transport.ts'
import type { Params } from '../../platform/words/catalogue.ts'
import { isFailedFormula, readDayCell } from '../arrivals/index.ts'
import type { Law } from '../law/index.ts'
import { countryOf } from './countries.ts'
import type { Field } from './fields.ts'
import { fold } from './folding.ts'
import { meaningOf } from './words-of-theirs.ts'

/** What a line says, field by field: countries as codes, days as `2026-09-01`, words as our values. What is empty is not there. */
export type Values = ReadonlyMap<string, string>

export interface LineProblem {
  /** Which column of theirs, from 0; null where it is the line as a whole. */
  readonly column: number | null
  readonly key: string
  readonly params?: Params
}

/** A word that nobody has taught yet. */
export interface Unknown {
  readonly list: string
  readonly word: string
}

/** What is known when a line is read. */
export interface ReadingGround {
  readonly law: Law
  /** What an office once said of a word, by `learnedKey`; '' means nothing to us. */
  readonly learned: ReadonlyMap<string, string>
  /** Lists in which unknown words are left empty. */
  readonly leftEmpty: ReadonlySet<string>
  /** What our pages call a value of a list. */
  readonly namesOf: (list: string, option: string) => readonly string[]
}

export interface ReadLine {
  readonly values: Values
  readonly problems: readonly LineProblem[]
  readonly unknown: readonly Unknown[]
}

export const wordKey = (word: string) => fold(word) || word.trim().toLowerCase()
export const learnedKey = (list: string, word: string) => `${list} ${wordKey(word)}`

/** What separates several of one kind in one cell. */
export const several = /\s*[|;\n]\s*/

/** @param fields our field for each column, null for one that stays out */
export function readLine(cells: readonly string[], fields: readonly (Field | null)[], ground: ReadingGround): ReadLine {
  const values = new Map<string, string>()
  const problems: LineProblem[] = []
  const unknown: Unknown[] = []
  fields.forEach((field, column) => {
    const text = cells[column] ?? ''
    if (!field || text === '') return
    const read = readCell(field, text, ground)
    if ('key' in read) problems.push({ column, ...read })
    else if ('unknown' in read) unknown.push(...read.unknown)
    // Two columns of theirs may become one of ours: what both say stands below each other.
    else if (read.value !== '') values.set(field.name, [values.get(field.name), read.value].filter(Boolean).join('\n'))
  })
  const said = new Set(problems.map(({ column }) => (column === null ? '' : fields[column]?.name)))
  fields.forEach((field, column) => {
    if (field?.isNeeded && !values.has(field.name) && !said.has(field.name))
      problems.push({ column, key: 'wrong.missing' })
  })
  return { values, problems, unknown }
}

type ReadCell =
  | { readonly value: string }
  | { readonly key: string; readonly params?: Params }
  | { readonly unknown: readonly Unknown[] }

function readCell(field: Field, text: string, ground: ReadingGround): ReadCell {
  if (isFailedFormula(text)) return { key: 'wrong.formula', params: { text } }
  const { reading } = field
  if (reading.as === 'country') return understood('country', [text], ground, (word) => countryOf(word, ground.law))
  if (reading.as === 'word' || reading.as === 'words') {
    const { list, options } = reading
    const parts = reading.as === 'words' ? text.split(/\s*[|;,\n]\s*/).filter(Boolean) : [text]
    return understood(list, parts, ground, (word) =>
      meaningOf(list, options, (option) => ground.namesOf(list, option), word),
    )
  }
  const read = plainCell(reading.as, text)
  return 'value' in read && read.value.length > field.most
    ? { key: 'wrong.tooLong', params: { most: field.most } }
    : read
}

function understood(
  list: string,
  words: readonly string[],
  { learned, leftEmpty }: ReadingGround,
  meaning: (word: string) => string | null,
): ReadCell {
  const found = words.map((word) => ({ word, value: learned.get(learnedKey(list, word)) ?? meaning(word) }))
  const unknown = found.flatMap(({ word, value }) => (value === null ? [{ list, word }] : []))
  if (unknown.length > 0 && !leftEmpty.has(list)) return { unknown }
  return { value: [...new Set(found.flatMap(({ value }) => value || []))].join('|') }
}

function plainCell(
  as: 'text' | 'lines' | 'site' | 'mail' | 'phone' | 'day' | 'number' | 'until',
  text: string,
): ReadCell {
  switch (as) {
    case 'text':
      return { value: text.replaceAll('\n', ' ') }
    case 'lines':
      return { value: text.trim() }
    case 'site':
      return readSite(text)
    case 'mail': {
      const read = plainAddress(text.replace(/^mailto:/i, '').trim())
      return read.ok ? { value: read.address } : { key: 'wrong.mail', params: { text } }
    }
    case 'phone':
      return (text.match(/\d/g) ?? []).length >= 5
        ? { value: text.replaceAll('\n', ', ') }
        : { key: 'wrong.phone', params: { text } }
    case 'number':
      return /^\d{1,6}$/.test(text) ? { value: text } : { key: 'wrong.number', params: { text } }
    case 'day':
      return readDayOrYear(text)
    case 'until':
      return readUntil(text)
  }
}

function readSite(text: string): ReadCell {
  const typed = /^https?:\/\//i.test(text) ? text : `https://${text}`
  const found = URL.canParse(typed) && /^[^\s]+\.[^\s]{2,}$/.test(text) ? typed : null
  return found ? { value: found } : { key: 'wrong.site', params: { text } }
}

// A year alone is kept as one: whoever needs a day says which.
function readDayOrYear(text: string): ReadCell {
  const [, year] = /^((?:19|20)\d{2})(?:\s*(?:г\.?|год|year|ж\.?|жыл))?$/i.exec(text) ?? []
  if (year) return { value: year }
  const read = readDayCell(text)
  return read.ok ? { value: read.value } : { key: `wrong.${read.key.replace(/^cell\./, '')}`, params: { text } }
}

// An end may be said as so many years, or as none.
function readUntil(text: string): ReadCell {
  const [, years] =
    /^(\d{1,2})\s*(?:years?|y\.?|\u043b\u0435\u0442|\u0433\u043e\u0434\u0430?|\u0436\u044b\u043b)$/i.exec(text) ?? []
  if (years) return { value: `P${years}Y` }
  return meaningOf('until', ['endless'], () => [], text) ? { value: '' } : readDayOrYear(text)
}
