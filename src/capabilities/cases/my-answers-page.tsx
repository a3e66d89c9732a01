import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { Actions, Button, ButtonLink, Form, Notice, PageTitle } from '../../ui/index.ts'
import type { View } from './moment.ts'
import { addressOf } from './my-place.ts'
import { SectionSteps } from './my-section-steps.tsx'
import { ProblemSummary } from './problem-summary.tsx'
import { Question } from './questions.tsx'
import { askedFacts } from './rules.ts'
import { RuleText, Warnings } from './shared-pages.tsx'
import { casesWords, explain } from './words.ts'

interface AnswersPageProps {
  readonly view: View
  readonly section: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly language: Language
}

/** One page of questions. */
export function AnswersPage({ view, section, typed, problems, language }: AnswersPageProps) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const errorOf = (field: string) => saidOf(problems, field, language, say)
  return (
    <>
      <SectionSteps view={view} here={section} language={language} />
      <PageTitle title={say(`section.${section}`)} lead={say.find(`section.${section}.lead`) ?? undefined} />
      <ProblemSummary
        problems={problems}
        say={errorOf}
        called={(field) => say.find(`fact.${field}`) ?? field}
        language={language}
      />
      <Reasons view={view} problems={problems} language={language} />
      {view.procedure.helps?.[section]?.({ base: addressOf(view), language })}
      <Warnings view={view} facts={askedFacts(view.procedure, section, view.situation)} language={language} />
      <Form action={`${addressOf(view)}/answers/${section}`} method="post" id="answers">
        {askedFacts(view.procedure, section, view.situation).map((fact) => (
          <Question
            fact={fact}
            procedure={view.procedure}
            situation={view.situation}
            language={language}
            typed={typed}
            errorOf={errorOf}
          />
        ))}
        <p
          class="muted"
          data-kept={t('answers.kept')}
          data-keeping={t('answers.keeping')}
          data-not-kept={t('answers.notKept')}
          role="status"
        />
        <Actions>
          <Button>{t('answers.save')}</Button>
          <ButtonLink tone="soft" href={addressOf(view)}>
            {t('answers.back')}
          </ButtonLink>
        </Actions>
      </Form>
      <p class="muted">{t('case.savedHere')}</p>
    </>
  )
}

// Where an answer meets a rule: the rule with its source, and what would make it possible.
function Reasons({ view, problems, language }: { view: View; problems: readonly Problem[]; language: Language }) {
  const met = (view.procedure.disagree?.(view.situation) ?? []).filter(({ fact, refusal }) =>
    problems.some(({ field, key }) => field === fact && key === refusal.key),
  )
  return (
    <>
      {met.map(({ refusal }) => {
        const { rule, remedy } = explain(refusal, view.procedure, view.law, language)
        return (
          rule && (
            <Notice tone="wait">
              {remedy} <RuleText rule={rule} language={language} />
            </Notice>
          )
        )
      })}
    </>
  )
}
