import { shortestPassword } from '../../platform/sessions/auth.ts'
import type { SignedIn } from '../../platform/sessions/index.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  Card,
  DescriptionList,
  Form,
  HiddenField,
  Muted,
  Notice,
  PageTitle,
  SelectField,
  Tag,
  TextField,
} from '../../ui/index.ts'
import { factorField, PasswordNow, SecondFactor } from './factor-pages.tsx'
import { Passkeys } from './passkey-pages.tsx'
import type { Passkey } from './passkey-store.ts'
import { type Problems, said } from './said.ts'
import { Sessions } from './session-pages.tsx'
import type { OpenSession } from './session-store.ts'
import { Summary } from './sign-in-pages.tsx'
import type { PeopleSay } from './words.ts'

/** Which of the page's forms slipped: several of them ask for the password. */
export type AccountForm = 'password' | 'factor' | 'passkey'

/** A role in words. */
export interface Place {
  readonly institution: string
  readonly role: string
  /** What the role opens, where it opens no desk. */
  readonly note: string | null
}

interface AccountProps {
  readonly t: PeopleSay
  readonly who: SignedIn
  readonly hasPassword: boolean
  readonly passkeys: readonly Passkey[]
  readonly sessions: readonly OpenSession[]
  readonly places: readonly Place[]
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
      {props.who.waits && (
        <Notice tone="due" title={t('both.title')} role="alert">
          <p>{t('both.text')}</p>
        </Notice>
      )}
      <Summary t={t} problems={shownAt(slipped, props.problems)} />
      <About {...props} />
      <LanguageChoice {...props} />
      {props.who.proven ? <Password {...of('password')} /> : <Prove {...props} />}
      {props.who.proven && <SecondFactor {...of('factor')} />}
      {props.who.proven && <Passkeys {...of('passkey')} />}
      <Sessions t={t} sessions={props.sessions} here={props.who.sessionId} />
    </>
  )
}

const idOf = (form: AccountForm, field: string) => (form === 'factor' ? factorField(field) : field)

function shownAt(slipped: AccountForm | null, problems: Problems): Problems {
  return slipped ? problems.map((problem) => ({ ...problem, field: idOf(slipped, problem.field) })) : problems
}

function About({ t, who, places }: AccountProps) {
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
          ...places.map(({ institution, role, note }) => ({
            term: institution,
            value: note ? [role, <br />, <Muted>{note}</Muted>] : role,
          })),
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
