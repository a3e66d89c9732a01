import { type Language, languages } from '../../platform/words/languages.ts'
import type { Missed } from './allocation.ts'
import type { Outcome } from './rules.ts'
import type { Say } from './words.ts'

/** What hosts and units are called. */
export interface Names {
  readonly host: (id: string) => string
  readonly unit: (id: string, language: Language) => string
}

export interface Said {
  readonly kind: Outcome
  readonly rank: number | null
  readonly why: {
    readonly host: string | null
    readonly nth: number | null
    readonly byHand: boolean
    readonly missed: readonly Missed[]
  }
  /** The words of whoever decided by hand. */
  readonly reason: string | null
}

/** Why somebody got what they got, a sentence each, for the person and for the office alike. */
export function sayWhy(t: Say, names: Names, { kind, rank, why, reason }: Said): readonly string[] {
  const { host, nth } = why
  const isWished = kind === 'place' && nth !== null && host
  return [
    ...(rank === null ? [] : [t('why.rank', { rank })]),
    ...why.missed.map((one) => sayMissed(t, names, one)),
    ...(isWished ? [t('why.placed', { nth, host: names.host(host) })] : []),
    ...(why.byHand ? [t('why.byHand')] : []),
    ...(reason ? [reason] : []),
  ]
}

/** Why a choice could not be met. */
export function sayMissed(t: Say, names: Names, { host, nth, because }: Missed): string {
  return `${t('why.choice', { nth, host: names.host(host) })} ${sayBecause(t, names, because)}`
}

export function sayBecause(t: Say, names: Names, because: Missed['because']): string {
  if (because.kind === 'notOffered' || because.kind === 'noPlaces') return t(`why.${because.kind}`)
  const { kind, places, last } = because
  const whose = kind === 'hostFull' ? '' : (because.of ?? '')
  const unit = kind === 'unitFull' ? names.unit(whose, t.language) : whose
  const key = kind === 'funderFull' && because.of === null ? 'anyFunderFull' : kind
  const full = t(`why.${key}`, { places, of: unit })
  return last === null ? `${full} ${t('why.lastByHand')}` : `${full} ${t('why.last', { last })}`
}

// A number format is dear to make: one for each language.
const scores = Object.fromEntries(
  languages.map((one) => [one, new Intl.NumberFormat(one === 'ky' ? 'ru' : one, { maximumFractionDigits: 3 })]),
)

/** A score in thousandths, as people read it. */
export function sayScore(score: number | null, language: Language): string {
  return score === null ? '–' : (scores[language]?.format(score / 1000) ?? '')
}
