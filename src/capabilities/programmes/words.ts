import { catalogue } from '../../platform/words/catalogue.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { Level } from '../packs/index.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }

export const programmeWords = catalogue(en, ru, ky)

/** What a level of study is called; null is a level that the office has not published. */
export function sayLevel(level: Level | null, language: Language): string {
  return programmeWords(language)(`level.${level ?? 'none'}`)
}
