import { createHash } from 'node:crypto'
import type { House } from '../../platform/house.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { type Call, callState, callsOf, sayDays } from '../calls/index.ts'
import { calendarOf } from '../cases/index.ts'
import type { Institution } from '../institutions/index.ts'
import { publishedAt } from './store.ts'
import { noticeWords } from './words.ts'

export const formats = ['xml', 'json', 'ics'] as const
export type FeedFormat = (typeof formats)[number]

const types = {
  xml: 'application/rss+xml',
  json: 'application/feed+json',
  ics: 'text/calendar',
} as const

export const feedAddress = (institution: string, language: Language, format: FeedFormat): Href =>
  `/${institution}/${language}/feeds/calls.${format}`

/** The feeds of an institution, for the head of its public pages. */
export function feedLinks(institution: string, language: Language) {
  const t = noticeWords(language)
  return formats.map((format) => ({
    href: feedAddress(institution, language, format),
    type: types[format],
    title: t(`feed.${format}`),
  }))
}

interface Item {
  readonly url: string
  readonly title: string
  readonly text: string
  readonly at: Date
  readonly call: Call
}

/** A feed as it is sent: open calls and those to come, the newest first. */
export async function feedOf(house: House, institution: Institution, language: Language, format: FeedFormat) {
  const db = house.database.within(institution.id)
  const [all, published] = await Promise.all([callsOf(db, { states: ['published'] }), publishedAt(db)])
  const today = house.clock.today()
  const items = all
    .filter((call) => ['open', 'coming', 'standing'].includes(callState(call, today)))
    .map((call) => itemOf(house, institution, language, call, published.get(call.id) ?? new Date(0)))
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
  const head = {
    title: noticeWords(language)('feed.title', { institution: institution.short[language] }),
    about: noticeWords(language)('feed.about'),
    home: `${house.url}/${institution.id}/${language}/calls`,
    self: `${house.url}${feedAddress(institution.id, language, format)}`,
    ...{ language, today, host: new URL(house.url).hostname },
  }
  const text = writers[format](head, items)
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  return { text, tag, type: `${types[format]}; charset=utf-8` }
}

function itemOf({ url }: House, { id }: Institution, language: Language, call: Call, at: Date): Item {
  const { title, about } = call.said
  return {
    url: `${url}/${id}/${language}/calls/${call.slug}`,
    title: title[language],
    text: `${about[language]}\n\n${sayDays(call, language)}`,
    ...{ at, call },
  }
}

interface Head {
  readonly title: string
  readonly about: string
  readonly home: string
  readonly self: string
  readonly language: Language
  readonly today: string
  readonly host: string
}

const writers: Readonly<Record<FeedFormat, (head: Head, items: readonly Item[]) => string>> = {
  xml: rss,
  json: jsonFeed,
  ics: deadlines,
}

// RSS 2.0: https://www.rssboard.org/rss-specification
function rss({ title, about, home, self, language }: Head, items: readonly Item[]): string {
  const lines = items.map(
    (item) => `<item><title>${xml(item.title)}</title><link>${xml(item.url)}</link>
<guid isPermaLink="true">${xml(item.url)}</guid><pubDate>${item.at.toUTCString()}</pubDate>
<description>${xml(item.text)}</description></item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${xml(title)}</title><link>${xml(home)}</link><description>${xml(about)}</description>
<language>${language}</language><atom:link href="${xml(self)}" rel="self" type="${types.xml}"/>
${lines.join('\n')}
</channel></rss>
`
}

// What XML can't carry at all is left out.
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const xml = (text: string) => text.replace(forbidden, '').replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)

// JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/
function jsonFeed({ title, about, home, self, language }: Head, items: readonly Item[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    ...{ title, description: about, home_page_url: home, feed_url: self, language },
    items: items.map(({ url, title, text, at, call }) => ({
      ...{ id: url, url, title, content_text: text, date_published: at.toISOString() },
      tags: [call.audience, call.direction],
    })),
  })
}

/** The last days of calls, each as an event of a whole day in Bishkek. */
function deadlines({ title, language, today, host }: Head, items: readonly Item[]): string {
  const t = noticeWords(language)
  const dates = items.flatMap(({ call, url, title: of }) =>
    call.closesOn
      ? { id: `call-${call.id}@${host}`, day: call.closesOn, title: t('feed.closes', { title: of }), about: url }
      : [],
  )
  // Stamped with the day: as long as nothing changes, every answer of a day is the same.
  return calendarOf(title, dates, new Date(`${today}T00:00:00Z`))
}
