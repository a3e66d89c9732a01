import type { Agreement } from '../agreements/index.ts'
import { type Region, regionOf, regions } from '../agreements/index.ts'
import { type Partner, type PartnerKind, type PartnerStatus, partnerKinds, partnerStatuses } from '../partners/index.ts'

/** What the map is narrowed by; null is no matter. */
export interface MapFilter {
  readonly kind: PartnerKind | null
  readonly status: PartnerStatus | null
  readonly region: Region | null
  /** ISO 3166-1 of two letters, EU, or none. */
  readonly country: string | null
}

/** The filter out of an address. What makes no sense filters nothing. */
export function readMapFilter(query: URLSearchParams): MapFilter {
  const said = (name: string) => query.get(name) ?? ''
  return {
    kind: partnerKinds.find((kind) => kind === said('kind')) ?? null,
    status: partnerStatuses.find((status) => status === said('status')) ?? null,
    region: regions.find((region) => region === said('region')) ?? null,
    country: /^([A-Z]{2}|none)$/.exec(said('country'))?.[0] ?? null,
  }
}

/** The filter as it stands in an address, with its question mark; empty for none. */
export function queryOf(filter: MapFilter): string {
  const said = Object.entries(filter).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
  return said.length > 0 ? `?${new URLSearchParams(said)}` : ''
}

export const meets = ({ kind, status, region, country }: MapFilter, partner: Partner): boolean =>
  (!kind || partner.kind === kind) &&
  (!status || partner.status === status) &&
  (!region || regionOf(partner.country) === region) &&
  (!country || (partner.country ?? 'none') === country)

export interface CountryNumbers {
  /** `none` where no country is known. */
  readonly country: string
  readonly region: Region
  readonly partners: readonly Partner[]
  /** Agreements with partners of this country; one with partners of two countries counts in both. */
  readonly agreements: number
}

/** Partners and agreements by country, the most partners first. */
export function byCountry(partners: readonly Partner[], agreements: readonly Agreement[]): CountryNumbers[] {
  const countryOf = new Map(partners.map(({ id, country }) => [id, country ?? 'none']))
  const signed = new Map<string, number>()
  for (const { parties } of agreements)
    for (const country of new Set(parties.flatMap(({ partner }) => countryOf.get(partner ?? '') ?? [])))
      signed.set(country, (signed.get(country) ?? 0) + 1)
  const groups = Map.groupBy(partners, ({ country }) => country ?? 'none')
  return [...groups]
    .map(([country, of]) => ({
      country,
      region: regionOf(country),
      partners: of,
      agreements: signed.get(country) ?? 0,
    }))
    .toSorted((one, other) => other.partners.length - one.partners.length || one.country.localeCompare(other.country))
}

/** How many there are of each, the most first. */
export function counted<Name extends string>(names: readonly Name[]): { name: Name; count: number }[] {
  const groups = Map.groupBy(names, (name) => name)
  return [...groups].map(([name, of]) => ({ name, count: of.length })).toSorted((one, other) => other.count - one.count)
}

export interface SignedInYears {
  readonly years: readonly { readonly year: number; readonly count: number }[]
  /** Agreements of which nobody has said when they were signed. */
  readonly unknown: number
}

/** Agreements by the year of their signature, every year from the first to the last. */
export function byYear(agreements: readonly Pick<Agreement, 'signedOn' | 'signedYear'>[]): SignedInYears {
  const years = agreements.flatMap(
    ({ signedOn, signedYear }) => signedYear ?? (signedOn ? Number(signedOn.slice(0, 4)) : []),
  )
  const first = Math.min(...years)
  const last = Math.max(...years)
  const span = years.length === 0 ? 0 : last - first + 1
  return {
    years: Array.from({ length: span }, (_, at) => ({
      year: first + at,
      count: years.filter((year) => year === first + at).length,
    })),
    unknown: agreements.length - years.length,
  }
}
