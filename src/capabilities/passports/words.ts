import { catalogue } from '../../platform/words/catalogue.ts'
import { languages, type Text } from '../../platform/words/languages.ts'
import { stayProblems } from '../stays/index.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }

/** With the words of what is wrong with a record of a stay: a new passport is one. */
export const passportsWords = catalogue(
  { ...en, ...stayProblems.en },
  { ...ru, ...stayProblems.ru },
  { ...ky, ...stayProblems.ky },
)
export type Say = ReturnType<typeof passportsWords>

/** A message in all three languages, for values that outlive the page. */
export function inThree(key: keyof typeof en): Text {
  const [english, russian, kyrgyz] = languages.map((language) => passportsWords(language)(key))
  return { en: english ?? '', ru: russian ?? '', ky: kyrgyz ?? '' }
}
