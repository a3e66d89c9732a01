import type { Day } from '../../platform/days.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Criterion } from '../packs/index.ts'
import type { Why } from './criteria.ts'
import type { Call } from './rules.ts'
import { callWords } from './words.ts'

/** A rule in the words of whoever made it; combinations as one line. */
export function sayRule(rule: Criterion, language: Language): string {
  const t = callWords(language)
  if (rule.kind === 'all' || rule.kind === 'any') {
    const parts = rule.of.map((one) => sayRule(one, language))
    return rule.kind === 'all' ? parts.join('; ') : `${t('rule.any')}: ${parts.join('; ')}`
  }
  if (rule.kind === 'when')
    return t('rule.when', { who: sayRule(rule.holds, language), rule: sayRule(rule.asks, language) })
  return rule.text[language]
}

/** What stands between somebody and a yes, as sentences in the reader's language: all of them have to change. */
export function sayWhy(why: Why | null, language: Language): string[] {
  if (!why) return []
  const t = callWords(language)
  if (why.kind !== 'one') {
    const parts = why.of.flatMap((one) => sayWhy(one, language))
    return why.kind === 'all' ? parts : [`${t('why.any')}: ${parts.join('; ')}`]
  }
  const rule = why.of.text[language]
  if (why.answer === 'no') return [t('why.no', { rule })]
  return [t(why.of.kind === 'judged' ? 'why.judged' : 'why.unknown', { rule })]
}

/** The days on which a call takes applications, as a person says them. */
export function sayDays({ opensOn, closesOn }: Pick<Call, 'opensOn' | 'closesOn'>, language: Language): string {
  return saySpan(opensOn, closesOn, language) ?? callWords(language)('days.none')
}

/** From one day to another, where both are known; null where neither is. */
export function saySpan(from: Day | null, to: Day | null, language: Language): string | null {
  const t = callWords(language)
  if (from && to) return t('days.span', { from: sayDay(from, language), to: sayDay(to, language) })
  if (to) return t('days.until', { to: sayDay(to, language) })
  return from && t('days.from', { from: sayDay(from, language) })
}
