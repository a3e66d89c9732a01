import type { Language } from '../../platform/words/languages.ts'
import { DocumentRow, Section, Stack } from '../../ui/index.ts'
import type { View } from './moment.ts'
import { addressOf } from './my-place.ts'
import { brings, type ChecklistItem, isThere, opensPapers, waitsFor } from './rules.ts'
import { casesWords } from './words.ts'

/** The papers of a case with their state, on the case's own page. */
export function PaperList({ view, language }: { view: View; language: Language }) {
  const t = casesWords(language)
  // What others bring stands here once it is there.
  const items = view.items.filter((item) => brings(item, 'subject') || isThere(item))
  if (items.length === 0) return null
  const editable = opensPapers(view.procedure, view.standing.stage)
  return (
    <Section
      title={t('case.documents')}
      action={editable ? <a href={`${addressOf(view)}/documents`}>{t('papers.add')}</a> : undefined}
    >
      <Stack>
        {items.map((item) => (
          <DocumentRow
            {...paperState(item, view, language)}
            text={item.state === 'returned' ? item.reason : undefined}
          />
        ))}
      </Stack>
    </Section>
  )
}

/** How a paper looks in a list. */
export function paperState(item: ChecklistItem, view: View, language: Language) {
  const t = casesWords(language)
  const looks = {
    missing: { state: 'missing', mark: '…' },
    uploaded: { state: 'ok', mark: '✓' },
    shown: { state: 'ok', mark: '✓' },
    accepted: { state: 'ok', mark: '✓' },
    waived: { state: 'ok', mark: '–' },
    returned: { state: 'back', mark: '!' },
  } as const
  const checking = item.state === 'uploaded' && waitsFor(view.procedure, view.standing.stage) === 'office'
  const optional = item.wanted.optional ? ` (${t('answers.optional')})` : ''
  return {
    ...looks[item.state],
    ...(checking ? ({ state: 'wait', mark: '…' } as const) : {}),
    title: `${item.wanted.title[language]}${optional}`,
    tag: checking ? t('papers.state.sent') : t(`papers.state.${item.state}`),
    id: item.wanted.type,
  }
}
