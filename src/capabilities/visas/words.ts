import { catalogue } from '../../platform/words/catalogue.ts'
import { languages, type Text } from '../../platform/words/languages.ts'
import { stayProblems } from '../stays/index.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }

export const visasWords = catalogue(
  { ...stayProblems.en, ...en },
  { ...stayProblems.ru, ...ru },
  { ...stayProblems.ky, ...ky },
)

type Key = keyof typeof en

/** A message in all three languages, for values that outlive the page: columns, papers, titles. */
export function inThree(key: Key): Text {
  const [english, russian, kyrgyz] = languages.map((language) => visasWords(language)(key))
  return { en: english ?? '', ru: russian ?? '', ky: kyrgyz ?? '' }
}
