import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Notice } from '../../ui/index.ts'
import type { View } from './moment.ts'
import { casesWords } from './words.ts'

/** Says to a representative for whom they act, until when, and what is theirs to do; to the person nothing. */
export function ActingFor({ view, language }: { view: View; language: Language }) {
  if (!view.acting) return null
  const t = casesWords(language)
  const { until, mandates } = view.acting
  const may = [t('acting.fill'), ...mandates.map((mandate) => t(`acting.${mandate}`))]
  return (
    <Notice tone="wait" title={t('acting.title', { name: view.standing.title, day: sayDay(until, language) })}>
      <p>{t('acting.may', { what: may.join(', ') })}</p>
    </Notice>
  )
}
