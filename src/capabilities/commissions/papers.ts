import type { Language } from '../../platform/words/languages.ts'
import type { Call } from '../calls/index.ts'
import type { View } from '../cases/index.ts'
import { commissionsWords } from './words.ts'

/** What no reader needs: who somebody is to a border guard or to a doctor. */
const notForReaders = /passport|photo|medical|health|physical|examination|visa|birth/

/** The papers of a call that its readers may be shown, when the sheet says so. */
export function papersOf({ said }: Call, language: Language): { readonly type: string; readonly title: string }[] {
  const t = commissionsWords(language)
  const own = said.documents.flatMap(({ key, title, photo }) =>
    photo || notForReaders.test(key) ? [] : [{ type: key, title: title[language] }],
  )
  const asked = (['transcript', 'language-proof', 'certificates'] as const)
    .filter((type) => !own.some((one) => one.type.includes(type)))
    .map((type) => ({ type, title: t(`paper.${type}`) }))
  return [...own, ...asked]
}

/** The files of an application that a reader sees: those of the sheet's papers, as they stand now. */
export function papersShown({ items }: Pick<View, 'items'>, types: readonly string[], language: Language) {
  return items
    .filter(
      ({ wanted }) =>
        types.includes(wanted.type) && !wanted.record && !wanted.photo && !notForReaders.test(wanted.type),
    )
    .flatMap(({ wanted, files }) =>
      files.map(({ id, name, bytes }) => ({ id, name, bytes, title: wanted.title[language] })),
    )
}
