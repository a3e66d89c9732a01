import { isUuid } from '../../platform/database/ids.ts'
import { addDays, type Day, readDay } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { VisaStudent } from './store.ts'

/** Days before the end within which the list of the office begins; anything up to a year can be asked for. */
const usual = 60
const most = 366

/** What a list of students by their visas is narrowed by, out of its address. What makes no sense narrows nothing. */
export interface Narrowed {
  readonly search: string
  readonly within: number
  /** Those of whom no visa is written down. */
  readonly none: boolean
  readonly after: { readonly to: string; readonly id: string } | null
}

export function readNarrowed(query: URLSearchParams): Narrowed {
  const search = (query.get('q') ?? '').replaceAll('\0', '').slice(0, 200).toWellFormed()
  const days = Number(query.get('within') ?? usual)
  const [to = '', id = ''] = (query.get('after') ?? '').split(' ')
  const cursor = isUuid(id) && (to === 'infinity' || readDay(to)) ? { to, id } : null
  const within = Number.isInteger(days) && days >= 0 && days <= most ? days : usual
  return { search, within, none: query.get('none') === 'yes', after: cursor }
}

export const untilDay = ({ within }: Narrowed, today: Day) => addDays(today, within)

/** The address of the page behind this student. */
export function pageAfter(base: Href, narrowed: Narrowed, last: VisaStudent): Href {
  const query = new URLSearchParams({
    ...(narrowed.search ? { q: narrowed.search } : {}),
    within: String(narrowed.within),
    ...(narrowed.none ? { none: 'yes' } : {}),
    after: `${last.visaTo ?? 'infinity'} ${last.id}`,
  })
  return `${base}?${query}`
}
