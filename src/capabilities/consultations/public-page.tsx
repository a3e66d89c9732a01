import type { Href } from '../../platform/jsx-runtime.ts'
import { plainAddress } from '../../platform/mail/transport.ts'
import type { Form as ReadForm } from '../../platform/web/form.ts'
import { errorOf, formWords, sayProblem } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  Card,
  ErrorSummary,
  Form,
  HiddenField,
  Main,
  Notice,
  PageTitle,
  RadioField,
  Section,
  TextField,
} from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import { askers } from './facts.ts'
import type { Say } from './words.ts'

export const consultationAddress = (institution: string, language: string): Href =>
  `/${institution}/${language}/consultation`

interface Props {
  readonly t: Say
  readonly institution: Institution
  readonly form: ReadForm<unknown> | undefined
  readonly formKey: string
  readonly signedInAs: string | null
  readonly tooMany: boolean
}

/** Where a consultation begins: who asks, and one button. */
export function ConsultationPage(props: Props) {
  const { t, institution } = props
  return (
    <Main>
      <PageTitle title={t('start.title')} over={institution.short[t.language]} lead={t('start.lead')} />
      <BeginForm {...props} />
      <Section title={t('start.how')}>
        <ol>
          {(['fill', 'office', 'answer'] as const).map((step) => (
            <li>{t(`start.how.${step}`)}</li>
          ))}
        </ol>
      </Section>
    </Main>
  )
}

function BeginForm({ t, institution, form, formKey, signedInAs, tooMany }: Props) {
  return (
    <Card title={t('start.begin.title')} id="start">
      {tooMany && <Notice tone="late" title={t('start.wait')} role="alert" />}
      <Slips t={t} form={form} />
      <Form action={consultationAddress(institution.id, t.language)} method="post" label={t('start.title')}>
        <HiddenField name="key" value={formKey} />
        <RadioField
          name="asker"
          label={t('fact.asker')}
          error={errorOf(form, 'asker', t.language, t)}
          options={askers.map((one) => ({
            value: one,
            text: t(`choice.asker.${one}`),
            hint: t(`choice.asker.${one}.hint`),
            selected: form?.typed.asker === one,
          }))}
        />
        <MailField t={t} form={form} signedInAs={signedInAs} />
        <Actions>
          <Button>{t('start.begin')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

function Slips({ t, form }: Pick<Props, 't' | 'form'>) {
  if (!form || form.ok) return null
  const problems = form.problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(one, t.language, t) }))
  return <ErrorSummary title={formWords(t.language)('form.summary', { count: problems.length })} problems={problems} />
}

function MailField({ t, form, signedInAs }: Pick<Props, 't' | 'form' | 'signedInAs'>) {
  const typed = form?.typed.mail ?? signedInAs ?? ''
  const read = plainAddress(typed)
  const meant = read.ok ? read.suggestion : undefined
  return (
    <>
      {read.ok && meant && <HiddenField name="asked" value={read.address} />}
      <TextField
        name="mail"
        type="email"
        inputmode="email"
        autocomplete="email"
        autocapitalize="none"
        spellcheck="false"
        label={t('start.mail')}
        hint={meant ? t('start.meant', { address: meant }) : t('start.mail.hint')}
        value={typed}
        error={errorOf(form, 'mail', t.language, t)}
      />
    </>
  )
}
