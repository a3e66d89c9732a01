import type { Others } from '../../platform/capability.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { languages } from '../../platform/words/languages.ts'
import { callsOf } from '../calls/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import { programmesOf } from '../programmes/index.ts'
import { isWritten } from './blocks.ts'
import { publicPages } from './store.ts'

/** Milliseconds for which it is remembered which of the program's own pages an institution has. */
const freshFor = 600_000

/** What is no page for visitors, but an answer to what they ask, or nothing before they ask. */
const noPages = new Set(['search', 'preview'])

/** For search engines: what they may read, and every public page in the languages it is written in. */
export function sitemapRoutes(words: ReadonlySet<string>, ask: Others['ask']): Routes {
  const asked = [...words].filter((word) => !noPages.has(word)).toSorted()
  let found: { readonly until: number; readonly pages: Promise<readonly Addresses[]> } | null = null
  const recall = (visit: Visit) => {
    if (found && performance.now() < found.until) return found.pages
    found = { until: performance.now() + freshFor, pages: publicAddresses(visit, asked, ask) }
    found.pages.catch(() => {
      found = null
    })
    return found.pages
  }
  return new Routes()
    .get('/robots.txt', open, ({ c, house }) => c.text(robots(house.url)))
    .get('/sitemap.xml', open, async (visit) => {
      const pages = [...(await recall(visit)), ...(await ownAddresses(visit))]
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

/** The program's own pages: those that answer, for an institution without a hostel has no page about one. */
async function publicAddresses(visit: Visit, words: readonly string[], ask: Others['ask']) {
  const found: Addresses[] = [languages.map((language) => ({ language, path: `/${language}/` }))]
  for (const { id } of await listInstitutions(visit.house.database.shared)) {
    const db = visit.within(id)
    const [levels, calls] = await Promise.all([programmesOf(db), callsOf(db, { states: ['published'] })])
    const programmes = levels.flatMap(({ level, programmes }) =>
      programmes.map((programme) => `programmes/${level ?? 'other'}/${programme.id}`),
    )
    const answering: string[] = []
    for (const word of words) if ((await ask(`/${id}/en/${word}`)).status === 200) answering.push(word)
    const all = ['', ...answering, ...programmes, ...calls.map(({ slug }) => `calls/${slug}`)]
    found.push(...all.map((page) => everywhere(id, page)))
  }
  return found
}

const everywhere = (institution: string, page: string): Addresses =>
  languages.map((language) => ({ language, path: `/${institution}/${language}/${page}` }))

/** What the offices wrote themselves, in the languages they wrote it in. */
async function ownAddresses(visit: Visit): Promise<readonly Addresses[]> {
  const all: Addresses[] = []
  for (const { id } of await listInstitutions(visit.house.database.shared))
    for (const { slug, content } of await publicPages(visit.within(id)))
      all.push(everywhere(id, slug).filter((_, at) => isWritten(content, languages[at] ?? 'ru')))
  return all
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
