import { dayOf } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, sayProblem } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayBytes, sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  CheckField,
  Confirm,
  DescriptionList,
  DocumentRow,
  EmptyState,
  ErrorSummary,
  FileCard,
  FileField,
  Form,
  HiddenField,
  Notice,
  Now,
  PageTitle,
  Section,
  Stack,
  Steps,
  Tag,
  Timeline,
} from '../../ui/index.ts'
import { mostFiles } from '../documents/index.ts'
import type { View } from './moment.ts'
import { Question, StepQuestion, sayAnswer } from './questions.tsx'
import {
  answerProblems,
  askedFacts,
  type ChecklistItem,
  isClosed,
  isEditable,
  isThere,
  type KeptFile,
  stepsOf,
  waitsFor,
} from './rules.ts'
import {
  type CaseLetter,
  type CaseMail,
  DeadlineList,
  Letters,
  Messages,
  Refusals,
  RuleText,
  turnOf,
  Warnings,
} from './shared-pages.tsx'
import { type JournalRow, lastWord, timelineItems } from './timeline.tsx'
import { casesWords, type ExplainedRefusal, explain } from './words.ts'

export function addressOf(view: View): Href {
  return `/my/${view.standing.institution}/${view.standing.id}`
}

/** Everything that one account has, over the institutions. */
export function MyCasesPage({
  views,
  language,
  unproven,
}: {
  views: readonly View[]
  language: Language
  unproven: string | null
}) {
  const t = casesWords(language)
  return (
    <>
      <PageTitle title={t('my.title')} />
      {unproven && <Notice tone="wait">{t('my.unproven', { email: unproven })}</Notice>}
      {views.length === 0 && (
        <EmptyState
          title={t('my.none.title')}
          text={t('my.none.text')}
          action={<ButtonLink href="/">{t('my.none.action')}</ButtonLink>}
        />
      )}
      <Stack>
        {views.map((view) => {
          const say = view.procedure.words(language)
          const { standing } = view
          const day = sayDay(dayOf(standing.arrivedAt ?? standing.openedAt), language)
          return (
            <Card title={`${say('name')} · ${view.institution.short[language]}`}>
              <p>
                <Tag tone={turnOf(view).tone}>{say(`stage.${standing.stage}`)}</Tag>
              </p>
              <p>{standing.number ? `${standing.number}. ${t('my.sent', { day })}` : t('my.begun', { day })}</p>
              <Actions>
                <ButtonLink href={addressOf(view)}>
                  {isEditable(view.procedure, standing.stage) ? t('case.continue') : t('my.open')}
                </ButtonLink>
              </Actions>
            </Card>
          )
        })}
      </Stack>
    </>
  )
}

interface CasePageProps {
  readonly view: View
  readonly language: Language
  readonly journal: readonly JournalRow[]
  readonly letters: readonly CaseLetter[]
  readonly mails: readonly CaseMail[]
  readonly refusals?: readonly ExplainedRefusal[]
  readonly notice?: string | undefined
  readonly unproven: string | null
}

/** Where the case stands, what is missing, who has it, what comes next. */
export function MyCasePage({
  view,
  language,
  journal,
  letters,
  mails,
  refusals = [],
  notice,
  unproven,
}: CasePageProps) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const { standing, procedure } = view
  const editable = isEditable(procedure, standing.stage)
  return (
    <>
      <PageTitle title={say('name')} over={standing.number ?? t('case.over.draft')} />
      {notice && (
        <Notice tone="wait" role="alert">
          {notice}
        </Notice>
      )}
      <Refusals refusals={refusals} language={language} />
      <TurnBox view={view} language={language} said={lastWord(journal, view)} />
      <Letters letters={letters} procedure={view.procedure} base={`${addressOf(view)}/letters`} language={language} />
      {unproven && <Notice tone="wait">{t('my.unproven', { email: unproven })}</Notice>}
      {editable && <ToDo view={view} language={language} />}
      {!editable && <PaperList view={view} language={language} />}
      <DeadlineList view={view} language={language} />
      <Section title={t('case.history')}>
        <Timeline items={[...timelineItems(journal, view, language, 'subject'), ...ahead(view, language)]} />
      </Section>
      <Messages mails={mails} language={language} />
      <Leaving view={view} language={language} />
    </>
  )
}

function TurnBox({ view, language, said }: { view: View; language: Language; said: string | null }) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const left = leftToDo(view)
  const editable = isEditable(view.procedure, view.standing.stage)
  const turn = turnOf(view)
  return (
    <Now
      tag={{ tone: turn.tone, text: t(`case.turn.${turn.waits}`) }}
      title={editable ? t('case.left', { count: left }) : say(`now.${view.standing.stage}`)}
      text={editable && !said ? t('case.savedHere') : say(`next.${view.standing.stage}`)}
    >
      {said && (
        <Notice tone={turn.waits === 'closed' ? 'quiet' : 'late'}>
          <p class="body">{said}</p>
        </Notice>
      )}
      {editable && (
        <Actions>
          <ButtonLink href={nextToDo(view)}>{left === 0 ? t('case.check') : t('case.continue')}</ButtonLink>
        </Actions>
      )}
    </Now>
  )
}

/** How many parts of the questions and papers still want something. */
export function leftToDo(view: View): number {
  const answers = answerProblems(view.procedure, view.standing, view.situation).filter(
    ({ problems }) => problems.length > 0,
  )
  return answers.length + view.items.filter((item) => !item.wanted.optional && !isThere(item)).length
}

function nextToDo(view: View): Href {
  const open = answerProblems(view.procedure, view.standing, view.situation).find(({ problems }) => problems.length > 0)
  if (open) return `${addressOf(view)}/answers/${open.section}`
  return view.items.some((item) => !item.wanted.optional && !isThere(item))
    ? `${addressOf(view)}/documents`
    : `${addressOf(view)}/check`
}

function ToDo({ view, language }: { view: View; language: Language }) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const sections = answerProblems(view.procedure, view.standing, view.situation)
  return (
    <>
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
      <PaperList view={view} language={language} />
    </>
  )
}

function PaperList({ view, language }: { view: View; language: Language }) {
  const t = casesWords(language)
  if (view.items.length === 0) return null
  const editable = isEditable(view.procedure, view.standing.stage)
  return (
    <Section
      title={t('case.documents')}
      action={editable ? <a href={`${addressOf(view)}/documents`}>{t('papers.add')}</a> : undefined}
    >
      <Stack>
        {view.items.map((item) => (
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

// What is still to come: the stages after this one, in the procedure's own words.
function ahead(view: View, language: Language) {
  if (isClosed(view.procedure, view.standing.stage)) return []
  const say = view.procedure.words(language)
  const coming = say.find(`ahead.${view.standing.stage}`)
  return coming ? coming.split('\n').map((title) => ({ title, ahead: true })) : []
}

// Steps that the subject may take outside the sending of answers: withdrawing.
function Leaving({ view, language }: { view: View; language: Language }) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const steps = stepsOf(view.procedure, view.standing.stage, 'subject').filter(([, step]) => !step.arrives)
  if (steps.length === 0) return null
  return (
    <Section title={t('case.more')}>
      {steps.map(([name, step]) => (
        <Confirm open={say(`step.${name}`)}>
          <p>
            {say.find(`step.${name}.about`)} {step.final && t('step.sure')}
          </p>
          <Form action={`${addressOf(view)}/steps/${name}`} method="post">
            <HiddenField name="version" value={view.standing.version} />
            {Object.entries(step.asks?.shape ?? {}).map(([field, schema]) => (
              <StepQuestion
                step={name}
                field={field}
                schema={schema}
                procedure={view.procedure}
                situation={view.situation}
                language={language}
                typed={{}}
                errorOf={() => undefined}
              />
            ))}
            <Actions>
              <Button tone="danger">{say(`step.${name}`)}</Button>
            </Actions>
          </Form>
        </Confirm>
      ))}
    </Section>
  )
}

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
  const errorOf = (field: string) => {
    const problem = problems.find((candidate) => candidate.field === field)
    return problem ? sayProblem(problem, language, say) : undefined
  }
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

function SectionSteps({ view, here, language }: { view: View; here: string; language: Language }) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const sections = answerProblems(view.procedure, view.standing, view.situation)
  const papers =
    view.items.length > 0
      ? [
          {
            key: 'documents',
            name: t('papers.title'),
            complete: view.items.every((item) => item.wanted.optional || isThere(item)),
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
    { key: 'check', name: t('case.check'), complete: false, href: `${addressOf(view)}/check` },
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

function ProblemSummary({
  problems,
  say,
  called,
  language,
}: {
  problems: readonly Problem[]
  say: (field: string) => string | undefined
  called: (field: string) => string
  language: Language
}) {
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      title={formWords(language)('form.summary', { count: problems.length })}
      problems={problems.map(({ field }) => ({ href: `#${field}`, text: `${called(field)}: ${say(field) ?? ''}` }))}
    />
  )
}

interface DocumentsPageProps {
  readonly view: View
  readonly language: Language
  readonly notTaken: readonly string[]
  readonly at?: string | undefined
  readonly complete: boolean
}

/** The papers: what is wanted and why, what is there, and a form for each that takes files. */
export function DocumentsPage({ view, language, notTaken, at, complete }: DocumentsPageProps) {
  const t = casesWords(language)
  return (
    <>
      <SectionSteps view={view} here="documents" language={language} />
      <PageTitle title={t('papers.title')} lead={t('papers.lead')} />
      {notTaken.length > 0 && (
        <ErrorSummary
          title={formWords(language)('form.summary', { count: notTaken.length })}
          problems={notTaken.map((text) => ({ href: `#${at ?? 'page'}`, text }))}
        />
      )}
      <Stack>
        {view.items.map((item) => (
          <DocumentRow {...paperState(item, view, language)} text={item.wanted.hint[language]}>
            <PaperBody view={view} item={item} language={language} complete={complete} />
          </DocumentRow>
        ))}
      </Stack>
      <Actions>
        <ButtonLink href={`${addressOf(view)}/check`}>{t('papers.goOn')}</ButtonLink>
        <ButtonLink tone="soft" href={addressOf(view)}>
          {t('answers.back')}
        </ButtonLink>
      </Actions>
    </>
  )
}

function PaperBody({
  view,
  item,
  language,
  complete,
}: {
  view: View
  item: ChecklistItem
  language: Language
  complete: boolean
}) {
  const t = casesWords(language)
  const type = item.wanted.type
  const base = addressOf(view)
  const open = !['accepted', 'waived'].includes(item.state) && isEditable(view.procedure, view.standing.stage)
  return (
    <>
      <p class="muted">{t('papers.why', { why: item.wanted.why[language] })}</p>
      {item.state === 'returned' && <Notice tone="late">{item.reason}</Notice>}
      {item.wanted.made && (
        <p>
          {complete ? <a href={`${base}/papers/${item.wanted.made}`}>{t('papers.made')}</a> : t('papers.madeFirst')}
        </p>
      )}
      {item.files.map((file) => (
        <FileLine file={file} base={base} language={language} removable={open && item.state === 'uploaded'} />
      ))}
      {open && (
        <div data-upload data-sending={t('papers.sending')} data-failed={t('papers.failed')}>
          <Form
            action={`${base}/documents/${type}`}
            method="post"
            multipart
            label={t('papers.addLabel', { paper: item.wanted.title[language] })}
          >
            <FileField
              name="file"
              id={`file-${type}`}
              label={item.state === 'returned' ? t('papers.again') : t('papers.add')}
              accept="image/jpeg,image/png,image/webp,application/pdf"
              multiple={mostFiles > 1}
            />
            <Actions>
              <Button tone="soft">{t('papers.send')}</Button>
            </Actions>
          </Form>
        </div>
      )}
    </>
  )
}

function FileLine({
  file,
  base,
  language,
  removable,
}: {
  file: KeptFile
  base: Href
  language: Language
  removable: boolean
}) {
  const t = casesWords(language)
  const address = `${base}/files/${file.id}`
  return (
    <FileCard
      name={file.name}
      size={`${sayBytes(file.bytes, language)}, ${t('papers.pages', { count: file.pages })}`}
      href={address}
      thumbnail={file.hasThumbnail ? `${address}/thumbnail` : undefined}
      actions={
        removable ? (
          <Form action={`${address}/removal`} method="post" label={t('papers.removeAbout', { name: file.name })}>
            <Button tone="soft">{t('papers.remove')}</Button>
          </Form>
        ) : undefined
      }
    />
  )
}

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
  const wanting = answerProblems(procedure, standing, situation).flatMap(({ problems: found }) =>
    found.map(({ field }) => field),
  )
  const [sending] = stepsOf(procedure, standing.stage, 'subject').filter(([, step]) => step.arrives)
  return (
    <>
      <SectionSteps view={view} here="check" language={language} />
      <PageTitle title={t('check.title')} lead={t('check.lead')} />
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
      {Object.keys(procedure.sections).map((section) => (
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
      <Section title={t('papers.title')}>
        <Stack>
          {view.items.map((item) => (
            <DocumentRow {...paperState(item, view, language)}>
              <a href={`${addressOf(view)}/documents#${item.wanted.type}`}>{t('answers.change')}</a>
            </DocumentRow>
          ))}
        </Stack>
      </Section>
      {sending && (
        <Form action={`${addressOf(view)}/steps/${sending[0]}`} method="post">
          <HiddenField name="version" value={standing.version} />
          <CheckField
            name="consent"
            label={t('check.consent')}
            checked={typed.consent === 'yes'}
            error={problems.some(({ field }) => field === 'consent') ? formWords(language)('form.agree') : undefined}
          />
          <Actions>
            <Button>{say(`step.${sending[0]}`)}</Button>
            <ButtonLink tone="soft" href={addressOf(view)}>
              {t('answers.back')}
            </ButtonLink>
          </Actions>
        </Form>
      )}
    </>
  )
}
