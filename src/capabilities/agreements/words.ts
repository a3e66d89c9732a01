import { catalogue } from '../../platform/words/catalogue.ts'
import type { Text } from '../../platform/words/languages.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }

export const agreementsWords = catalogue(en, ru, ky)
export type Say = ReturnType<typeof agreementsWords>

/** A message in the three languages, for what is kept as data. */
export function inThree(key: Parameters<Say>[0]): Text {
  return { en: agreementsWords('en')(key), ru: agreementsWords('ru')(key), ky: agreementsWords('ky')(key) }
}

/** The kind of the one-time links to an agreement. */
export const linkKind = 'agreement'
