import { type Child, type Href, join } from '../../platform/jsx-runtime.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Confirm,
  Crumbs,
  EmptyState,
  Filters,
  Form,
  Link,
  MailFrame,
  Moment,
  Notice,
  Pager,
  PageTitle,
  SearchField,
  Table,
  Tag,
  type Tone,
} from '../../ui/index.ts'
import { holdsSecret, type Mail } from './rules.ts'
import type { CorrespondenceSay } from './words.ts'

export function letterFileAddress(id: string): Href {
  return `/desk/letters/${id}/file`
}

// A letter's or mail's kind begins with the name of its procedure: admission.admitted.
function CaseLink(props: { t: CorrespondenceSay; kind: string; caseId: string | null; about: string }) {
  if (!props.caseId) return null
  return (
    <a href={`/desk/cases/${props.kind.split('.')[0]}/${props.caseId}`}>
      {props.t('mails.openCase')}
      <span class="vh"> {props.about}</span>
    </a>
  )
}

function Turns(props: { t: CorrespondenceSay; newest: Href | null; older: Href | null }) {
  const { t, newest, older } = props
  if (!newest && !older) return null
  return (
    <Pager
      label={t('page.pages')}
      newer={newest ? { href: newest, text: t('page.newest') } : undefined}
      older={older ? { href: older, text: t('page.older') } : undefined}
    />
  )
}

interface MailsProps {
  readonly t: CorrespondenceSay
  readonly mails: readonly Mail[]
  readonly to: string
  readonly older: string | null
  readonly first: boolean
  readonly done: string | null
}

/** The institution's mails, newest first. */
export function MailsPage({ t, mails, to, older, first, done }: MailsProps) {
  const found = (more: Readonly<Record<string, string>>): Href =>
    `/desk/mails?${new URLSearchParams({ ...(to ? { to } : {}), ...more })}`
  return (
    <>
      <PageTitle title={t('mails.title')} lead={t('mails.lead')} />
      {done && <Notice tone="ok" title={done} role="status" />}
      <AddressFilter t={t} action="/desk/mails" to={to} />
      <Table
        caption={t('mails.title')}
        captionHidden
        columns={[
          { key: 'subject', text: t('mails.subject') },
          { key: 'to', text: t('mails.to') },
          { key: 'when', text: t('mails.when') },
          { key: 'state', text: t('mails.state') },
        ]}
        rows={mails.map((mail) => ({
          href: `/desk/mails/${mail.id}`,
          cells: [mail.subject, mail.to_address, <Sent t={t} mail={mail} />, <State t={t} mail={mail} />],
        }))}
        empty={<NoMails t={t} to={to} title={t('mails.empty')} text={t('mails.emptyText')} />}
      />
      <Turns t={t} newest={first ? null : found({})} older={older ? found({ before: older }) : null} />
    </>
  )
}

export function NoMails(props: { t: CorrespondenceSay; to: string; title: string; text: string }) {
  return props.to ? (
    <EmptyState title={props.t('mails.none')} text={props.t('mails.noneText')} />
  ) : (
    <EmptyState title={props.title} text={props.text} />
  )
}

export function AddressFilter({ t, action, to }: { t: CorrespondenceSay; action: Href; to: string }) {
  return (
    <Filters
      action={action}
      label={t('mails.find')}
      button={t('mails.show')}
      reset={to ? { href: action, text: t('mails.all') } : undefined}
    >
      <SearchField name="to" label={t('mails.address')} hint={t('mails.addressHint')} value={to} />
    </Filters>
  )
}

const tones: Readonly<Record<string, Tone>> = { queued: 'wait', sent: 'ok', refused: 'late' }

export function State({ t, mail }: { t: CorrespondenceSay; mail: Mail }) {
  const state = mail.state === 'sent' && mail.answer === 'outbox' ? 'outbox' : mail.state
  return <Tag tone={tones[mail.state] ?? 'quiet'}>{t.find(`mails.state.${state}`) ?? state}</Tag>
}

export function Sent({ t, mail }: { t: CorrespondenceSay; mail: Mail }) {
  const at = mail.sent_at ?? mail.queued_at
  return <Moment dateTime={at.toISOString()}>{sayMoment(at, t.language)}</Moment>
}

export interface Enclosed {
  readonly number: string
  readonly subject: string
  readonly href: Href
}

export interface MailProps {
  readonly t: CorrespondenceSay
  readonly mail: Mail
  readonly letters: readonly Enclosed[]
  /** Names of the other files that went with it. */
  readonly files: readonly string[]
  /** Our own address: only links to it can be followed. */
  readonly url: string
}

/** One mail with its text, what became of it, and sending it again. A sign-in link is nobody's but the recipient's. */
export function MailPage(props: MailProps) {
  const { t, mail } = props
  const secret = holdsSecret(mail.kind)
  return (
    <>
      <Crumbs
        label={t('page.here')}
        steps={[{ text: t('mails.title'), href: '/desk/mails' }, { text: mail.subject }]}
      />
      <PageTitle title={t('mails.one')} />
      {mail.state === 'refused' && (
        <Notice tone="late" title={t('mails.refusedTitle')}>
          <p>{mail.answer}</p>
          {!secret && (
            <Confirm open={t('mails.again')}>
              <p>{t('mails.againText')}</p>
              <Form action={`/desk/mails/${mail.id}/again`} method="post">
                <Actions>
                  <Button>{t('mails.again')}</Button>
                </Actions>
              </Form>
            </Confirm>
          )}
        </Notice>
      )}
      <Written {...props} text={secret ? t('mails.secret') : mail.body} />
    </>
  )
}

export function Written({ t, mail, letters, files, url, from, text }: MailProps & { from?: string; text: string }) {
  const rows = [
    ...(from ? [{ term: t('outbox.from'), value: from }] : []),
    {
      term: t('mails.to'),
      value: from ? mail.to_address : <Link href={`mailto:${mail.to_address}`}>{mail.to_address}</Link>,
    },
    { term: t('mails.when'), value: <Sent t={t} mail={mail} /> },
    { term: t('mails.state'), value: <State t={t} mail={mail} /> },
    ...(mail.answer && mail.state === 'sent' && mail.answer !== 'outbox'
      ? [{ term: t('mails.answer'), value: mail.answer }]
      : []),
    ...(mail.case_id && !from
      ? [
          {
            term: t('mails.case'),
            value: <CaseLink t={t} kind={mail.kind} caseId={mail.case_id} about={mail.subject} />,
          },
        ]
      : []),
    ...(letters.length + files.length > 0 ? [{ term: t('mails.attached'), value: enclosed(letters, files) }] : []),
  ]
  return (
    <MailFrame subject={mail.subject} rows={rows} lang={mail.language}>
      {withLinks(text, url)}
    </MailFrame>
  )
}

function enclosed(letters: readonly Enclosed[], files: readonly string[]): Child {
  const linked = letters.map(({ number, subject, href }) => (
    <Link href={href}>
      {number} · {subject} (PDF)
    </Link>
  ))
  return join([...linked, ...files.map((name) => <span>{name}</span>)], <br />)
}

/** A mail's text with its links to follow. What people typed stands in mails too, so only our own addresses become links. */
export function withLinks(text: string, url: string): Child {
  const { origin } = new URL(url)
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((part, at) => (at % 2 === 1 && URL.parse(part)?.origin === origin ? <Link href={part}>{part}</Link> : part))
}
