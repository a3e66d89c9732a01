import { plainAddress } from '../../platform/mail/transport.ts'
import type { Form as ReadForm } from '../../platform/web/form.ts'
import { errorOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Form,
  HiddenField,
  Main,
  More,
  Muted,
  Notice,
  PageTitle,
  RadioField,
  Section,
  TextField,
  TwoColumns,
} from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import type { Rule } from '../law/index.ts'
import { askedKinds } from './facts.ts'
import { Slips } from './new-page.tsx'
import type { InvitationSay } from './words.ts'

interface AskProps {
  readonly t: InvitationSay
  readonly institution: Institution
  readonly rules: readonly Rule[]
  readonly form: ReadForm<unknown> | undefined
  readonly formKey: string
  readonly signedInAs: string | null
  readonly tooMany: boolean
}

/** Where a guest, a teacher or an expert asks to be invited. */
export function AskPage(props: AskProps) {
  const { t, institution, rules } = props
  return (
    <Main>
      <PageTitle title={t('ask.title', { institution: institution.short[t.language] })} lead={t('ask.lead')} />
      <TwoColumns>
        <div class="flow">
          <StartForm {...props} />
          <Section title={t('ask.how')}>
            <ol>
              {t('ask.how.steps')
                .split('\n')
                .map((step) => (
                  <li>{step}</li>
                ))}
            </ol>
          </Section>
        </div>
        <div class="flow">
          <Card title={t('ask.students')}>
            <p>{t('ask.studentsText')}</p>
            <Actions>
              <ButtonLink tone="soft" href={`/${institution.id}/${t.language}/apply`}>
                {t('ask.studentsGo')}
              </ButtonLink>
            </Actions>
          </Card>
          <Card title={t('ask.rules')}>
            <ul>
              {rules.map(({ text, verified }) => (
                <li>
                  {text[t.language]}. {!verified && <Muted>{t('ask.unverified')}</Muted>}
                </li>
              ))}
            </ul>
            <More title={t('ask.sources')}>
              <ul>
                {rules.map(({ source }) => (
                  <li>
                    <Muted>{source.join('; ')}</Muted>
                  </li>
                ))}
              </ul>
            </More>
          </Card>
        </div>
      </TwoColumns>
    </Main>
  )
}

function StartForm({ t, institution, form, formKey, signedInAs, tooMany }: AskProps) {
  const typed = form?.typed.mail ?? signedInAs ?? ''
  const read = plainAddress(typed)
  return (
    <Card title={t('ask.start')} id="start">
      {tooMany && (
        <Notice tone="late" title={t('ask.wait')} role="alert">
          {t('ask.waitText')}
        </Notice>
      )}
      <Slips t={t} form={form} />
      {form && read.ok && read.suggestion && (
        <Notice tone="due">{t('ask.suggestion', { address: read.suggestion })}</Notice>
      )}
      <Form action={`/${institution.id}/${t.language}/invitation`} method="post">
        <HiddenField name="key" value={formKey} />
        {read.ok && read.suggestion && <HiddenField name="asked" value={read.address} />}
        <RadioField
          name="kind"
          label={t('ask.kind')}
          error={errorOf(form, 'kind', t.language, t)}
          options={askedKinds.map((kind) => ({
            value: kind,
            text: t(`choice.kind.${kind}`),
            hint: t(`choice.kind.${kind}.hint`),
            selected: form?.typed.kind === kind,
          }))}
        />
        <TextField
          name="mail"
          type="email"
          inputmode="email"
          autocomplete="email"
          autocapitalize="none"
          spellcheck="false"
          label={t('ask.mail')}
          hint={t('ask.mail.hint')}
          value={typed}
          error={errorOf(form, 'mail', t.language, t)}
        />
        <Actions>
          <Button>{t('ask.begin')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

/** The address has an account: the link is on its way. Says no more to whoever typed it. */
export function KnownPage({ t, email, outbox }: { t: InvitationSay; email: string; outbox: boolean }) {
  return (
    <>
      <PageTitle title={t('ask.known')} />
      <p>{t('ask.knownText', { email })}</p>
      {outbox && (
        <Actions>
          <ButtonLink href="/outbox" tone="soft">
            {t('ask.outbox')}
          </ButtonLink>
        </Actions>
      )}
    </>
  )
}
