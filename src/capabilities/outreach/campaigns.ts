import type { Problem } from '../../platform/web/form.ts'
import { languages } from '../../platform/words/languages.ts'
import { currencies, inOrder, type Ledger, type Said } from '../ledgers/index.ts'
import { campaignKinds, productKinds, productStates } from '../packs/index.ts'
import { besideCampaign } from './campaign-ways.tsx'
import { outreachWords } from './words.ts'

const words = outreachWords.byData

/** What a campaign makes: a clip, a booklet, material. */
export const products: Ledger = {
  name: 'products',
  address: '/desk/campaigns',
  words,
  title: 'title',
  fields: [
    { name: 'title', as: 'texts', needed: true },
    { name: 'kind', as: 'choice', options: productKinds, needed: true },
    { name: 'stage', as: 'choice', options: productStates, needed: true },
    { name: 'who', as: 'colleague' },
    { name: 'due', as: 'day' },
    { name: 'site', as: 'site' },
    { name: 'publishedOn', as: 'day' },
    { name: 'cost', as: 'money' },
    { name: 'currency', as: 'choice', options: currencies },
    { name: 'shown', as: 'choice', options: ['yes', 'no'], needed: true },
  ],
  columns: ['kind', 'stage', 'who', 'due', 'cost', 'shown'],
  filters: [],
  stages: { ended: ['published', 'dropped'], board: false },
  sort: ({ due }) => due ?? '9999',
  checks: productSlips,
}

/** What visitors are to see has an address and is out. */
export function productSlips({ shown, site, stage, cost, currency }: Said): readonly Problem[] {
  return [
    ...(shown === 'yes' && !site ? [{ field: 'site', key: 'products.siteMissing' }] : []),
    ...(shown === 'yes' && stage !== 'published' ? [{ field: 'stage', key: 'products.notOut' }] : []),
    ...(cost && !currency ? [{ field: 'currency', key: 'form.choose' }] : []),
  ]
}

/** Campaigns with their media plan, projects on television, career guidance, and how the office stands for the university. */
export const campaigns: Ledger = {
  name: 'campaigns',
  address: '/desk/campaigns',
  words,
  title: 'title',
  fields: [
    { name: 'title', as: 'texts', needed: true },
    { name: 'kind', as: 'choice', options: campaignKinds, needed: true },
    { name: 'stage', as: 'choice', options: ['planned', 'running', 'done', 'dropped'], needed: true },
    { name: 'from', as: 'day' },
    { name: 'until', as: 'day' },
    { name: 'years', as: 'line' },
    { name: 'partner', as: 'partner' },
    { name: 'countries', as: 'countries' },
    { name: 'goal', as: 'longTexts' },
    { name: 'plan', as: 'long' },
    { name: 'budget', as: 'money' },
    { name: 'currency', as: 'choice', options: currencies },
    { name: 'who', as: 'colleague' },
    { name: 'next', as: 'line' },
    { name: 'due', as: 'day' },
    { name: 'result', as: 'long' },
  ],
  columns: ['kind', 'stage', 'from', 'until', 'partner', 'budget', 'who'],
  filters: ['kind', 'stage', 'who'],
  stages: { ended: ['done', 'dropped'], board: false },
  sort: ({ from, years }) => from ?? years ?? '0000',
  newestFirst: true,
  checks: (said) => [
    ...inOrder('from', 'until')(said),
    ...(said.due && !said.next ? [{ field: 'next', key: 'leads.nextMissing' }] : []),
    ...(said.budget && !said.currency ? [{ field: 'currency', key: 'form.choose' }] : []),
  ],
  thread: true,
  parts: [products],
  ways: (language) => [{ href: '/desk/portals', text: outreachWords(language)('portals.names') }],
  beside: besideCampaign,
}

/** What was sent to a portal, and what came of it. */
export const sendings: Ledger = {
  name: 'sendings',
  address: '/desk/portals',
  words,
  title: 'what',
  fields: [
    { name: 'what', as: 'line', needed: true },
    { name: 'on', as: 'day', needed: true },
    { name: 'who', as: 'colleague' },
    { name: 'stage', as: 'choice', options: ['sent', 'published', 'refused'], needed: true },
    { name: 'site', as: 'site' },
    { name: 'answer', as: 'long' },
  ],
  columns: ['on', 'stage', 'who', 'site'],
  filters: [],
  stages: { ended: ['published', 'refused'], board: false },
  sort: ({ on }) => on ?? '',
}

/** Internet portals to which the office sends its materials. */
export const portals: Ledger = {
  name: 'portals',
  address: '/desk/portals',
  words,
  title: 'name',
  fields: [
    { name: 'name', as: 'line', needed: true },
    { name: 'site', as: 'site', needed: true },
    { name: 'language', as: 'choice', options: [...languages, 'other'] },
    { name: 'country', as: 'country' },
    { name: 'contact', as: 'line' },
    { name: 'mail', as: 'mail' },
    { name: 'checked', as: 'day' },
    { name: 'note', as: 'long' },
  ],
  columns: ['site', 'language', 'country', 'contact', 'checked'],
  filters: ['language', 'country'],
  sort: ({ name }) => (name ?? '').toLowerCase(),
  keyOf: ({ site }) => keyOfSite(site ?? ''),
  thread: true,
  sheet: true,
  parts: [sendings],
  ways: (language) => [{ href: '/desk/portals/sendings.xlsx', text: outreachWords(language)('sendings.export') }],
}

/** One portal is entered once, however its address was written. */
export function keyOfSite(site: string): string | null {
  const plain = site
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/[?#].*$/, '')
  const key = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  return key === '' ? null : `portal-${key}`
}
