import type { z } from 'zod'
import { foldWords } from '../../platform/words/fold.ts'
import { type CallSaid, callSaid, fields, sumKinds, sumPeriods } from '../packs/index.ts'
import type { Input } from './inputs.ts'

/** Parts of a call that one form holds. */
export const singleParts = ['basics', 'days', 'contact'] as const
/** Parts that are lists, each item a form of its own. */
export const listParts = ['hosts', 'sums', 'inKind', 'ownCosts', 'documents', 'quotas', 'steps', 'notes'] as const
/** The parts of a call in the order in which an officer writes them. */
export const parts = [
  ...(['basics', 'days', 'hosts', 'sums', 'inKind', 'ownCosts', 'criteria'] as const),
  ...(['documents', 'quotas', 'steps', 'notes', 'contact'] as const),
] as const
export type Part = (typeof parts)[number]
export type ListPart = (typeof listParts)[number]
export type SinglePart = (typeof singleParts)[number]

const levels = ['bachelor', 'master', 'postgraduate', 'doctorate', 'preparatory']
const texts = (name: string, more: { must?: boolean; long?: boolean; blank?: null } = {}): Input => ({
  name,
  as: 'texts',
  ...more,
})
const said: readonly Input[] = [
  { name: 'source.quote', as: 'line' },
  { name: 'source.url', as: 'url' },
]

/** What the form of a part asks. */
export const inputsOf: Readonly<Record<SinglePart | ListPart, readonly Input[]>> = {
  basics: [
    texts('title', { must: true }),
    texts('about', { must: true, long: true }),
    { name: 'direction', as: 'choice', of: ['outgoing', 'incoming'], words: 'direction', must: true },
    { name: 'audience', as: 'choice', of: ['students', 'staff'], words: 'audience', must: true },
    { name: 'level', as: 'choice', of: levels, words: 'level', blank: null },
    { name: 'funder', as: 'listed', of: 'funders', blank: null },
    { name: 'languages', as: 'several', of: 'languages' },
    texts('intake', { blank: null }),
    texts('stay', { blank: null }),
    { name: 'choices', as: 'count' },
  ],
  days: [
    { name: 'opensOn', as: 'day', blank: null },
    { name: 'closesOn', as: 'day', blank: null },
    { name: 'screenedUntil', as: 'day', blank: null },
    { name: 'answersOn', as: 'day', blank: null },
    { name: 'from', as: 'day', blank: null },
    { name: 'to', as: 'day', blank: null },
  ],
  contact: [texts('where'), { name: 'email', as: 'email' }, { name: 'phone', as: 'line' }, { name: 'site', as: 'url' }],
  hosts: [
    { name: 'partner', as: 'listed', of: 'partners', blank: null },
    { name: 'name', as: 'line', must: true },
    { name: 'country', as: 'listed', of: 'countries', must: true },
    { name: 'city', as: 'line' },
    { name: 'places', as: 'count', blank: null },
    texts('subject'),
    { name: 'fields', as: 'set', of: fields, words: 'field' },
    { name: 'languages', as: 'several', of: 'languages' },
  ],
  sums: [
    { name: 'kind', as: 'choice', of: sumKinds, words: 'kind', must: true },
    { name: 'amount', as: 'money', must: true },
    {
      name: 'currency',
      as: 'choice',
      of: ['EUR', 'USD', 'CNY', 'KGS', 'JPY', 'KRW', 'TRY', 'RUB', 'KZT', 'GBP'],
      words: 'currency',
      must: true,
    },
    { name: 'per', as: 'choice', of: sumPeriods, words: 'per', must: true },
    texts('payer', { must: true }),
    texts('note'),
    ...said,
  ],
  inKind: [texts('what', { must: true }), texts('payer', { must: true }), ...said],
  ownCosts: [texts('what', { must: true }), ...said],
  documents: [
    texts('title', { must: true }),
    texts('hint', { blank: null }),
    { name: 'optional', as: 'yes' },
    { name: 'photo.ratio', as: 'choice', of: ['3x4', '35x45', '2inch'], words: 'ratio' },
    { name: 'photo.minWidth', as: 'count' },
    { name: 'photo.background', as: 'choice', of: ['white', 'blue', 'any'], words: 'background' },
    ...said,
  ],
  quotas: [
    { name: 'by', as: 'choice', of: ['unit', 'funder'], words: 'quotaBy', must: true },
    { name: 'unit', as: 'listed', of: 'units' },
    { name: 'funder', as: 'line' },
    { name: 'places', as: 'count', must: true },
    ...said,
  ],
  steps: [texts('text', { must: true, long: true }), ...said],
  notes: [texts('text', { must: true, long: true }), ...said],
}

export const itemSchemas = {
  hosts: callSaid.shape.hosts.element,
  sums: callSaid.shape.sums.element,
  inKind: callSaid.shape.inKind.element,
  ownCosts: callSaid.shape.ownCosts.element,
  documents: callSaid.shape.documents.element,
  quotas: callSaid.shape.quotas.element,
  steps: callSaid.shape.steps.element,
  notes: callSaid.shape.notes.element,
} satisfies Readonly<Record<ListPart, z.ZodType>>

type Value = Readonly<Record<string, unknown>>

/** What a form gave, as an item of the list; what no form asks (a host's key, a condition) stays as it was. */
export function itemFrom(part: ListPart, value: Value, before: unknown, said: CallSaid): unknown {
  const kept = typeof before === 'object' && before !== null ? Object.fromEntries(Object.entries(before)) : {}
  if (part === 'hosts')
    return {
      ...value,
      id:
        kept.id ??
        freeKey(
          String(value.name),
          said.hosts.map(({ id }) => id),
        ),
    }
  if (part === 'documents') {
    const { photo, hint = null, ...rest } = value
    const isPhoto = typeof photo === 'object' && photo !== null && 'ratio' in photo
    const asked = isPhoto ? { photo: { minWidth: 600, background: 'any', ...photo } } : {}
    const key =
      kept.key ??
      freeKey(
        titleOf(value),
        said.documents.map((one) => one.key),
      )
    return { ...rest, hint, ...asked, key, ...(kept.when ? { when: kept.when } : {}) }
  }
  if (part === 'quotas') {
    const { unit, funder, ...rest } = value
    return { ...rest, of: rest.by === 'unit' ? unit : funder }
  }
  return value
}

/** An item as its form shows it. */
export function itemAsTyped(part: ListPart, item: unknown): unknown {
  if (part !== 'quotas' || typeof item !== 'object' || item === null) return item
  const { by, of, ...rest } = callSaid.shape.quotas.element.parse(item)
  return by === 'unit' ? { ...rest, by, unit: of } : { ...rest, by, funder: of }
}

function titleOf({ title }: Value): string {
  const text = callSaid.shape.title.safeParse(title)
  return text.success ? text.data.en || text.data.ru || text.data.ky : ''
}

/** A key made of a name that none of the others has. */
export function freeKey(name: string, taken: readonly string[], most = 40): string {
  const base =
    foldWords(name)
      .filter((word) => /^[a-z0-9]+$/.test(word))
      .join('-')
      .slice(0, most - 4)
      .replace(/-+$/, '') || 'x'
  for (let nth = 1; ; nth += 1) {
    const key = nth === 1 ? base : `${base}-${nth}`
    if (!taken.includes(key)) return key
  }
}
