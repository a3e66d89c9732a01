import { z } from 'zod'
import { addDays, addYears, type Day, day } from '../../platform/days.ts'
import { dayField, oneOf, optionalDay, optionalLine, optionalListed } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Law } from '../law/index.ts'
import { isPaperLanguage } from './languages.ts'

/** What a paper says of itself. */
export const recordForm = z.object({
  number: optionalLine(60),
  issuedOn: optionalDay(),
  endsOn: optionalDay(),
  issuedBy: optionalLine(200),
  country: optionalListed(),
  language: optionalListed(),
  pages: optionalLine(10),
})
export type RecordEntry = z.infer<typeof recordForm>
export const recordFields = [
  'number',
  'issuedOn',
  'endsOn',
  'issuedBy',
  'country',
  'language',
  'pages',
] as const satisfies readonly (keyof RecordEntry)[]
export type RecordField = (typeof recordFields)[number]

export type PaperRecord = Readonly<Record<RecordField, string>>
export const emptyRecord: PaperRecord = {
  ...{ number: '', issuedOn: '', endsOn: '', issuedBy: '', country: '', language: '', pages: '' },
}

const firstDay = day('1900-01-01')
const mostYears = 100

/** What several answers must meet together, and with the lists. */
export function recordProblems(entry: RecordEntry, today: Day, law: Law): Problem[] {
  const { issuedOn, endsOn, country, language, pages } = entry
  const found: Problem[] = []
  if (issuedOn && issuedOn > today) found.push({ field: 'issuedOn', key: 'record.issuedLater' })
  if (issuedOn && issuedOn < firstDay) found.push({ field: 'issuedOn', key: 'record.tooEarly' })
  if (endsOn && (endsOn < firstDay || endsOn > addYears(today, mostYears)))
    found.push({ field: 'endsOn', key: 'record.tooFar' })
  else if (endsOn && issuedOn && endsOn <= issuedOn) found.push({ field: 'endsOn', key: 'record.endsFirst' })
  if (country && !law.country(country)) found.push({ field: 'country', key: 'form.choose' })
  if (language && !isPaperLanguage(language)) found.push({ field: 'language', key: 'form.choose' })
  if (pages && !(/^\d{1,4}$/.test(pages) && Number(pages) >= 1 && Number(pages) <= 2000))
    found.push({ field: 'pages', key: 'record.pagesWrong' })
  return found
}

/** An entry as it is kept and compared: every field as text. */
export function recordOf(entry: RecordEntry): PaperRecord {
  const pages = entry.pages ? String(Number(entry.pages)) : ''
  return { ...entry, issuedOn: entry.issuedOn ?? '', endsOn: entry.endsOn ?? '', pages }
}

/**
 * A passport stays with its owner: a university must not take or keep one (law: `study.passport-keeping`). That it was seen
 * is written down on the page of the person's passport, for it is one passport whatever the case.
 */
export const staysWithOwner = (type: string) => /passport/.test(type)

export const moves = ['seen', 'kept', 'returned'] as const
export type Move = (typeof moves)[number]

/** A move of the original. */
export const moveForm = z.object({
  move: oneOf(moves),
  onDay: dayField(),
  place: optionalLine(120),
  toWhom: optionalLine(120),
})
export type MoveEntry = z.infer<typeof moveForm>

/** @param since the day of the move before it */
export function moveProblems({ move, onDay, place, toWhom }: MoveEntry, since: Day | null, today: Day): Problem[] {
  const found: Problem[] = []
  if (onDay > today) found.push({ field: 'onDay', key: 'original.later' })
  else if (since && onDay < since) found.push({ field: 'onDay', key: 'original.before' })
  if (move === 'kept' && place === '') found.push({ field: 'place', key: 'form.missing' })
  if (move === 'returned' && toWhom === '') found.push({ field: 'toWhom', key: 'form.missing' })
  return found
}

export const kinds = ['translation', 'notarisation', 'apostille', 'legalisation'] as const
export type Kind = (typeof kinds)[number]
type AttestationField = 'language' | 'byWhom' | 'country' | 'number' | 'onDay'

/** What is asked of each kind; those that must be answered are `needed`. */
export const asked: Readonly<Record<Kind, readonly AttestationField[]>> = {
  translation: ['language', 'byWhom', 'onDay'],
  notarisation: ['byWhom', 'number', 'onDay'],
  apostille: ['country', 'number', 'onDay'],
  legalisation: ['country', 'byWhom', 'number', 'onDay'],
}
export const needed: Readonly<Record<Kind, readonly AttestationField[]>> = {
  translation: ['language', 'byWhom'],
  notarisation: ['byWhom', 'onDay'],
  apostille: ['country', 'number', 'onDay'],
  legalisation: ['country', 'onDay'],
}

export const attestationForm = z.object({
  kind: oneOf(kinds),
  language: optionalListed(),
  byWhom: optionalLine(200),
  country: optionalListed(),
  number: optionalLine(60),
  onDay: optionalDay(),
  file: optionalListed(),
})
export type AttestationEntry = z.infer<typeof attestationForm>

export function attestationProblems(entry: AttestationEntry, today: Day, law: Law): Problem[] {
  const missing = needed[entry.kind].filter((field) => !entry[field])
  const found: Problem[] = missing.map((field) => ({ field, key: 'form.missing' }))
  if (entry.language && !isPaperLanguage(entry.language)) found.push({ field: 'language', key: 'form.choose' })
  if (entry.country && !law.country(entry.country)) found.push({ field: 'country', key: 'form.choose' })
  if (entry.onDay && entry.onDay > today) found.push({ field: 'onDay', key: 'original.later' })
  if (entry.onDay && entry.onDay < firstDay) found.push({ field: 'onDay', key: 'record.tooEarly' })
  return found
}

/** Calendar days in which an end counts as near. */
const soonDays = 90

export type Ending = 'ended' | 'beforeDecision' | 'soon'

/** Whether the end of a paper should worry the office. @param due the last day on which something about the case is due */
export function endingOf(ends: Day | null, today: Day, due: Day | null): Ending | null {
  if (!ends) return null
  if (ends < today) return 'ended'
  if (due && ends < due) return 'beforeDecision'
  return ends <= addDays(today, soonDays) ? 'soon' : null
}

/** A day as the three fields of a form. */
export function typedDay(name: string, value: string): Typed {
  const [year = '', month = '', date = ''] = value.split('-')
  const plain = (part: string) => part.replace(/^0+/, '')
  return { [`${name}.day`]: plain(date), [`${name}.month`]: plain(month), [`${name}.year`]: year }
}

/** A record as if it had been typed into the form. */
export function typedRecord(kept: PaperRecord): Typed {
  return { ...kept, ...typedDay('issuedOn', kept.issuedOn), ...typedDay('endsOn', kept.endsOn) }
}

export const requestKey = z.uuid()
