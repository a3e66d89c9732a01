import type { Language } from '../../platform/words/languages.ts'
import { Notice } from '../../ui/index.ts'
import { type Average, sayHundredths, type Transcript } from './rules.ts'
import { type Say, transcriptsWords } from './words.ts'

/** An average in a word or two: the number as its scale says it, or why it is not known. */
export function sayAverage(average: Average, language: Language): string {
  const t = transcriptsWords(language)
  if (average.value !== null) return sayHundredths(average.value, language, 'two')
  if (average.missing.length > 0)
    return t('average.missing', { count: average.missing.length, sessions: average.missing.join(', ') })
  return t('average.none')
}

/** An average with how it was counted: the rule, what was left out, and what is not confirmed. */
export function AverageNotice({ t, transcript, average }: { t: Say; transcript: Transcript; average: Average }) {
  const { value, counted, notCounted, sessions, unconfirmed } = average
  const { scale } = transcript
  const name = scale?.name[t.language] ?? ''
  const note = scale?.note?.[t.language]
  return (
    <Notice
      tone={value === null ? 'due' : 'ok'}
      title={value === null ? t('average.unknown') : t('average.is', { value: sayAverage(average, t.language) })}
    >
      {value === null ? (
        <p>{sayAverage(average, t.language)}</p>
      ) : (
        <p>{t('average.counted', { counted, sessions, scale: name })}</p>
      )}
      {notCounted.retaken > 0 && <p>{t('average.retaken', { count: notCounted.retaken })}</p>}
      {notCounted.passFail > 0 && <p>{t('average.passFail', { count: notCounted.passFail })}</p>}
      {unconfirmed > 0 && <p>{t('average.unconfirmed', { count: unconfirmed })}.</p>}
      <p>{t('average.rule')}</p>
      {note && <p>{note}</p>}
    </Notice>
  )
}
