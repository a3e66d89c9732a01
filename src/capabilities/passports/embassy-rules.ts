import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { plainAddress } from '../../platform/mail/transport.ts'
import { country, oneOf, optionalDay, optionalLine, optionalLongText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { Law } from '../law/index.ts'

/** What an office knows of an embassy. */
export const embassyForm = z.object({
  country: country(),
  en: optionalLine(200),
  ru: optionalLine(200),
  ky: optionalLine(200),
  place: oneOf(['unknown', 'bishkek', 'elsewhere']),
  seat: optionalLine(100),
  addresses: optionalLongText(1000),
  phones: optionalLongText(500),
  mails: optionalLongText(500),
  hours: optionalLongText(1000),
  languages: optionalLine(200),
  letters: oneOf(['en', 'ru']),
  contacts: optionalLongText(2000),
  notes: optionalLongText(4000),
  lastContact: optionalDay(),
  source: optionalLine(500),
  checkedOn: optionalDay(),
})
export type EmbassyEntry = z.output<typeof embassyForm>
export const embassyDays = ['lastContact', 'checkedOn'] as const

/** Fields that say something of the embassy itself: whoever writes one says where it stands, and when it was looked at. */
const facts = ['place', 'seat', 'addresses', 'phones', 'mails', 'hours'] as const

export interface Embassy {
  readonly id: string
  readonly country: string
  /** The fields of the form as they are kept; an empty one is not known. */
  readonly said: Typed
  readonly version: number
  readonly archived: boolean
}

/** An embassy of the directory, or a state whose citizens study here and whose embassy nobody has entered. */
export interface Listed {
  readonly country: string
  readonly embassy: Embassy | null
}

export const emptySaid: Typed = { place: 'unknown', letters: 'en' }

/** An entry as it is kept: every field but the state, as text. */
export function saidOf({ country: _, ...entry }: EmbassyEntry): Typed {
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, value ?? '']))
}

/** What of an entry does not fit the list of states, the day, or itself. */
export function embassyProblems(entry: EmbassyEntry, today: Day, law: Law): Problem[] {
  const found: Problem[] = []
  if (!law.country(entry.country) || entry.country === 'KG') found.push({ field: 'country', key: 'form.choose' })
  if (entry.place === 'elsewhere' && entry.seat === '') found.push({ field: 'seat', key: 'embassy.seatMissing' })
  if (entry.place !== 'elsewhere' && entry.seat !== '') found.push({ field: 'seat', key: 'embassy.seatHere' })
  const wrong = linesOf(entry.mails).find((line) => !plainAddress(line).ok)
  if (wrong) found.push({ field: 'mails', key: 'embassy.notAMail', params: { mail: wrong } })
  const call = linesOf(entry.phones).find((line) => (line.match(/\d/g) ?? []).length < 5)
  if (call) found.push({ field: 'phones', key: 'embassy.notAPhone', params: { phone: call } })
  if (knowsSomething(saidOf(entry))) {
    if (entry.source === '') found.push({ field: 'source', key: 'embassy.sourceMissing' })
    if (!entry.checkedOn) found.push({ field: 'checkedOn', key: 'embassy.checkedMissing' })
  }
  for (const field of embassyDays) {
    const on = entry[field]
    if (on && on > today) found.push({ field, key: 'embassy.later' })
  }
  return found
}

/** Is anything known of the embassy that somebody could write or go to? */
export function knowsSomething(said: Typed): boolean {
  return facts.some((field) => !['', 'unknown'].includes(said[field] ?? ''))
}

export const linesOf = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What changed between two entries, field by field. */
export function changesOf(before: Typed, after: Typed): Readonly<Record<string, readonly [string, string]>> {
  const fields = Object.keys({ ...before, ...after }).filter((name) => (before[name] ?? '') !== (after[name] ?? ''))
  return Object.fromEntries(fields.map((name) => [name, [before[name] ?? '', after[name] ?? '']]))
}

export const states = ['known', 'unknown', 'archived'] as const
export interface EmbassyFilter {
  readonly search: string
  readonly state: (typeof states)[number] | null
}

/** The filter out of an address; what makes no sense filters nothing. */
export function readEmbassyFilter(query: URLSearchParams): EmbassyFilter {
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').slice(0, 200).toWellFormed().trim()
  return { search: text('q'), state: states.find((state) => state === text('state')) ?? null }
}

/**
 * The directory as a reader asks for it, in the order of their alphabet. There is one embassy of a state, so the whole list
 * has fewer than two hundred lines and needs no pages.
 */
export function narrowed(
  embassies: readonly Embassy[],
  citizenships: readonly string[],
  { search, state }: EmbassyFilter,
  law: Law,
  language: Language,
): Listed[] {
  const entered = new Set(embassies.filter(({ archived }) => !archived).map(({ country }) => country))
  const lacking = citizenships.filter((code) => !entered.has(code) && code !== 'KG' && law.country(code))
  const all: Listed[] = [
    ...embassies.map((embassy) => ({ country: embassy.country, embassy })),
    ...lacking.map((country) => ({ country, embassy: null })),
  ]
  const words = foldWords(search)
  const named = (one: Listed) => law.country(one.country)?.name[language] ?? one.country
  return all
    .filter(
      (one) => inState(one, state) && words.every((word) => wordsOf(one, law).some((has) => has.startsWith(word))),
    )
    .sort((a, b) => named(a).localeCompare(named(b), language))
}

function inState({ embassy }: Listed, state: EmbassyFilter['state']): boolean {
  if (embassy?.archived || state === 'archived') return state === 'archived' && embassy?.archived === true
  if (state === null) return true
  return (state === 'known') === knowsSomething(embassy?.said ?? emptySaid)
}

function wordsOf({ country: code, embassy }: Listed, law: Law): string[] {
  const name = law.country(code)?.name
  return foldWords([code, ...Object.values(name ?? {}), ...Object.values(embassy?.said ?? {})].join(' '))
}
