import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Text } from '../../platform/words/languages.ts'
import { numberIn, type Said, wordIn } from './forms.ts'

/** Something that is done together with others: a network, a joint programme, an institute, a project, a journal. */
export interface Work {
  readonly id: string
  /** The pack's own key; null for what the office entered. */
  readonly key: string | null
  readonly kind: string
  readonly name: Text
  readonly said: Said
  /** The words of the office's page, for what a pack brought. */
  readonly quote: string | null
  readonly isPublic: boolean
  readonly version: number
  readonly archived: boolean
}

/** One thing that is said of a work; what it says depends on its kind. */
export interface WorkLine {
  readonly id: string
  readonly workId: string
  readonly key: string | null
  readonly kind: string
  /** The line below which it stands: a student's cohort. */
  readonly under: string | null
  /** A partner of the register; null for whoever is not in it. */
  readonly partnerId: string | null
  readonly personId: string | null
  readonly due: Day | null
  readonly done: Day | null
  readonly said: Said
  readonly version: number
  readonly removed: boolean
}

export interface Become {
  readonly id: string
  readonly country: string | null
}

export interface CountryMembers {
  readonly country: string
  /** How many there are, as it was said; null where nobody said it. */
  readonly told: number | null
  /** How many of them have a name here, the university among them. */
  readonly named: number
}

/**
 * Members by country: the number stands as it was said, and beside it how many have a name.
 * Two lines of one partner, merged or written twice, are one member.
 * @param own the university's own country; null where it is no member
 * @param become who a partner of the register is now: merging may have made another of it
 */
export function membersByCountry(
  lines: readonly WorkLine[],
  own: string | null,
  become: (partner: string) => Become | null = () => null,
): CountryMembers[] {
  const named = new Map<string, string>()
  for (const { kind, partnerId, said } of lines)
    if (kind === 'member' && !wordIn(said, 'until')) {
      const now = partnerId ? become(partnerId) : null
      const name = now?.id ?? partnerId ?? foldWords(wordIn(said, 'partner')).join(' ')
      named.set(name, now?.country ?? wordIn(said, 'country'))
    }
  if (own) named.set('', own)
  const counts = lines.filter(({ kind }) => kind === 'count')
  const countries = [...new Set([...counts.map(({ said }) => wordIn(said, 'country')), ...named.values()])]
  return countries.map((country) => ({
    country,
    told: numberIn(counts.find(({ said }) => wordIn(said, 'country') === country)?.said, 'count'),
    named: [...named.values()].filter((one) => one === country).length,
  }))
}

/** How it stands with what has to be done or paid by a day. */
export function duesState({ due, done }: Pick<WorkLine, 'due' | 'done'>, today: Day): 'done' | 'late' | 'open' {
  if (done) return 'done'
  return due && due < today ? 'late' : 'open'
}

export interface FeeSum {
  readonly currency: string
  /** In minor units. */
  readonly paid: number
  readonly open: number
}

/** What was paid and what is open, by currency: nobody converts. */
export function feeSums(lines: readonly WorkLine[]): FeeSum[] {
  const fees = Map.groupBy(
    lines.filter(({ kind }) => kind === 'fee'),
    ({ said }) => wordIn(said, 'currency'),
  )
  const sum = (all: readonly WorkLine[]) => all.reduce((total, { said }) => total + (numberIn(said, 'amount') ?? 0), 0)
  return [...fees].map(([currency, all]) => ({
    currency,
    paid: sum(all.filter(({ done }) => done)),
    open: sum(all.filter(({ done }) => !done)),
  }))
}

/** What a search finds it by. */
export const searchWords = (texts: readonly string[]): string => ` ${texts.flatMap(foldWords).join(' ')}`

/** What a list is narrowed by; null is no matter. */
export interface Filter {
  readonly kind: string
  readonly search: string
  readonly state: string | null
  readonly archived: boolean
  /** The record after which the page begins. */
  readonly after: string | null
}

const uuid = z.uuid()

/** The filter out of an address; the first kind where none makes sense. */
export function readWorkFilter(query: URLSearchParams, kinds: readonly string[]): Filter {
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').slice(0, 200).toWellFormed().trim()
  return {
    kind: kinds.find((kind) => kind === text('kind')) ?? kinds[0] ?? '',
    search: text('search'),
    state: /^[a-z]{1,20}$/.test(text('state')) ? text('state') : null,
    archived: text('archived') === 'yes',
    after: uuid.safeParse(text('after')).data ?? null,
  }
}

/** The filter as it stands in an address. */
export function queryOf({ archived, ...filter }: Filter): string {
  const parts = Object.entries({ ...filter, archived: archived ? 'yes' : null })
  return new URLSearchParams(parts.flatMap(([name, value]) => (value ? [[name, value]] : []))).toString()
}
