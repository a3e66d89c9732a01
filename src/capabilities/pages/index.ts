import type { Capability } from '../../platform/capability.ts'
import type { SearchSource } from '../../platform/search-source.ts'
import type { Language, Text } from '../../platform/words/languages.ts'
import { isWritten, textsIn } from './blocks.ts'
import { editorRoutes } from './editor-routes.tsx'
import { keepAllTimes, timesJob } from './jobs.ts'
import { lifeRoutes } from './life-routes.tsx'
import { deskAddress } from './list-page.tsx'
import { markdownRoutes } from './markdown-routes.tsx'
import { publicRoutes } from './public-routes.tsx'
import { redirectRoutes } from './redirect-routes.tsx'
import { singleWords, takenWords } from './rules.ts'
import { sitemapRoutes } from './sitemap.ts'
import { publicPages } from './store.ts'
import { pageWords } from './words.ts'

export { lostPage, movedTo } from './lost.tsx'
export { menuOf, type PublicPage } from './rules.ts'
export { publicPages } from './store.ts'

/** The officers' pages for the search of the site. */
export const pagesSource: SearchSource = {
  name: 'pages',
  entries: async (db) =>
    (await publicPages(db)).map(({ id, slug, content }) => {
      const own = (language: Language) =>
        isWritten(content, language) ? textsIn(content).map((text) => text[language]) : []
      const text: Text = { en: own('en').join('\n'), ru: own('ru').join('\n'), ky: own('ky').join('\n') }
      return { id, path: slug, title: content.title, text, kind: 'page' }
    }),
}

/** Pages of the public site that an office writes itself, and what becomes of addresses. The last of all capabilities. */
export const pages: Capability = {
  name: 'pages',
  words: pageWords,
  routes: (house, { patterns, ask }) => {
    const taken = takenWords(patterns)
    return redirectRoutes(house, patterns)
      .also(markdownRoutes(house, taken))
      .also(lifeRoutes(house, taken))
      .also(editorRoutes(house, taken))
      .also(sitemapRoutes(singleWords(patterns), ask))
      .also(publicRoutes())
  },
  jobs: (house) => ({ [timesJob]: () => keepAllTimes(house) }),
  schedules: { [timesJob]: '* * * * *' },
  desk: [
    {
      group: 'site',
      href: deskAddress,
      text: (language) => pageWords(language)('list.title'),
      needs: 'site.edit',
    },
  ],
}
