import type { Capability } from '../../platform/capability.ts'
import { editorRoutes } from './editor-routes.tsx'
import { keepAllTimes, timesJob } from './jobs.ts'
import { lifeRoutes } from './life-routes.tsx'
import { deskAddress } from './list-page.tsx'
import { publicRoutes } from './public-routes.tsx'
import { redirectRoutes } from './redirect-routes.tsx'
import { singleWords, takenWords } from './rules.ts'
import { sitemapRoutes } from './sitemap.ts'
import { pageWords } from './words.ts'

export { lostPage, movedTo } from './lost.tsx'
export { menuOf, type PublicPage } from './rules.ts'
export { publicPages } from './store.ts'

/** Pages of the public site that an office writes itself, and what becomes of addresses. The last of all capabilities. */
export const pages: Capability = {
  name: 'pages',
  words: pageWords,
  routes: (house, before) => {
    const taken = takenWords(before)
    return redirectRoutes(house, before)
      .also(lifeRoutes(house, taken))
      .also(editorRoutes(house, taken))
      .also(sitemapRoutes(singleWords(before)))
      .also(publicRoutes())
  },
  jobs: (house) => ({ [timesJob]: () => keepAllTimes(house) }),
  schedules: { [timesJob]: '* * * * *' },
  desk: [
    {
      group: 'office',
      href: deskAddress,
      text: (language) => pageWords(language)('list.title'),
      needs: 'site.edit',
    },
  ],
}
