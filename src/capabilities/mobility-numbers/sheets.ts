import type { Href } from '../../platform/jsx-runtime.ts'
import type { Balance, Flow, FunnelStep } from './rules.ts'
import { sayYear } from './rules.ts'
import type { Say } from './words.ts'

export const parts = ['countries', 'partners', 'years', 'funnel', 'units', 'hosts'] as const
export type Part = (typeof parts)[number]

/** The numbers behind a picture: shown below it, and taken along as a sheet. */
export interface Sheet {
  readonly part: Part
  readonly columns: readonly string[]
  /** How many columns at the beginning are words. */
  readonly words: number
  readonly rows: readonly Row[]
  readonly xlsx: Href
  readonly csv: Href
}

interface Row {
  readonly cells: readonly string[]
  readonly href?: Href | undefined
  /** What its bar shows. */
  readonly value: number
  readonly shown?: string
}

type Made = Omit<Sheet, 'xlsx' | 'csv'>

export function countrySheet(t: Say, countries: readonly Flow[], nameOf: (code: string) => string): Made {
  const rows = countries
    .toSorted((one, other) => other.out + other.in - one.out - one.in)
    .map((flow) => ({ cells: [nameOf(flow.key), String(flow.out), String(flow.in)], value: flow.out + flow.in }))
  return { part: 'countries', columns: [t('column.country'), t('flow.out'), t('flow.in')], words: 1, rows }
}

export function partnerSheet(t: Say, balances: readonly Balance[], nameOf: (code: string) => string): Made {
  const columns = (['partner', 'country', 'out', 'in', 'termsOut', 'termsIn', 'balance'] as const).map((name) =>
    t(`column.${name}`),
  )
  const rows = balances.map((one) => {
    const numbers = [one.out, one.in, one.termsOut, one.termsIn, one.termsOut - one.termsIn]
    return {
      cells: [one.name, one.country ? nameOf(one.country) : '', ...numbers.map(String)],
      href: one.partner ? (`/desk/partners/${one.partner}` as const) : undefined,
      value: one.out + one.in,
    }
  })
  return { part: 'partners', columns, words: 2, rows }
}

export function yearSheet(t: Say, years: readonly Flow[]): Made {
  const rows = years.map((flow) => ({
    cells: [sayYear(Number(flow.key)), String(flow.out), String(flow.in)],
    value: flow.out + flow.in,
  }))
  return { part: 'years', columns: [t('column.year'), t('flow.out'), t('flow.in')], words: 1, rows }
}

/** Each step with its share of those who began. */
export function funnelSheet(t: Say, funnel: ReadonlyMap<FunnelStep | 'begun', number>): Made {
  const begun = funnel.get('begun') ?? 0
  const rows = [...funnel].map(([step, count]) => {
    const share = begun > 0 ? `${Math.round((count / begun) * 100)} %` : '–'
    return { cells: [t(`step.${step}`), String(count), share], value: count, shown: String(count) }
  })
  return {
    part: 'funnel',
    columns: [t('column.step'), t('column.count'), t('column.share')],
    words: 1,
    rows: begun ? rows : [],
  }
}

export function countSheet(t: Say, part: 'units' | 'hosts', counted: readonly { text: string; count: number }[]): Made {
  const rows = counted.map(({ text, count }) => ({ cells: [text, String(count)], value: count }))
  return { part, columns: [t(`column.${part}`), t('column.count')], words: 1, rows }
}

/** The ways to take a part along, below the page's own address. */
export function taken(made: Made, base: Href, query = ''): Sheet {
  const at = (format: 'xlsx' | 'csv'): Href => `${base}/${made.part}.${format}${query}`
  return { ...made, xlsx: at('xlsx'), csv: at('csv') }
}
