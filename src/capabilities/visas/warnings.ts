import { addDays, type Day } from '../../platform/days.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Warning } from '../cases/index.ts'
import { firstVisa, limitOf, passes } from './limits.ts'
import { aboutOf, type VisaSituation } from './rules.ts'
import { visasWords } from './words.ts'

/** Days after which a photograph is asked for anew. Ours and no rule: no source names an age of the photograph. */
export const photoDays = 180

export const isOldPhoto = (taken: Day, today: Day) => addDays(taken, photoDays) < today

/** What the reader should look at again: it stops nobody. An edition that has ended is said, never passed over. */
export function visaWarnings(situation: VisaSituation, language: Language): Warning[] {
  const { facts, law, today } = situation
  const t = visasWords(language)
  const on = (day: Day) => sayDay(day, language)
  const found: Warning[] = []
  if (facts.kind) {
    const { ended, rule } = limitOf(law, facts.kind)
    if (ended?.validTo) {
      const params = { rule: ended.text[language], day: on(ended.validTo), instead: rule.text[language] }
      found.push({ fact: 'kind', text: t('warn.ended', params) })
    }
  }
  found.push(...ofTheTerm(situation, language))
  if (facts.photoDay && isOldPhoto(facts.photoDay, today))
    found.push({ fact: 'photoDay', text: t('warn.photo', { day: on(facts.photoDay), days: photoDays }) })
  if (facts.studyEnds && facts.studyEnds < today)
    found.push({ fact: 'studyEnds', text: t('warn.contract', { day: on(facts.studyEnds) }) })
  return found
}

function ofTheTerm(situation: VisaSituation, language: Language): Warning[] {
  const { kind, wantedFrom: from, wantedTo: to } = situation.facts
  if (!kind || !from || !to) return []
  const t = visasWords(language)
  const about = aboutOf(situation)
  const found: Warning[] = []
  const first = firstVisa(situation.law, { kind, from, to }, about.earlier)
  if (first && to > first.last)
    found.push({ fact: 'wantedTo', text: t('warn.first', { rule: first.rule.text[language] }) })
  const { years, study } = passes(situation.law, { from, to }, about)
  if (years && study === false) found.push({ fact: 'wantedTo', text: t('warn.years') })
  if (study && !years && about.studyEnds)
    found.push({ fact: 'wantedTo', text: t('warn.study', { day: sayDay(about.studyEnds, language) }) })
  return found
}
