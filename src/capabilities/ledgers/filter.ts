import { isUuid } from '../../platform/database/ids.ts'
import type { Ledger } from './ledger.ts'

/** What a list is narrowed by. */
export interface Filter {
  readonly search: string
  /** Field and value. */
  readonly of: Readonly<Record<string, string>>
  readonly archived: boolean
  /** The record after which the page begins. */
  readonly after: string | null
}

export const everything: Filter = { search: '', of: {}, archived: false, after: null }

/** The filter out of an address. What makes no sense filters nothing. */
export function readFilter({ filters }: Ledger, query: URLSearchParams): Filter {
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').slice(0, 200).toWellFormed().trim()
  const after = text('after')
  return {
    search: text('q'),
    of: Object.fromEntries(
      filters.flatMap((name) => (/^[\w-]{1,60}$/.test(text(name)) ? [[name, text(name)] as const] : [])),
    ),
    archived: text('archived') === 'yes',
    after: isUuid(after) ? after : null,
  }
}

/** The filter as it stands in an address. */
export function queryOf({ search, of, archived, after }: Filter): string {
  const parts = { q: search, ...of, archived: archived ? 'yes' : '', after: after ?? '' }
  return new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== '')).toString()
}
