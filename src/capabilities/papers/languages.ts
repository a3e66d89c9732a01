import type { Language } from '../../platform/words/languages.ts'

// ISO 639-1 without names of the past and languages that nobody writes papers in, and Dari, which has no code of two letters.
const codes =
  `aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cs cv cy da de dv dz ee el en eo es et
eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi hr ht hu hy hz ia id ig ii is it iu ja jv ka ki kk kl km kn ko kr ks ku kv
kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn nr nv ny oc om or os pa pl prs ps pt qu rm
rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tn to tr ts tt ty ug uk ur uz ve vi wo xh
yi yo za zh zu`.split(/\s+/)

const names = {
  en: new Intl.DisplayNames('en', { type: 'language' }),
  ru: new Intl.DisplayNames('ru', { type: 'language' }),
  ky: new Intl.DisplayNames('ky', { type: 'language' }),
}

export const isPaperLanguage = (code: string) => codes.includes(code)

/** The name of a language as its reader says it. */
export function sayLanguage(code: string, language: Language): string {
  return isPaperLanguage(code) ? (names[language].of(code) ?? code) : code
}

/** Every language that a paper may be in, by name. */
export function paperLanguages(language: Language): { readonly value: string; readonly text: string }[] {
  return codes
    .map((value) => ({ value, text: sayLanguage(value, language) }))
    .sort((a, b) => a.text.localeCompare(b.text, language))
}
