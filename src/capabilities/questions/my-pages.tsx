import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, sayProblem } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  ErrorSummary,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  TextArea,
} from '../../ui/index.ts'
import { addressOf, type View } from '../cases/index.ts'
import type { Message } from './rules.ts'
import { type Called, Thread } from './thread.tsx'
import type { Say } from './words.ts'

const lastShown = 3

interface Shown {
  readonly t: Say
  readonly view: View
  readonly messages: readonly Message[]
  readonly called: Called
}

/** On the page of the case: the last words, and the way to ask. */
export function MyPanel({ t, view, messages, called }: Shown) {
  const here = `${addressOf(view)}/questions` as const
  return (
    <Section
      title={t('my.title')}
      id="questions"
      action={
        messages.length > lastShown ? <a href={here}>{t('thread.all', { count: messages.length })}</a> : undefined
      }
    >
      {view.standing.arrivedAt ? (
        <>
          {messages.length > 0 && <Thread t={t} messages={messages.slice(-lastShown)} called={called} />}
          <Actions>
            <ButtonLink tone="soft" href={here}>
              {t(messages.length > 0 ? 'my.again' : 'my.ask')}
            </ButtonLink>
          </Actions>
        </>
      ) : (
        <p>
          {t('my.draft')} <Link href={`/${view.institution.id}/${t.language}/contacts`}>{t('my.contacts')}</Link>
        </p>
      )}
    </Section>
  )
}

interface MyQuestionsProps extends Shown {
  readonly formKey: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly tooMany: boolean
}

/** Everything that was asked and answered, and a new question. */
export function MyQuestionsPage({ t, view, messages, called, formKey, typed, problems, tooMany }: MyQuestionsProps) {
  const [problem] = problems
  const text = problem && sayProblem(problem, t.language)
  return (
    <>
      <Crumbs
        label={t('my.title')}
        steps={[{ text: view.standing.number ?? '', href: addressOf(view) }, { text: t('my.title') }]}
      />
      <PageTitle
        title={t('my.title')}
        lead={t('my.lead', { count: view.institution.settings.answerWithinWorkingDays.value })}
      />
      {text && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={[{ href: '#text', text }]}
        />
      )}
      {tooMany && (
        <Notice tone="due" title={t('my.slow')} role="alert">
          {t('my.slow.text')}
        </Notice>
      )}
      {messages.length === 0 ? <Muted>{t('my.none')}</Muted> : <Thread t={t} messages={messages} called={called} />}
      <Form action={`${addressOf(view)}/questions`} method="post" label={t('my.text')}>
        <HiddenField name="key" value={formKey} />
        <TextArea name="text" label={t('my.text')} hint={t('my.text.hint')} rows={6} value={typed.text} error={text} />
        <Actions>
          <Button>{t('my.send')}</Button>
          <ButtonLink tone="soft" href={addressOf(view)}>
            {t('my.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  )
}
