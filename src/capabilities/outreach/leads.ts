import type { Problem } from '../../platform/web/form.ts'
import { languages } from '../../platform/words/languages.ts'
import type { Ledger, Said } from '../ledgers/index.ts'
import { besideLead } from './lead-ways.tsx'
import { outreachWords } from './words.ts'

export const leadKinds = ['partner', 'programme', 'expert', 'teacher', 'organisation', 'mission'] as const
export const leadStages = ['searched', 'contacted', 'visiting', 'negotiating', 'agreed', 'lost'] as const

/** Who may become a partner, a programme, an expert or a teacher of the university: from the search to the agreement. */
export const leads: Ledger = {
  name: 'leads',
  address: '/desk/leads',
  words: outreachWords.byData,
  title: 'name',
  fields: [
    { name: 'name', as: 'line', needed: true },
    { name: 'kind', as: 'choice', options: leadKinds, needed: true },
    { name: 'stage', as: 'choice', options: leadStages, needed: true },
    { name: 'why', as: 'long' },
    { name: 'next', as: 'line' },
    { name: 'due', as: 'day' },
    { name: 'who', as: 'colleague' },
    { name: 'country', as: 'country' },
    { name: 'city', as: 'line' },
    { name: 'person', as: 'line' },
    { name: 'mail', as: 'mail' },
    { name: 'phone', as: 'phone' },
    { name: 'speaks', as: 'choice', options: languages },
    { name: 'site', as: 'site' },
    { name: 'about', as: 'long' },
    { name: 'found', as: 'line' },
    { name: 'partner', as: 'partner' },
  ],
  columns: ['kind', 'stage', 'country', 'next', 'due', 'who'],
  filters: ['kind', 'stage', 'country', 'who'],
  stages: { ended: ['agreed', 'lost'], board: true },
  // What has a next step comes first, by its day.
  sort: ({ due, name }) => `${due ?? '9999-99-99'} ${name}`,
  checks: leadSlips,
  thread: true,
  sheet: true,
  beside: besideLead,
}

/** A lost lead says why; whoever has a day has something to do on it. */
export function leadSlips({ stage, why, next, due }: Said): readonly Problem[] {
  return [
    ...(stage === 'lost' && !why ? [{ field: 'why', key: 'leads.whyLost' }] : []),
    ...(due && !next ? [{ field: 'next', key: 'leads.nextMissing' }] : []),
  ]
}
