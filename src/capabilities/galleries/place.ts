import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage, type Language, languages } from '../../platform/words/languages.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'

/** What a public address begins with. */
export const publicRoot = '/:institution/:language{(?:en|ru|ky)}'

export interface PublicPlace {
  readonly institution: Institution
  readonly language: Language
}

/** The institution and the language of a public address; one that is none is not found. */
export async function publicPlace(visit: Visit): Promise<PublicPlace> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  return { institution, language }
}

/** The same page in each language. */
export function inEach(make: (language: Language) => string): Readonly<Record<Language, string>> {
  const [en, ru, ky] = languages
  return { en: make(en), ru: make(ru), ky: make(ky) }
}
