import { catalogue } from '../../platform/words/catalogue.ts'
import type { Language } from '../../platform/words/languages.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }

export const correspondenceWords = catalogue(en, ru, ky)
export type CorrespondenceSay = ReturnType<typeof correspondenceWords>

/** The line at the foot of a letter that says how to check it. */
export function checkLine(language: Language): string {
  return correspondenceWords(language)('check.foot')
}
