import type { Href } from '../../platform/jsx-runtime.ts'
import { type Language, languages } from '../../platform/words/languages.ts'
import type { Programme } from '../programmes/index.ts'

/** A page of an institution: '' is its home. */
export function addressOf(institution: string, language: Language, page: string): Href {
  return `/${institution}/${language}/${page}`
}

/** The word for a level in an address; a level that nobody has published is `other`. */
export function programmePage({ id, level }: Pick<Programme, 'id' | 'level'>): string {
  return `programmes/${level ?? 'other'}/${id}`
}

/** The same page in each language. */
export function inEachLanguage(make: (language: Language) => string): Readonly<Record<Language, string>> {
  const [en, ru, ky] = languages
  return { en: make(en), ru: make(ru), ky: make(ky) }
}
