import type { Form as ReadForm } from '../../platform/web/form.ts'
import { errorOf, formWords, sayProblem } from '../../platform/web/words.ts'
import { languages } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  Crumbs,
  ErrorSummary,
  Form,
  HiddenField,
  Link,
  PageTitle,
  RadioField,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import { deskKinds } from './forms.ts'
import type { InvitationSay } from './words.ts'

interface NewProps {
  readonly t: InvitationSay
  readonly form: ReadForm<unknown> | undefined
  readonly formKey: string
}

/** Whom the office invites: the rest is asked on the pages of the invitation. */
export function NewPage({ t, form, formKey }: NewProps) {
  const typed = form?.typed ?? {}
  const error = (field: string) => errorOf(form, field, t.language, t)
  return (
    <>
      <Crumbs
        label={t('hub.title')}
        steps={[{ text: t('hub.title'), href: '/desk/invitations' }, { text: t('new.title') }]}
      />
      <Slips t={t} form={form} />
      <PageTitle title={t('new.title')} lead={t('new.lead')} />
      <Form action="/desk/invitations/new" method="post">
        <HiddenField name="key" value={formKey} />
        <RadioField
          name="kind"
          label={t('fact.kind')}
          error={error('kind')}
          options={deskKinds.map((kind) => ({
            value: kind,
            text: t(`choice.kind.${kind}`),
            hint: t(`choice.kind.${kind}.hint`),
            selected: typed.kind === kind,
          }))}
        />
        <TextField
          name="name"
          label={t('new.name')}
          hint={t('new.name.hint')}
          value={typed.name}
          error={error('name')}
        />
        <TextField
          name="mail"
          type="email"
          autocapitalize="none"
          spellcheck="false"
          label={t('new.mail')}
          hint={t('new.mail.hint')}
          value={typed.mail}
          error={error('mail')}
        />
        <SelectField
          name="language"
          label={t('new.language')}
          error={error('language')}
          options={languages.map((language) => ({
            value: language,
            text: t(`language.${language}`),
            selected: (typed.language ?? 'en') === language,
          }))}
        />
        <Actions>
          <Button>{t('new.begin')}</Button>
          <Link href="/desk/invitations">{t('back')}</Link>
        </Actions>
      </Form>
    </>
  )
}

/** What is wrong with a form, at the head of its page. */
export function Slips({ t, form }: { t: InvitationSay; form: ReadForm<unknown> | undefined }) {
  if (!form || form.ok) return null
  return (
    <ErrorSummary
      title={formWords(t.language)('form.summary', { count: form.problems.length })}
      problems={form.problems.map((problem) => ({
        href: `#${problem.field}`,
        text: sayProblem(problem, t.language, t),
      }))}
    />
  )
}
