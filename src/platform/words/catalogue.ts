import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from './languages.ts'
import { languages } from './languages.ts'

export type Params = Readonly<Record<string, string | number>>

/** Says a message of one catalogue in one language. */
export type Say<Key extends string> = ((key: Key, params?: Params) => string) & {
  readonly language: Language
  /** The message, or null when the catalogue has no such key: for words whose key is made of data. */
  readonly find: (key: string, params?: Params) => string | null
}

export interface Catalogue<Key extends string> {
  (language: Language): Say<Key>
  /** The same for keys that are made of data, which the compiler can't check. */
  readonly byData: (language: Language) => Say<string>
  /** The messages as written, for the gap report. */
  readonly written: Readonly<Record<Language, Readonly<Record<string, string>>>>
}

/** What the gap report needs of a catalogue. */
export type Words = Pick<Catalogue<string>, 'written'>

/**
 * A capability's messages. The first language gives the keys their types; a translation that misses one does not compile.
 * Messages are in ICU syntax with named placeholders.
 */
export function catalogue<Messages extends Record<string, string>>(
  en: Messages,
  ru: Readonly<Record<keyof Messages, string>>,
  ky: Readonly<Record<keyof Messages, string>>,
): Catalogue<keyof Messages & string> {
  const written: Record<Language, Readonly<Record<string, string>>> = { en, ru, ky }
  const sayings = new Map(languages.map((language) => [language, speaker(language, written[language])]))
  const byData = (language: Language): Say<string> => {
    const say = sayings.get(language)
    if (!say) throw new RangeError(`no language ${language}`)
    return say
  }
  const speak = (language: Language): Say<keyof Messages & string> => byData(language)
  return Object.assign(speak, { byData, written })
}

/** A Russian date ends with «г.»: at the end of a sentence its stop is the sentence's too. */
export function oneStop(text: string): string {
  return text.includes('г..') ? text.replace(/(\sг)\.\.(?!\.)/g, '$1.') : text
}

function speaker(language: Language, messages: Readonly<Record<string, string>>): Say<string> {
  // A message without braces and apostrophes is said as it is written: only the others are read as ICU syntax, once.
  const known = new Map<string, string | IntlMessageFormat>()
  const learn = (key: string) => {
    const message = Object.hasOwn(messages, key) ? messages[key] : undefined
    if (message === undefined) return null
    const isPlain = !/[{']/.test(message)
    const learned = isPlain ? message : new IntlMessageFormat(message, language, undefined, { ignoreTag: true })
    known.set(key, learned)
    return learned
  }
  const find = (key: string, params?: Params) => {
    const message = known.get(key) ?? learn(key)
    return message === null || typeof message === 'string' ? message : oneStop(String(message.format(params)))
  }
  const say = (key: string, params?: Params) => {
    const text = find(key, params)
    if (text === null) throw new RangeError(`no message ${key}`)
    return text
  }
  return Object.assign(say, { language, find })
}
