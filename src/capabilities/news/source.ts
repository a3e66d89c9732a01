import { dayOf } from '../../platform/days.ts'
import type { SearchSource } from '../../platform/search-source.ts'
import { isOver, kinds } from './rules.ts'
import { shownNews } from './store.ts'

/** What the office tells, to be found. Announcements that are over are no news. */
export const newsSource: SearchSource = {
  name: 'news',
  entries: async (db, _, now) => {
    const items = await shownNews(db, now, { kinds, most: 50_000 })
    return items.flatMap((item) => {
      if (!item.live || isOver(item, dayOf(now))) return []
      const { title, body, details } = item.live.said
      const more = [details.event, details.team, details.nomination, details.post].filter((text) => text !== undefined)
      const plain = [details.author, details.work, details.journal].filter((text) => text !== undefined).join(' ')
      const say = (language: 'en' | 'ru' | 'ky') =>
        [body[language], ...more.map((text) => text[language]), plain].filter((part) => part !== '').join('\n')
      return {
        ...{ id: item.slug, path: `news/${item.slug}`, title, kind: 'news' as const },
        text: { en: say('en'), ru: say('ru'), ky: say('ky') },
      }
    })
  },
}
