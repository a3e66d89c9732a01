import type { Refusal } from '../../platform/outcome.ts'
import { formWords } from '../../platform/web/words.ts'
import { catalogue } from '../../platform/words/catalogue.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { NotTaken } from '../documents/index.ts'
import type { Law, Rule } from '../law/index.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }
import type { Procedure } from './procedure.ts'

export const casesWords = catalogue(en, ru, ky)

/** A refusal as its reader sees it: what, by which rule, and what would make it possible. */
export interface ExplainedRefusal {
  readonly text: string
  readonly rule: Rule | null
  readonly remedy: string | null
}

export function explain(refusal: Refusal, procedure: Procedure, law: Law, language: Language): ExplainedRefusal {
  const find = (key: string) =>
    procedure.words(language).find(key, refusal.params) ??
    casesWords(language).find(key, refusal.params) ??
    formWords(language).find(key, refusal.params)
  return {
    text: refusal.said?.[language] ?? find(refusal.key) ?? refusal.key,
    rule: refusal.rule ? law.rule(refusal.rule) : null,
    remedy: refusal.remedy ? find(refusal.remedy) : null,
  }
}

/** Why a file was not taken, with what to do about it. */
export function sayNotTaken({ name, problem, found }: NotTaken, language: Language): string {
  return casesWords.byData(language).find(`file.${problem}`, { name, found }) ?? name
}
