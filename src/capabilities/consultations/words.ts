import { catalogue } from '../../platform/words/catalogue.ts'
import { languages, type Text } from '../../platform/words/languages.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }

export const consultationWords = catalogue(en, ru, ky)
export type Say = ReturnType<typeof consultationWords>

type Key = keyof typeof en

/** A message in all three languages, for values that outlive the page. */
export function inThree(key: Key): Text {
  const [english, russian, kyrgyz] = languages.map((language) => consultationWords(language)(key))
  return { en: english ?? '', ru: russian ?? '', ky: kyrgyz ?? '' }
}
