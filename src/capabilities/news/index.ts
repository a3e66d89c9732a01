import type { Capability } from '../../platform/capability.ts'
import { deskAddress } from './desk-pages.tsx'
import { deskRoutes } from './desk-routes.tsx'
import { publicRoutes } from './public-routes.tsx'
import { newsWords } from './words.ts'

export { newsFeed } from './feed.ts'
export { newestNews } from './newest.ts'
export { announcementPanel } from './panel.tsx'
export { NewsCard, newsAddress } from './public-pages.tsx'
export type { Item as NewsItem } from './rules.ts'
export { newsSource } from './source.ts'
export { shownNews } from './store.ts'
export { newsWords } from './words.ts'

/** What the office tells: news, announcements by audience, achievements, trips and publications. */
export const news: Capability = {
  name: 'news',
  words: newsWords,
  routes: () => publicRoutes().also(deskRoutes()),
  desk: [
    {
      ...{ group: 'site', href: deskAddress, needs: 'site.edit' },
      text: (language) => newsWords(language)('desk.title'),
    },
  ],
}
