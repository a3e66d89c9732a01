import { z } from 'zod'
import { type PartnerKind, type PartnerStatus, partnerKinds, partnerStatuses } from './rules.ts'

/** What a list is narrowed by; null is no matter. */
export interface Filter {
  readonly search: string
  readonly kind: PartnerKind | null
  readonly country: string | null
  readonly status: PartnerStatus | null
  readonly archived: boolean
  /** The partner after whom the page begins. */
  readonly after: string | null
}

const uuid = z.uuid()

/** The filter out of an address. What makes no sense filters nothing. */
export function readPartnerFilter(query: URLSearchParams): Filter {
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').slice(0, 200).toWellFormed().trim()
  return {
    search: text('search'),
    kind: partnerKinds.find((kind) => kind === text('kind')) ?? null,
    country: /^([A-Z]{2}|none)$/.exec(text('country'))?.[0] ?? null,
    status: partnerStatuses.find((status) => status === text('status')) ?? null,
    archived: text('archived') === 'yes',
    after: uuid.safeParse(text('after')).data ?? null,
  }
}

/** The filter as it stands in an address. */
export function queryOf({ archived, ...filter }: Filter): string {
  const parts = Object.entries({ ...filter, archived: archived ? 'yes' : null })
  const said = parts.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
  return new URLSearchParams(said).toString()
}
