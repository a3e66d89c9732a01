import type { SearchSource } from '../../platform/search-source.ts'
import { languages, type Text } from '../../platform/words/languages.ts'
import { partsOf } from '../ledgers/index.ts'
import { eventsOf } from './event-store.ts'
import { lines } from './events.ts'

/** The events that visitors read of, with everything that is said of them. */
export const eventSource: SearchSource = {
  name: 'events',
  entries: async (db) => {
    const shown = await eventsOf(db, { publicOnly: true })
    const said = await partsOf(
      db,
      lines,
      shown.map(({ id }) => id),
    )
    return shown.map(({ id, key, title, about, place, organisers }) => {
      const own = said.filter(({ parentId }) => parentId === id)
      const textIn = (language: keyof Text) =>
        [about?.[language], place?.[language], organisers, ...own.map((line) => line.said[`text.${language}`])]
          .filter(Boolean)
          .join('\n')
      const [en = '', ru = '', ky = ''] = languages.map(textIn)
      return { id, path: `events#${key}`, title, text: { en, ru, ky }, kind: 'event' }
    })
  },
}
