import type { Href } from '../../platform/jsx-runtime.ts'
import { plainAddress } from '../../platform/mail/transport.ts'
import type { Form as ReadForm } from '../../platform/web/form.ts'
import { errorOf, formWords, sayProblem } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  Crumbs,
  ErrorSummary,
  Form,
  HiddenField,
  Main,
  Muted,
  Notice,
  PageTitle,
  Section,
  TextField,
} from '../../ui/index.ts'
import type { Call } from '../calls/index.ts'
import type { Say } from './words.ts'

export function callAddress(institution: string, language: string, slug: string): Href {
  return `/${institution}/${language}/calls/${slug}`
}

export interface ApplyProps {
  readonly t: Say
  readonly call: Call
  readonly isOpen: boolean
  readonly form: ReadForm<unknown> | undefined
  readonly signedInAs: string | null
  readonly tooMany: boolean
}

/** How an application for a call begins: what it takes, and one button. */
export function ApplyPage(props: ApplyProps) {
  const { t, call, isOpen } = props
  const { language } = t
  const title = call.said.title[language]
  return (
    <Main>
      <Crumbs
        label={t('apply.crumbs')}
        steps={[{ text: title, href: callAddress(call.institution, language, call.slug) }, { text: t('apply.title') }]}
      />
      <PageTitle
        title={t('apply.title')}
        over={title}
        lead={call.closesOn ? t('apply.until', { day: sayDay(call.closesOn, language) }) : t('apply.lead')}
      />
      {isOpen ? (
        <BeginForm {...props} />
      ) : (
        <Notice tone="due" title={t('apply.shut')} role="alert">
          {t('apply.shut.text')}
        </Notice>
      )}
      <Section title={t('apply.papers')}>
        <ol>
          {call.said.documents.map(({ title, hint }) => (
            <li>
              {title[language]} {hint && <Muted>{hint[language]}</Muted>}
            </li>
          ))}
          <li>{t('apply.papers.own')}</li>
        </ol>
      </Section>
      <Section title={t('apply.how')}>
        <ol>
          {(['fill', 'unit', 'office', 'commission', 'result'] as const).map((step) => (
            <li>{t(`apply.how.${step}`)}</li>
          ))}
        </ol>
        <Muted>{t('apply.straight')}</Muted>
      </Section>
    </Main>
  )
}

function BeginForm({ t, call, form, signedInAs, tooMany }: ApplyProps) {
  const { language } = t
  const typed = form?.typed.mail ?? signedInAs ?? ''
  const read = plainAddress(typed)
  return (
    <Card title={t('apply.begin.title')} id="start">
      {tooMany && <Notice tone="late" title={t('apply.wait')} role="alert" />}
      {form && !form.ok && (
        <ErrorSummary
          title={formWords(language)('form.summary', { count: form.problems.length })}
          problems={form.problems.map((problem) => ({
            href: `#${problem.field}`,
            text: sayProblem(problem, language, t),
          }))}
        />
      )}
      <Form
        action={`${callAddress(call.institution, language, call.slug)}/apply`}
        method="post"
        label={t('apply.title')}
      >
        {signedInAs ? (
          <>
            <HiddenField name="mail" value={signedInAs} />
            <p>{t('apply.as', { mail: signedInAs })}</p>
          </>
        ) : (
          <TextField
            name="mail"
            type="email"
            inputmode="email"
            autocomplete="email"
            autocapitalize="none"
            spellcheck="false"
            label={t('apply.mail')}
            hint={read.ok && read.suggestion ? t('apply.meant', { address: read.suggestion }) : t('apply.mail.hint')}
            value={typed}
            error={errorOf(form, 'mail', language, t)}
          />
        )}
        {read.ok && read.suggestion && <HiddenField name="asked" value={read.address} />}
        <Actions>
          <Button>{t('apply.begin')}</Button>
        </Actions>
      </Form>
      <Muted>{t('apply.saved')}</Muted>
    </Card>
  )
}
