import { createHash } from 'node:crypto'
import type { House } from '../../platform/house.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { PublicPlace } from '../galleries/index.ts'
import { type Item, readable, sortedBy } from './rules.ts'
import { newsWords } from './words.ts'

const type = 'application/atom+xml'

export const feedAddress = (institution: string, language: Language): Href =>
  `/${institution}/${language}/news/feed.xml`

/** The feed of an institution's news, for the head of its public pages. */
export function newsFeed(institution: string, language: Language) {
  return { href: feedAddress(institution, language), type, title: newsWords(language)('feed.link') }
}

/** News as Atom (RFC 4287), the newest first; what nobody knows the day of is left out: a feed tells when. */
export function atom(house: House, { institution, language }: PublicPlace, items: readonly Item[]) {
  const t = newsWords(language)
  const told = items.flatMap((item) => {
    const at = momentOf(item)
    return item.live && at ? [{ item, said: item.live.said, at }] : []
  })
  const home = `${house.url}/${institution.id}/${language}/news`
  const updated =
    told
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? '2000-01-01T00:00:00Z'
  const entries = told.map(({ item, said, at }) => {
    const [title, body] = [readable(said.title, language), readable(said.body, language)]
    return `<entry xml:lang="${title?.lang ?? language}"><id>${xml(`${home}/${item.slug}`)}</id><title>${xml(title?.text ?? '')}</title>
<link rel="alternate" type="text/html" href="${xml(`${home}/${item.slug}`)}"/><updated>${at}</updated>
<category term="${item.kind}" label="${xml(t(`kind.${item.kind}`))}"/>
<content type="text">${xml(body?.text ?? title?.text ?? '')}</content></entry>`
  })
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><id>${xml(home)}</id>
<title>${xml(t('feed.title', { institution: institution.short[language] }))}</title><updated>${updated}</updated>
<author><name>${xml(institution.name[language])}</name></author><link rel="alternate" type="text/html" href="${xml(home)}"/>
<link rel="self" type="${type}" href="${xml(`${house.url}${feedAddress(institution.id, language)}`)}"/>
${entries.join('\n')}
</feed>
`
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  return { text, tag, type: `${type}; charset=utf-8` }
}

// What the office's own page told long ago has the day it tells of; the rest the moment in which it was shown.
function momentOf({ live, fromPack }: Item): string | null {
  if (!live) return null
  if (!fromPack || live.from.getUTCFullYear() > 2000) return seconds(live.from)
  const day = sortedBy(live.said, null)
  return day && `${day}T00:00:00+06:00`
}

const seconds = (at: Date) => `${at.toISOString().slice(0, 19)}Z`
// What XML can't carry at all is left out.
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const xml = (text: string) => text.replace(forbidden, '').replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)
