import { toJson } from '../../platform/database/json.ts'
import { type Day, readDay } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { type Language, languages, type Text } from '../../platform/words/languages.ts'
import { type NewsSaid, newsAudiences, newsKinds, sortDay } from '../packs/index.ts'

export const kinds = newsKinds
export type Kind = (typeof newsKinds)[number]
export const audiences = newsAudiences
export type Audience = (typeof newsAudiences)[number]
/** What visitors read as news; achievements and trips have a page of their own. */
export const newsOfPage = ['news', 'announcement', 'publication'] as const satisfies readonly Kind[]

export interface Item {
  readonly id: string
  readonly slug: string
  readonly kind: Kind
  /** As the office has it now. */
  readonly said: NewsSaid
  /** As visitors read it, from that moment on; null: they don't. */
  readonly live: { readonly said: NewsSaid; readonly from: Date } | null
  readonly at: Date
  readonly fromPack: boolean
  readonly archived: boolean
  readonly version: number
}

export const states = ['draft', 'scheduled', 'shown', 'changed', 'archived'] as const
export type State = (typeof states)[number]

export function stateOf({ archived, live, said }: Item, now: Date): State {
  if (archived) return 'archived'
  if (!live) return 'draft'
  if (toJson(live.said) !== toJson(said)) return 'changed'
  return live.from > now ? 'scheduled' : 'shown'
}

/** Where a text stands in the reader's language, or else in the one it exists in. */
export function readable(text: Text, language: Language): { readonly text: string; readonly lang: Language } | null {
  const order: readonly Language[] = [language, 'ru', 'en', 'ky']
  const lang = order.find((one) => text[one] !== '')
  return lang ? { text: text[lang], lang } : null
}

/** Languages in which visitors would read all of it: what has a body has it there. */
export function wholeIn({ title, body }: NewsSaid): Language[] {
  const hasBody = languages.some((language) => body[language] !== '')
  return languages.filter((language) => title[language] !== '' && (!hasBody || body[language] !== ''))
}

/** Why it can't be shown yet. */
export function whyNotPublish(kind: Kind, said: NewsSaid): 'publish.empty' | 'publish.noYear' | null {
  const needsBody = kind === 'news' || kind === 'announcement'
  const whole = wholeIn(said).filter((language) => !needsBody || said.body[language] !== '')
  if (whole.length === 0) return 'publish.empty'
  return kind === 'achievement' && said.on === '' ? 'publish.noYear' : null
}

/** Until when an announcement stands on the pages of those whom it concerns: thirty days where nobody said. */
export function isCurrent({ live }: Item, today: Day): boolean {
  if (!live) return false
  if (live.said.until) return live.said.until >= today
  return Temporal.PlainDate.from(today).since(live.from.toISOString().slice(0, 10), { largestUnit: 'day' }).days <= 30
}

/** Is it still told at all? An announcement ends on its last day. */
export const isOver = ({ live }: Item, today: Day): boolean => live?.said.until != null && live.said.until < today

/** The beginning of an address out of a title. */
export function slugOf({ title }: NewsSaid): string {
  const words = foldWords(readable(title, 'en')?.text ?? '').map((word) => word.replace(/[^a-z0-9]/g, ''))
  const slug = words
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 60)
  return slug.replace(/^-+|-+$/g, '') || 'news'
}

/** By which an item stands in its list; program-made ones without a day by that of their publication. */
export const sortedBy = ({ on }: NewsSaid, publishedOn: Day | null): string | null => sortDay(on) ?? publishedOn

/** A day that may be a year or a month alone, out of three inputs; null: it is none. */
export function loosely(typed: string): string | null {
  const [year = '', month = '', day = ''] = typed.split('-')
  if (!/^(19|20|21)\d\d$/.test(year)) return null
  if (month === '00' && day === '00') return year
  if (day === '00') return readDay(`${year}-${month}-01`) ? `${year}-${month}` : null
  return readDay(typed)
}

/** The year of an item, for lists by year. */
export const yearOf = ({ on }: NewsSaid): string => on.slice(0, 4)
