import type { Href } from '../../platform/jsx-runtime.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Confirm, Form, More, Muted, Section } from '../../ui/index.ts'
import { holdsSecret } from '../correspondence/index.ts'
import { type DeskCaseProps, deskAddress } from './desk-case.ts'
import { type CaseMail, mailState } from './shared-pages.tsx'
import { casesWords } from './words.ts'

/** Every mail of the case with its text, what the mail server said, and sending it again. */
export function DeskMails(props: DeskCaseProps) {
  const { mails, language } = props
  const t = casesWords(language)
  return (
    <Section title={t('case.messages')} id="mails">
      {mails.length === 0 && <Muted>{t('case.noMessages')}</Muted>}
      {mails.map((mail) => (
        <div id={`mail-${mail.id}`}>
          <More
            title={`${mail.subject} · ${sayMoment(mail.queued_at, language)}`}
            about={mailState(mail, language)}
            open={mail.state === 'refused'}
          >
            <OneMail mail={mail} {...props} />
          </More>
        </div>
      ))}
    </Section>
  )
}

function OneMail({ mail, ...props }: DeskCaseProps & { mail: CaseMail }) {
  const { view, language, mails, mayWork } = props
  const t = casesWords(language)
  const first = mails.find(({ id }) => id === mail.repeats)
  const secret = holdsSecret(mail.kind)
  const action: Href = `${deskAddress(view)}/mails/${mail.id}/again`
  return (
    <>
      <p class="muted">
        {mail.to_address}: {mailState(mail, language)}.{' '}
        {mail.answer && mail.answer !== 'outbox' && t('mail.server', { answer: mail.answer })}{' '}
        {first && t('mail.repeats', { at: sayMoment(first.queued_at, language) })}
      </p>
      {secret ? (
        <Muted>{t('case.mail.secret')}</Muted>
      ) : (
        <p class="body" lang={isLanguage(mail.language) ? mail.language : undefined}>
          {mail.body}
        </p>
      )}
      {mayWork && !secret && mail.state !== 'queued' && (
        <Confirm open={t('mail.again')} tone="soft">
          <p>{t('mail.again.about', { to: mail.to_address })}</p>
          <Form action={action} method="post" label={`${t('mail.again')}: ${mail.subject}`}>
            <Actions>
              <Button tone="soft">{t('mail.again')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </>
  )
}
