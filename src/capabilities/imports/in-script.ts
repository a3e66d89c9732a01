import type { Language, Text } from '../../platform/words/languages.ts'

/** The language that a cell's letters tell; a sheet says no more of it. */
export const scriptOf = (text: string): Language => (/[\u0400-\u04ff]/.test(text) ? 'ru' : 'en')

/** A text of three languages after a sheet has said it: the one whose letters it has changes; a first one stands for all. */
export function inScript(before: Text | null, said: string): Text {
  return before ? { ...before, [scriptOf(said)]: said } : { en: said, ru: said, ky: said }
}
