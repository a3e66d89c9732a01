import { isUuid } from '../../platform/database/ids.ts'
import { isSafeHref } from '../../platform/jsx-runtime.ts'
import type { BlockKind } from './blocks.ts'

/** What a block of each kind is before anybody has set anything. */
export const unset: Readonly<Record<BlockKind, string>> = {
  heading: '',
  text: '',
  list: '',
  question: '',
  picture: '',
  number: '',
  door: '',
  people: 'office',
  files: '',
  calls: 'all',
  events: '3',
  partners: 'all',
}

export const listStyles = ['', 'numbered'] as const
export const callAudiences = ['all', 'students', 'staff'] as const

/** How many of the coming events are shown. */
export const eventCounts = ['3', '5', '10'] as const

/** The ids that a setting names, with commas between them. */
export const idsIn = (set: string): readonly string[] =>
  set
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')

/** Why a setting can't be kept, as a message key; null when it can. */
export function whyNotSet(kind: BlockKind, set: string): string | null {
  if (kind === 'number') return set === '' ? 'form.missing' : set.length > 20 ? 'block.longNumber' : null
  if (kind === 'door') return whyNotLink(set)
  if (kind === 'picture') return isUuid(set) ? null : 'block.noPicture'
  if (kind === 'list') return listStyles.some((style) => style === set) ? null : 'form.choose'
  if (kind === 'calls') return callAudiences.some((audience) => audience === set) ? null : 'form.choose'
  if (kind === 'events') return eventCounts.some((count) => count === set) ? null : 'form.choose'
  if (kind === 'files') return idsIn(set).length === 0 ? 'block.noFiles' : null
  if (kind === 'people') return idsIn(set).length === 0 ? 'block.noPeople' : null
  if (kind === 'partners') return isPartnerSetting(set) ? null : 'form.choose'
  return set === '' ? null : 'form.notUnderstood'
}

const isPartnerSetting = (set: string) => set === 'all' || /^(kind|country|region|named):\s*\S/.test(set)

/** Why a page can't lead to an address. */
export function whyNotLink(href: string): string | null {
  if (href === '') return 'form.missing'
  if (/[\s\p{Cc}]/u.test(href) || href.length > 500) return 'block.notALink'
  return isSafeHref(href) && /^(\/[^/\\]|\/$|https?:\/\/[^/]+|mailto:.+@|tel:\+?\d)/i.test(href)
    ? null
    : 'block.notALink'
}
