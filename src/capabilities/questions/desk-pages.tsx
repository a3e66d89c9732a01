import type { Day } from '../../platform/days.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, sayProblem } from '../../platform/web/words.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Column,
  Crumbs,
  ErrorSummary,
  Form,
  HiddenField,
  Item,
  More,
  Muted,
  Notice,
  PageTitle,
  Section,
  TextArea,
} from '../../ui/index.ts'
import { deskAddress, type Procedure, type View } from '../cases/index.ts'
import { type Message, openQuestions } from './rules.ts'
import type { Waiting } from './store.ts'
import { Thread } from './thread.tsx'
import type { Say } from './words.ts'

const lastShown = 5
// The subject by the name of the case: an account may have no other name than its address.
const nameIn = (view: View) => (message: Message) => (message.side === 'subject' ? view.standing.title : message.byName)

interface Shown {
  readonly t: Say
  readonly view: View
  readonly messages: readonly Message[]
  readonly mayWork: boolean
  readonly formKey: string
}

/** On the page of the case: what was asked, and the answer where something is open. */
export function DeskPanel(props: Shown) {
  const { t, view, messages, mayWork } = props
  const open = openQuestions(messages).length > 0
  const form = mayWork && <AnswerForm {...props} typed={{}} problem={undefined} />
  return (
    <Section
      title={t('desk.title')}
      id="questions"
      action={
        messages.length > lastShown ? (
          <a href={`${deskAddress(view)}/questions`}>{t('thread.all', { count: messages.length })}</a>
        ) : undefined
      }
    >
      {messages.length === 0 ? (
        <Muted>{t('desk.none')}</Muted>
      ) : (
        <Thread t={t} messages={messages.slice(-lastShown)} called={nameIn(view)} />
      )}
      {open ? form : form && <More title={t('desk.write')}>{form}</More>}
    </Section>
  )
}

interface DeskQuestionsProps extends Shown {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal: string | null
}

/** The whole thread by itself, with what was typed and not taken. */
export function DeskQuestionsPage(props: DeskQuestionsProps) {
  const { t, view, messages, problems, refusal } = props
  const [problem] = problems
  const text = problem && sayProblem(problem, t.language)
  const { standing, procedure } = view
  return (
    <>
      <Crumbs
        label={t('desk.title')}
        steps={[
          { text: procedure.words(t.language)('names'), href: `/desk/cases/${procedure.name}` },
          { text: standing.number ?? standing.title, href: deskAddress(view) },
          { text: t('desk.title') },
        ]}
      />
      <PageTitle title={t('desk.title')} over={standing.title} />
      {text && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={[{ href: '#answer', text }]}
        />
      )}
      {refusal && (
        <Notice tone="due" role="alert">
          {refusal}
        </Notice>
      )}
      {messages.length === 0 ? (
        <Muted>{t('desk.none')}</Muted>
      ) : (
        <Thread t={t} messages={messages} called={nameIn(view)} />
      )}
      {props.mayWork && <AnswerForm {...props} problem={text} />}
    </>
  )
}

function AnswerForm({
  t,
  view,
  messages,
  formKey,
  typed,
  problem,
}: Shown & { typed: Typed; problem: string | undefined }) {
  const last = openQuestions(messages).at(-1)
  const reads = asLanguage(view.standing.personLanguage)
  return (
    <Form action={`${deskAddress(view)}/questions`} method="post" label={t('desk.write')}>
      <HiddenField name="key" value={formKey} />
      <HiddenField name="seen" value={last?.id ?? ''} />
      <TextArea
        name="text"
        id="answer"
        label={t(last ? 'desk.answer' : 'desk.message')}
        hint={`${t('desk.hint')} ${t(`desk.reads.${reads}`)}`}
        rows={5}
        value={typed.text}
        error={problem}
      />
      {last && <Muted>{t('desk.phone.hint')}</Muted>}
      <Actions>
        <Button name="way" value="written">
          {t(last ? 'desk.send' : 'desk.sendMessage')}
        </Button>
        {last && (
          <Button tone="soft" name="way" value="phone">
            {t('desk.phone')}
          </Button>
        )}
      </Actions>
    </Form>
  )
}

interface TodayProps {
  readonly t: Say
  readonly waiting: readonly Waiting[]
  readonly procedures: readonly Procedure[]
  readonly today: Day
}

/** The office's day: what waits for an answer, the most urgent first. */
export function TodayColumn({ t, waiting, procedures, today }: TodayProps) {
  const late = waiting.some(({ due }) => due < today)
  return (
    <Column tone={late ? 'late' : 'due'} title={t('today.title')} count={waiting.length}>
      {waiting.map(({ caseId, procedure, title, number, due }) => {
        const said = {
          procedure: procedures.find(({ name }) => name === procedure)?.words(t.language)('name') ?? procedure,
          number: number ?? '',
          distance: sayDistance(due, today, t.language),
          day: sayDay(due, t.language),
        }
        return (
          <Item
            title={title}
            text={t(due < today ? 'today.late' : 'today.text', said)}
            href={`/desk/cases/${procedure}/${caseId}#questions`}
          />
        )
      })}
    </Column>
  )
}
