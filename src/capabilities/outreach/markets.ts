import type { Ledger } from '../ledgers/index.ts'
import { outreachWords } from './words.ts'

const words = outreachWords.byData

/** Where somebody heard of the university. */
export const sources = ['fair', 'portal', 'campaign', 'representative', 'partner', 'own', 'friends', 'other'] as const

/** Who asked about studying here: one by one, or a fair's whole list. */
export const enquiries: Ledger = {
  name: 'enquiries',
  address: '/desk/markets/enquiries',
  words,
  title: 'name',
  fields: [
    { name: 'name', as: 'line', needed: true },
    { name: 'on', as: 'day', needed: true },
    { name: 'country', as: 'country', needed: true },
    { name: 'source', as: 'choice', options: sources, needed: true },
    { name: 'where', as: 'line' },
    { name: 'mail', as: 'mail' },
    { name: 'phone', as: 'phone' },
    { name: 'level', as: 'choice', options: ['preparatory', 'bachelor', 'master', 'postgraduate', 'doctorate'] },
    { name: 'wants', as: 'line' },
    { name: 'stage', as: 'choice', options: ['new', 'answered', 'applied', 'lost'], needed: true },
    { name: 'who', as: 'colleague' },
    { name: 'next', as: 'line' },
    { name: 'due', as: 'day' },
  ],
  columns: ['on', 'country', 'source', 'where', 'stage', 'who'],
  filters: ['country', 'source', 'stage', 'who'],
  stages: { ended: ['applied', 'lost'], board: false },
  sort: ({ on, name }) => `${on} ${name}`,
  newestFirst: true,
  thread: true,
  sheet: true,
}

/** How many from a country the university wants in a year. */
export const targets: Ledger = {
  name: 'targets',
  address: '/desk/markets/targets',
  words,
  title: 'year',
  fields: [
    { name: 'year', as: 'year', needed: true },
    { name: 'country', as: 'country', needed: true },
    { name: 'applicants', as: 'count' },
    { name: 'enrolled', as: 'count', needed: true },
    { name: 'who', as: 'colleague' },
    { name: 'measures', as: 'long' },
  ],
  columns: ['country', 'applicants', 'enrolled', 'who'],
  filters: ['country', 'who'],
  sort: ({ year, country }) => `${year} ${country}`,
  newestFirst: true,
  keyOf: ({ year, country }) => `target-${year}-${country?.toLowerCase()}`,
  sheet: true,
}
