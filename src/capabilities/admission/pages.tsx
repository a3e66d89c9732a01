import { plainAddress } from '../../platform/mail/transport.ts'
import type { Form as ReadForm } from '../../platform/web/form.ts'
import { errorOf, formWords, sayProblem } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  Form,
  HiddenField,
  Link,
  Main,
  More,
  Muted,
  Notice,
  PageTitle,
  Section,
  TextField,
  TwoColumns,
} from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import type { AdmissionTerms, Programme } from '../programmes/index.ts'
import { admissionWords } from './words.ts'

interface ApplyProps {
  readonly institution: Institution
  readonly terms: AdmissionTerms
  readonly law: Law
  readonly language: Language
  readonly form: ReadForm<unknown> | undefined
  readonly programme: Programme | null
  readonly requestKey: string
  readonly signedInAs: string | null
  readonly tooMany: boolean
}

// What the law says to whoever thinks of coming; by id of the law pack.
const goodToKnow = ['admission.translation', 'visa.support', 'registration.term', 'study.no-work', 'study.insurance']

/** How to apply: what is needed, how it goes, and the field that starts it. */
export function ApplyPage(props: ApplyProps) {
  const { institution, terms, law, language, programme } = props
  const t = admissionWords(language)
  const short = institution.short[language]
  const rules = goodToKnow.map((id) => law.rule(id))
  return (
    <Main>
      <PageTitle
        title={t('apply.title', { institution: short })}
        lead={terms.welcome?.[language] ?? t('apply.lead')}
        over={programme?.name[language]}
      />
      <TwoColumns>
        <div class="flow">
          <StartForm {...props} />
          <Section title={t('apply.papers')}>
            <ol>
              {terms.documents.map((document) => (
                <li>
                  <b>{document.title[language]}</b>
                  {document.when === 'visa-needed' && <> ({t('apply.papers.visa')})</>}
                  <br />
                  <Muted>{document.hint[language]}</Muted>
                </li>
              ))}
            </ol>
            {terms.documents.some((document) => !document.ownPage) && <Muted>{t('apply.other')}</Muted>}
          </Section>
          <Section title={t('apply.how')}>
            <ol>
              {t('apply.how.steps')
                .split('\n')
                .map((step) => (
                  <li>{step}</li>
                ))}
            </ol>
          </Section>
        </div>
        <div class="flow">
          <Card title={t('apply.levels')}>
            <ul>
              {terms.entry.map((entry) => (
                <li>
                  {t(`choice.level.${entry.level ?? 'other'}`)}: {entry.text[language]}
                </li>
              ))}
            </ul>
          </Card>
          {terms.feesNote && (
            <Card title={t('apply.fees')}>
              <p>{terms.feesNote[language]}</p>
            </Card>
          )}
          <Card title={t('apply.rules')}>
            <ul>
              {rules.map((rule) => (
                <li>{rule.text[language]}</li>
              ))}
            </ul>
            <More title={t('apply.rules.sources')}>
              <ul>
                {rules.map((rule) => (
                  <li>
                    <Muted>{rule.source.join('; ')}</Muted>
                  </li>
                ))}
              </ul>
            </More>
          </Card>
          {terms.contactEmail && (
            <Card title={t('apply.question')}>
              <p>
                <Link href={`mailto:${terms.contactEmail}`}>{terms.contactEmail}</Link>
              </p>
            </Card>
          )}
        </div>
      </TwoColumns>
    </Main>
  )
}

function StartForm({ institution, language, form, programme, requestKey, signedInAs, tooMany }: ApplyProps) {
  const t = admissionWords(language)
  const typed = form?.typed.mail ?? signedInAs ?? ''
  const read = plainAddress(typed)
  return (
    <Card title={t('apply.start')} id="start">
      {tooMany && (
        <Notice tone="late" title={t('apply.wait.title')} role="alert">
          {t('apply.wait.text')}
        </Notice>
      )}
      {form && !form.ok && (
        <ErrorSummary
          title={formWords(language)('form.summary', { count: form.problems.length })}
          problems={form.problems.map((problem) => ({
            href: `#${problem.field}`,
            text: sayProblem(problem, language, t),
          }))}
        />
      )}
      {read.ok && read.suggestion && <Notice tone="due">{t('apply.suggestion', { address: read.suggestion })}</Notice>}
      <Form action={`/${institution.id}/${language}/apply`} method="post">
        <TextField
          name="mail"
          type="email"
          inputmode="email"
          autocomplete="email"
          autocapitalize="none"
          spellcheck="false"
          label={t('fact.mail')}
          hint={t('apply.mail.hint')}
          value={typed}
          error={errorOf(form, 'mail', language, t)}
        />
        <HiddenField name="key" value={requestKey} />
        {read.ok && read.suggestion && <HiddenField name="asked" value={read.address} />}
        {programme && <HiddenField name="programme" value={programme.id} />}
        <Actions>
          <Button>{t('apply.begin')}</Button>
        </Actions>
      </Form>
      <Muted>{t('apply.saved')}</Muted>
    </Card>
  )
}

/** The address has an account: the link is on its way. Says no more to whoever typed it. */
export function KnownPage({ email, language, outbox }: { email: string; language: Language; outbox: boolean }) {
  const t = admissionWords(language)
  return (
    <>
      <PageTitle title={t('apply.known.title')} />
      <p>{t('apply.known.text', { email })}</p>
      {outbox && (
        <Actions>
          <ButtonLink href="/outbox" tone="soft">
            {t('apply.known.outbox')}
          </ButtonLink>
        </Actions>
      )}
    </>
  )
}
