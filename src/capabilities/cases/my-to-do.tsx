import type { Language } from '../../platform/words/languages.ts'
import { DocumentRow, Section, Stack } from '../../ui/index.ts'
import type { View } from './moment.ts'
import { PaperList } from './my-paper-list.tsx'
import { addressOf } from './my-place.ts'
import { answerProblems } from './rules.ts'
import { casesWords } from './words.ts'

/** What is still wanted before the case can be sent: questions and papers. */
export function ToDo({ view, language }: { view: View; language: Language }) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const sections = answerProblems(view.procedure, view.standing, view.situation)
  return (
    <>
      {sections.length > 0 && (
        <Section title={t('case.answers')}>
          <Stack>
            {sections.map(({ section, problems }) => (
              <DocumentRow
                state={problems.length === 0 ? 'ok' : 'missing'}
                mark={problems.length === 0 ? '✓' : String(problems.length)}
                title={say(`section.${section}`)}
                tag={problems.length === 0 ? t('case.answersDone') : t('case.answersOpen', { count: problems.length })}
              >
                <a href={`${addressOf(view)}/answers/${section}`}>
                  {t(problems.length === 0 ? 'answers.change' : 'case.continue')}
                </a>
              </DocumentRow>
            ))}
          </Stack>
        </Section>
      )}
      <PaperList view={view} language={language} />
    </>
  )
}
