import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { sayProblem } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayBytes, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Beside,
  Button,
  Card,
  CaseColumns,
  Confirm,
  Crumbs,
  DescriptionList,
  DocumentRow,
  FileCard,
  Form,
  HiddenField,
  More,
  Muted,
  Notice,
  PageTitle,
  Section,
  Stack,
  Tag,
  TextArea,
  Timeline,
} from '../../ui/index.ts'
import { StageTag } from './desk-list-pages.tsx'
import type { View } from './moment.ts'
import { paperState } from './my-paper-list.tsx'
import type { Procedure } from './procedure.ts'
import { StepQuestion, sayAnswer } from './questions.tsx'
import { askedFacts, type ChecklistItem, isClosed, type KeptFile, stepsOf, waitsFor, whyNot } from './rules.ts'
import { type CaseLetter, type CaseMail, DeadlineList, Letters, Messages, Refusals, Warnings } from './shared-pages.tsx'
import { type JournalRow, timelineItems } from './timeline.tsx'
import { casesWords, type ExplainedRefusal, explain } from './words.ts'

export interface Look {
  readonly at: Date
  readonly byName: string
  readonly name: string
  readonly type: string
}

export interface Note {
  readonly at: Date
  readonly by_name: string
  readonly text: string
}

/** What the officer typed into a step that was not taken. */
export interface Tried {
  readonly step: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

interface DeskCaseProps {
  readonly view: View
  readonly language: Language
  readonly journal: readonly JournalRow[]
  readonly letters: readonly CaseLetter[]
  readonly mails: readonly CaseMail[]
  readonly notes: readonly Note[]
  readonly looks: readonly Look[]
  readonly me: string
  readonly mayWork: boolean
  readonly mayLook: boolean
  readonly open: KeptFile | null
  readonly refusals: readonly ExplainedRefusal[]
  readonly notice?: string | undefined
  readonly tried: Tried | null
}

export function deskAddress(view: View): Href {
  return `/desk/cases/${view.procedure.name}/${view.standing.id}`
}

/** One case: answers and papers, what to do, dates, notes, and everything that happened. */
export function DeskCasePage(props: DeskCaseProps) {
  const { view, language, journal } = props
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const { standing, procedure } = view
  const paper = props.mayLook ? props.open : null
  const number = standing.number ?? standing.title
  return (
    <>
      <Crumbs
        label={say('names')}
        steps={[
          { text: say('names'), href: `/desk/cases/${procedure.name}` },
          paper ? { text: number, href: deskAddress(view) } : { text: number },
          ...(paper ? [{ text: paper.name }] : []),
        ]}
      />
      <PageTitle title={standing.title} />
      <p>
        <StageTag procedure={procedure} stage={standing.stage} language={language} />{' '}
        {say.find(`desk.${standing.stage}`)}
      </p>
      {props.notice && (
        <Notice tone="wait" role="alert">
          {props.notice}
        </Notice>
      )}
      <Refusals refusals={props.refusals} language={language} />
      <Warnings view={view} language={language} />
      {paper && <Viewing {...props} file={paper} />}
      <CaseColumns
        first={props.mayWork && !isClosed(procedure, standing.stage) && <WhatToDo {...props} />}
        matter={
          <>
            <Letters
              letters={props.letters}
              procedure={view.procedure}
              base={`${deskAddress(view)}/letters`}
              language={language}
            />
            {!paper && <Papers {...props} />}
            {!paper && <Facts view={view} language={language} />}
            <Section title={t('case.history')}>
              <Timeline items={timelineItems(journal, view, language, 'office')} />
            </Section>
            <Messages mails={props.mails} language={language} />
          </>
        }
        side={
          <>
            <DeadlineList view={view} language={language} />
            <Owner {...props} />
            <Notes {...props} />
            {props.mayLook && <Looks {...props} />}
          </>
        }
      />
    </>
  )
}

function OtherPapers({ items, view, language }: DeskCaseProps & { items: readonly ChecklistItem[] }) {
  return (
    <Section title={casesWords(language)('case.documents')}>
      <ul>
        {items.map((item) => {
          const { title, tag, state } = paperState(item, view, language)
          const [file] = item.files
          return (
            <li>
              {file ? <a href={`${deskAddress(view)}?file=${file.id}#viewer`}>{title}</a> : title}{' '}
              <Tag tone={toneOfPaper[state]}>{tag}</Tag>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

const toneOfPaper = { ok: 'ok', wait: 'wait', missing: 'due', back: 'late' } as const

// The paper stays in sight at the left; what it has to prove, and the decision on it, stand at the right.
function Viewing({ file, ...props }: DeskCaseProps & { file: KeptFile }) {
  const { view, language } = props
  const item = view.items.find((candidate) => shows(candidate, file))
  return (
    <Beside paper={<Viewer file={file} view={view} language={language} />}>
      {item && <Paper item={item} {...props} />}
      <OtherPapers items={view.items.filter((other) => other !== item)} {...props} />
      <Facts view={view} language={language} />
    </Beside>
  )
}

function WhatToDo({ view, language, tried }: DeskCaseProps) {
  const t = casesWords(language)
  const steps = stepsOf(view.procedure, view.standing.stage, 'office')
  return (
    <Card title={t('desk.steps')}>
      {steps.length === 0 && <Muted>{t('desk.noSteps')}</Muted>}
      {steps.map(([name]) => (
        <OneStep name={name} view={view} language={language} tried={tried?.step === name ? tried : null} />
      ))}
    </Card>
  )
}

type AnyStep = Procedure['steps'][string]

// The way on is the green button; asking and refusing stand back.
function toneOf(step: AnyStep): 'main' | 'soft' | 'danger' {
  if (step.tone === 'danger') return 'danger'
  return step.final ? 'main' : 'soft'
}

function OneStep({
  name,
  view,
  language,
  tried,
}: {
  name: string
  view: View
  language: Language
  tried: Tried | null
}) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const step = view.procedure.steps[name]
  if (!step) return null
  const refusals = whyNot(view.procedure, name, 'office', view.standing, view.situation, view.items)
  if (refusals.length > 0) {
    return (
      <More title={say(`step.${name}`)} about={t('case.notPossible')} open={tried !== null}>
        <Refusals
          refusals={refusals.map((refusal) => explain(refusal, view.procedure, view.law, language))}
          language={language}
        />
      </More>
    )
  }
  const errorOf = (field: string) => {
    const problem = tried?.problems.find((candidate) => candidate.field === field)
    return problem ? sayProblem(problem, language, say) : undefined
  }
  const form = (
    <Form action={`${deskAddress(view)}/steps/${name}`} method="post" label={say(`step.${name}`)}>
      <HiddenField name="version" value={view.standing.version} />
      {say.find(`step.${name}.about`) && <p>{say(`step.${name}.about`)}</p>}
      {Object.entries(step.asks?.shape ?? {}).map(([field, schema]) => (
        <StepQuestion
          step={name}
          field={field}
          schema={schema}
          procedure={view.procedure}
          situation={view.situation}
          language={language}
          typed={tried?.typed ?? {}}
          errorOf={errorOf}
        />
      ))}
      {step.final && <Muted>{t('step.sure')}</Muted>}
      <Actions>
        <Button tone={step.tone ?? 'main'}>{say(`step.${name}`)}</Button>
      </Actions>
    </Form>
  )
  const plain = !step.asks && !step.final
  return plain ? (
    form
  ) : (
    <Confirm open={say(`step.${name}`)} tone={toneOf(step)} expanded={tried !== null}>
      {form}
    </Confirm>
  )
}

function Papers(props: DeskCaseProps) {
  const { view, language, mayLook } = props
  const t = casesWords(language)
  if (view.items.length === 0) return null
  return (
    <Section title={t('case.documents')}>
      {!mayLook && <Muted>{t('desk.papersHidden')}</Muted>}
      <Stack>
        {view.items.map((item) => (
          <Paper item={item} {...props} />
        ))}
      </Stack>
      <Muted>{t('desk.look')}</Muted>
    </Section>
  )
}

const shows = (item: ChecklistItem, file: KeptFile) => [...item.files, ...item.earlier].includes(file)

function Paper({ item, view, language, mayWork, mayLook, open }: DeskCaseProps & { item: ChecklistItem }) {
  return (
    <DocumentRow {...paperState(item, view, language)} text={item.reason}>
      {mayLook &&
        [...item.files, ...item.earlier].map((file) => (
          <PaperFile
            file={file}
            earlier={item.earlier.includes(file)}
            here={open?.id === file.id}
            view={view}
            language={language}
          />
        ))}
      {mayWork && !isClosed(view.procedure, view.standing.stage) && (
        <PaperDecision
          item={item}
          view={view}
          language={language}
          isOpen={item.files.some((file) => file.id === open?.id)}
        />
      )}
    </DocumentRow>
  )
}

function PaperFile({
  file,
  earlier,
  here,
  view,
  language,
}: {
  file: KeptFile
  earlier: boolean
  here: boolean
  view: View
  language: Language
}) {
  const t = casesWords(language)
  const base = deskAddress(view)
  const size = `${sayBytes(file.bytes, language)}, ${t('papers.pages', { count: file.pages })}`
  return (
    <FileCard
      name={file.name}
      size={earlier ? `${t('papers.earlier')}. ${size}` : size}
      href={`${base}?file=${file.id}#viewer`}
      actions={
        here ? (
          <a href={`${base}/files/${file.id}`} target="_blank" rel="noopener">
            {t('desk.newTab')}
          </a>
        ) : undefined
      }
    />
  )
}

interface PaperDecisionProps {
  readonly item: ChecklistItem
  readonly view: View
  readonly language: Language
  /** The paper is open beside the answers: the next one opens after it. */
  readonly isOpen: boolean
}

function PaperDecision({ item, view, language, isOpen }: PaperDecisionProps) {
  const t = casesWords(language)
  const action: Href = `${deskAddress(view)}/documents/${item.wanted.type}`
  const reason = `reason-${item.wanted.type}`
  const isOurTurn = waitsFor(view.procedure, view.standing.stage) === 'office'
  return (
    <Actions>
      {item.state !== 'accepted' && item.files.length > 0 && isOurTurn && (
        <Form action={action} method="post" label={`${t('desk.accept')}: ${item.wanted.title[language]}`}>
          {isOpen && <HiddenField name="beside" value="yes" />}
          <Button tone="soft" name="state" value="accepted">
            {t('desk.accept')}
          </Button>
        </Form>
      )}
      <More title={t('desk.decide')}>
        <Form action={action} method="post" label={`${t('desk.decide')}: ${item.wanted.title[language]}`}>
          {isOpen && <HiddenField name="beside" value="yes" />}
          <TextArea name="reason" id={reason} label={t('desk.reason')} hint={t('desk.reason.hint')} rows={3} />
          <Actions>
            {item.files.length > 0 && (
              <Button tone="danger" name="state" value="returned">
                {t('desk.return')}
              </Button>
            )}
            <Button tone="soft" name="state" value="waived">
              {t('desk.waive')}
            </Button>
            <Button tone="soft" name="state" value="shown">
              {t('desk.shown')}
            </Button>
          </Actions>
        </Form>
      </More>
    </Actions>
  )
}

function Viewer({ file, view, language }: { file: KeptFile; view: View; language: Language }) {
  const t = casesWords(language)
  const address: Href = `${deskAddress(view)}/files/${file.id}`
  return (
    <Section title={`${t('desk.viewer')}: ${file.name}`} id="viewer">
      {file.kind === 'pdf' ? (
        <iframe class="paper" src={address} title={file.name} />
      ) : (
        <img class="paper" src={address} alt={file.name} />
      )}
    </Section>
  )
}

function Facts({ view, language }: { view: View; language: Language }) {
  const { procedure, standing, situation } = view
  const say = procedure.words(language)
  return (
    <>
      {Object.keys(procedure.sections).map((section) => (
        <Section title={say(`section.${section}`)}>
          <DescriptionList
            rows={askedFacts(procedure, section, situation).map((fact) => ({
              term: say(`fact.${fact}`),
              value: sayAnswer(procedure, fact, standing.typed, situation, language) || '–',
            }))}
          />
        </Section>
      ))}
    </>
  )
}

function Owner({ view, language, me, mayWork }: DeskCaseProps) {
  const t = casesWords(language)
  const mine = view.standing.ownerId === me
  return (
    <Card title={t('case.owner')}>
      <p>{view.standing.ownerName ?? t('case.owner.none')}</p>
      {mayWork && (
        <Form action={`${deskAddress(view)}/owner`} method="post">
          <Actions>
            <Button tone="soft" name="owner" value={mine ? 'nobody' : 'me'}>
              {t(mine ? 'case.owner.leave' : 'case.owner.take')}
            </Button>
          </Actions>
        </Form>
      )}
    </Card>
  )
}

function Notes({ view, language, notes, mayWork }: DeskCaseProps) {
  const t = casesWords(language)
  return (
    <Card title={t('desk.notes')}>
      {notes.length === 0 && <Muted>{t('desk.notes.none')}</Muted>}
      {notes.map((note) => (
        <p>
          {note.text}
          <br />
          <Muted>{t('action.by', { name: note.by_name, at: sayMoment(note.at, language) })}</Muted>
        </p>
      ))}
      {mayWork && (
        <Form action={`${deskAddress(view)}/notes`} method="post">
          <TextArea name="text" id="note" label={t('desk.note')} rows={3} />
          <Actions>
            <Button tone="soft">{t('desk.note.save')}</Button>
          </Actions>
        </Form>
      )}
    </Card>
  )
}

function Looks({ view, language, looks }: DeskCaseProps) {
  const t = casesWords(language)
  return (
    <Card title={t('desk.looks')}>
      {looks.length === 0 && <Muted>{t('desk.looks.none')}</Muted>}
      <ul>
        {looks.map((look) => (
          <li>
            {look.byName},{' '}
            {view.items.find((item) => item.wanted.type === look.type)?.wanted.title[language] ?? look.name},{' '}
            {sayMoment(look.at, language)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
