import type { Language } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { Section, Timeline } from '../../ui/index.ts'
import type { Desk, Whole } from './desk.ts'
import { numberIn, type Said, textIn, wordIn } from './forms.ts'
import type { WorkEdit } from './store.ts'
import { networksWords } from './words.ts'

/** Who changed what, the newest first. */
export function History({ whole: { telling }, edits }: { desk: Desk; whole: Whole; edits: readonly WorkEdit[] }) {
  const t = networksWords.byData(telling.language)
  if (edits.length === 0) return null
  return (
    <Section title={t('history.title')}>
      <Timeline
        items={edits.map((edit) => ({
          title: edit.byName,
          when: sayMoment(edit.at, telling.language),
          dateTime: edit.at.toISOString(),
          text: sayEdit(t, edit),
        }))}
      />
    </Section>
  )
}

function sayEdit(t: ReturnType<typeof networksWords.byData>, { before, after }: WorkEdit): string {
  if ('archived' in after) return t(after.archived ? 'history.archived' : 'history.restored')
  const kind = wordIn(after, 'line') || wordIn(before, 'line')
  const what = [
    kind ? t(`lines.${kind}`) : t('history.record'),
    namedIn(t.language, after) || namedIn(t.language, before),
  ]
    .filter(Boolean)
    .join(', ')
  if (Object.keys(before).length === 0) return t('history.added', { what })
  if (Object.keys(after).length === 0) return t('history.removed', { what })
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  const fields = changed.map((name) => t.find(`field.${name}`) ?? name).join(', ')
  return t('history.changed', { what, fields })
}

// What a line is called, so that one of many can be told from the others.
function namedIn(language: Language, said: Said): string {
  const text = ['name', 'what', 'post'].flatMap((name) => textIn(said, name)?.[language] ?? [])[0]
  return text ?? (wordIn(said, 'partner') || String(numberIn(said, 'year') ?? ''))
}
