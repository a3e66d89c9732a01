import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { languages } from '../../platform/words/languages.ts'
import { callsOf } from '../calls/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import { programmesOf } from '../programmes/index.ts'
import { isWritten } from './blocks.ts'
import { publicPages } from './store.ts'

/** What is no page for visitors, but an answer to what they ask, or nothing before they ask. */
const noPages = new Set(['search', 'preview'])

/** For search engines: what they may read, and every public page in the languages it is written in. */
export function sitemapRoutes(words: ReadonlySet<string>): Routes {
  return new Routes()
    .get('/robots.txt', open, ({ c, house }) => c.text(robots(house.url)))
    .get('/sitemap.xml', open, async (visit) => {
      const pages = await publicAddresses(visit, words)
      return visit.c.body(sitemap(visit.house.url, pages), 200, {
        'content-type': 'text/xml; charset=utf-8',
        'cache-control': 'public, max-age=600',
      })
    })
}

const hidden = ['/desk', '/my', '/account', '/sign-in', '/p/', '/outbox', '/api/', '/representation/', '/invitation/']

const robots = (url: string) =>
  ['User-agent: *', ...hidden.map((path) => `Disallow: ${path}`), '', `Sitemap: ${url}/sitemap.xml`, ''].join('\n')

/** A page in all languages in which it is written. */
type Addresses = readonly { readonly language: string; readonly path: string }[]

async function publicAddresses(visit: Visit, words: ReadonlySet<string>): Promise<readonly Addresses[]> {
  const found: Addresses[] = [languages.map((language) => ({ language, path: `/${language}/` }))]
  const fixed = ['', ...[...words].filter((word) => !noPages.has(word)).toSorted()]
  for (const { id } of await listInstitutions(visit.house.database.shared)) {
    const db = visit.within(id)
    const [own, levels, calls] = await Promise.all([
      publicPages(db),
      programmesOf(db),
      callsOf(db, { states: ['published'] }),
    ])
    const everywhere = (page: string): Addresses =>
      languages.map((language) => ({ language, path: `/${id}/${language}/${page}` }))
    const programmes = levels.flatMap(({ level, programmes }) =>
      programmes.map((programme) => `programmes/${level ?? 'other'}/${programme.id}`),
    )
    const all = [...fixed, ...programmes, ...calls.map(({ slug }) => `calls/${slug}`)]
    found.push(...all.map(everywhere))
    for (const { slug, content } of own)
      found.push(everywhere(slug).filter((_, at) => isWritten(content, languages[at] ?? 'ru')))
  }
  return found
}

function sitemap(url: string, pages: readonly Addresses[]): string {
  const others = (page: Addresses) =>
    page.map(({ language, path }) => `<xhtml:link rel="alternate" hreflang="${language}" href="${xml(url + path)}"/>`)
  const entries = pages.flatMap((page) =>
    page.map(({ path }) => `<url><loc>${xml(url + path)}</loc>${others(page).join('')}</url>`),
  )
  const spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${spaces}>\n${entries.join('\n')}\n</urlset>\n`
}

const xml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
