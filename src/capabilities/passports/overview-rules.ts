import { isUuid } from '../../platform/database/ids.ts'
import { type Day, readDay } from '../../platform/days.ts'

/** A passport and what it has to last for. */
export interface Overview {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly country: string
  readonly ends: Day
  /** The latest safe day to begin with its extension. */
  readonly beginBy: Day | null
  readonly visaEnds: Day | null
  readonly studyEnds: Day | null
  /** The end of the study stands in a contract; otherwise it follows from the length of the programme. */
  readonly byContract: boolean
  readonly extension: { readonly id: string; readonly stage: string } | null
}

export const reasons = ['any', 'ended', 'visa', 'study', 'soon', 'all'] as const
export type Reason = (typeof reasons)[number]

export interface OverviewFilter {
  readonly search: string
  readonly country: string
  readonly why: Reason
  readonly after: { readonly ends: Day; readonly id: string } | null
}

/** The filter out of an address; what makes no sense filters nothing. */
export function readOverviewFilter(query: URLSearchParams): OverviewFilter {
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').slice(0, 100).toWellFormed().trim()
  const [ends = '', id = ''] = text('after').split('_')
  const last = readDay(ends)
  return {
    search: text('q'),
    country: /^[A-Z]{2,3}$/.exec(text('country'))?.[0] ?? '',
    why: reasons.find((reason) => reason === text('why')) ?? 'any',
    after: last && isUuid(id) ? { ends: last, id } : null,
  }
}

/** The filter as it stands in an address. */
export function queryOf({ search, country, why, after }: OverviewFilter): string {
  const said = { q: search, country, why: why === 'any' ? '' : why, after: after ? `${after.ends}_${after.id}` : '' }
  return new URLSearchParams(Object.entries(said).filter(([, value]) => value !== '')).toString()
}

/** Why a passport stands in the list. */
export function whyListed(one: Overview, today: Day): Exclude<Reason, 'any' | 'all'>[] {
  const { ends, visaEnds, studyEnds, beginBy } = one
  if (ends < today) return ['ended']
  return [
    ...(visaEnds && ends < visaEnds ? (['visa'] as const) : []),
    ...(studyEnds && ends < studyEnds ? (['study'] as const) : []),
    ...(beginBy && beginBy <= today ? (['soon'] as const) : []),
  ]
}
