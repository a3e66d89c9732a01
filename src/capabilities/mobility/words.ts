import { catalogue } from '../../platform/words/catalogue.ts'
import { languages, type Text } from '../../platform/words/languages.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }

export const mobilityWords = catalogue(en, ru, ky)
export type Say = ReturnType<typeof mobilityWords>

type Key = keyof typeof en

/** A message in all three languages, for values that outlive the page. */
export function inThree(key: Key, params?: Readonly<Record<string, string | number>>): Text {
  const [english, russian, kyrgyz] = languages.map((language) => mobilityWords(language)(key, params))
  return { en: english ?? '', ru: russian ?? '', ky: kyrgyz ?? '' }
}
