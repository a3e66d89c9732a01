import type { Html } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  EmptyState,
  Form,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  Prose,
  Section,
  TextArea,
} from '../../ui/index.ts'
import type { Unclear } from './about-store.ts'
import { sayProblem, type T } from './pages.tsx'

interface Props {
  readonly t: T
  readonly unclear: readonly Unclear[]
  /** What visitors look for and do not find, in the reader's words. */
  readonly absent: readonly string[]
  readonly notice: string | null
  readonly mayClear: boolean
  readonly mayEdit: boolean
  /** The answer that could not be taken: of which question, what was typed, what is wrong. */
  readonly slip?: { readonly id: string; readonly typed: Typed; readonly problems: readonly Problem[] } | undefined
}

/** What an office should clear up: contradictions with both readings, and what its pages lack. */
export function UnclearPage(props: Props): Html {
  const { t, unclear, absent, notice, mayEdit } = props
  // What somebody else cleared while this answer was written stands where it stood.
  const isOpen = ({ id, cleared }: Unclear) => !cleared || id === props.slip?.id
  const open = unclear.filter(isOpen)
  const cleared = unclear.filter((one) => !isOpen(one))
  return (
    <>
      <PageTitle
        title={t('office.unclear')}
        lead={t('office.unclearLead')}
        over={mayEdit && <Link href="/desk/office">{t('office.title')}</Link>}
      />
      {notice && <Notice tone="ok" title={notice} role="status" />}
      {open.length + absent.length === 0 && (
        <EmptyState title={t('office.unclearNone')} text={t('office.unclearNoneText')} />
      )}
      {absent.length > 0 && (
        <Section title={t('office.absent')}>
          <Prose>
            <ul>
              {absent.map((text) => (
                <li>{text}</li>
              ))}
            </ul>
          </Prose>
        </Section>
      )}
      {open.map((one) => (
        <Question {...props} question={one} />
      ))}
      {cleared.length > 0 && (
        <More title={t('office.cleared')}>
          {cleared.map((one) => (
            <Question {...props} question={one} />
          ))}
        </More>
      )}
    </>
  )
}

type QuestionProps = Props & { question: Unclear }

function Question(props: QuestionProps) {
  const { t, question } = props
  return (
    <Section title={question.about[t.language]} id={question.id}>
      <Card>
        <ol>
          {question.readings.map(({ text, quote }) => (
            <li>
              {text[t.language]}
              <br />
              <Muted>{t('office.readingFrom', { quote })}</Muted>
            </li>
          ))}
        </ol>
        {question.cleared ? <Answer {...props} cleared={question.cleared} /> : <AnswerForm {...props} />}
      </Card>
    </Section>
  )
}

function Answer({
  t,
  question,
  cleared,
  mayClear,
  slip,
}: QuestionProps & { cleared: NonNullable<Unclear['cleared']> }) {
  const by = t('office.clearedBy', { by: cleared.by, at: sayMoment(cleared.at, t.language) })
  return (
    <>
      {slip?.id === question.id && (
        <Notice tone="late" role="alert" title={t('office.clearedMeanwhile', { answer: slip.typed.answer ?? '' })} />
      )}
      <p>{cleared.answer}</p>
      <Muted>{by}</Muted>
      {mayClear && (
        <Form action={`/desk/office/unclear/${question.id}/opening`} method="post">
          <Actions>
            <Button tone="soft">{t('office.reopen')}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}

function AnswerForm({ t, question, slip, mayClear }: QuestionProps) {
  if (!mayClear) return <></>
  const own = slip?.id === question.id ? slip : undefined
  const problem = own?.problems[0]
  return (
    <Form action={`/desk/office/unclear/${question.id}`} method="post">
      <TextArea
        id={`answer-${question.id}`}
        name="answer"
        label={t('office.answer')}
        value={own?.typed.answer ?? ''}
        rows={2}
        error={problem && sayProblem(t, problem)}
      />
      <Actions>
        <Button>{t('office.clear')}</Button>
      </Actions>
    </Form>
  )
}
