import type { Language } from '../../platform/words/languages.ts'
import { Steps } from '../../ui/index.ts'
import type { View } from './moment.ts'
import { addressOf, partyOf } from './my-place.ts'
import { answerProblems, isThere, openPapers } from './rules.ts'
import { casesWords } from './words.ts'

/** Where this page stands among the questions, the papers and the check. */
export function SectionSteps({ view, here, language }: { view: View; here: string; language: Language }) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const sections = answerProblems(view.procedure, view.standing, view.situation, partyOf(view))
  const papersHere = openPapers(view.procedure, view.standing.stage, view.items, partyOf(view))
  const papers =
    papersHere.length > 0
      ? [
          {
            key: 'documents',
            name: t('papers.title'),
            complete: papersHere.every((item) => item.wanted.optional || isThere(item)),
          },
        ]
      : []
  const all = [
    ...sections.map(({ section, problems }) => ({
      key: section,
      name: say(`section.${section}`),
      complete: problems.length === 0,
      href: `${addressOf(view)}/answers/${section}`,
    })),
    ...papers.map((paper) => ({ ...paper, href: `${addressOf(view)}/documents` })),
    {
      key: 'check',
      name: say.find(`check.${view.standing.stage}`) ?? t('case.check'),
      complete: false,
      href: `${addressOf(view)}/check`,
    },
  ]
  const at = all.findIndex(({ key }) => key === here) + 1
  return (
    <Steps
      label={t('answers.step', { at, of: all.length })}
      steps={all.map((step) => ({
        name: step.name,
        href: step.href,
        state: step.key === here ? 'here' : step.complete ? 'done' : 'ahead',
      }))}
    />
  )
}
