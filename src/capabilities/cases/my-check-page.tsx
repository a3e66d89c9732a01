import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, sayProblem } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckField,
  DescriptionList,
  DocumentRow,
  ErrorSummary,
  Form,
  HiddenField,
  Muted,
  PageTitle,
  Section,
  Stack,
  Tag,
} from '../../ui/index.ts'
import { isMandated } from './access.ts'
import type { View } from './moment.ts'
import { paperState } from './my-paper-list.tsx'
import { addressOf, partyOf } from './my-place.ts'
import { SectionSteps } from './my-section-steps.tsx'
import { sayAnswer } from './questions.tsx'
import { answerProblems, askedFacts, concludingStep, openPapers, sectionsAt } from './rules.ts'
import { Refusals, Warnings } from './shared-pages.tsx'
import { casesWords, type ExplainedRefusal } from './words.ts'

interface CheckPageProps {
  readonly view: View
  readonly language: Language
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusals: readonly ExplainedRefusal[]
}

/** Check your answers, agree, send. */
export function CheckPage({ view, language, typed, problems, refusals }: CheckPageProps) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const { procedure, standing, situation } = view
  const wanting = answerProblems(procedure, standing, situation, partyOf(view)).flatMap(({ problems: found }) =>
    found.map(({ field }) => field),
  )
  const { stage } = standing
  const concluding = concludingStep(procedure, stage, partyOf(view))
  const papers = openPapers(procedure, stage, view.items, partyOf(view))
  const mandated = isMandated(view.acting, procedure.steps[concluding ?? '']?.mandate)
  return (
    <>
      <SectionSteps view={view} here="check" language={language} />
      <PageTitle
        title={say.find(`check.${stage}`) ?? t('check.title')}
        lead={say.find(`check.${stage}.lead`) ?? t('check.lead')}
      />
      <Refusals refusals={refusals} language={language} />
      <Warnings view={view} language={language} />
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(language)('form.summary', { count: problems.length })}
          problems={problems.map((problem) => ({
            href: `#${problem.field}`,
            text: sayProblem(problem, language, say),
          }))}
        />
      )}
      {sectionsAt(procedure, stage, partyOf(view)).map((section) => (
        <Section title={say(`section.${section}`)}>
          <DescriptionList
            rows={askedFacts(procedure, section, situation).map((fact) => ({
              term: say(`fact.${fact}`),
              value:
                sayAnswer(procedure, fact, standing.typed, situation, language) ||
                (wanting.includes(fact) ? <Tag tone="due">{t('answers.missing')}</Tag> : '–'),
              action: {
                href: `${addressOf(view)}/answers/${section}#${fact}`,
                text: t('answers.change'),
                about: say(`fact.${fact}`),
              },
            }))}
          />
        </Section>
      ))}
      {papers.length > 0 && (
        <Section title={t('papers.title')}>
          <Stack>
            {papers.map((item) => (
              <DocumentRow {...paperState(item, view, language)}>
                <a href={`${addressOf(view)}/documents#${item.wanted.type}`}>{t('answers.change')}</a>
              </DocumentRow>
            ))}
          </Stack>
        </Section>
      )}
      {concluding && !mandated && (
        <>
          <Muted>{t('check.notForYou', { name: standing.title })}</Muted>
          <Actions>
            <ButtonLink tone="soft" href={addressOf(view)}>
              {t('answers.back')}
            </ButtonLink>
          </Actions>
        </>
      )}
      {concluding && mandated && (
        <Form action={`${addressOf(view)}/steps/${concluding}`} method="post">
          <HiddenField name="version" value={standing.version} />
          {procedure.steps[concluding]?.arrives && !view.filler && (
            <CheckField
              name="consent"
              label={t('check.consent')}
              checked={typed.consent === 'yes'}
              error={problems.some(({ field }) => field === 'consent') ? formWords(language)('form.agree') : undefined}
            />
          )}
          <Actions>
            <Button>{say(`step.${concluding}`)}</Button>
            <ButtonLink tone="soft" href={addressOf(view)}>
              {t('answers.back')}
            </ButtonLink>
          </Actions>
        </Form>
      )}
    </>
  )
}
