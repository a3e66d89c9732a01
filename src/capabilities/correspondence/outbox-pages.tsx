import { itself } from '../../platform/database/index.ts'
import { Crumbs, PageTitle, Table } from '../../ui/index.ts'
import { AddressFilter, type MailProps, NoMails, Sent, State, Written } from './mail-pages.tsx'
import { holdsSecret, type Mail } from './rules.ts'
import type { CorrespondenceSay } from './words.ts'

export interface Posted {
  readonly institution: string
  readonly mail: Mail
}

interface OutboxProps {
  readonly t: CorrespondenceSay
  readonly posted: readonly Posted[]
  readonly to: string
}

/** Evaluation: what would have been mailed, of all institutions. */
export function OutboxPage({ t, posted, to }: OutboxProps) {
  return (
    <>
      <PageTitle title={t('outbox.title')} lead={t('outbox.lead')} />
      <AddressFilter t={t} action="/outbox" to={to} />
      <Table
        caption={t('outbox.title')}
        captionHidden
        columns={[
          { key: 'subject', text: t('mails.subject') },
          { key: 'to', text: t('mails.to') },
          { key: 'when', text: t('mails.when') },
          { key: 'state', text: t('mails.state') },
        ]}
        rows={posted.map(({ institution, mail }) => ({
          href: `/outbox/${institution}/${mail.id}`,
          cells: [mail.subject, mail.to_address, <Sent t={t} mail={mail} />, <State t={t} mail={mail} />],
        }))}
        empty={<NoMails t={t} to={to} title={t('outbox.empty')} text={t('outbox.emptyText')} />}
      />
    </>
  )
}

export function OutboxMailPage(props: MailProps & { institution: string }) {
  const { t, mail, institution } = props
  const from = institution === itself ? t('outbox.program') : institution.toUpperCase()
  return (
    <>
      <Crumbs label={t('page.here')} steps={[{ text: t('outbox.title'), href: '/outbox' }, { text: mail.subject }]} />
      <PageTitle title={t('mails.one')} />
      <Written {...props} from={from} text={mail.body === '' && holdsSecret(mail.kind) ? t('mails.gone') : mail.body} />
    </>
  )
}
