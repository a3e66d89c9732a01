import { z } from 'zod'
import { readDay } from '../../platform/days.ts'
import { line, oneOf, optionalDay, optionalLine, optionalListed, optionalLongText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Language, Text } from '../../platform/words/languages.ts'
import { typedAgain } from '../cases/index.ts'
import { isField } from './education-fields.ts'
import {
  type Agreement,
  type AgreementParty,
  type AgreementPlaces,
  agreementKinds,
  exchangeKinds,
  keptStates,
} from './rules.ts'
import type { WrittenAgreement } from './store.ts'

/** Rows of places that a form has at least, and at most. */
export const mostPlaces = 12
const mostParties = 40

const optionalNumber = (most: number) =>
  optionalLine(6)
    .refine((text) => text === '' || (/^\d+$/.test(text) && Number(text) <= most), 'agreement.notANumber')
    .transform((text) => (text === '' ? null : Number(text)))

export const placeLevels = ['bachelor', 'master', 'postgraduate', 'staff', 'any'] as const

export const agreementForm = z.object({
  title: line(300),
  kind: oneOf(agreementKinds),
  /** The parties beside the institution, one a line, as the register or the agreement calls them. */
  parties: optionalLongText(8000),
  number: optionalLine(60),
  state: oneOf(keptStates),
  signedOn: optionalDay(),
  from: optionalDay(),
  until: optionalDay(),
  renewsItself: oneOf(['no', 'yes']),
  renewMonths: optionalNumber(600),
  noticeDays: optionalNumber(3660),
  condition: optionalLongText(1000),
  lookOn: optionalDay(),
  subject: optionalLongText(2000),
  specialties: optionalLongText(4000),
  unit: optionalListed(),
  contact: optionalLine(200),
  note: optionalLongText(4000),
  shown: oneOf(['no', 'yes']),
})
export type AgreementEntry = z.output<typeof agreementForm>

/** What several answers must meet together. */
export function agreementProblems(entry: AgreementEntry, typed: Typed): Problem[] {
  const { from, until, renewsItself, state, condition, parties } = entry
  const found: Problem[] = []
  if (from && until && until < from) found.push({ field: 'until', key: 'agreement.endsBefore' })
  if (renewsItself === 'yes' && !until) found.push({ field: 'until', key: 'agreement.renewsWhen' })
  if (state === 'waiting' && condition === '') found.push({ field: 'condition', key: 'agreement.waitsForWhat' })
  if (linesOf(parties).length > mostParties) found.push({ field: 'parties', key: 'agreement.tooManyParties' })
  if (placesTyped(typed).some((place) => place === null)) found.push({ field: 'places', key: 'agreement.notAPlace' })
  return found
}

/** Places row by row; null for a row that makes no sense. */
function placesTyped(typed: Typed): (AgreementPlaces | null)[] {
  return Array.from({ length: mostPlaces }, (_, at) => at).flatMap((at) => {
    const part = (name: string) => (typed[`places.${at}.${name}`] ?? '').trim()
    const [perYear, months] = [part('perYear'), part('months')]
    if (perYear === '' && months === '') return []
    const direction = part('direction') === 'in' ? 'in' : 'out'
    const isCount = /^\d{1,4}$/.test(perYear) && Number(perYear) > 0
    if (!isCount || !/^\d{0,3}$/.test(months)) return [null]
    const level = placeLevels.find((one) => one === part('level')) ?? null
    return [{ direction, level, perYear: Number(perYear), months: months === '' ? null : Number(months) }]
  })
}

export const linesOf = (text: string): string[] => text.split('\n').flatMap((one) => one.trim() || [])

/** What was typed as it is kept. @param parties as they were found in the register */
export function writtenOf(
  entry: AgreementEntry,
  typed: Typed,
  parties: readonly AgreementParty[],
  before: Agreement | null,
  language: Language,
): WrittenAgreement {
  const text = (old: Text | null, said: string): Text | null => inLanguage(old, said, language)
  return {
    title: text(before?.title ?? null, entry.title) ?? { en: entry.title, ru: entry.title, ky: entry.title },
    ...{ kind: entry.kind, keptState: before?.caseId ? before.keptState : entry.state, parties },
    ...{ number: entry.number || null, caseId: before?.caseId ?? null, signedOn: entry.signedOn },
    signedYear: entry.signedOn ? null : (before?.signedYear ?? null),
    ...{ from: entry.from, until: entry.until, renewsItself: entry.renewsItself === 'yes' },
    ...{ renewMonths: entry.renewMonths || null, noticeDays: entry.noticeDays },
    condition: text(before?.condition ?? null, entry.condition),
    subject: text(before?.subject ?? null, entry.subject),
    ...{ lookOn: entry.lookOn, specialties: linesOf(entry.specialties).join('\n') },
    fields: chosen(typed, 'field.').filter(isField),
    exchange: exchangeKinds.filter((kind) => chosen(typed, 'exchange.').includes(kind)),
    places: placesTyped(typed).flatMap((place) => place ?? []),
    ...{ renewsId: before?.renewsId ?? null, unit: entry.unit || null, contact: entry.contact, note: entry.note },
    isPublic: entry.shown === 'yes',
  }
}

/** Boxes that were ticked, by the beginning of their names. */
export const chosen = (typed: Typed, prefix: string): string[] =>
  Object.keys(typed).flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []))

// Texts stand in three languages: what is typed is changed in the reader's; the first one stands for all.
function inLanguage(before: Text | null, typed: string, language: Language): Text | null {
  if (typed === '') return null
  return before ? { ...before, [language]: typed } : { en: typed, ru: typed, ky: typed }
}

/** An agreement as if somebody had typed it, in a language. @param parties one a line */
export function typedAgreement(one: Agreement, parties: string, language: Language): Typed {
  const ticked = (prefix: string, values: readonly string[]) =>
    Object.fromEntries(values.map((value) => [`${prefix}${value}`, 'yes']))
  const days = { signedOn: one.signedOn, from: one.from, until: one.until, lookOn: one.lookOn }
  const said = Object.fromEntries(Object.entries(days).map(([name, on]) => [name, readDay(on ?? '') ?? '']))
  const number = (value: number | null) => (value === null ? '' : String(value))
  return {
    ...typedAgain(said, Object.keys(days)),
    ...{ title: one.title[language], kind: one.kind, parties, number: one.number ?? '', state: one.keptState },
    ...{ renewsItself: one.renewsItself ? 'yes' : 'no', renewMonths: number(one.renewMonths) },
    ...{ noticeDays: number(one.noticeDays), condition: one.condition?.[language] ?? '' },
    ...{ subject: one.subject?.[language] ?? '', specialties: one.specialties, unit: one.unit ?? '' },
    ...{ contact: one.contact, note: one.note, shown: one.isPublic ? 'yes' : 'no' },
    ...ticked('field.', one.fields),
    ...ticked('exchange.', one.exchange),
    ...Object.fromEntries(
      one.places.flatMap(({ direction, level, perYear, months }, at) => [
        [`places.${at}.direction`, direction],
        [`places.${at}.level`, level ?? ''],
        [`places.${at}.perYear`, String(perYear)],
        [`places.${at}.months`, number(months)],
      ]),
    ),
  }
}
