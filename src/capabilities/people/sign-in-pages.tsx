import { linkLifetimeDays } from '../../platform/sessions/auth.ts'
import { formWords } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  TextField,
} from '../../ui/index.ts'
import { PasskeySignIn } from './passkey-pages.tsx'
import type { ProviderProblem } from './provider.ts'
import { inWords, type Problems, said } from './said.ts'
import type { PeopleSay } from './words.ts'

interface Asked {
  readonly t: PeopleSay
  readonly to: string
  readonly email: string
  readonly problems: Problems
}

interface SignInProps {
  readonly t: PeopleSay
  readonly to: string
  readonly email?: string
  readonly problems?: Problems
  /** What was not believed. */
  readonly notice?: 'password' | 'passkey'
  readonly done?: string | null
  /** What the university calls its own sign-in; null where there is none. */
  readonly provider: string | null
}

export function SignInPage({ t, to, email = '', problems = [], notice, done, provider }: SignInProps) {
  return (
    <>
      <PageTitle title={t('signIn.title')} lead={t('signIn.lead')} />
      {done && <Notice tone="ok" title={done} role="status" />}
      <Summary t={t} problems={problems} />
      {notice === 'password' && <Notice tone="late" title={t('signIn.wrong')} role="alert" />}
      {provider && (
        <Card title={t('provider.title', { name: provider })}>
          <p>{t('provider.text')}</p>
          <Actions>
            <ButtonLink href={`/sign-in/provider?${new URLSearchParams({ to })}`} tone="soft">
              {t('provider.title', { name: provider })}
            </ButtonLink>
          </Actions>
        </Card>
      )}
      <Card>
        <Form action="/sign-in" method="post" label={t('signIn.title')}>
          <EmailField t={t} email={email} problems={problems} />
          <TextField
            name="password"
            type="password"
            label={t('password.label')}
            autocomplete="current-password"
            error={said(t, problems, 'password')}
          />
          <Actions>
            <Button>{t('signIn.go')}</Button>
          </Actions>
          <HiddenField name="to" value={to} />
        </Form>
      </Card>
      <Card title={t('link.title')}>
        <p>{t('link.text')}</p>
        <LinkForm t={t} to={to} email={email} problems={[]} id="linkEmail" />
      </Card>
      <PasskeySignIn t={t} to={to} refused={notice === 'passkey'} />
    </>
  )
}

interface ProviderProblemProps {
  readonly t: PeopleSay
  readonly name: string
  readonly problem: ProviderProblem
  readonly to: string
}

/** Why the university's provider brought nobody in, and what to do. */
export function ProviderProblemPage({ t, name, problem, to }: ProviderProblemProps) {
  const isWorthATry = problem === 'stale' || problem === 'down' || problem === 'failed' || problem === 'refused'
  return (
    <>
      <PageTitle title={t(`provider.${problem}.title`, { name })} lead={t(`provider.${problem}.text`, { name })} />
      <Actions>
        {isWorthATry && (
          <ButtonLink href={`/sign-in/provider?${new URLSearchParams({ to })}`}>{t('provider.again')}</ButtonLink>
        )}
        <ButtonLink href={`/sign-in?${new URLSearchParams({ to })}`} tone="soft">
          {t('provider.other')}
        </ButtonLink>
      </Actions>
    </>
  )
}

/** The form that has a link sent; alone after it slipped, or below the sign-in. */
export function LinkPage(props: Asked) {
  const { t, problems } = props
  return (
    <>
      <PageTitle title={t('link.title')} lead={t('link.text')} />
      <Summary t={t} problems={problems} />
      <Card>
        <LinkForm {...props} id="email" />
      </Card>
    </>
  )
}

function LinkForm({ t, to, email, problems, id }: Asked & { id: string }) {
  return (
    <Form action="/sign-in/mail-link" method="post" label={t('link.title')}>
      <EmailField t={t} email={email} problems={problems} id={id} />
      <Actions>
        <Button tone="soft">{t('link.go')}</Button>
      </Actions>
      <HiddenField name="to" value={to} />
    </Form>
  )
}

function EmailField({ t, email, problems, id }: Omit<Asked, 'to'> & { id?: string }) {
  return (
    <TextField
      name="email"
      id={id}
      type="email"
      label={t('email.label')}
      value={email}
      autocomplete="username"
      autocapitalize="none"
      spellcheck="false"
      error={said(t, problems, 'email')}
    />
  )
}

export function LinkSentPage({ t, email, outbox }: { t: PeopleSay; email: string; outbox: boolean }) {
  return (
    <>
      <PageTitle title={t('link.sent.title')} lead={t('link.sent.text', { email, days: linkLifetimeDays })} />
      <p>{t('link.sent.nothing')}</p>
      <Actions>
        {outbox && <ButtonLink href="/outbox">{t('link.sent.outbox')}</ButtonLink>}
        <ButtonLink href="/sign-in" tone="soft">
          {t('link.sent.back')}
        </ButtonLink>
      </Actions>
    </>
  )
}

/** What the link in the mail opens. Only the button uses the link up: mail programs open links to look at them. */
export function LinkOpenedPage({ t, token, to }: { t: PeopleSay; token: string; to: string }) {
  return (
    <>
      <PageTitle title={t('link.open.title')} lead={t('link.open.text')} />
      <Form action="/sign-in/link" method="post">
        <HiddenField name="token" value={token} />
        <HiddenField name="to" value={to} />
        <Actions>
          <Button>{t('link.open.go')}</Button>
        </Actions>
      </Form>
    </>
  )
}

export function LinkUsedPage({ t, to }: { t: PeopleSay; to: string }) {
  return (
    <>
      <PageTitle title={t('link.used.title')} lead={t('link.used.text', { days: linkLifetimeDays })} />
      <Card>
        <LinkForm t={t} to={to} email="" problems={[]} id="email" />
      </Card>
    </>
  )
}

/** @param wrong the code was wrong, or the sign-in it belongs to is over */
export function CodePage({ t, to, problems, wrong }: Omit<Asked, 'email'> & { wrong: boolean }) {
  return (
    <>
      <PageTitle title={t('code.title')} lead={t('code.lead')} />
      <Summary t={t} problems={problems} />
      {wrong && (
        <Notice tone="late" title={t('code.wrong')} role="alert">
          <p>{t('code.again')}</p>
        </Notice>
      )}
      <Card>
        <Form action="/sign-in/code" method="post" label={t('code.title')}>
          <TextField
            name="code"
            label={t('code.label')}
            hint={t('code.hint')}
            autocomplete="one-time-code"
            autocapitalize="none"
            spellcheck="false"
            width="half"
            error={said(t, problems, 'code')}
          />
          <Actions>
            <Button>{t('code.go')}</Button>
            <Link href="/sign-in">{t('code.back')}</Link>
          </Actions>
          <HiddenField name="to" value={to} />
        </Form>
      </Card>
    </>
  )
}

/** @param minutes how long it takes at most until the next attempt counts */
export function BusyPage({ t, minutes }: { t: PeopleSay; minutes: number }) {
  return <PageTitle title={t('busy.title')} lead={t('busy.text', { minutes })} />
}

export function Summary({ t, problems }: { t: PeopleSay; problems: Problems }) {
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      title={formWords(t.language)('form.summary', { count: problems.length })}
      problems={problems.map((problem) => ({ href: `#${problem.field}`, text: inWords(t, problem) }))}
    />
  )
}
