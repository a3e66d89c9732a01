import { inOrder, type Ledger } from '../ledgers/index.ts'
import { eventKinds, lineKinds } from '../packs/index.ts'
import { besideEvent } from './event-ways.tsx'
import { outreachWords } from './words.ts'

/** What else is said of an event: a term, a talk, whom to write to. */
export const lines: Ledger = {
  name: 'lines',
  address: '/desk/events',
  words: outreachWords.byData,
  title: 'text',
  fields: [
    { name: 'text', as: 'texts', needed: true },
    { name: 'kind', as: 'choice', options: lineKinds, needed: true },
    { name: 'order', as: 'count' },
  ],
  columns: ['kind', 'order'],
  filters: [],
  sort: ({ order }) => (order ?? '').padStart(4, '0'),
}

/** Holidays, fairs, forums, conferences with partners' experts: what the office holds or where it stands for the university. */
export const events: Ledger = {
  name: 'events',
  address: '/desk/events',
  words: outreachWords.byData,
  title: 'title',
  fields: [
    { name: 'title', as: 'texts', needed: true },
    { name: 'kind', as: 'choice', options: eventKinds, needed: true },
    { name: 'from', as: 'day' },
    { name: 'until', as: 'day' },
    { name: 'hour', as: 'hour' },
    { name: 'year', as: 'year' },
    { name: 'repeats', as: 'choice', options: ['yearly'] },
    { name: 'place', as: 'texts' },
    { name: 'country', as: 'country' },
    { name: 'organisers', as: 'line' },
    { name: 'partner', as: 'partner' },
    { name: 'who', as: 'colleague' },
    { name: 'guests', as: 'long' },
    { name: 'experts', as: 'long' },
    { name: 'about', as: 'longTexts' },
    { name: 'next', as: 'line' },
    { name: 'due', as: 'day' },
    { name: 'site', as: 'site' },
    { name: 'shown', as: 'choice', options: ['yes', 'no'], needed: true },
  ],
  columns: ['kind', 'from', 'until', 'place', 'who', 'shown'],
  filters: ['kind', 'country', 'who', 'shown'],
  sort: ({ from, year }) => from ?? (year ? `${year}-00-00` : '0000'),
  newestFirst: true,
  checks: (said) => [
    ...inOrder('from', 'until')(said),
    ...(said.due && !said.next ? [{ field: 'next', key: 'leads.nextMissing' }] : []),
    ...(said.repeats && !said.from ? [{ field: 'from', key: 'events.repeatsFrom' }] : []),
  ],
  thread: true,
  parts: [lines],
  beside: besideEvent,
  ways: (language) => [{ href: '/desk/events/calendar', text: outreachWords(language)('calendar.title') }],
}
