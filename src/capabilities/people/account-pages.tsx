import { raw } from '../../platform/jsx-runtime.ts'
import { shortestPassword } from '../../platform/sessions/auth.ts'
import type { SignedIn } from '../../platform/sessions/index.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Confirm,
  DescriptionList,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  SelectField,
  Tag,
  TextField,
} from '../../ui/index.ts'
import { inFours } from './rules.ts'
import { type Problems, said } from './said.ts'
import { Summary } from './sign-in-pages.tsx'
import type { PeopleSay } from './words.ts'

/** Which of the page's forms slipped: several of them ask for the password. */
export type AccountForm = 'password' | 'factor'

interface AccountProps {
  readonly t: PeopleSay
  readonly who: SignedIn
  readonly hasPassword: boolean
  readonly slipped: AccountForm | null
  readonly problems: Problems
  readonly done: string | null
}

export function AccountPage(props: AccountProps) {
  const { t, done, slipped } = props
  const of = (form: AccountForm): AccountProps => ({ ...props, problems: slipped === form ? props.problems : [] })
  return (
    <>
      <PageTitle title={t('account.title')} />
      {done && <Notice tone="ok" title={done} role="status" />}
      <Summary t={t} problems={shownAt(slipped, props.problems)} />
      <About {...props} />
      <LanguageChoice {...props} />
      {props.who.proven ? <Password {...of('password')} /> : <Prove {...props} />}
      {props.who.proven && <SecondFactor {...of('factor')} />}
      <Card title={t('sessions.title')}>
        <p>{t('sessions.text')}</p>
        <Form action="/account/elsewhere" method="post">
          <Actions>
            <Button tone="soft">{t('sessions.end')}</Button>
          </Actions>
        </Form>
      </Card>
    </>
  )
}

const idOf = (form: AccountForm, field: string) => (form === 'factor' ? `factor-${field}` : field)

function shownAt(slipped: AccountForm | null, problems: Problems): Problems {
  return slipped ? problems.map((problem) => ({ ...problem, field: idOf(slipped, problem.field) })) : problems
}

function About({ t, who }: AccountProps) {
  const state = who.proven ? <Tag tone="ok">{t('account.proven')}</Tag> : <Tag tone="due">{t('account.unproven')}</Tag>
  const email = (
    <>
      {who.email} {state}
    </>
  )
  return (
    <Card>
      <DescriptionList
        rows={[
          { term: t('account.name'), value: who.name || t('account.noName') },
          { term: t('account.email'), value: email },
        ]}
      />
    </Card>
  )
}

function LanguageChoice({ t, who }: AccountProps) {
  return (
    <Card>
      <Form action="/language?to=/account?done=language" method="post">
        <SelectField
          name="language"
          label={t('account.language')}
          hint={t('account.languageHint')}
          width="half"
          options={languages.map((language) => ({
            value: language,
            text: languageNames[language],
            selected: language === who.language,
          }))}
        />
        <Actions>
          <Button tone="soft">{t('account.save')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

/** Whoever typed an address without owning it must not put a password on it before the owner comes. */
function Prove({ t, who }: AccountProps) {
  return (
    <Notice tone="due" title={t('account.prove.title')}>
      <p>{t('account.prove.text')}</p>
      <Form action="/sign-in/mail-link" method="post">
        <HiddenField name="email" value={who.email} />
        <HiddenField name="to" value="/account" />
        <Actions>
          <Button tone="soft">{t('link.go')}</Button>
        </Actions>
      </Form>
    </Notice>
  )
}

function Password({ t, hasPassword, problems }: AccountProps) {
  return (
    <Card title={t('password.title')}>
      {!hasPassword && <p>{t('password.none')}</p>}
      <Form action="/account/password" method="post" label={t('password.title')}>
        {hasPassword && <PasswordNow t={t} problems={problems} id="password" />}
        <TextField
          name="newPassword"
          type="password"
          label={t('password.new')}
          hint={t('password.hint', { least: shortestPassword })}
          autocomplete="new-password"
          width="half"
          error={said(t, problems, 'newPassword')}
        />
        {hasPassword && <p class="hint">{t('password.others')}</p>}
        <Actions>
          <Button tone="soft">{t(hasPassword ? 'password.change' : 'password.set')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

function PasswordNow({ t, problems, id }: { t: PeopleSay; problems: Problems; id: string }) {
  return (
    <TextField
      name="password"
      id={id}
      type="password"
      label={t('password.current')}
      autocomplete="current-password"
      width="half"
      error={said(t, problems, 'password')}
    />
  )
}

function SecondFactor(props: AccountProps) {
  const { t, who, hasPassword } = props
  return (
    <Card title={t('factor.title')}>
      <p>
        <Tag tone={who.secondFactor ? 'ok' : 'quiet'}>{t(who.secondFactor ? 'factor.on' : 'factor.off')}</Tag>{' '}
        {t('factor.text')}
      </p>
      {!hasPassword && <p>{t('factor.needsPassword')}</p>}
      {hasPassword && (who.secondFactor ? <FactorOff {...props} /> : <FactorOn {...props} />)}
    </Card>
  )
}

function FactorOn({ t, problems }: AccountProps) {
  return (
    <Form action="/account/second-factor" method="post" label={t('factor.title')}>
      <PasswordNow t={t} problems={problems} id={idOf('factor', 'password')} />
      <Actions>
        <Button tone="soft">{t('factor.begin')}</Button>
      </Actions>
    </Form>
  )
}

function FactorOff({ t, problems }: AccountProps) {
  const form = (
    <>
      <p>{t('factor.endText')}</p>
      <Form action="/account/second-factor/end" method="post" label={t('factor.title')}>
        <PasswordNow t={t} problems={problems} id={idOf('factor', 'password')} />
        <Actions>
          <Button tone="danger">{t('factor.end')}</Button>
        </Actions>
      </Form>
    </>
  )
  return problems.length > 0 ? form : <Confirm open={t('factor.end')}>{form}</Confirm>
}

interface SetUpProps {
  readonly t: PeopleSay
  readonly email: string
  /** The app's key, in base32. */
  readonly secret: string
  readonly problems: Problems
}

export function SetUpFactorPage({ t, email, secret, problems }: SetUpProps) {
  return (
    <>
      <PageTitle title={t('factor.setup.title')} lead={t('factor.setup.lead')} />
      <Summary t={t} problems={problems} />
      <Card title={t('factor.setup.key')}>
        <p>{t('factor.setup.keyText')}</p>
        <p>
          <code>{inFours(secret)}</code>
        </p>
        <Actions>{appLink(t('factor.setup.open'), email, secret)}</Actions>
      </Card>
      <Card title={t('factor.setup.code')}>
        <Form action="/account/second-factor/code" method="post">
          <TextField
            name="code"
            label={t('code.label')}
            hint={t('factor.setup.codeHint')}
            inputmode="numeric"
            autocomplete="one-time-code"
            width="short"
            error={said(t, problems, 'code')}
          />
          <Actions>
            <Button>{t('factor.setup.go')}</Button>
            <Link href="/account">{t('factor.setup.cancel')}</Link>
          </Actions>
          <HiddenField name="secret" value={secret} />
        </Form>
      </Card>
    </>
  )
}

// Pages carry no addresses of this scheme but this one. Every part of it is percent-encoded, so nothing is left to escape.
function appLink(text: string, email: string, secret: string) {
  const query = `secret=${encodeURIComponent(secret)}&amp;issuer=Kopuro`
  const start = raw(`<a class="btn soft" href="otpauth://totp/Kopuro:${encodeURIComponent(email)}?${query}">`)
  return [start, text, raw('</a>')]
}

/** The backup codes, shown this once. */
export function BackupCodesPage({ t, codes }: { t: PeopleSay; codes: readonly string[] }) {
  return (
    <>
      <PageTitle title={t('factor.codes.title')} lead={t('factor.codes.lead')} />
      <Card>
        <ul>
          {codes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </Card>
      <Actions>
        <ButtonLink href="/account">{t('factor.codes.done')}</ButtonLink>
      </Actions>
    </>
  )
}
