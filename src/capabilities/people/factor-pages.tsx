import { raw } from '../../platform/jsx-runtime.ts'
import type { SignedIn } from '../../platform/sessions/index.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Confirm,
  Form,
  HiddenField,
  Link,
  PageTitle,
  Tag,
  TextField,
} from '../../ui/index.ts'
import { squareOf } from '../correspondence/index.ts'
import { inFours } from './rules.ts'
import { type Problems, said } from './said.ts'
import { Summary } from './sign-in-pages.tsx'
import type { PeopleSay } from './words.ts'

interface FactorProps {
  readonly t: PeopleSay
  readonly who: SignedIn
  readonly hasPassword: boolean
  readonly problems: Problems
}

/** The second factor's field of the password: the page has another form with one. */
export const factorField = (field: string) => `factor-${field}`

/** @param id where one page asks for the password twice */
export function PasswordNow({ t, problems, id }: { t: PeopleSay; problems: Problems; id: string }) {
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

export function SecondFactor(props: FactorProps) {
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

function FactorOn({ t, problems }: FactorProps) {
  return (
    <Form action="/account/second-factor" method="post" label={t('factor.title')}>
      <PasswordNow t={t} problems={problems} id={factorField('password')} />
      <Actions>
        <Button tone="soft">{t('factor.begin')}</Button>
      </Actions>
    </Form>
  )
}

function FactorOff({ t, problems }: FactorProps) {
  const form = (
    <>
      <p>{t('factor.endText')}</p>
      <Form action="/account/second-factor/end" method="post" label={t('factor.title')}>
        <PasswordNow t={t} problems={problems} id={factorField('password')} />
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
        <p>{t('factor.setup.square')}</p>
        {square(t('factor.setup.squareAlt'), email, secret)}
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
  const start = raw(`<a class="btn soft" href="${appAddress(email, secret).replaceAll('&', '&amp;')}">`)
  return [start, text, raw('</a>')]
}

function appAddress(email: string, secret: string): string {
  return `otpauth://totp/Kopuro:${encodeURIComponent(email)}?secret=${encodeURIComponent(secret)}&issuer=Kopuro`
}

// For the phone that looks at another screen. Drawn here, so that the key goes to nobody else.
function square(title: string, email: string, secret: string) {
  const { modules, path } = squareOf(appAddress(email, secret))
  const edge = modules + 8
  return (
    <svg class="square" viewBox={`-4 -4 ${edge} ${edge}`} role="img" aria-label={title}>
      <path d={path} />
    </svg>
  )
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
