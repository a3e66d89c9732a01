import { plainAddress } from '../../platform/mail/transport.ts'
import type { OpenRow } from '../../platform/sheets/open-xlsx.ts'
import type { Law } from '../law/index.ts'
import { countryOf } from './countries.ts'
import type { Field } from './fields.ts'
import { fold } from './folding.ts'
import synonyms from './headings.json' with { type: 'json' }

/** What offices write over a column, beside what our own pages call the field. */
const said: Readonly<Record<string, readonly string[]>> = synonyms
/** Rows among which the headings are looked for: above them stand the office's name, the year, who signed. */
const mostAbove = 20

export interface Guesses {
  readonly fields: readonly Field[]
  /** What our own pages call a field, in every language: what was exported comes in again. */
  readonly namesOf: (field: string) => readonly string[]
  readonly law: Law
}

/** Which row holds the headings, from 0: the one with most words that we know; otherwise the first with two cells. */
export function guessHeadingRow(rows: readonly OpenRow[], guesses: Guesses): number {
  const scores = rows
    .slice(0, mostAbove)
    .map(({ cells }) => new Set(cells.flatMap((text) => byHeading(text, guesses) ?? [])).size)
  const most = Math.max(0, ...scores)
  if (most >= 2) return scores.indexOf(most)
  const wide = rows.slice(0, mostAbove).findIndex(({ cells }) => cells.filter(Boolean).length >= 2)
  return most === 1 && wide < 0 ? scores.indexOf(most) : Math.max(0, wide)
}

/** Our field for each column of theirs, or '': first by the heading, then by what stands in the first rows; each field once. */
export function guessFields(headings: readonly string[], rows: readonly OpenRow[], guesses: Guesses): string[] {
  const taken = new Set<string>()
  const take = (field: string | null) => {
    if (!field || taken.has(field)) return ''
    taken.add(field)
    return field
  }
  const whole = headings.map((text) => take(byHeading(text, guesses)))
  const partly = whole.map((field, column) => field || take(byPart(headings[column] ?? '', guesses, taken)))
  return partly.map((field, column) => {
    const texts = rows.slice(0, 60).flatMap(({ cells }) => cells[column] || [])
    return field || take(byContent(texts, guesses))
  })
}

function byHeading(heading: string, { fields, namesOf }: Guesses): string | null {
  const folded = fold(heading)
  if (folded === '') return heading.trim() === '№' ? fieldOf(fields, 'number') : null
  const named = fields.find(({ name }) => [name, ...namesOf(name)].some((one) => fold(one) === folded))
  return named?.name ?? fields.find(({ name }) => said[name]?.some((one) => fold(one) === folded))?.name ?? null
}

const fieldOf = (fields: readonly Field[], name: string) => fields.find((one) => one.name === name)?.name ?? null

// The longest that we know, in whatever else the heading says: "Country (ISO)", "Дата подписания договора".
function byPart(heading: string, { fields }: Guesses, taken: ReadonlySet<string>): string | null {
  const words = ` ${fold(heading)} `
  const inside = fields
    .filter(({ name }) => !taken.has(name))
    .flatMap(({ name }) => (said[name] ?? []).map((one) => ({ name, one: fold(one) })))
    .filter(({ one }) => one.length > 3 && words.includes(` ${one} `))
  return inside.toSorted((one, other) => other.one.length - one.one.length)[0]?.name ?? null
}

function byContent(texts: readonly string[], { fields, law }: Guesses): string | null {
  const mostly = (is: (text: string) => boolean) => texts.length > 0 && texts.filter(is).length >= texts.length * 0.7
  if (mostly((text) => plainAddress(text).ok)) return fieldOf(fields, 'contact.email')
  if (mostly((text) => /^(https?:\/\/|www\.)/i.test(text))) return fieldOf(fields, 'site')
  return mostly((text) => countryOf(text, law) !== null) ? fieldOf(fields, 'country') : null
}

/** What a set of headings is remembered by: the same columns in the same order, in any spelling. */
export const headingsKey = (headings: readonly string[]) => headings.map(fold).join(' | ').slice(0, 4000)
