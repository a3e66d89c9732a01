import type { Problem } from '../../platform/web/form.ts'
import { inOrder, type Ledger, type Said } from '../ledgers/index.ts'
import { besideDelegation } from './delegation-ways.tsx'
import { outreachWords } from './words.ts'

const words = outreachWords.byData

/** Who comes or goes with a delegation. */
export const members: Ledger = {
  name: 'members',
  address: '/desk/delegations',
  words,
  title: 'name',
  fields: [
    { name: 'name', as: 'line', needed: true },
    { name: 'post', as: 'line' },
    { name: 'organisation', as: 'line' },
    { name: 'country', as: 'country' },
    { name: 'mail', as: 'mail' },
    { name: 'phone', as: 'phone' },
    { name: 'head', as: 'choice', options: ['yes'] },
  ],
  columns: ['post', 'organisation', 'country', 'head'],
  filters: [],
  sort: ({ head, name }) => `${head ? 0 : 1} ${name}`,
}

/** What a delegation does, by day and hour. */
export const programme: Ledger = {
  name: 'programme',
  address: '/desk/delegations',
  words,
  title: 'what',
  fields: [
    { name: 'from', as: 'day', needed: true },
    { name: 'hour', as: 'hour' },
    { name: 'until', as: 'hour' },
    { name: 'what', as: 'line', needed: true },
    { name: 'place', as: 'line' },
    { name: 'host', as: 'line' },
    { name: 'note', as: 'long' },
  ],
  columns: ['from', 'hour', 'until', 'place', 'host'],
  filters: [],
  sort: ({ from, hour }) => `${from} ${(hour ?? '').padStart(5, '0')}`,
  checks: ({ hour, until }) =>
    until && !isLater(hour, until) ? [{ field: 'until', key: 'programme.untilLater' }] : [],
}

const isLater = (hour: string | undefined, until: string) =>
  hour !== undefined && hour.padStart(5, '0') < until.padStart(5, '0')

/** What was promised on both sides, until it is done. */
export const followUps: Ledger = {
  name: 'follow-ups',
  address: '/desk/delegations',
  words,
  title: 'what',
  fields: [
    { name: 'what', as: 'line', needed: true },
    { name: 'due', as: 'day', needed: true },
    { name: 'who', as: 'colleague' },
    { name: 'stage', as: 'choice', options: ['open', 'done', 'dropped'], needed: true },
    { name: 'result', as: 'long' },
  ],
  columns: ['due', 'who', 'stage', 'result'],
  filters: [],
  stages: { ended: ['done', 'dropped'], board: false },
  sort: ({ due }) => due ?? '',
}

/** Delegations that come and go, each one thread: invited, received, agreed, followed up. */
export const delegations: Ledger = {
  name: 'delegations',
  address: '/desk/delegations',
  words,
  title: 'name',
  fields: [
    { name: 'name', as: 'line', needed: true },
    { name: 'direction', as: 'choice', options: ['in', 'out'], needed: true },
    {
      name: 'stage',
      as: 'choice',
      options: ['planned', 'invited', 'coming', 'there', 'following', 'done', 'dropped'],
      needed: true,
    },
    { name: 'from', as: 'day' },
    { name: 'until', as: 'day' },
    { name: 'country', as: 'country' },
    { name: 'partner', as: 'partner' },
    { name: 'purpose', as: 'long' },
    { name: 'who', as: 'colleague' },
    { name: 'host', as: 'line' },
    { name: 'next', as: 'line' },
    { name: 'due', as: 'day' },
    { name: 'mail', as: 'mail' },
    { name: 'order', as: 'line' },
    { name: 'agreed', as: 'long' },
    { name: 'protocolOn', as: 'day' },
    { name: 'theirs', as: 'line' },
  ],
  columns: ['direction', 'stage', 'from', 'until', 'country', 'who'],
  filters: ['direction', 'stage', 'country', 'who'],
  stages: { ended: ['done', 'dropped'], board: true },
  sort: ({ from }) => from ?? '0000',
  newestFirst: true,
  checks: delegationSlips,
  thread: true,
  parts: [members, programme, followUps],
  beside: besideDelegation,
}

export function delegationSlips(said: Said): readonly Problem[] {
  const { due, next, agreed, protocolOn } = said
  return [
    ...inOrder('from', 'until')(said),
    ...(due && !next ? [{ field: 'next', key: 'leads.nextMissing' }] : []),
    ...(protocolOn && !agreed ? [{ field: 'agreed', key: 'delegations.agreedMissing' }] : []),
  ]
}
