import type { SearchSource } from '../../platform/search-source.ts'
import { languages, type Text } from '../../platform/words/languages.ts'
import { shownAlumni } from './store.ts'

/** The graduates whom everybody may read of, for the search of the site. */
export const alumniSource: SearchSource = {
  name: 'alumni',
  async entries(db) {
    return (await shownAlumni(db)).map(({ id, key, name, direction, year, post, known }) => {
      const [en, ru, ky] = languages.map((language) =>
        [direction[language], year, post?.[language], known?.post].filter(Boolean).join(', '),
      )
      const text: Text = { en: en ?? '', ru: ru ?? '', ky: ky ?? '' }
      return {
        id,
        path: `alumni#${key ?? id}`,
        title: { en: name, ru: name, ky: name },
        text,
        kind: 'alumnus' as const,
      }
    })
  },
}
